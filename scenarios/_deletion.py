"""The deletion itself: from the first warning to the console's notice, with the one click at most once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from pages.base import Page
from pages.bounded import perhaps_unheeded
from pages.delete_account import (
    AccountDeletedPage,
    DeleteAccountPage,
    DeletionStepPage,
    LastWarningPage,
    PasswordAgainPage,
)
from pages.interruptions import NoSuchAccount
from pages.login import LoginPage
from runner import ConsoleRefused, Elsewhere, Intent, Match, NeedsPerson, Plan, Refused, Run, RunnerError
from scenarios._sign_in import SIGN_INS, begin_again_when_signed_out, reach, stay_or_reach

ACT = "delete-account"
STEPS = 5
"""How many steps of its own a console may put between its first warning and the code."""


async def former_attempt(run: Run) -> Intent | None:
    """What is on disk of an earlier deletion of this account, if anything."""
    return await run.former_act(ACT)


def begin_to_look_up(run: Run) -> asyncio.Future[Intent | None]:
    """Look it up beside other work: to derive under which names it is kept takes a tenth of a second."""
    return perhaps_unheeded(asyncio.ensure_future(former_attempt(run)))  # a run may end before it asks


async def settle_if_gone(run: Run, refused: ConsoleRefused) -> None:
    """Decide what *no such account* means: our own earlier deletion, or a name that never existed.

    Raises:
        ConsoleRefused: it was another refusal.
        Refused: nobody here has deleted this account, so the name may be mistyped.
    """
    if refused.kind is not NoSuchAccount:
        raise refused
    intent = await former_attempt(run)
    if intent is None or intent.not_made:
        raise Refused(
            f"{refused} Either it was deleted elsewhere or the name is mistyped: no run on this machine deleted it."
        ) from None
    if intent.open:
        await run.settle_act(ACT, "deleted: the console no longer knows the account")
    run.summary = f"The account is already deleted ({intent.at}); there is nothing left to do."
    run.note(run.summary)


async def heed_former_attempt(run: Run, looking_up: Awaitable[Intent | None] | None = None) -> tuple[str, ...]:
    """What a person must know before consenting again to something that was clicked, or may have been.

    Arguments:
        run: the run.
        looking_up: what was begun to be looked up before.

    Raises:
        NeedsPerson: the account is still there, and nobody is here to decide.
    """
    intent = await (looking_up or former_attempt(run))
    if intent is None or intent.not_made:
        return ()
    known = intent.outcome or intent.trouble or "what came of it is not known"
    pressed = "may have been pressed" if intent.open else "was already pressed"
    warning = (
        f"“Delete account” {pressed} on {intent.at} ({known}), and "
        "the console still knows the account. Deletion may take up to 15 working days (guide, 2024)."
    )
    if not run.operator.attended:
        raise NeedsPerson(f"{warning} It is not pressed again without a person.")
    return (warning,)


async def check_deletion_page(run: Run) -> Match:
    """Open the deletion, make sure whose it is and tick the box; how the page names the account."""
    async with run.step("Open the account's deletion"):
        page = await reach(run, DeleteAccountPage)
        match = await run.make_sure(await page.accounts_named())
        await page.agree()
    return match


async def delete_for_good(run: Run, plan: Plan) -> None:
    """Go through the console's steps and press *Delete account*, with the evidence on disk before it.

    Raises:
        Refused: the last warning names another account.
        RunnerError: the click was made and the console's notice did not come.
    """
    await begin_again_when_signed_out(run, lambda: _delete(run, plan.sentences()[-1]))


async def _delete(run: Run, act: str) -> None:
    async with run.step("Ask for the deletion and confirm with the code"):
        page = await _last_warning(run, act)
    if isinstance(page, AccountDeletedPage):
        if act not in run.acts.done:
            await _note_deleted_by_hand(run, act)
        return
    async with run.step("Delete the account"):
        await run.make_sure(await page.accounts_named())
        async with run.irreversible(act, once=ACT) as click:
            await page.delete_for_good()
            click.clicked()
            await run.arrive(AccountDeletedPage)
            click.seen()


async def _note_deleted_by_hand(run: Run, act: str) -> None:
    """Keep for later runs that the account is gone, so that *no such account* is understood."""
    run.was_gone(act)
    await run.settle_act(ACT, "deleted by a person during a pause: the console said so")
    run.note("You deleted the account by hand during the pause; the console said so.")


async def _last_warning(run: Run, act: str) -> LastWarningPage | AccountDeletedPage:
    """Ask for the deletion and get to the last warning, or past it, where a person carried on by hand."""
    for _ in range(SIGN_INS):
        first = await stay_or_reach(run, DeleteAccountPage)
        await run.make_sure(await first.accounts_named())
        await first.agree()
        await first.press_delete()
        try:
            page = await _after_the_code(run, act)
        except Elsewhere as there:
            if isinstance(there.page, AccountDeletedPage):
                return there.page
            continue
        if isinstance(page, LastWarningPage | AccountDeletedPage):
            return page
    raise RunnerError(f"In {SIGN_INS} attempts the console did not get to the last warning.")


async def _after_the_code(run: Run, act: str) -> Page:
    page: Page = await run.arrive(LastWarningPage, PasswordAgainPage, LoginPage, DeletionStepPage)
    for _ in range(STEPS):
        if not isinstance(page, DeletionStepPage):
            break
        page = await _pass_step(run, page, act)
    if isinstance(page, PasswordAgainPage):
        await page.enter(run.vault.password(run.account.name))
        page = await run.arrive(LastWarningPage, LoginPage)
    return page


async def _pass_step(run: Run, step: DeletionStepPage, act: str) -> Page:
    """Go on from one step. A button that may delete at once is pressed as the last one is: with all evidence, once.

    Raises:
        Refused: the step names another account.
    """
    if names := step.names_seen():
        await run.make_sure(names)
    wanted: tuple[type[Page], ...] = (LastWarningPage, PasswordAgainPage, step.another())
    if not step.deletes:
        await step.go_on()
        return await run.arrive(*wanted, LoginPage)
    async with run.irreversible(act, once=ACT) as click:
        await step.go_on()
        click.clicked()
        there = await run.arrive(AccountDeletedPage, *wanted)  # a sign-in tells nothing: a console may end there
        if isinstance(there, AccountDeletedPage):
            click.seen()
        else:
            click.not_made()
    return there
