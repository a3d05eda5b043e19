"""CAPTCHAs: recognised, never answered."""

from __future__ import annotations

from typing import ClassVar

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import Obstacle, first_seen
from pages.console import Site


class Captcha(Obstacle):
    """Something that wants to know whether a person is there."""

    kind = "captcha"
    vendor: ClassVar[str]


class ImageCaptcha(Captcha):
    """Characters in a picture."""

    title = "Image CAPTCHA"
    vendor = "Xiaomi"
    wanted = "Type the characters you see in the picture."

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # address seen in public clients; #captcha-img in a saved copy of the classic skin
        self.picture = first_seen(tab.locator('img[src*="/pass/getCode"]'), tab.locator("#captcha-img"))
        self.answer_field = first_seen(tab.locator('input[name="captCode"]'), tab.locator("#captcha-code"))

    @property
    def landmark(self) -> Locator:
        return self.answer_field

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.answer_field,)


class XiaomiVerification(Captcha):
    """The vendor's own verification dialogue, with a piece to slide."""

    title = "Slide to verify"
    vendor = "Xiaomi"
    wanted = "Drag the slider in the browser window until the piece fits."

    @property
    def landmark(self) -> Locator:
        return first_seen(
            self.tab.locator('[role="dialog"].mi-verify'), self.tab.locator('iframe[src*="verify.sec.xiaomi.com"]')
        )


CAPTCHAS: tuple[type[Captcha], ...] = (ImageCaptcha, XiaomiVerification)


async def captcha_here(tab: Tab, site: Site) -> Captcha | None:
    """The CAPTCHA that is in the way, or None."""
    for kind in CAPTCHAS:
        if await (page := kind(tab, site)).is_here():
            return page
    return None
