"""An operator whose codes come by themselves; everything else is for the person."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Final

from playwright.async_api import Page as Tab

from runner.codes.base import CodeSource
from runner.errors import GaveUp, NeedsPerson
from runner.model import Plan
from runner.operators.base import Act, Answer, Operator, Pause, acts_of

MOST: Final = 3
"""Codes a pause tries by itself; a console locks the account after a few wrong ones, so that the rest is a person's."""


class CodesFirst:
    """Lets the source and the person race for a code: whoever has it first."""

    def __init__(self, person: Operator, source: CodeSource) -> None:
        self.person, self.source = person, source
        self.name = person.name
        self._readable = True
        self._given: set[str] = set()
        self._pause, self._tried = 0, 0
        self._marking: asyncio.Task[None] | None = None

    @property
    def attended(self) -> bool:
        """Whether codes are read, so that they may be asked for."""
        return self._readable or self.person.attended

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        """The code, or what the person says to anything else."""
        if pause.number != self._pause:
            self._pause, self._tried = pause.number, 0
        if not pause.takes_code or self._tried >= MOST:
            return await self.person.attend(pause, tab)
        code = asyncio.ensure_future(self._code())
        person = asyncio.ensure_future(self.person.attend(pause, tab))
        both: set[asyncio.Future[Any]] = {code, person}
        pause.reads_codes = True
        code.add_done_callback(lambda _: setattr(pause, "reads_codes", False))
        try:
            answer = await self._first(code, person)
        except asyncio.CancelledError:
            # The pause is over without us: the code somebody typed must not be taken for the next pause's.
            self._marking = asyncio.create_task(self._mark())
            raise
        finally:
            for one in both:
                one.cancel()
            await asyncio.gather(*both, return_exceptions=True)
        if answer.kind == "code":
            self._given.add(answer.code)
        self._tried += answer.by == "codes"
        return answer

    async def _first(self, code: asyncio.Future[Answer], person: asyncio.Future[Answer]) -> Answer:
        """Whichever answers; one that cannot answer leaves it to the other."""
        waiting: set[asyncio.Future[Answer]] = {code, person}
        problem: BaseException | None = None
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for one in sorted(done, key=lambda each: each is person):
                problem = one.exception()
                if problem is None:
                    return one.result()
                if isinstance(problem, GaveUp) or not isinstance(problem, NeedsPerson):
                    raise problem
        assert problem is not None  # noqa: S101 - both have failed
        raise problem

    async def _code(self) -> Answer:
        """The next code that nobody has typed yet."""
        if self._marking:
            await asyncio.wait({self._marking})
        try:
            while (code := await self.source.next_code()) in self._given:
                pass
        except NeedsPerson:
            self._readable = False
            raise
        self._readable = True
        return Answer("code", code, by="codes")

    async def _mark(self) -> None:
        with suppress(NeedsPerson, OSError):  # it will be told when the next code is wanted
            await self.source.mark()

    async def before_code_request(self) -> None:
        """Only what comes after the request counts; a source that fails now is told when its code is waited for."""
        await self._mark()

    def acts(self) -> list[Act]:
        """Who acted, where the person's side can tell."""
        return acts_of(self.person)

    async def consent(self, plan: Plan) -> str:
        """The person's alone."""
        return await self.person.consent(plan)

    async def ask(self, question: str) -> str:
        """The person's alone."""
        return await self.person.ask(question)


async def close_quietly(source: CodeSource) -> None:
    """Close a source that may be broken already."""
    with suppress(NeedsPerson, OSError):
        await source.close()
