"""The run as the author of a scenario sees it: open, arrive, step, consent, irreversible."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar, cast

from playwright.async_api import Error as PlaywrightError

from pages.base import Nuisance, Obstacle, Page, Refusal
from pages.screens import SCREENS
from runner.core.consent import get_consent
from runner.core.context import RunContext
from runner.core.elsewhere import Elsewhere
from runner.core.navigation import SERVER_ERROR, load
from runner.core.pause import PauseSession
from runner.core.question import ask
from runner.core.screen import is_loading, look, pause_between_looks, wait_for_change
from runner.core.unknown_screen import carry_on_by_hand
from runner.errors import ConsoleDown, NeedsPerson, Refused, TrailError, explain
from runner.model import Match, Plan

P = TypeVar("P", bound=Page)
STUMBLE = 1.0
"""Seconds an error page of the console is looked at before its screen is loaded anew."""


@dataclass
class Run(RunContext):
    """The context with the verbs of a scenario: open, arrive, step, consent, irreversible."""

    async def open(self, page: type[Page]) -> None:
        """Go to a page's own address, loading it again when the console stumbles.

        Raises:
            ConsoleDown: it did not load in three attempts.
        """
        await load(self, page)

    async def arrive(self, *wanted: type[P]) -> P:
        """Wait until one of the wanted pages is on screen, and return it.

        What stands in the way is dealt with here: a nuisance is closed, a refusal ends the run with the console's own
        words, and whatever only a person may do, or nobody knows, goes to the operator.

        Raises:
            Refused, NeedsPerson, BrowserLost, ConsoleDown, Elsewhere: as their docstrings say.
        """
        since = time.monotonic()
        while True:
            page = await look(self.tab, self.site, wanted)
            if page is None:
                if not await self._give_time(since, wanted):
                    await self._carry_on_by_hand(wanted)
                    since = time.monotonic()
                continue
            self.page = page
            if isinstance(page, Nuisance):
                await self._dismiss(page)
            elif isinstance(page, Refusal):
                await self._end_refused(page)
            elif isinstance(page, Obstacle) and not isinstance(page, wanted):
                await self._hand_over(page, wanted)
                since = time.monotonic()
            else:
                self.trail.event("page", screen=page.title, address=_bare(self.tab.url))
                return cast("P", page)

    async def _give_time(self, since: float, wanted: tuple[type[Page], ...]) -> bool:
        """Whether the console deserves more time before the screen counts as unknown."""
        waited = time.monotonic() - since
        if self.document_status >= SERVER_ERROR and waited > STUMBLE:
            await load(self, wanted[0])  # a fresh look at an address; never a form sent again
            return True
        if await is_loading(self.tab):
            if waited > self.settings.loading:
                raise ConsoleDown(
                    f"The console has shown its loading sign for {waited:.0f} s. Nothing more was done; "
                    "run the same command again later."
                )
        elif waited > self.settings.patience:
            return False
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
        await PauseSession(self, obstacle, wanted).hold()

    async def _dismiss(self, nuisance: Nuisance) -> None:
        with suppress(PlaywrightError):  # it may close by itself in the same moment
            await nuisance.dismiss()
        self.trail.event("nuisance-dismissed", screen=nuisance.title)
        await pause_between_looks()

    async def _end_refused(self, refusal: Refusal) -> None:
        words = await refusal.reason()
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
            yield
            await self.picture("after", title)
        except BaseException as problem:
            await self._step_failed(number, title, problem)
            raise
        finally:
            self.step_now = outer
        self.trail.event("step-done", step=number, title=title, seconds=round(time.monotonic() - began, 3))

    async def _step_failed(self, number: int, title: str, problem: BaseException) -> None:
        with suppress(TrailError, PlaywrightError, asyncio.CancelledError):
            await self.picture("after", f"{title} (not finished)")
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

    @asynccontextmanager
    async def irreversible(self, act: str) -> AsyncIterator[None]:
        """Put the evidence on disk, then let the one click happen that cannot be undone.

        Arguments:
            act: one of the sentences consented to.

        Raises:
            Refused: there is no consent for it, or the account is another worker's now.
            TrailError: the evidence could not be kept; the click was not made.
        """
        if self.dry_run or act not in self.consented:
            raise Refused(f"There is no consent to {act}; it was not done.")
        await self.picture("before", act)
        self.trail.event("intent", step=self.step_now, act=act, account=self.account.name)
        await self.trail.durable()
        known = "not done"
        try:
            await self.intents.still_ours()
            known = "not known"
            yield
        except BaseException as problem:
            self.trail.event("outcome", step=self.step_now, act=act, result=f"{known}: {explain(problem)}")
            raise
        self.trail.event("outcome", step=self.step_now, act=act, result="done")
        self.done.append(act)


class ConsoleRefused(Refused):
    """The console said no, in its own words; ``kind`` is the page class of the refusal."""

    def __init__(self, refusal: Refusal, words: str) -> None:
        super().__init__(f"The console refused ({refusal.title}): “{words}”. It was not tried again.")
        self.kind = type(refusal)
        self.words = words


def _bare(address: str) -> str:
    """An address without query and fragment: both may carry tokens and identifiers."""
    return address.partition("#")[0].partition("?")[0]
