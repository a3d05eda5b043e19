"""Who serves which waiting run: one person at a time, who gives it back when they leave."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Final, Protocol

from playwright.async_api import Error as PlaywrightError

from runner.desk.auth import Session
from runner.desk.input import InputForwarder
from runner.desk.navigation import navigation_guard
from runner.desk.screencast import unbannered
from runner.errors import GaveUp
from runner.operators.base import Act, Answer
from runner.operators.waiting_room import OperatorQueue, Ticket

GRACE: Final = 10.0
"""Seconds a person whose connection broke keeps what they had taken."""


class OpenPage(Protocol):
    """The desk in a person's browser."""

    async def yield_to_another(self) -> None:
        """Show nothing any more: the person has opened the desk elsewhere."""
        ...


@dataclass(eq=False)
class Claim:
    """One run in one person's hands."""

    session: Session
    one: Ticket
    since: float = field(default_factory=time.monotonic)
    hands: InputForwarder | None = None
    fence: AsyncExitStack = field(default_factory=AsyncExitStack)
    acted: bool = False
    """Whether the person did anything, or only looked."""
    outside: str | None = None
    """The foreign host that was not gone to; empty for a window that was closed."""


class Claims:
    """The holds of one desk."""

    def __init__(self, room: OperatorQueue) -> None:
        self.room = room
        self._holds: dict[str, Claim] = {}
        self._pages: dict[Session, OpenPage] = {}
        self._leaving: dict[Session, asyncio.Task[None]] = {}
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._unwatch = room.watch(self._look)

    def held_by(self, session: Session) -> Claim | None:
        """What this person has taken."""
        return next((hold for hold in self._holds.values() if hold.session is session), None)

    async def take(self, session: Session, id_: str) -> Claim | None:
        """Reserve a run; None when it is gone or somebody else has it. What was held before is given back."""
        one = self.room.find(id_)
        held = self._holds.get(id_)
        if one is None or (held and held.session is not session):
            return None
        if held:
            held.one = one
            return held
        if before := self.held_by(session):
            await self.give_back(before)
        if id_ in self._holds or self.room.find(id_) is not one:  # while we waited
            return None
        hold = self._holds[id_] = Claim(session, one)
        one.taken_by = session.name
        with suppress(PlaywrightError):  # the tab is going away, and so is the run
            await self._open(hold)
        if self._holds.get(id_) is not hold:  # it went on while the tab was fenced in
            await self._let_go(hold)
            return None
        self.room.notify()
        return hold

    async def _open(self, hold: Claim) -> None:
        """Put the person's hands into the tab, where there is one."""
        one = hold.one
        if not one.tab or not one.pause:
            return

        def refused(host: str) -> None:
            hold.outside = host
            self.room.notify()

        if one.site:
            await hold.fence.enter_async_context(navigation_guard(one.tab, one.site, refused))
        await hold.fence.enter_async_context(unbannered(one.tab, one.pause))
        hold.hands = InputForwarder(one.tab)

    async def give_back(self, hold: Claim) -> None:
        """Let somebody else take it."""
        if self._holds.get(hold.one.id) is not hold:
            return
        self._end(hold)
        self.room.notify()
        await self._let_go(hold)

    def answer(self, hold: Claim, said: Answer | str) -> None:
        """Say something to the run, in the name of the person who holds it."""
        self.note_act(hold)
        hold.one.answer(said)

    def give_up(self, hold: Claim, why: str) -> None:
        """Park the account; the reason goes into its trail."""
        self.note_act(hold)
        told = f" ({why})" if why else ""
        hold.one.reject(GaveUp(f"{hold.session.name} gave up at the desk{told}."))

    def note_act(self, hold: Claim) -> None:
        """Remember that the person did something; who only looked is not in the trail."""
        hold.acted = True
        if hold.one.pause:
            hold.one.pause.who = hold.session.name

    async def came(self, session: Session, page: OpenPage) -> None:
        """A page of this person was opened; it takes the word from the one before."""
        before, self._pages[session] = self._pages.get(session), page
        if leaving := self._leaving.pop(session, None):
            leaving.cancel()
        if before:
            await before.yield_to_another()

    def left(self, session: Session, page: OpenPage) -> None:
        """A page of this person was closed; if it was the last, what they had goes back after the grace."""
        if self._pages.get(session) is page:
            del self._pages[session]
            if self._closed:
                return
            self._leaving[session] = asyncio.ensure_future(self._give_back_later(session))

    async def close(self) -> None:
        """End all holds."""
        self._unwatch()
        self._closed = True
        leaving = list(self._leaving.values())
        for task in leaving:
            task.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        for hold in list(self._holds.values()):
            self._end(hold)
            await self._let_go(hold)

    async def _give_back_later(self, session: Session) -> None:
        await asyncio.sleep(GRACE)
        self._leaving.pop(session, None)
        if hold := self.held_by(session):
            await self.give_back(hold)

    def _look(self) -> None:
        """A run that left the room is in nobody's hands; one that came back at once (the same pause) stays in them."""
        for hold in list(self._holds.values()):
            now = self.room.find(hold.one.id)
            if now is None:
                self._end(hold)
                task = asyncio.ensure_future(self._let_go(hold))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            elif now is not hold.one:
                hold.one = now

    def _end(self, hold: Claim) -> None:
        del self._holds[hold.one.id]
        hold.one.taken_by = ""
        if hold.acted:
            hold.one.acts.append(Act(hold.session.name, time.monotonic() - hold.since))

    async def _let_go(self, hold: Claim) -> None:
        if hold.hands:
            await hold.hands.let_go()
        await hold.fence.aclose()
