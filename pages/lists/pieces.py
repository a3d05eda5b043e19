"""What stands in a row, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

from pages.reading import Element
from pages.reading.element import NEW_LINE
from pages.seen import Seen


def lines_in(seen: Seen, element: Element, pressed: Sequence[Element] = ()) -> list[tuple[Element, str]]:
    """What stands in a row, piece by piece: a new line, or another size or weight, begins a new one.

    Arguments:
        seen: the screen.
        element: the row.
        pressed: what is left out of it, such as its buttons.
    """
    screen = seen.screen
    found: list[tuple[Element, str]] = []
    last: Element | None = None
    for one in screen.inside(element, itself=True):
        if not one.is_text or any(screen.holds(other, one) for other in pressed):
            continue
        begins = last is None or one.joint == NEW_LINE or (one.size, one.weight) != (last.size, last.weight)
        if begins:
            found.append((one, one.text))
        else:
            first, text = found[-1]
            found[-1] = (first, text + (" " if one.joint else "") + one.text)
        last = one
    return found
