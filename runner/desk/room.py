"""Who serves which waiting run: one person at a time, who gives it back when they leave."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Final

from runner.desk.access import Session
from runner.desk.fence import fenced
from runner.desk.hands import Hands
from runner.errors import GaveUp
from runner.handoff import Act, Answer
from runner.waiting import Waiting, WaitingRoom

GRACE: Final = 10.0
"""Seconds a person whose connection broke keeps what they had taken."""


@dataclass(eq=False)
class Hold:
    """One run in one person's hands."""

    session: Session
    one: Waiting
    since: float = field(default_factory=time.monotonic)
    hands: Hands | None = None
    fence: AsyncExitStack = field(default_factory=AsyncExitStack)


class Service:
    """The holds of one desk."""

    def __init__(self, room: WaitingRoom) -> None:
        self.room = room
        self._holds: dict[str, Hold] = {}
        self._leaving: dict[Session, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._unwatch = room.watch(self._look)

    def held_by(self, session: Session) -> Hold | None:
        """What this person has taken."""
        return next((hold for hold in self._holds.values() if hold.session is session), None)

    async def take(self, session: Session, id_: str) -> Hold | None:
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
        hold = self._holds[id_] = Hold(session, one)
        one.taken_by = session.name
        if one.pause:
            one.pause.who = session.name
        if one.tab and one.pause:
            hold.hands = Hands(one.tab)
            await hold.fence.enter_async_context(fenced(one.tab, one.hosts))
        self.room.tell()
        return hold

    async def give_back(self, hold: Hold) -> None:
        """Let somebody else take it."""
        if self._holds.get(hold.one.id) is not hold:
            return
        self._end(hold)
        self.room.tell()
        await self._let_go(hold)

    def answer(self, hold: Hold, said: Answer | str) -> None:
        """Say something to the run, in the name of the person who holds it."""
        hold.one.answer(said)

    def give_up(self, hold: Hold, why: str) -> None:
        """Park the account; the reason goes into its trail."""
        told = f" ({why})" if why else ""
        hold.one.turn_away(GaveUp(f"{hold.session.name} gave up at the desk{told}. Nothing more was done."))

    def came(self, session: Session) -> None:
        """A page of this person was opened."""
        session.doors += 1
        if leaving := self._leaving.pop(session, None):
            leaving.cancel()

    def left(self, session: Session) -> None:
        """A page of this person was closed; after the grace what they had goes back."""
        session.doors -= 1
        if session.doors <= 0:
            self._leaving[session] = asyncio.ensure_future(self._give_back_later(session))

    async def close(self) -> None:
        """End all holds."""
        self._unwatch()
        for task in self._leaving.values():
            task.cancel()
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

    def _end(self, hold: Hold) -> None:
        del self._holds[hold.one.id]
        hold.one.taken_by = ""
        hold.one.acts.append(Act(hold.session.name, time.monotonic() - hold.since))

    async def _let_go(self, hold: Hold) -> None:
        if hold.hands:
            await hold.hands.let_go()
        await hold.fence.aclose()
