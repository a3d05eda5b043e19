"""The heading of a list."""

from __future__ import annotations

from typing import Final

from pages.lists.naming import FIGURE
from pages.lists.row import Labels
from pages.reading import Element
from pages.seen import Seen
from pages.stems import THINGS

_LONGEST_HEADING: Final = 40
_BY_SIZE: Final = 2


def heading_of(seen: Seen, labels: Labels) -> Element | None:
    """The heading of the list: called so, else one that speaks of such things. A count of things on a home is none."""
    found = seen.screen.headings(seen.called(*labels.heading))
    speaks = THINGS[labels.thing]
    if not found:
        found = [
            one
            for one in seen.screen.headings(lambda text: len(text) <= _LONGEST_HEADING and bool(speaks.search(text)))
            if seen.screen.heading_level(one) > 1 and not seen.in_list(one)
        ]
    return next((one for one in found if not _is_count(seen, one)), None)


def _is_count(seen: Seen, heading: Element) -> bool:
    """Whether it names a figure among others, as on a home: a number alone stands beside it."""
    text = seen.screen.text_of(heading)
    around = next((one for one in seen.screen.ancestors(heading) if seen.screen.text_of(one) != text), None)
    if around is None or seen.screen.heading_level(heading) > _BY_SIZE:
        return False
    lines = [other for other in seen.screen.lines_of(around) if other != text]
    return len(lines) == 1 and bool(FIGURE.match(lines[0]))
