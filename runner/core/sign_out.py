"""End a session that is not the owner's, by the console's own link."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Final

from playwright.async_api import Error as PlaywrightError

from pages.bounded import bounded
from pages.homes import AccountHomePage
from pages.login import LoginPage
from runner.core.context import RunContext
from runner.core.screen import look, wait_for_change
from runner.errors import RunnerError

PATIENCE: Final = 10.0
"""Seconds the console may take until it asks to sign in."""


async def sign_out(run: RunContext) -> None:
    """Sign out whoever is signed in, and say whether the console showed that; never a reason for the run to fail."""
    ended = False
    with suppress(PlaywrightError, RunnerError):
        ended = await bounded(_sign_out(run), 3 * PATIENCE)
    if ended:
        run.note("The other account was signed out.")
    else:
        run.note("The other account could not be seen to be signed out; its session goes with this browser's window.")


async def _sign_out(run: RunContext) -> bool:
    await run.windows.close_own()
    tab = await run.windows.own()
    await tab.goto(AccountHomePage.address(run.site), wait_until="domcontentloaded")
    pressed, until = False, time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = await look(tab, run.site, (LoginPage, AccountHomePage))
        if isinstance(found, LoginPage):
            return True
        if isinstance(found, AccountHomePage) and not pressed:
            pressed = True
            await found.sign_out()
        await wait_for_change(tab, until - time.monotonic())
    return False
