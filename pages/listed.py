"""A list of linked things, one thing's own page, and what the console says when it will not let one go."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from pages.base import Interruption, Page
from pages.lists import Labels, Row, next_step, numbers_shown, rows_of, says_none
from pages.lists.rows import actions_in, heading_of
from pages.places import was_led_to
from pages.question import names
from pages.reading import Changed, Element, reader_of
from pages.seen import Seen
from pages.wording import fold

_MOST_PAGES: Final = 50
_SETTLE: Final = 0.6
"""Seconds in which a list that was scrolled or turned over shows what comes next."""
_PATIENCE: Final = 20


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
        return bool(self._none(seen) or rows_of(seen, self.labels, self.data))

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
        while done <= _MOST_PAGES:
            seen = await self.look()
            here = await self._scrolled(seen, rows)
            none = none or ("" if rows else self._none(self.seen))
            shown = max([shown, *numbers_shown(self.seen, self.labels, here)])
            step = next_step(self.seen, here, done)
            if step is None or not here:
                break
            before = [row.says for row in here]
            await self.press_seen(step)
            if not await self._turned(before):
                break
            done += 1
        return Listing(tuple(rows), "" if rows else none, self.seen.may_be_loading, shown)

    async def _scrolled(self, seen: Seen, rows: list[Row]) -> list[Row]:
        """Add what is on this page of the list, scrolling as long as that brings more; what is on screen in the end."""
        here = rows_of(seen, self.labels, self.data)
        added = _add(rows, here)
        while added and here:
            last = here[-1].element
            bottom = last.rect.bottom
            if last.in_window and not self._more_below(last):
                break
            try:
                handle = await reader_of(self.tab).handle(self.seen.screen, last, enabled=False)
                await handle.scroll_into_view_if_needed(timeout=5000)
            except Changed:
                pass
            self._seen = Seen(await reader_of(self.tab).look_after(self.seen.screen, _SETTLE), self.site)
            here = rows_of(self.seen, self.labels, self.data)
            added = _add(rows, here)
            if here and here[-1].element.rect.bottom == bottom and not added:
                break
        return here

    def _more_below(self, last: Element) -> bool:
        """Whether what scrolls around the last row goes on below it: a list may draw only what is in view."""
        for outer in self.seen.screen.ancestors(last):
            if (
                outer.rect.bottom > last.rect.bottom + last.height
                and outer.role not in {"", "main"}
                and outer.tag != "body"
            ):
                return outer.rect.bottom > self.seen.screen.window.bottom
        return False

    async def _turned(self, before: Sequence[str]) -> bool:
        """Whether the list shows something else after it was turned over."""
        for _ in range(_PATIENCE):
            self._seen = Seen(await reader_of(self.tab).look_after(self.seen.screen, _SETTLE), self.site)
            now = [row.says for row in rows_of(self.seen, self.labels, self.data)]
            if now and now != list(before) and not self.seen.screen.loading:
                return True
            await asyncio.sleep(0.02)
        return False

    async def find(self, row: Row) -> Row | None:
        """The same row as it is on screen now, turning pages if need be; None when it is not listed.

        Raises:
            LookupError: several rows are alike.
        """
        done = 1
        while done <= _MOST_PAGES:
            seen = await self.look()
            here = rows_of(seen, self.labels, self.data)
            same = [one for one in here if one.is_same(row)]
            exact = [one for one in same if one.says == row.says] if len(same) > 1 else same
            if len(exact) > 1:
                raise LookupError(row.name)
            if exact:
                return exact[0]
            step = next_step(seen, here, done)
            if step is None:
                return None
            await self.press_seen(step)
            if not await self._turned([one.says for one in here]):
                return None
            done += 1
        return None

    async def press_in(self, row: Row, element: Element, *, guarded: bool = False) -> None:
        """Press something in a row, if the row still says the same."""
        await self.press_seen(element, row.element, guarded=guarded)


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


class ThingPage(Page):
    """One thing's own page, dialogue or menu, with the one button that removes it."""

    whole: ClassVar[bool] = False
    labels: ClassVar[Labels]

    def shows(self, seen: Seen) -> bool:
        return self._action(seen) is not None

    def _action(self, seen: Seen) -> Element | None:
        found = actions_in(seen, self.labels)
        layer = seen.dialogue
        if layer is not None:
            found = [one for one in found if seen.screen.holds(layer, one)]
        return found[0] if len(found) == 1 else None

    def is_about(self, row: Row) -> bool:
        """Whether it says the row's name anywhere that is on top."""
        return any(names(fold(text), row) for _, text in self.seen.blocks)

    async def press_remove(self) -> None:
        """Ask for the removal; the console asks back before it does anything, or does it at once."""
        action = self._action(await self.look())
        if action is not None:
            await self.press_seen(action, guarded=True)


class NotRemoved(Interruption):
    """The console says that it did not remove something."""

    label: ClassVar[str]

    def shows(self, seen: Seen) -> bool:
        return seen.notice(self.label) is not None

    async def reason(self) -> str:
        """The console's own words, on one line."""
        found = self.seen.notice(self.label)
        return " ".join(found[1].split()) if found else ""
