"""Rows that have to be made ready before they can be removed: pointed at, or ticked, which only one row ever is."""

from __future__ import annotations

from typing import Final

from pages import acts
from pages.listed import ListPage
from pages.lists import Row, rows_of
from pages.lists.rows import actions_in
from pages.reading import Element, reader_of
from pages.seen import Seen

_POINT: Final = 5_000
"""Milliseconds in which the pointer must be there."""


async def pointed_at(page: ListPage, row: Row) -> Row:
    """The row once the pointer is over it: many consoles show a row's buttons only there.

    Where the pointer brought nothing to light in one row, it is not tried with the others of that document.

    Raises:
        Changed: the list moved between being read and being pointed at.
    """
    reader, bare = reader_of(page.tab), f"{page.title}: the pointer brings nothing to light"
    if row.action is not None or row.menu is not None or row.box is not None or bare in reader.remembered:
        return row
    handle = await reader.handle(page.seen.screen, row.element, enabled=False)
    await handle.hover(timeout=_POINT)
    found = [one for one in _rows(page, await page.look()) if one.is_same(row) and one.says == row.says]
    if len(found) == 1 and found[0].action is None and found[0].menu is None:
        reader.remembered.add(bare)
    return found[0] if len(found) == 1 else row


async def remove_ticked(page: ListPage, row: Row) -> None:
    """Tick this row and no other, and press what removes the ticked; the console asks back, or does it at once.

    Raises:
        NotReady: another row is ticked as well, or there is not one button for what is ticked.
        UnreadableBox: a box does not say whether it is ticked.
    """
    for other in _rows(page, await page.look()):
        if not other.is_same(row):
            await acts.untick(page.tab, page.site, _box_of(page, other), "the box of another row")
    await acts.tick(page.tab, page.site, _box_of(page, row), "the row's box")
    await page.press(_remover(page, row), "the button for the row that is ticked", guarded=True)


def _rows(page: ListPage, seen: Seen) -> list[Row]:
    return rows_of(seen, page.labels, page.data)


def _box_of(page: ListPage, row: Row) -> acts.Find:
    def box(seen: Seen) -> Element | None:
        return next((one.box for one in _rows(page, seen) if one.is_same(row) and one.says == row.says), None)

    return box


def _remover(page: ListPage, row: Row) -> acts.Find:
    """What removes the ticked, on a screen where this row is ticked, surely, and surely no other one."""

    def button(seen: Seen) -> Element | None:
        ticked = [one for one in _rows(page, seen) if not _is_surely_off(one)]
        if len(ticked) != 1 or not ticked[0].is_same(row):
            return None
        found = actions_in(seen, page.labels)
        return found[0] if len(found) == 1 else None

    return button


def _is_surely_off(row: Row) -> bool:
    known = row.box.box if row.box else None
    return known is not None and known.checked is False
