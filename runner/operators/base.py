"""The pause: a person is called, and the run goes on when the screen has changed, or the person says so.

Supervised or unattended is which operator was passed in. Several things race: the screen changes by itself, the
person answers, the code runs out, the wait is over, the window is closed. Whichever comes first ends the pause, and
the trail says which.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

from playwright.async_api import Page as Tab

from runner.errors import GaveUp, NeedsPerson
from runner.model import Plan
from runner.operators.typed import plain_code


@dataclass
class Pause:
    """Why the run waits, and until when; clocks are ``time.monotonic`` seconds."""

    number: int
    kind: str
    screen: str
    wanted: str
    until: float
    takes_code: bool = False
    code_until: float | None = None
    words: str = ""
    """What the console said to the last attempt, such as *Incorrect verification code*."""
    picture: str = ""
    """The trail's picture of what is waited for."""
    who: str = ""
    """The name a person gave who acted in the browser; for the trail."""
    told_elsewhere: bool = False
    """Whether the person reads beside the browser's picture what is awaited, so that no banner need cover it."""
    reads_codes: bool = False
    """Whether a mailbox or authenticator is being read for the code, so that it may come without a person."""
    began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds until nobody is waited for any longer."""
        return max(0.0, self.until - time.monotonic())

    @property
    def code_left(self) -> float | None:
        """Seconds the code still counts; None when that is not known."""
        return None if self.code_until is None else max(0.0, self.code_until - time.monotonic())


@dataclass(frozen=True)
class Answer:
    """What a person said to a pause: a code, *look again*, or *stop here*."""

    kind: Literal["code", "look", "give-up"]
    code: str = field(default="", repr=False)
    by: str = ""
    """Who gave it, when not the operator: ``codes``, from the owner's mailbox or authenticator."""

    def __post_init__(self) -> None:
        """A code is what the console takes, however it was typed or copied."""
        object.__setattr__(self, "code", plain_code(self.code))


@dataclass(frozen=True)
class Act:
    """That a person acted, by the name they gave, and for how long."""

    who: str
    seconds: float


@runtime_checkable
class TellsWhoActed(Protocol):
    """An operator behind whom several people may stand."""

    def acts(self) -> list[Act]:
        """Who acted since this was asked last."""
        ...


@runtime_checkable
class ReadsCodes(Protocol):
    """An operator whose codes come by themselves."""

    async def before_code_request(self) -> None:
        """A code is about to be asked for: whatever came before is none of it."""
        ...


async def before_code_request(operator: object) -> None:
    """Tell the operator, where codes come to it by themselves."""
    if isinstance(operator, ReadsCodes):
        await operator.before_code_request()


def acts_of(operator: object) -> list[Act]:
    """Who acted, where the operator can tell."""
    return operator.acts() if isinstance(operator, TellsWhoActed) else []


class Operator(Protocol):
    """Whoever may act where code may not."""

    name: str
    """Who ends pauses in the trail: ``terminal``, ``desk``, ``practice`` or ``nobody``."""

    @property
    def attended(self) -> bool:
        """Whether somebody is there at all; asked before a code is requested that nobody would read."""
        ...

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        """Tell the person what is awaited and wait for an answer; cancelled when the screen has changed."""
        ...

    async def consent(self, plan: Plan) -> str:
        """Show what will go and return the account's name as the person typed it."""
        ...

    async def ask(self, question: str) -> str:
        """Ask what only the person knows; the first line is the question, further ones say how to answer."""
        ...


class Nobody:
    """Unattended: a pause ends the run before anything is asked of the console."""

    name = "nobody"
    attended = False

    async def attend(self, pause: Pause, tab: Tab) -> Answer:  # noqa: ARG002 - the operator's shape
        """Refuse at once.

        Raises:
            NeedsPerson: always.
        """
        raise NeedsPerson(
            f"The console shows “{pause.screen}” and nobody is here to act. Run it again with a person: "
            "mi-runner run … --headed"
        )

    async def consent(self, plan: Plan) -> str:
        """Refuse at once.

        Raises:
            NeedsPerson: always.
        """
        raise NeedsPerson(
            f"Nobody consented to: {plan.sentences()[-1]}. "
            "Run it with a person, or say --yes-delete ACCOUNT."
        )

    async def ask(self, question: str) -> str:
        """Refuse at once.

        Raises:
            NeedsPerson: always.
        """
        asked = question.partition("\n")[0]
        raise NeedsPerson(
            f"Nobody is here to answer: “{asked}” Run it with a person, or give the answer as an "
            "option (mi-runner run --help)."
        )


EndedBy = Literal["screen", "answer"]


async def first_of(
    screen: Callable[[], Awaitable[None]], answer: Callable[[], Awaitable[Answer]], seconds: float
) -> Answer | None:
    """Wait for the screen to change or for an answer; None when it was the screen.

    Raises:
        TimeoutError: neither came within the seconds.
        GaveUp: the person stopped.
    """
    screen_task = asyncio.ensure_future(screen())
    answer_task = asyncio.ensure_future(answer())
    tasks: set[asyncio.Future[Any]] = {screen_task, answer_task}
    try:
        done, _ = await asyncio.wait(tasks, timeout=max(0.01, seconds), return_when=asyncio.FIRST_COMPLETED)
        if not done:
            raise TimeoutError
        if screen_task in done:
            screen_task.result()
            return None
        said = answer_task.result()
    finally:
        await _stop(tasks)
    if said.kind == "give-up":
        raise GaveUp("You stopped at the pause. Run the same command again to go on.")
    return said


async def _stop(tasks: Iterable[asyncio.Future[Any]]) -> None:
    """Cancel what lost the race, and let it tidy up its terminal or listener."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
