"""What a CAPTCHA is to us: a signature to know it by, and a sentence for the person who must answer it.

Nothing here or below answers one. The runner recognises it, waits, and a person does what it asks.
"""

from __future__ import annotations

from typing import ClassVar

from playwright.async_api import Frame, Locator
from playwright.async_api import Page as Tab

from pages.base import Obstacle, first_visible
from pages.captcha._signature import Signature
from pages.console import Site


class Captcha(Obstacle):
    """A puzzle that tells people from programs; only a person may answer it.

    ``frame`` is the frame it was found in, when that isn't the tab's main one.
    """

    kind: ClassVar[str] = "captcha"
    vendor: ClassVar[str]
    """Whose CAPTCHA it is, in the name people use."""

    signature: ClassVar[Signature]
    secret: ClassVar[tuple[str, ...]] = ()
    """CSS of the fields a person types the answer into: covered in every picture."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "title" not in cls.__dict__:
            cls.title = f"{cls.vendor} CAPTCHA"

    def __init__(self, tab: Tab, site: Site, frame: Frame | None = None, *, fills_frame: bool = False) -> None:
        super().__init__(tab, site)
        self.frame = frame or tab.main_frame
        self.fills_frame = fills_frame

    @property
    def landmark(self) -> Locator:
        """The widget, or the whole frame when the frame is nothing else."""
        if self.fills_frame:
            return self.frame.locator("body")
        return first_visible(*(self.frame.locator(sign) for sign in self.signature.signs))

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        """The answer fields: what a person types there is a code."""
        return tuple(self.frame.locator(field) for field in self.secret)
