"""Authorised apps: read the list, and withdraw one after the other, looking again each time."""

from __future__ import annotations

from contextlib import suppress

from pages.authorised_apps import AuthorisedAppsPage, ConfirmWithdrawal
from pages.login import LoginPage
from runner import Elsewhere, Run, RunnerError
from scenarios._sign_in import SIGN_INS, begin_again_when_signed_out, reach

App = tuple[str, str]
"""An app's id and name, as the console gives them."""


async def authorised_apps(run: Run) -> list[App]:
    """What the console lists now, kept in the result."""
    page = await reach(run, AuthorisedAppsPage)
    apps = await page.apps()
    async with run.step("List the authorised apps"):
        run.find("apps", [{"id": app_id, "name": name} for app_id, name in apps])
    return apps


def called(app: App) -> str:
    """How an app is named in plans: two of them may bear the same name."""
    return f"{app[1]} ({app[0]})"


def act_upon(app: App) -> str:
    """The sentence that is consented to."""
    return f"withdraw the app {called(app)}"


async def withdraw(run: Run, app: App) -> None:
    """Withdraw one app's access, unless the console no longer lists it.

    Raises:
        RunnerError: the console still lists it after the click; it is not clicked again.
    """
    async with run.step(f"Withdraw {app[1]}"):
        await begin_again_when_signed_out(run, lambda: _withdraw(run, app))


async def _withdraw(run: Run, app: App) -> None:
    confirm = await _confirmation(run, app)
    if confirm is None:
        run.was_gone(act_upon(app))
        run.note(f"{app[1]} had no access any more.")
        return
    if run.dry_run:
        await confirm.keep()
        return
    async with run.irreversible(act_upon(app)) as click:
        await confirm.withdraw_for_good()
        click.clicked()
        with suppress(Elsewhere):  # the list is asked for anew in any case
            await run.arrive(AuthorisedAppsPage, LoginPage)
        page = await reach(run, AuthorisedAppsPage)
        if app in await page.apps():
            raise RunnerError(f"The console still lists {app[1]} after its withdrawal. It was not tried again.")
        click.seen()


async def _confirmation(run: Run, app: App) -> ConfirmWithdrawal | None:
    """Get to the question *Revoke access?*; None when the app is not listed."""
    for _ in range(SIGN_INS):
        page = await reach(run, AuthorisedAppsPage)
        if app not in await page.apps():
            return None
        pauses = run.pauses
        await page.press_revoke(app[0])
        with suppress(Elsewhere):  # a person carried on by hand, perhaps to the end: look at the list again
            confirm = await run.arrive(ConfirmWithdrawal, LoginPage)
            if isinstance(confirm, ConfirmWithdrawal):
                if run.pauses == pauses or await confirm.is_about(app[1]):
                    return confirm
                await confirm.keep()  # a person may have asked for another one
    raise RunnerError(f"In {SIGN_INS} attempts the console did not ask about the app.")
