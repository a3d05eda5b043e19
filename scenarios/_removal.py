"""Remove things from the account one after the other, looking at the list again each time: devices and apps alike."""

from __future__ import annotations

from collections.abc import Sequence

from pages.acts import NotReady
from pages.base import Page
from pages.device_list import DevicePage
from pages.listed import ListPage
from pages.lists import Row
from pages.login import LoginPage
from pages.marking import pointed_at, remove_ticked
from pages.question import Question
from pages.reading import Changed
from pages.rest import until_it_rests
from pages.seen import see
from pages.thing import NotRemoved, ThingPage
from runner import Elsewhere, NeedsPerson, Run, RunnerError
from runner.core.acts import Click, Known
from scenarios._gone import is_gone, is_taken_and_gone, see_what_came_of_it
from scenarios._lists import data_of, read_at_rest, read_list
from scenarios._menus import reach_list
from scenarios._sign_in import SIGN_INS, begin_again_when_signed_out, sign_in
from scenarios._things import Kind, NotLetGo, act_upon

PRESSES = 3
"""How many presses lead from a row to the question at most: its own page, a menu, the button."""


async def remove_all(run: Run, kind: Kind, chosen: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    """Remove these; where the console does not let one go, go on with the next. What it said of those.

    Raises:
        NeedsPerson: two of them cannot be told apart.
    """
    kept = []
    for row in chosen:
        try:
            await remove(run, kind, row, rows)
        except NotLetGo as problem:
            run.note(str(problem))
            kept.append(str(problem))
    return kept


async def remove(run: Run, kind: Kind, row: Row, rows: Sequence[Row]) -> None:
    """Remove one thing, unless the console no longer lists it.

    Raises:
        NotLetGo: the console said that it does not remove it.
        RunnerError: the console still lists it after the click; it is not clicked again.
    """
    async with run.step(f"{kind.step} {row.name}"):
        await begin_again_when_signed_out(run, lambda: _remove(run, kind, row, rows))


async def _remove(run: Run, kind: Kind, row: Row, rows: Sequence[Row]) -> None:
    act = act_upon(kind, row, rows)
    for _ in range(SIGN_INS):
        page = await reach_list(run, kind.page)
        here = await _find(run, page, row)
        if here is None and await _is_still_listed(run, kind, row):
            continue
        if here is None:
            run.was_gone(act)
            run.note(f"{row.name} {kind.was_gone}.")
            return
        if run.dry_run:  # a console may remove without asking back: what is called Remove is not pressed
            return
        # Everything that may lead to the removal happens after the evidence: not every console asks back.
        async with run.irreversible(act) as click:
            try:
                if await _press_towards(run, kind, page, here, rows, click=click):
                    return
            # Drawn anew between being read and being pressed, so it was not pressed; or somebody said no by hand.
            except (Changed, NotReady, Elsewhere):
                if click.known is not Known.UNSURE:
                    raise
            click.not_made()
    raise RunnerError(f"In {SIGN_INS} attempts the console did not ask about {row.name}.")


async def _is_still_listed(run: Run, kind: Kind, row: Row) -> bool:
    """Whether the whole list, read with every care, holds the row; that it was not found is no proof that it is gone."""
    run.page = None  # opened again from the menu: a list that stands at its second page does not show the first
    found = await read_list(run, kind.page)
    return any(one.is_same(row) for one in found.rows)


async def _find(run: Run, page: ListPage, row: Row) -> Row | None:
    page.data = await data_of(run, page)
    try:
        return await read_at_rest(lambda: page.find(row))
    except LookupError:
        raise NeedsPerson(f"Several rows say “{row.name}” now and cannot be told apart, so none was pressed.") from None


async def _press_towards(run: Run, kind: Kind, page: ListPage, row: Row, rows: Sequence[Row], *, click: Click) -> bool:
    """From the row on screen to the question, and yes to it; whether that was done.

    Raises:
        Changed: the list moved between being read and being pressed, so nothing was pressed.
        NotLetGo: the console says that it does not remove it.
    """
    row = await pointed_at(page, row)
    element = row.action or row.menu or row.opener
    if element is None and row.box is None:
        return False
    run.witness.heed_change()
    pauses, asked_for = run.pauses, row.box is not None or element is row.action
    if row.box is not None:
        await remove_ticked(page, row)
    elif element is not None:
        await page.press_in(row, element, guarded=asked_for)
    for _ in range(PRESSES):
        there = await _what_comes(run, kind, row, rows, asked_for=asked_for)
        if isinstance(there, Question):
            return await _answer(run, kind, there, row, rows, click=click, paused=run.pauses > pauses)
        if isinstance(there, LoginPage):
            await sign_in(run, kind.page)
            break
        if there is None:
            run.note(f"The console removed {row.name} without asking back.")
            click.seen()
            return True
        if not await _go_on_from(run, there, row, rows, click):
            break
        asked_for = True
    return False


async def _go_on_from(run: Run, there: Page, row: Row, rows: Sequence[Row], click: Click) -> bool:
    """Press the button on the thing's own page or in its menu; false when that is another thing's.

    Raises:
        NotLetGo: the console says that it does not remove it.
    """
    if isinstance(there, NotRemoved):
        click.refused()
        raise NotLetGo(f"The console did not remove {row.name}: “{await there.reason()}”.")
    if isinstance(there, DevicePage) and there.holds_activation_lock():
        run.note(f"{row.name} has “Find device” on: sign out on it as well, or it stays locked to the account.")
    return await _press_there(run, there, row, rows) if isinstance(there, ThingPage) else True


async def _press_there(run: Run, there: ThingPage, row: Row, rows: Sequence[Row]) -> bool:
    """Press the one button; what has just opened may be drawn anew once more, and is looked at again then."""
    async def press() -> bool:
        if there.is_about_another(row, rows):
            run.note(f"What opened is not about {row.name}, so nothing was pressed there.")
            return False
        await there.press_remove()
        return True

    return await until_it_rests(press, there.look, but=(Changed, NotReady))


async def _answer(
    run: Run, kind: Kind, question: Question, row: Row, rows: Sequence[Row], *, click: Click, paused: bool
) -> bool:
    """Say yes to the question about this row, with a picture of it before; whether that was done."""
    if not await _is_about(run, question, row, rows, paused=paused):
        return False
    for _ in range(PRESSES):
        await run.name_again_if_stale()
        await run.picture("before", act_upon(kind, row, rows))
        again = question.another()
        await question.say_yes()
        click.clicked()
        further = await see_what_came_of_it(run, kind, row, rows, click=click, again=again)
        if further is None:
            click.seen()
            return True
        if not further.is_about(row, rows) and further.names_any([one for one in rows if not one.is_same(row)]):
            break
        question = further
    raise RunnerError(f"The console went on asking about {row.name}, and the run stopped answering.")


async def _what_comes(run: Run, kind: Kind, row: Row, rows: Sequence[Row], *, asked_for: bool) -> Page | None:
    """What a press leads to: the question, the thing's own page or menu, a refusal, the sign-in; None when it is gone."""
    wanted: tuple[type[Page], ...] = (kind.failure, kind.question.of(row), LoginPage)
    if not asked_for:
        wanted = (*wanted, kind.own_page)
    try:
        there = await run.meet(*wanted, seconds=run.settings.patience)
        # A question that nobody knows must stay on screen for the person: the list is asked only where nothing covers it.
        if there is None and asked_for and not await _is_covered(run) and await is_taken_and_gone(run, kind, row, rows):
            return None
        return there or await run.arrive(*wanted)
    except Elsewhere as other:  # a person carried on by hand, perhaps to the end
        if await is_gone(run, kind, row, rows):
            return None
        raise other from None


async def _is_covered(run: Run) -> bool:
    return (await see(run.tab, run.site)).dialogue is not None


async def _is_about(run: Run, question: Question, row: Row, rows: Sequence[Row], *, paused: bool) -> bool:
    """Whether the question is about this row: it names it, or it names none and nothing else was asked about."""
    others = [one for one in rows if not one.is_same(row)]
    if row.box is not None and question.is_about_several(row, others):  # what was ticked elsewhere may still be
        await question.keep()
        run.note(f"The console asked about more than {row.name}, so the answer was Cancel.")
        return False
    if question.is_about(row, rows):
        return True
    if question.names_any(others) or paused or not question.speaks_of_the_act():
        await question.keep()
        run.note(f"The console asked about something else than {row.name}, so the answer was Cancel.")
        return False
    return True
