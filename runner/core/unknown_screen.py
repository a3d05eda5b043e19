"""A screen nobody knows: keep its picture and outline, and let a person carry on until a screen appears that we know.

Any known screen ends the pause, not only the one waited for: whoever carries on by hand may have done a step, or more,
on the way. Three things keep that from going wrong. What was on screen when the pause began ends nothing, or the
pause would end at once, and again and again. A screen a person only passes through ends nothing. And a sign-in that
was on screen already is never filled in a second time.
"""

from __future__ import annotations

import time
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError

from pages.base import Interruption, Nuisance, Page, UnknownScreen
from pages.captcha.xiaomi import VERIFY_ORIGINS
from pages.login import LoginPage
from pages.origin import Origin
from pages.outline import outline_of
from pages.question import Question
from pages.screens import SCREENS
from runner.core.context import RunContext
from runner.core.pause import PauseSession
from runner.core.screen import look
from runner.core.suggestion import path_of
from runner.core.unfamiliar import Unfamiliar
from runner.errors import WrongHost
from runner.operators.base import Answer

PASSING_THROUGH = 2.0
"""Seconds a known screen must stay, when it is not the one waited for, before the run takes over from the person."""


async def carry_on_by_hand(run: RunContext, wanted: tuple[type[Page], ...]) -> Page | None:
    """Hand an unknown screen to the operator; the page that was on screen when the pause ended.

    Raises:
        NeedsPerson, GaveUp, BrowserLost: as :meth:`PauseSession.hold` says.
        WrongHost: it is not the console's, and nobody is here to look at it.
    """
    foreign = foreign_origin(run)
    if foreign and not run.operator.attended:
        raise WrongHost(f"The console led to {foreign}, which is not the console. Nothing was typed there.")
    known = await look(run.tab, run.site, SCREENS)
    # What lies over a screen, such as the console's answer to a click, is nothing that a person could go to.
    goals = [page for page in wanted if not issubclass(page, (Interruption, Question))] or wanted
    names = " or ".join(f"“{page.title}”" for page in goals)
    what = (
        f"The console shows “{known.title}” instead" if type(known) in SCREENS and known else "This screen is not known"
    )
    if foreign:
        what = f"This page is on {foreign}, which is not the console: do not type a password there"
    screen = UnknownScreen(run.tab, run.site, f"{what}. Carry on by hand until {names} is shown.")
    pausing = UnknownScreenPause(run, screen, wanted)
    pausing.at_first = (type(known), run.tab.url)
    await pausing.hold()
    return pausing.reached


def foreign_origin(run: RunContext) -> str:
    """The origin of the page in the tab, when it is not the console's; empty where it is, or is no page at all.

    The vendor's own host for CAPTCHAs is the console's where the console is the vendor's.
    """
    origin = Origin.of_page(run.tab.url)
    is_home = origin is None or origin in run.site.origins or (run.site.is_vendors and str(origin) in VERIFY_ORIGINS)
    return "" if is_home else str(origin)


class UnknownScreenPause(PauseSession):
    """The pause over an unknown screen."""

    at_first: tuple[type, str] = (type(None), "")
    """What known screen, if any, was shown where, when the pause began."""
    reached: Page | None = None
    unfamiliar: Unfamiliar
    _met: tuple[type | None, float] = (None, 0.0)
    _told_to_look: bool = False

    async def _begin(self) -> None:
        run = self.run
        outline = ""
        with suppress(PlaywrightError):  # the picture that follows says so when the window is gone
            outline = await outline_of(run.tab, run.vault.redact, reveal_identifiers=run.vault.reveal_identifiers)
        await super()._begin()
        run.trail.event("unknown-screen", outline=outline)
        address = path_of(run.tab.url)
        self.unfamiliar = Unfamiliar(tuple(self.wanted), address, outline, self.pause.picture)
        run.unfamiliar.append(self.unfamiliar)

    async def _end(self) -> None:
        if self.reached:
            self.unfamiliar.reached = type(self.reached)
            self.unfamiliar.reached_at = self.run.tab.url
        await super()._end()

    async def _take(self, answer: Answer) -> bool:
        self._told_to_look = True
        return await super()._take(answer)

    async def _shown(self) -> Page | None:
        found = await look(self.run.tab, self.run.site, tuple(dict.fromkeys((*self.wanted, *SCREENS))))
        if found is None or not self._ends(found):
            return self.obstacle
        self.reached = found
        return found

    def _ends(self, found: Page) -> bool:
        """Whether this page, which we know, ends the pause."""
        if isinstance(found, Nuisance):  # one that does not go away is why the person was called
            return False
        if isinstance(found, tuple(self.wanted)) or type(found) not in SCREENS:
            return True
        kind, address = self.at_first
        if type(found) is kind and (kind is LoginPage or self.run.tab.url == address):
            self._met = (None, 0.0)
            return False
        if self._met[0] is not type(found):
            self._met = (type(found), time.monotonic())
        return self._told_to_look or time.monotonic() - self._met[1] >= PASSING_THROUGH
