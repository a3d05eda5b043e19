"""The run as the author of a scenario sees it: open, arrive, step, consent, irreversible."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar, cast

from playwright.async_api import Error as PlaywrightError

from pages.base import Nuisance, Obstacle, Page, Refusal
from pages.bounded import bounded
from pages.screens import SCREENS
from runner.core.acts import Click
from runner.core.consent import get_consent
from runner.core.context import RunContext
from runner.core.elsewhere import Elsewhere
from runner.core.identity import learn_owner, make_sure, name_again
from runner.core.intents import Intent
from runner.core.irreversible import changing, irreversible
from runner.core.navigation import SERVER_ERROR, load
from runner.core.patience import Patience
from runner.core.pause import PauseSession
from runner.core.question import ask
from runner.core.refusal import ConsoleRefused
from runner.core.screen import is_loading, look, wait_for_change
from runner.core.timings import step_of
from runner.core.unknown_screen import carry_on_by_hand, foreign_origin
from runner.errors import ConsoleDown, NeedsPerson, TrailError, explain
from runner.model import Match, Plan

P = TypeVar("P", bound=Page)
STUMBLE = 1.0
"""Seconds an error page of the console is looked at before its screen is loaded anew."""
FADES = 0.5
"""Seconds a banner that was closed may take to be gone."""
LAST_PICTURE = 3.0
"""Seconds for the picture of a step that failed: the page may be what does not react."""
LAST_PICTURE_IN_A_HURRY = 1.5
"""The same where somebody stopped the run, and waits."""


@dataclass
class Run(RunContext):
    """The context with the verbs of a scenario: open, arrive, step, consent, irreversible."""

    async def open(self, page: type[Page]) -> None:
        """Go to a page's own address, loading it again when the console stumbles.

        Raises:
            ConsoleDown: it did not load in three attempts.
        """
        await load(self, page)

    async def meet(self, *wanted: type[P], seconds: float) -> P | None:
        """The same as :meth:`arrive`, but None when none of them came in that time: nobody is asked."""
        return await self._wait_for(wanted, seconds)

    async def arrive(self, *wanted: type[P]) -> P:
        """Wait until one of the wanted pages is on screen, and return it.

        What stands in the way is dealt with here: a nuisance is closed, a refusal ends the run with the console's own
        words, and whatever only a person may do, or nobody knows, goes to the operator.

        Raises:
            Refused, NeedsPerson, BrowserLost, ConsoleDown, Elsewhere: as their docstrings say.
        """
        page = await self._wait_for(wanted)
        assert page is not None  # noqa: S101 - only a wait that is given up ends with none
        return page

    async def _wait_for(self, wanted: tuple[type[P], ...], seconds: float | None = None) -> P | None:
        began = since = time.monotonic()
        patience = Patience()
        while True:
            page = await look(self.tab, self.site, wanted)
            if isinstance(page, Nuisance) and patience.is_over_with(page):
                page = None  # it does not go away: a person has to see to it
            if page is None:
                if seconds is not None and time.monotonic() - began > seconds and not await is_loading(self.tab):
                    return None
                if not await self._give_time(since, wanted, patience):
                    await self._carry_on_by_hand(wanted)
                    since, patience = time.monotonic(), Patience()
                continue
            self.page = page
            if isinstance(page, Nuisance):
                await self._dismiss(page)
            elif isinstance(page, Refusal):
                await self._end_refused(page)
            elif isinstance(page, Obstacle) and not isinstance(page, wanted):
                await self._hand_over(page, wanted)
                since, patience = time.monotonic(), Patience()
            else:
                self.trail.event("page", screen=page.title, address=_bare(self.tab.url))
                return cast("P", page)

    async def _give_time(self, since: float, wanted: tuple[type[Page], ...], patience: Patience) -> bool:
        """Whether the console deserves more time before the screen counts as unknown."""
        waited = time.monotonic() - since
        if self.document_status >= SERVER_ERROR and waited > STUMBLE and patience.may_load_again():
            await load(self, wanted[0])  # a fresh look at an address; never a form sent again
            return True
        if await is_loading(self.tab):
            if waited > self.settings.loading:
                raise ConsoleDown(f"The console has shown its loading sign for {waited:.0f} s. Run it again later.")
        elif patience.is_over or waited > self.settings.patience:
            return await self.windows.follow()
        await wait_for_change(self.tab, max(self.settings.patience - waited, 0.1))
        return True

    async def _carry_on_by_hand(self, wanted: tuple[type[Page], ...]) -> None:
        """Let a person get past an unknown screen; a step that can begin anew is told when they got elsewhere."""
        there = await carry_on_by_hand(self, wanted)
        if there and type(there) in SCREENS and not isinstance(there, wanted):
            self.page = there
            self.trail.event("page", screen=there.title, address=_bare(self.tab.url))
            raise Elsewhere(there)

    async def _hand_over(self, obstacle: Obstacle, wanted: tuple[type[Page], ...]) -> None:
        if foreign_origin(self):  # a look-alike may show a CAPTCHA as well
            await self._carry_on_by_hand(wanted)
        else:
            await PauseSession(self, obstacle, wanted).hold()

    async def _dismiss(self, nuisance: Nuisance) -> None:
        """Close what is in the way, and put it on record once it is seen to be gone."""
        with suppress(PlaywrightError):  # it may close by itself in the same moment
            await bounded(nuisance.dismiss())
        until = time.monotonic() + FADES
        with suppress(PlaywrightError):
            while await bounded(nuisance.is_here()):
                if time.monotonic() >= until:
                    return
                await wait_for_change(self.tab, until - time.monotonic())
            self.trail.event("nuisance-dismissed", screen=nuisance.title)

    async def _end_refused(self, refusal: Refusal) -> None:
        words = await bounded(refusal.reason())
        self.trail.event("refusal", screen=refusal.title, words=words)
        raise ConsoleRefused(refusal, words)

    async def wait_for_turn(self) -> None:
        """Wait until the console may be asked to sign in once more: many runs share it."""
        if self.turn:
            await self.turn()

    def require_person(self, why: str) -> None:
        """Stop before something is asked of the console that only a person could answer.

        Raises:
            NeedsPerson: the run is unattended.
        """
        if not self.operator.attended:
            raise NeedsPerson(f"{why}, and nobody is here. Run it again with a person: mi-runner run … --headed")

    @asynccontextmanager
    async def step(self, title: str) -> AsyncIterator[None]:
        """One step of the procedure, in the words of the audit; ends in a picture, also when it fails."""
        self.steps += 1
        number, outer, began = self.steps, self.step_now, time.monotonic()
        self.step_now = number
        self.trail.event("step-started", step=number, title=title)
        try:
            with step_of(title):
                yield
                await self.picture("after", title)
        except BaseException as problem:
            await self._step_failed(number, title, problem)
            raise
        finally:
            self.step_now = outer
        self.trail.event("step-done", step=number, title=title, seconds=round(time.monotonic() - began, 3))

    async def _step_failed(self, number: int, title: str, problem: BaseException) -> None:
        seconds = LAST_PICTURE_IN_A_HURRY if isinstance(problem, asyncio.CancelledError) else LAST_PICTURE
        with suppress(TrailError, PlaywrightError, asyncio.CancelledError):
            await bounded(self.picture("after", f"{title} (not finished)"), seconds)
        self.trail.event("step-failed", step=number, title=title, why=explain(problem))

    def skip(self, title: str, why: str) -> None:
        """Note a step that has nothing to do."""
        self.steps += 1
        self.trail.event("step-skipped", step=self.steps, title=title, why=why)

    async def consent(self, plan: Plan, match: Match) -> None:
        """Get the owner's word for everything in the plan, before anything of it is done.

        Arguments:
            plan: what will go.
            match: how the console named the account; a masked name is not enough for consent given beforehand.

        Raises:
            Refused: another account's name was typed.
            NeedsPerson: nobody is there to consent.
        """
        await get_consent(self, plan, match)

    async def ask(self, question: str) -> str:
        """Ask the person something only they know; the answer without spaces around it.

        Arguments:
            question: its first line goes on record; further lines say how to answer.

        Raises:
            NeedsPerson: nobody is there, or nobody answered in time.
        """
        return await ask(self, question)

    async def former_act(self, act: str) -> Intent | None:
        """What is on record of an earlier attempt at an act on this account; whoever consents has to be told of it."""
        found = await self.intents.find(self.subject, act)
        if found:
            self.former[act] = found
        return found

    async def settle_act(self, act: str, outcome: str) -> None:
        """Record what came of an act that this run did not do itself, so that later runs understand."""
        found = await self.intents.find(self.subject, act)
        if found is None or found.trouble:
            found = await self.intents.begin(self.subject, act, self.trail.folder.name, found)
        await self.intents.settle(found, self.subject, outcome)

    async def learn_owner(self, shown: Sequence[str]) -> Match:
        """Learn on the account's own page which names belong to it. See :func:`runner.core.identity.learn_owner`."""
        return await learn_owner(self, shown)

    async def make_sure(self, shown: Sequence[str]) -> Match:
        """Make sure that a page names the owner. See :func:`runner.core.identity.make_sure`."""
        return await make_sure(self, shown)

    async def name_again_if_stale(self) -> None:
        """Let the console name the owner once more where somebody may have signed in since: before a yes after a pause.

        Raises:
            SignedOut, Refused: as :func:`runner.core.identity.name_again` says.
        """
        if self.owner_is_stale:
            await name_again(self)

    def was_gone(self, act: str) -> None:
        """Note that an act was to be done, and that there was nothing left to do."""
        self.acts.gone.append(act)

    def irreversible(self, act: str, *, once: str = "") -> AbstractAsyncContextManager[Click]:
        """Put the evidence on disk, then let the one click happen. See :func:`runner.core.irreversible.irreversible`."""
        return irreversible(self, act, once=once)

    def changing(self, act: str) -> AbstractAsyncContextManager[Click]:
        """Keep what becomes of a click that changes the account. See :func:`runner.core.irreversible.changing`."""
        return changing(self, act)


def _bare(address: str) -> str:
    """An address without query and fragment: both may carry tokens and identifiers."""
    return address.partition("#")[0].partition("?")[0]
