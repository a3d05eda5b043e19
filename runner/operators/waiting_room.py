"""The waiting room: runs that wait for a person, and the people who come to serve them.

A batch has no terminal to ask at. A run that needs a person enters the room with its reason and its deadline; whoever
serves the room (the operator's desk, or nobody) looks at what waits, takes one and answers. A run that leaves the room
unanswered is parked by whoever started it.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import Page as Tab

from pages.console import Site
from runner.errors import NeedsPerson
from runner.model import Account, Plan
from runner.operators.base import Act, Answer, Pause

Awaited = Literal["pause", "consent", "question"]


@dataclass(eq=False)
class Ticket:
    """One run that waits; exactly one of ``pause``, ``plan`` and ``question`` says for what."""

    id: str
    account: Account
    scenario: str
    until: float
    """``time.monotonic`` second at which nobody is waited for any longer."""
    pause: Pause | None = None
    plan: Plan | None = None
    question: str = ""
    tab: Tab | None = None
    """The tab the person may act in."""
    began: float = field(default_factory=time.monotonic)
    taken_by: str = ""
    """The name of the person who acts in it now; empty while nobody does."""
    site: Site | None = None
    """The console: the tab stays with it while a person acts in it."""
    again: bool = False
    """Whether it was answered before, and that was not enough."""
    busy: bool = False
    """Whether it was answered and the run tries what comes of it."""
    acts: list[Act] = field(default_factory=list)
    """Who acted, for the trail."""
    _answer: asyncio.Future[Answer | str] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def awaits(self) -> Awaited:
        """What kind of answer is awaited."""
        return "pause" if self.pause else "consent" if self.plan else "question"

    def answer(self, said: Answer | str) -> None:
        """Let the run go on: an ``Answer`` to a pause, plain text to a consent or a question."""
        if not self._answer.done():
            self._answer.set_result(said)

    def reject(self, problem: NeedsPerson) -> None:
        """Tell the run that nobody comes, or that the person gave up."""
        if not self._answer.done():
            self._answer.set_exception(problem)
            self._answer.exception()  # looked at, even if the run has just gone on by itself

    async def answered(self) -> Answer | str:
        """Wait for the answer.

        Raises:
            NeedsPerson: the room was closed, or the person gave up.
        """
        return await asyncio.shield(self._answer)


class OperatorQueue:
    """All runs of this process that wait for a person, oldest deadline first."""

    def __init__(self, most: int = 20) -> None:
        """Make an empty room.

        Arguments:
            most: how many may wait at once; each keeps a browser context open.
        """
        self.most = most
        self.attended = False
        """Whether somebody serves the room; set by the desk."""
        self.closed = ""
        """Why nobody is let in any more; empty while the room is open."""
        self._waiting: dict[str, Ticket] = {}
        self._watchers: set[Callable[[], None]] = set()

    def queue(self) -> list[Ticket]:
        """Who waits, oldest deadline first."""
        return sorted(self._waiting.values(), key=lambda each: each.until)

    @property
    def expects_codes(self) -> bool:
        """Whether one of them waits for a code that may come without anybody."""
        return any(one.pause is not None and one.pause.reads_codes for one in self._waiting.values())

    def find(self, id_: str) -> Ticket | None:
        """The one of that id, while it waits."""
        return self._waiting.get(id_)

    def enter(self, one: Ticket) -> None:
        """Begin to wait.

        Raises:
            NeedsPerson: the room is full or closed.
        """
        if self.closed:
            raise NeedsPerson(self.closed)
        if one.id not in self._waiting and len(self._waiting) >= self.most:
            full = (
                f"{self.most} account(s) wait for a person already" if self.most else "None may wait for a person here"
            )
            raise NeedsPerson(f"{full} (--max-waiting), so this one was parked.")
        self._waiting[one.id] = one
        self.notify()

    def leave(self, one: Ticket) -> None:
        """Wait no longer."""
        self._waiting.pop(one.id, None)
        self.notify()

    def close(self, why: str) -> None:
        """Turn everybody away, now and from now on; ``why`` is the sentence they end with."""
        self.closed = why
        for one in list(self._waiting.values()):
            one.reject(NeedsPerson(why))

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call ``watcher`` on every change; what is returned ends that."""
        self._watchers.add(watcher)
        return lambda: self._watchers.discard(watcher)

    def notify(self) -> None:
        """Let everybody who watches know that something changed."""
        for watcher in list(self._watchers):
            watcher()


class QueueOperator:
    """The operator of a run whose person is whoever serves the waiting room."""

    name = "desk"

    def __init__(
        self,
        room: OperatorQueue,
        account: Account,
        scenario: str,
        *,
        wait: float,
        lend: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
        site: Site | None = None,
    ) -> None:
        """Stand for one run.

        Arguments:
            room: where it waits.
            account: whose run it is.
            scenario: the scenario's name.
            wait: seconds a consent or a question waits; a pause brings its own deadline.
            lend: gives the run's place among those that work to another, as long as this one waits.
            site: the console.
        """
        self.site, self._acts = site, list[Act]()
        self.room, self.account, self.scenario, self.wait, self.lend = room, account, scenario, wait, lend
        self.tab: Tab | None = None
        self._token = secrets.token_hex(6)
        self._asked = 0
        self._last: Ticket | None = None

    @property
    def attended(self) -> bool:
        """Whether somebody serves the room now."""
        return self.room.attended and not self.room.closed

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        """Wait until the person says something to the pause; cancelled when the screen has changed."""
        self.tab = tab
        id_ = f"{self._token}-{pause.number}"
        said = await self._wait(
            Ticket(id_, self.account, self.scenario, pause.until, pause=pause, tab=tab, site=self.site)
        )
        return said if isinstance(said, Answer) else Answer("look")

    async def consent(self, plan: Plan) -> str:
        """The account's name as the person typed it."""
        return str(await self._wait(self._waiting(plan=plan)))

    async def ask(self, question: str) -> str:
        """What the person answered."""
        return str(await self._wait(self._waiting(question=question)))

    def acts(self) -> list[Act]:
        """Who acted since this was asked last; whatever was answered is over now."""
        if self._last and self._last.busy:
            self._leave(self._last)
        told, self._acts = self._acts, []
        return told

    def _waiting(self, plan: Plan | None = None, question: str = "") -> Ticket:
        self._asked += question != ""
        id_ = f"{self._token}-q{self._asked}" if question else f"{self._token}-consent"
        until = time.monotonic() + self.wait
        return Ticket(id_, self.account, self.scenario, until, plan=plan, question=question, tab=self.tab)

    async def _wait(self, one: Ticket) -> Answer | str:
        last, self._last = self._last, one
        if last and last.busy and last.id == one.id:  # the same again: whoever took it keeps it
            one.taken_by, one.began, one.acts, one.again = last.taken_by, last.began, last.acts, True
        elif last and last.busy:
            self._leave(last)
        self.room.enter(one)
        try:
            async with self.lend():
                said = await one.answered()
        except BaseException:
            self._leave(one)
            raise
        one.busy = True  # it stays in the room until the run has seen whether that was enough
        self.room.notify()
        return said

    def _leave(self, one: Ticket) -> None:
        one.busy = False
        self.room.leave(one)
        self._acts += one.acts
        one.acts = []
