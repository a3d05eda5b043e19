"""The shared opening: sign in where the console asks for it, and make sure whose account it is."""

from __future__ import annotations

from typing import TypeVar

from pages.base import Page
from pages.homes import AccountHomePage, CloudHomePage
from pages.login import LoginPage
from runner import Elsewhere, Match, Refused, Run

P = TypeVar("P", bound=Page)

SIGN_INS = 3
"""How often one run signs in: a session may expire in the middle, but not again and again."""


async def reach(run: Run, page: type[P]) -> P:
    """Open a page, signing in on the way where the console asks for it.

    A *refused* sign-in ends the run inside ``run.arrive`` and is never tried again; only a session that has expired
    makes us sign in a second time.
    """
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
    raise Refused(f"The console did not lead to “{page.title}” in {SIGN_INS} attempts; nothing more was done.")


async def sign_in(run: Run, then: type[Page]) -> Page:
    """Fill in the form, send it once, and arrive where the console leads: the page asked for, or a home."""
    password = run.vault.password(run.account.name)
    await run.wait_for_turn()
    async with run.step("Sign in again, the session has expired" if run.signed_in else "Sign in"):
        form = LoginPage(run.tab, run.site)
        await form.fill(run.account.name, password)
        run.signed_in = True
        await form.press_sign_in()
        try:
            return await run.arrive(then, AccountHomePage, CloudHomePage)
        except Elsewhere as there:
            if isinstance(there.page, LoginPage):
                raise Refused("The console asked to sign in once more after you carried on; it was not done.") from None
            return there.page


def same_account(run: Run, named: list[str]) -> Match:
    """How the console names the account asked for: whole or masked.

    Raises:
        Refused: the page names another account, or none.
    """
    for name in named:
        if "*" not in name:
            run.vault.hide_identifier(name, "account")
    matches = {run.account.match(name) for name in named}
    if "exact" in matches:
        return "exact"
    if "masked" in matches:
        return "masked"
    shown = " / ".join(named) or "no account at all"
    raise Refused(f"The page shows {shown}, not {run.account.name}. Nothing was done.")


async def whose_account(run: Run) -> Match:
    """Sign in, and let the console say whose account this is, before anything is planned for it."""
    page = await reach(run, AccountHomePage)
    run.vault.hide_identifier(await page.owners_name(), "owner")
    async with run.step("Make sure whose account this is"):
        return same_account(run, await page.accounts_named())
