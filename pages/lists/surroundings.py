"""What stands around a list and may be mistaken for a row of it: the console's menu, and a table's word that it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pages.reading import Element
from pages.seen import Seen

_ENTRIES: Final = frozenset(
    {
        "account home", "cloud home", "profile", "privacy", "security menu", "settings menu", "devices menu",
        "apps menu", "help centre", "sign out", "find device",
    }
)  # fmt: skip
"""Our names of what the console's menus hold."""
_MOST: Final = 24
"""Things to press in a menu at most; an entry may count twice."""
_ENOUGH: Final = 2


def menus_of(seen: Seen, heading: Element | None) -> list[Element]:
    """Every part of the page, without the heading, in which at least two and half of what can be pressed are such entries."""
    if heading is None:
        return []
    key = ("menus", heading.at)
    if key not in seen.kept:
        entries = [one for one in seen.clickables if seen.names(one) & _ENTRIES]
        found = [_menu_around(seen, one, heading) for one in entries] if len(entries) >= _ENOUGH else []
        seen.kept[key] = list({menu.at: menu for menu in found if menu is not None}.values())
    return list(seen.kept[key])


def _menu_around(seen: Seen, entry: Element, heading: Element) -> Element | None:
    """The smallest menu that holds this entry."""
    screen = seen.screen
    for outer in screen.ancestors(entry):
        inside = [press for press in seen.clickables if screen.holds(outer, press) and screen.text_of(press)]
        if screen.holds(outer, heading) or len(inside) > _MOST:
            return None
        known = [names for press in inside if (names := seen.names(press) & _ENTRIES)]
        if len(frozenset().union(*known)) >= _ENOUGH and _ENOUGH * len(known) >= len(inside):
            return outer
    return None


def in_menu(seen: Seen, one: Element, menus: Sequence[Element]) -> bool:
    """Whether it is an entry of one of these menus, and says no more than its name."""
    return any(seen.screen.holds(menu, one) for menu in menus) and len(seen.screen.lines_of(one)) == 1


def is_blank(seen: Seen, none: Sequence[str], row: Element) -> bool:
    """Whether a table's only row says that there is none: in one cell that reaches below several of its headings."""
    screen = seen.screen
    if not seen.called(*none)(screen.text_of(row)):
        return False
    if any(screen.holds(row, one) for one in (*seen.clickables, *screen.boxes)):
        return False
    cells = [one for one in screen.children(row) if not one.is_text]
    heads = [one for one in screen.elements if _is_head(one) and one.on_top and one.rect.bottom <= row.y + 1]
    return len(cells) == 1 and sum(_is_below(cells[0], head) for head in heads) >= _ENOUGH


def heads_a_column(seen: Seen, one: Element) -> bool:
    """Whether a text is the heading of a table's column, rather than one of the page."""
    return any(_is_head(outer) for outer in (one, *seen.screen.ancestors(one)))


def _is_head(one: Element) -> bool:
    return one.tag == "th" or one.role == "columnheader"


def _is_below(cell: Element, head: Element) -> bool:
    """Whether the whole of the heading stands over the cell."""
    return cell.x - 1 <= head.x and head.rect.right <= cell.rect.right + 1
