"""What came of a removal: the row is gone for good, the console says no, or it asks on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from pages.acts import NotReady
from pages.base import Page
from pages.lists import Row
from pages.login import LoginPage
from pages.question import Question
from pages.reading import Changed
from pages.thing import NotRemoved, WentWrong
from runner import Elsewhere, Run, RunnerError
from runner.core.acts import Click
from runner.core.navigation import load_anew
from runner.core.screen import wait_for_change
from scenarios._lists import data_of, read_list
from scenarios._sign_in import sign_in
from scenarios._things import Kind, NotLetGo

LOOKS = 3
"""How often a list that is drawn anew meanwhile is looked at."""
LAGS = 5.0
"""Seconds for which a list may go on showing what was removed."""


async def see_what_came_of_it(
    run: Run, kind: Kind, row: Row, rows: Sequence[Row], *, click: Click, again: type[Question]
) -> Question | None:
    """Wait for the list, and make sure that the row is gone; a further question is answered by whoever asks for it.

    Raises:
        NotLetGo: the console says that it did not do it.
        RunnerError: the console still lists it.
    """
    run.witness.forget()
    with suppress(Elsewhere):  # the list is looked at in any case
        wanted: tuple[type[Page], ...] = (kind.failure, WentWrong, again, kind.page, LoginPage)
        there = await run.arrive(*wanted)
        if isinstance(there, NotRemoved):
            await _believe_refusal(run, kind, row, rows, click=click, reason=await there.reason())
            return None
        if isinstance(there, LoginPage):
            await sign_in(run, kind.page)
        if isinstance(there, Question):
            return there
    if await is_taken_and_gone(run, kind, row, rows):
        return None
    refused = run.witness.change_was_refused
    await load_anew(run, kind.page.title)  # the list on screen may be the one from before
    if await is_gone(run, kind, row, rows):
        return None
    if refused:
        click.refused()
        raise NotLetGo(f"The console did not remove {row.name}: it answered with an error. It was not tried again.")
    if not await _is_gone_late(run, kind, row, rows):
        raise RunnerError(f"The console still lists {row.name} although its removal was confirmed. It was not tried again.")
    return None


async def _is_gone_late(run: Run, kind: Kind, row: Row, rows: Sequence[Row]) -> bool:
    """Whether the list lets it go after all: it may come from a store that lags behind what was done."""
    began = time.monotonic()
    while time.monotonic() - began < LAGS:
        await wait_for_change(run.tab)
        if await is_gone(run, kind, row, rows):
            break
    else:
        await load_anew(run, kind.page.title)
        if not await is_gone(run, kind, row, rows):
            return False
    run.note(f"The console went on listing {row.name} for {time.monotonic() - began:.0f} s after its removal.")
    return True


async def _believe_refusal(
    run: Run, kind: Kind, row: Row, rows: Sequence[Row], *, click: Click, reason: str
) -> None:
    """Look at the list before a refusal is believed: an answer that was lost on its way reads like one.

    Raises:
        NotLetGo: the console lists it still.
    """
    await load_anew(run, kind.page.title)
    if await is_gone(run, kind, row, rows):
        run.note(f"The console said “{reason}”, and {row.name} is gone all the same.")
        return
    click.refused()
    raise NotLetGo(f"The console did not remove {row.name}: “{reason}”. It was not tried again.")


async def is_taken_and_gone(run: Run, kind: Kind, row: Row, rows: Sequence[Row]) -> bool:
    """Whether the row is gone, and the console has taken that: a page may show it before, and take it back."""
    return await run.witness.change_was_taken(run.settings.patience) and await is_gone(run, kind, row, rows)


async def is_gone(run: Run, kind: Kind, row: Row, rows: Sequence[Row]) -> bool:
    """Whether the whole list, read until nothing changes any more, holds the row no longer; emptiness wants its proof.

    What a row says besides its name may change, as when it is unfolded: it tells apart those of one name only.
    """
    alone = sum(one.is_same(row) for one in rows) <= 1

    def holds(found: Sequence[Row]) -> bool:
        return any(one.is_same(row) and (alone or one.id or one.says == row.says) for one in found)

    if await _is_told_gone(run, kind, row, holds):
        return True
    for _ in range(LOOKS):
        with suppress(NotReady, Changed):
            found = await read_list(run, kind.page, at_once=True)
            return not holds(found.rows)
    return False


async def _is_told_gone(run: Run, kind: Kind, row: Row, holds: Callable[[Sequence[Row]], bool]) -> bool:
    """Whether the page asked for every device anew, was told of all but this one, and draws the others without it.

    Then a long list need not be scrolled to its end once more.
    """
    told = await run.witness.only_gone() if kind.thing == "device" else None
    if told is None or not (told.id == row.id if row.id else told.is_named_in(row.lines)):
        return False
    page = await run.meet(kind.page, seconds=0)
    if page is None:
        return False
    page.data = await data_of(run, page)
    rows = page.rows_in_sight()
    return bool(rows) and not holds(rows)
