"""Parts of a list that can be folded away, each under a name with its number: "Phones 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pages.reading import Element
from pages.seen import Seen
from pages.stems import ACTS, KINDS

_BADGE: Final = re.compile(r"^[(（\[]?\s*(\d{1,3})\s*[)）\]]?$")
_NUMBERED: Final = re.compile(r"^(.*[^\W\d_].*?)\s*[(（\[]\s*(\d{1,3})\s*[)）\]]$")
_LEAST: Final = 200
"""Pixels: what is narrower stands beside others, and chooses among the rows rather than unfold them."""
_SAME_LINE: Final = 8
"""Pixels."""


class Section(NamedTuple):
    """One such part."""

    element: Element
    """What is pressed to fold it in or out."""
    name: str
    number: int
    unfolded: bool
    can_be_pressed: bool
    """Whether it is sure to fold something out, rather than do something."""

    @property
    def holds_unseen(self) -> bool:
        """Whether it can be folded out, and shows something then."""
        return self.can_be_pressed and not self.unfolded and self.number > 0


def sections_of(seen: Seen, heading: Element | None) -> list[Section]:
    """The parts below a list's heading, from top to bottom."""
    if heading is None:
        return []
    key = ("sections", heading.at)
    if key not in seen.kept:
        seen.kept[key] = tuple(_find(seen, heading))
    return list(seen.kept[key])


def _find(seen: Seen, heading: Element) -> list[Section]:
    found = [(one, said) for one in seen.clickables if one.at > heading.at and (said := _named(seen, one))]
    alone = [(one, said) for one, said in found if not any(_is_beside(seen, one, other) for other, _ in found)]
    heads = [one for one, _ in alone]
    return [Section(one, *said, _is_unfolded(seen, one, heads), _only_folds(one, said[0])) for one, said in alone]


def holds_section(seen: Seen, one: Element, heading: Element | None) -> bool:
    """Whether it is the head of such a part, or holds one, or is a piece of one."""
    holds = seen.screen.holds
    return any(holds(one, part.element) or holds(part.element, one) for part in sections_of(seen, heading))


def _is_beside(seen: Seen, one: Element, other: Element) -> bool:
    return other is not one and (abs(one.y - other.y) < _SAME_LINE or seen.screen.holds(other, one))


def _only_folds(one: Element, name: str) -> bool:
    """Whether its markup says that it folds, or its name is a kind of things: "Clear list (3)" does something else."""
    return one.tag == "summary" or bool((one.detail or {}).get("expanded")) or bool(KINDS.search(name))


def _named(seen: Seen, one: Element) -> tuple[str, int] | None:
    """The name and the number, where it says nothing else."""
    if one.width < _LEAST or not one.enabled or seen.screen.in_navigation(one) or seen.names(one):
        return None
    pieces = [text.text.strip() for text in seen.screen.inside(one) if text.is_text and any(map(str.isalnum, text.text))]
    whole = _NUMBERED.match(" ".join(pieces)) if len(pieces) == 1 else None
    badge = _BADGE.match(pieces[1]) if len(pieces) == 2 else None  # noqa: PLR2004
    name, number = whole.groups() if whole else (pieces[0], badge[1]) if badge else ("", "")
    if not any(map(str.isalpha, name)) or ACTS.search(name) or seen.label_of(name):
        return None
    return name, int(number)


def _is_unfolded(seen: Seen, head: Element, heads: Sequence[Element]) -> bool:
    """Whether anything can be read in what holds this head alone; where nothing does, between it and the next one."""
    if said := (head.detail or {}).get("expanded"):
        return bool(said == "true")
    screen, end = seen.screen, head.end
    for outer in screen.ancestors(head):
        if any(screen.holds(outer, other) for other in heads if other is not head):
            if end == head.end:
                end = min([outer.end, *(other.at for other in heads if other.at > head.at)])
            break
        end = outer.end
    return any(one.is_text and one.on_top and head.end <= one.at < end for one in screen.elements)
