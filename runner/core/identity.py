"""Whose account the console is signed in to: named by its own page, and named again before each click that counts."""

from __future__ import annotations

import time
from collections.abc import Sequence

from playwright.async_api import Page as Tab

from pages.base import Nuisance
from pages.bounded import bounded
from pages.homes import AccountHomePage
from pages.login import LoginPage
from runner.core.context import RunContext
from runner.core.navigation import load_beside
from runner.core.owner import AnotherOwner, SeveralNames, learn
from runner.core.question import ask
from runner.core.screen import look, wait_for_change
from runner.core.sign_out import sign_out
from runner.errors import Refused, SignedOut
from runner.model import Match, is_masked, normal_name

_SESSION_COOKIE = "userId"
"""The cookie in which both hosts keep whose session it is; seen 2021-2026 in public clients."""


async def learn_owner(run: RunContext, shown: Sequence[str]) -> Match:
    """Learn on the account's own page which names belong to it; a person decides where it names several.

    Raises:
        Refused: the page does not name the account asked for.
        NeedsPerson: it names several, and nobody is here to say whose it is.
    """
    _hide(run, shown)
    try:
        run.owner = learn(run.account, shown)
    except AnotherOwner:
        raise await _another(run, shown, "If it is the same account, start the run with a name that the page shows.") from None
    except SeveralNames:
        await _ask_whose(run, shown)
        run.owner = learn(run.account, shown, certain=True)
    run.owner_is_stale = False
    return run.owner.match


async def make_sure(run: RunContext, shown: Sequence[str]) -> Match:
    """Make sure that a page names the owner who was learnt.

    Raises:
        Refused: it names another account, or none.
    """
    if run.owner is None:
        return await learn_owner(run, shown)
    _hide(run, shown)
    try:
        return run.owner.recognise(shown)
    except AnotherOwner:
        raise await _another(run, shown) from None


async def name_again(run: RunContext) -> None:
    """Let the account's own page name the owner once more, in a tab of its own, so that no question is lost.

    Raises:
        SignedOut: nobody is signed in any more.
        Refused: somebody else is, or the page does not say who.
    """
    if run.owner is None:
        raise Refused(f"No page has named the account yet, so nothing is done for {run.account.name}.")
    try:
        shown = await _names_on(run, await bounded(run.windows.own()))
    except BaseException:
        await run.windows.close_own()  # whatever it shows: the next one begins with a new one
        raise
    await make_sure(run, shown)
    await _same_session(run)
    run.owner_is_stale = False


async def _names_on(run: RunContext, tab: Tab) -> list[str]:
    """The names on the account's page, opened in this tab."""
    until, found = time.monotonic() + run.settings.patience, None
    await load_beside(run, tab, AccountHomePage)
    for _ in iter(lambda: time.monotonic() < until, False):
        found = await bounded(look(tab, run.site, (AccountHomePage, LoginPage)))
        if isinstance(found, LoginPage):
            raise SignedOut("The session ended before the click; it was not made.")
        if isinstance(found, AccountHomePage):
            if names := found.names_seen():  # a page may show them last of all
                return names
        elif isinstance(found, Nuisance):
            await bounded(found.dismiss())
        elif found is not None:
            raise Refused(f"The console shows “{found.title}” instead of the account's page, so nobody is sure whose it is.")
        await wait_for_change(tab, until - time.monotonic())
    if isinstance(found, AccountHomePage):
        return []
    raise Refused("The account's own page could not be recognised just before the click, so it was not made.")


async def _same_session(run: RunContext) -> None:
    """Both hosts must hold the session of one account: each keeps its own, and a person may have changed one.

    Raises:
        Refused: they differ, or are not the owner's.
    """
    cookies = await bounded(run.tab.context.cookies(sorted(run.site.origin_names)))
    ids = {normal_name(str(one.get("value", ""))) for one in cookies if one.get("name") == _SESSION_COOKIE} - {""}
    known = {name for name in (run.owner.names if run.owner else ()) if name.isdigit()}
    if len(ids) > 1 or (known and ids - known):
        raise Refused("The console's hosts are signed in to different accounts, so nothing more is clicked.")


async def _ask_whose(run: RunContext, shown: Sequence[str]) -> None:
    names = ", ".join(dict.fromkeys(shown))
    answer = await ask(
        run,
        "The account's page names several accounts. Whose is it?\n"
        f"It shows: {names}. One of them may only be a recovery address.\n"
        "Type the name of the account that is signed in, or anything else to stop.",
    )
    if normal_name(answer) != normal_name(run.account.name):
        raise Refused("You did not confirm that this is the account the run was started for.")


async def _another(run: RunContext, shown: Sequence[str], hint: str = "") -> Refused:
    """Sign the other account out; what to refuse with."""
    if shown:
        await sign_out(run)
    names = " / ".join(dict.fromkeys(shown)) or "no account at all"
    return Refused(f"The page shows {names}, not {run.account.name}. {hint}".strip())


def _hide(run: RunContext, shown: Sequence[str]) -> None:
    for name in shown:
        if not is_masked(name):
            run.vault.hide_identifier(name, "account")
