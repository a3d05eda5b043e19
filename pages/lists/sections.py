"""Parts of a list that can be folded away, each under a name with its number: "Phones 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pages.reading import Element
from pages.seen import Seen
from pages.stems import is_act

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
    return [Section(one, *said, _is_unfolded(seen, one, heads)) for one, said in alone]


def holds_section(seen: Seen, one: Element, heading: Element | None) -> bool:
    """Whether it is the head of such a part, or holds one, or is a piece of one."""
    holds = seen.screen.holds
    return any(holds(one, part.element) or holds(part.element, one) for part in sections_of(seen, heading))


def _is_beside(seen: Seen, one: Element, other: Element) -> bool:
    return other is not one and (abs(one.y - other.y) < _SAME_LINE or seen.screen.holds(other, one))


def _named(seen: Seen, one: Element) -> tuple[str, int] | None:
    """The name and the number, where it says nothing else."""
    if one.width < _LEAST or not one.enabled or seen.screen.in_navigation(one) or seen.names(one):
        return None
    pieces = [text.text.strip() for text in seen.screen.inside(one) if text.is_text and any(map(str.isalnum, text.text))]
    if len(pieces) == 1 and (found := _NUMBERED.match(pieces[0])):
        return found[1], int(found[2])
    if len(pieces) == 2 and (badge := _BADGE.match(pieces[1])) and any(map(str.isalpha, pieces[0])):  # noqa: PLR2004
        return None if is_act(pieces[0]) or seen.label_of(pieces[0]) else (pieces[0], int(badge[1]))
    return None


def _is_unfolded(seen: Seen, head: Element, heads: Sequence[Element]) -> bool:
    """Whether anything can be read in what holds this head alone; where nothing does, between it and the next one."""
    screen, end = seen.screen, head.end
    for outer in screen.ancestors(head):
        if any(screen.holds(outer, other) for other in heads if other is not head):
            if end == head.end:
                end = min([outer.end, *(other.at for other in heads if other.at > head.at)])
            break
        end = outer.end
    return any(one.is_text and one.on_top and head.end <= one.at < end for one in screen.elements)
