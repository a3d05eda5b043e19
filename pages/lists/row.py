"""One row of a list, and the words by which a list of one kind is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pages.reading import Element
from pages.wording import fold


@dataclass(frozen=True)
class Labels:
    """Our names of the labels of one kind of list."""

    thing: str
    """What is in it: ``device`` or ``app``."""
    heading: tuple[str, ...]
    action: tuple[str, ...]
    """What removes a thing, and names it or the act beyond doubt."""
    weak_action: tuple[str, ...]
    """What removes a thing, but only in a row or on a page that says what it is about."""
    none: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One row, as it was read."""

    element: Element
    name: str
    lines: tuple[str, ...]
    """Every line in it, but for its buttons."""
    id: str = ""
    """What identifies it besides its name, where the page or its data says so; may be empty."""
    action: Element | None = None
    opener: Element | None = None
    menu: Element | None = None
    box: Element | None = None
    """What marks it, where one button acts on all that is marked."""
    sure: bool = True
    """Whether it is surely a row, rather than something else that stands below the heading."""

    @cached_property
    def says(self) -> str:
        """Everything it says, folded, for comparing."""
        return fold(" | ".join(self.lines))

    def is_same(self, other: Row) -> bool:
        """Whether the two are the same thing, read at different moments."""
        if self.id and other.id:
            return self.id == other.id
        return fold(self.name) == fold(other.name)

    def is_alike(self, other: Row) -> bool:
        """Whether nobody could tell the two apart."""
        return self.is_same(other) and (bool(self.id) or self.says == other.says)
