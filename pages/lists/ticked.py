"""Lists whose rows are ticked, and whose one button for all that is ticked stands outside of them."""

from __future__ import annotations

from collections.abc import Sequence

from pages.reading import Element
from pages.seen import Seen


def box_in(seen: Seen, row: Element) -> Element | None:
    """The one box of a row by which it is marked, also where something drawn stands for it; switches are none."""
    found = [one for one in seen.screen.boxes if seen.screen.holds(row, one) and one.enabled]
    marking = [one for one in found if one.box and one.box.kind == "checkbox" and seen.can_be_ticked(one)]
    return marking[0] if len(found) == len(marking) == 1 else None


def are_ticked(seen: Seen, rows: Sequence[Element], actions: Sequence[Element]) -> bool:
    """Whether each of these rows has a box, and the actions on what is ticked stand outside of all of them."""
    if not rows or not actions or any(box_in(seen, row) is None for row in rows):
        return False
    return not any(seen.screen.holds(row, one) for row in rows for one in actions)
