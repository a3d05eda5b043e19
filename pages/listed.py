"""A list of linked things: all of it, over its pages and whatever scrolling brings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from pages.base import Page
from pages.lists import Labels, Row, Section, next_step, numbers_shown, rows_of, says_none, sections_of, step_back
from pages.lists.heading import heading_of
from pages.places import was_led_to
from pages.reading import Element, reader_of
from pages.seen import Seen, seen_in

_MOST_PAGES: Final = 50
_SETTLE: Final = 0.6
"""Seconds in which a list that was scrolled or turned over shows what comes next."""
_TURN: Final = 3_000
"""Milliseconds in which a list must let itself be turned over: after a removal there may be a page less in that moment."""
_PATIENCE: Final = 20
_STILL: Final = 5
"""Looks in a row at a page that neither changes nor loads, after which pressing did nothing."""
_MOMENT: Final = 0.12
"""Seconds without a change after which a list that was scrolled is at rest."""
_MOST_MOMENTS: Final = 100
_BACK: Final = 3
"""So often a list is scrolled back a little where rows may have been skipped; less in all than it was scrolled."""
_QUIET: Final = 2
"""Turns of the wheel that move nothing and bring nothing, after which the list is at its end."""


@dataclass(frozen=True)
class Listing:
    """Everything that was read of a list, over all its pages."""

    rows: tuple[Row, ...]
    none: str = ""
    """The console's words that there is nothing, where they can mean nothing else."""
    loading: bool = False
    shown: int = 0
    """The largest number the page shows of them."""

    @property
    def all_read(self) -> bool:
        """Whether no number on the page speaks of more than was read."""
        return self.shown <= len(self.rows)


class ListPage(Page):
    """A list of things that can be removed from the account.

    It is here only when no dialogue covers it: a list that is read, or left, while the console still works on an
    answer would be read too early, or cut that work short.
    """

    labels: ClassVar[Labels]
    way: ClassVar[tuple[str, ...]] = ()
    """Our names of the menu entries that lead here from the home; the last is the list's own."""

    data: Mapping[str, Sequence[str]] = {}
    """The names in the page's own data, each with its ids, where it was seen."""

    def shows(self, seen: Seen) -> bool:
        if seen.secret_fields or seen.dialogue is not None:
            return False
        if heading_of(seen, self.labels) is None:
            return self._is_known_by_its_actions(seen)
        return bool(self._none(seen) or rows_of(seen, self.labels, self.data) or self._sections(seen))

    def _sections(self, seen: Seen) -> list[Section]:
        return sections_of(seen, heading_of(seen, self.labels))

    def _is_known_by_its_actions(self, seen: Seen) -> bool:
        """Whether rows with the action say what the missing heading does not; *Remove* alone only where the menu led."""
        rows = rows_of(seen, self.labels, self.data)
        if len([row for row in rows if row.action and seen.names(row.action) & set(self.labels.action)]) > 1:
            return True
        return self._was_led_here(seen) and (any(row.action for row in rows) or bool(self._none(seen)))

    def _was_led_here(self, seen: Seen) -> bool:
        return was_led_to(self.tab, self.title, seen.address)

    def _none(self, seen: Seen) -> str:
        """The console's words that nothing is in the list, where they can mean nothing else."""
        return says_none(seen, self.labels, entered=self._was_led_here(seen))

    async def read(self) -> Listing:
        """Read every row, over all pages of the list and whatever scrolling brings."""
        rows: list[Row] = []
        none, shown, done = "", 0, 1
        await self.look()
        await self._to_the_first_page()
        while done <= _MOST_PAGES:
            here = self.rows_in_sight()
            async for here in self._all_views():
                _add(rows, here)
            shown = max(shown, sum(part.number for part in self._sections(self.seen)))
            none = none or ("" if rows or step_back(self.seen, here) else self._none(self.seen))
            shown = max([shown, *numbers_shown(self.seen, self.labels, here)])
            if not await self._turn(here, done):
                break
            done += 1
            await self.look()
        return Listing(tuple(rows), "" if rows else none, self.seen.may_be_loading, shown)

    def rows_in_sight(self) -> list[Row]:
        """The rows of what was seen last, those below the window's edge among them as far as the page has drawn them."""
        return rows_of(self.seen, self.labels, self.data)

    async def _all_views(self) -> AsyncIterator[list[Row]]:
        """The same in each part of the list, after it was folded out where it was folded away, as a person would."""
        pressed: set[str] = set()
        while True:
            async for here in self._views():
                yield here
            folded = [one for one in self._sections(self.seen) if one.holds_unseen and one.name not in pressed]
            if not folded:
                break
            pressed.add(folded[0].name)
            await self._press(folded[0].element, self.rows_in_sight())

    async def _views(self) -> AsyncIterator[list[Row]]:
        """The rows on screen, and then what scrolling brings, as long as it brings anything."""
        here = self.rows_in_sight()
        yield here
        quiet = 0
        while here and quiet < _QUIET and self._scrolls(here[-1].element):
            before = here
            await self._wheel(here, 0.8)
            here = await self._none_skipped(before, self.rows_in_sight())
            quiet = quiet + 1 if _where(here) == _where(before) else 0
            yield here

    async def _none_skipped(self, before: Sequence[Row], here: list[Row]) -> list[Row]:
        """Scroll back while nothing of the rows before is on screen: the page was slow, and was scrolled twice at once."""
        known = {row.says for row in before}
        for _ in range(_BACK):
            if not here or any(row.says in known for row in here):
                break
            await self._wheel(here, -0.2)
            here = self.rows_in_sight()
        return here

    def _scrolls(self, row: Element) -> bool:
        """Whether anything around the rows can be scrolled."""
        screen = self.seen.screen
        return screen.scrolls or any((one.detail or {}).get("scrolls") for one in screen.ancestors(row))

    def _is_at_top(self, row: Element) -> bool:
        """Whether nothing around the rows is scrolled down."""
        screen = self.seen.screen
        return screen.data["scroll"][1] <= 0 and not any((one.detail or {}).get("top") for one in screen.ancestors(row))

    async def _wheel(self, here: Sequence[Row], windows: float) -> None:
        """Turn the wheel over the list by so many windows, as a person would, and read what comes, once it rests.

        Where it brings no row but those that were here it is waited longer: a list may draw its rows after its scrolling.
        """
        row, known = here[-1].element, {one.says for one in here}
        window = self.seen.screen.window
        scroller = next((one for one in self.seen.screen.ancestors(row) if (one.detail or {}).get("scrolls")), None)
        area = scroller.rect if scroller else window
        x = min(max(area.x + area.width / 2, 1), window.width - 1)
        y = min(max(area.y + area.height / 2, 1), window.height - 1)
        await self.tab.mouse.move(x, y)
        await self.tab.mouse.wheel(0, windows * min(window.height, area.height))
        still = 0.0
        for _ in range(_MOST_MOMENTS):
            versions = self.seen.screen.versions
            self._seen = seen_in(await reader_of(self.tab).look_after(self.seen.screen, _MOMENT), self.site)
            still = still + _MOMENT if self.seen.screen.versions == versions else 0.0
            brought = any(one.says not in known for one in self.rows_in_sight()) if still else False
            if still >= (_MOMENT if brought else _SETTLE) and not self.seen.screen.loading:
                break

    async def _to_the_top(self) -> None:
        here = self.rows_in_sight()
        if here and self._scrolls(here[0].element) and not self._is_at_top(here[0].element):
            await self._wheel(here, -1000)

    async def _to_the_first_page(self) -> bool:
        """Turn back while anything leads back: somebody turned over, or the last page was emptied; whether it did."""
        for turned in range(_MOST_PAGES):
            here = self.rows_in_sight()
            if not await self._press(step_back(self.seen, here), here):
                return turned > 0
        return True

    async def _turn(self, here: Sequence[Row], done: int) -> bool:
        """Turn to the next page of the list; whether it shows something else now."""
        return await self._press(next_step(self.seen, here, done) if here else None, here)

    async def _press(self, step: Element | None, here: Sequence[Row]) -> bool:
        """Press what turns the list over; whether it shows something else now."""
        if step is None:
            return False
        await self.press_seen(step, limit=_TURN)
        return await self._turned([row.says for row in here])

    async def _turned(self, before: Sequence[str]) -> bool:
        """Whether the list shows something else after it was turned over."""
        still = 0
        for _ in range(_PATIENCE):
            versions = self.seen.screen.versions
            self._seen = seen_in(await reader_of(self.tab).look_after(self.seen.screen, _SETTLE), self.site)
            still = still + 1 if self.seen.screen.versions == versions and not self.seen.may_be_loading else 0
            if still > _STILL:
                return False
            now = [row.says for row in rows_of(self.seen, self.labels, self.data)]
            if now and now != list(before) and not self.seen.screen.loading:
                return True
            await asyncio.sleep(0.02)
        return False

    async def find(self, row: Row) -> Row | None:
        """The same row as it is on screen now, scrolling and turning pages if need be; None when it is not listed.

        Raises:
            LookupError: several rows are alike.
        """
        await self.look()
        await self._to_the_top()
        found = await self._find_here(row)
        if found is None and await self._to_the_first_page():
            found = await self._find_here(row)
        done = 1
        while found is None and done < _MOST_PAGES and await self._turn(self.rows_in_sight(), done):
            found = await self._find_here(row)
            done += 1
        return found

    async def _find_here(self, row: Row) -> Row | None:
        """The same, on this page of the list."""
        async for here in self._all_views():
            same = [one for one in here if one.is_same(row)]
            exact = [one for one in same if one.says == row.says] if len(same) > 1 else same
            if len(exact) > 1:
                raise LookupError(row.name)
            if exact:
                return exact[0]
        return None

    async def press_in(self, row: Row, element: Element, *, guarded: bool = False) -> None:
        """Press something in a row, if the row still says the same."""
        await self.press_seen(element, row.element, guarded=guarded)


def _where(rows: Sequence[Row]) -> list[tuple[str, int]]:
    return [(row.says, round(row.element.y)) for row in rows]


def _add(rows: list[Row], here: Sequence[Row]) -> int:
    """Add those that were not read yet. Rows that nobody could tell apart count as often as they stand together."""
    added = 0
    for row in here:
        alike = sum(one.is_alike(row) for one in rows)
        together = sum(one.is_alike(row) for one in here)
        if alike < together:
            rows.append(row)
            added += 1
    return added
