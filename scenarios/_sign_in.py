"""The shared opening: sign in where the console asks for it, and make sure whose account it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from pages.base import Page
from pages.homes import AccountHomePage, CloudHomePage, SignedInPage
from pages.login import LoginPage
from runner import Elsewhere, Match, Refused, Run, SignedOut

P = TypeVar("P", bound=Page)
T = TypeVar("T")

SIGN_INS = 3
"""How often one run signs in: a session may expire in the middle, but not again and again."""


async def reach(run: Run, page: type[P]) -> P:
    """Open a page, signing in on the way where the console asks for it.

    A *refused* sign-in ends the run inside ``run.arrive`` and is never tried again; only a session that has expired
    makes us sign in a second time.
    """
    await name_owner(run)
    await run.open(page)
    for _ in range(SIGN_INS):
        try:
            here = await run.arrive(page, LoginPage)
        except Elsewhere:  # a person got past what was in the way: ask for the page again
            await run.open(page)
            continue
        if isinstance(here, page):
            return here
        if not isinstance(await sign_in(run, page), page):
            await run.open(page)
    raise Refused(f"The console did not lead to “{page.title}” in {SIGN_INS} attempts.")


async def stay_or_reach(run: Run, page: type[P]) -> P:
    """The page as it is on screen; opened where it is not."""
    await name_owner(run)
    here = await run.meet(page, seconds=0) if isinstance(run.page, page) else None
    return here or await reach(run, page)


async def sign_in(run: Run, then: type[Page]) -> Page:
    """Fill in the form, send it once, and arrive where the console leads: the page asked for, or a home.

    Once the owner is known, the console names the account again: at a CAPTCHA somebody else may have signed in.
    """
    page = await _send_the_form(run, then)
    if run.owner:
        await run.name_again_if_stale()
    return page


async def _send_the_form(run: Run, then: type[Page]) -> Page:
    password = run.vault.password(run.account.name)
    await run.wait_for_turn()
    async with run.step("Sign in again, the session has expired" if run.signed_in else "Sign in"):
        form = LoginPage(run.tab, run.site)
        await form.fill(run.account.name, password)
        run.signed_in = run.owner_is_stale = True
        await form.press_sign_in()
        try:
            return await run.arrive(then, AccountHomePage, CloudHomePage, SignedInPage)
        except Elsewhere as there:
            if isinstance(there.page, LoginPage):
                raise Refused("The console asked to sign in once more after you carried on; it was not done.") from None
            return there.page


async def whose_account(run: Run) -> Match:
    """Sign in, and let the console say whose account this is, before anything is planned for it."""
    page = await reach(run, AccountHomePage)
    run.vault.hide_identifier(await page.owners_name(), "owner")
    async with run.step("Make sure whose account this is"):
        return await run.learn_owner(await page.accounts_named())


async def name_owner(run: Run) -> None:
    """Let the account's own page name the owner again where it may be another's: after a pause, somebody acted."""
    if run.owner:
        with suppress(SignedOut):  # then the page asked for leads to the sign-in, which names the account itself
            await run.name_again_if_stale()


async def begin_again_when_signed_out(run: Run, attempt: Callable[[], Awaitable[T]]) -> T:
    """Do something that ends in an irreversible click; where the session ended just before it, begin it again.

    Raises:
        Refused: the session ends again and again.
    """
    for _ in range(SIGN_INS):
        with suppress(SignedOut):
            return await attempt()
        run.page = None  # what is still on screen is from before
        run.note("The session ended before the click, so it was not made; the run signs in again.")
    raise Refused(f"The session ended before the click in {SIGN_INS} attempts; it was not made.")
