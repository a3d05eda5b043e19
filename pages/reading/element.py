"""One thing on the screen, as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pages.rect import Rect

TEXT: Final = "#text"
"""The tag of a piece of text."""

COVERED, OUTSIDE, NATIVE, BY_ROLE, BY_POINTER, DISABLED, HEADING = 1, 2, 4, 8, 16, 32, 64
UNSEEN, LAYERED, BEHIND, INERT, HIDDEN, FIXED = 128, 256, 512, 1024, 2048, 4096
CLICKABLE: Final = NATIVE | BY_ROLE | BY_POINTER
NEW_LINE: Final = 2
"""How a text joins the one before it: 0 glued, 1 with a space, 2 on a line of its own."""
_HEAVIEST: Final = 1000
NOT_ON_TOP: Final = COVERED | BEHIND | UNSEEN | INERT


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of a field besides what is typed into it, which is never read."""

    type: str
    """``text``, ``password``, … ``textarea``, ``select``, or ``editable`` for an element that is edited in place."""
    name: str
    id: str
    autocomplete: str
    filled: bool
    secret: bool
    """Whether it was a password field at any look: the eye beside it turns its type into text."""
    most: int
    """The most characters it takes; 0 when it does not say."""
    readonly: bool
    mode: str
    labels: tuple[str, ...]
    """What its markup calls it: label, aria, placeholder, title. What stands beside it is ``Screen.labels_of``."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, a radio button or a switch."""

    kind: str
    checked: bool | None
    """None when the page does not say."""
    name: str
    labels: tuple[str, ...]
    label: int
    """The label element's index, or -1."""


class Element(NamedTuple):
    """An element or a piece of text.

    A tuple, because a thousand of them are made at every look and a frozen dataclass takes three times as long.
    ``at`` is its place among the screen's elements and ``end`` the place after its last descendant. They stand in
    document order, so ``one.at <= other.at < one.end`` says that the other is inside.
    """

    at: int
    parent: int
    end: int
    tag: str
    role: str
    x: float
    y: float
    width: float
    height: float
    flags: int
    text: str
    """The text itself of a piece of text; else what the markup says of the element (aria-label, alt, title, value)."""
    size: float
    """The font's size, for text."""
    style: int
    """For text: 1000 times how it joins the text before it (0 glued, 1 space, 2 new line), plus the font's weight."""
    detail: Mapping[str, Any] | None = None

    @property
    def rect(self) -> Rect:
        return Rect(self.x, self.y, self.width, self.height)

    @property
    def is_text(self) -> bool:
        return self.tag == TEXT

    @property
    def on_top(self) -> bool:
        """Whether it is seen and nothing lies over it, as far as it was in the window to be tested."""
        return not self.flags & NOT_ON_TOP

    @property
    def seen(self) -> bool:
        """Whether it is drawn at all."""
        return not self.flags & UNSEEN

    @property
    def fixed(self) -> bool:
        """Whether it stays where it is in the window while the page is scrolled, as toasts and dialogues do."""
        return bool(self.flags & FIXED)

    @property
    def in_window(self) -> bool:
        """Whether it is within the window, not scrolled out of it."""
        return not self.flags & OUTSIDE

    @property
    def clickable(self) -> bool:
        return bool(self.flags & CLICKABLE)

    @property
    def enabled(self) -> bool:
        return not self.flags & DISABLED

    @property
    def weight(self) -> int:
        return self.style % _HEAVIEST or _HEAVIEST

    @property
    def joint(self) -> int:
        return (self.style - self.weight) // _HEAVIEST

    @property
    def is_field(self) -> bool:
        """Whether something can be typed or chosen there."""
        return bool(self.detail and "field" in self.detail)

    @property
    def field(self) -> Field | None:
        raw = self.detail and self.detail.get("field")
        return Field(**{**raw, "labels": tuple(raw["labels"])}) if raw else None

    @property
    def box(self) -> Box | None:
        """What is known of it as a box to tick; also of something small that only looks like one."""
        raw = self.detail and self.detail.get("box")
        if self.detail and "drawn" in self.detail and not raw:
            return Box("drawn", self.detail["drawn"], "", (), -1)
        return Box(**{**raw, "labels": tuple(raw["labels"])}) if raw else None

    @property
    def popup(self) -> str:
        """What it says it opens, such as ``menu`` or ``dialog``."""
        return str((self.detail or {}).get("popup") or "")

    @property
    def leads(self) -> str:
        """Where a link leads, as its markup has it."""
        return str((self.detail or {}).get("leads") or "")

    @property
    def mark(self) -> str:
        """Id and classes of something that can be pressed and has no name."""
        return str((self.detail or {}).get("mark") or "")

    @property
    def chosen(self) -> bool:
        """Whether it is the tab or page that is shown now."""
        return str((self.detail or {}).get("chosen") or "") in {"true", "page"}

    @property
    def painted_over(self) -> bool:
        """Whether what lies over it lets nothing of it be seen, so that a picture need not cover it."""
        return bool(self.flags & HIDDEN)

    @property
    def source(self) -> str:
        """Where a picture or frame is from, without its query."""
        return str((self.detail or {}).get("source") or "")
