"""An operator whose codes come by themselves; everything else is for the person."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from playwright.async_api import Page as Tab

from runner.codes.waiting import CodeSource
from runner.errors import GaveUp, NeedsPerson
from runner.handoff import Act, Answer, Operator, Pause, acts_of
from runner.model import Plan


class CodesFirst:
    """Lets the source and the person race for a code: whoever has it first."""

    attended = True
    """Codes are read, so that they may be asked for."""

    def __init__(self, person: Operator, source: CodeSource) -> None:
        self.person, self.source = person, source
        self.name = person.name

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        """The code, or what the person says to anything else."""
        if not pause.takes_code:
            return await self.person.attend(pause, tab)
        code = asyncio.ensure_future(self._code())
        person = asyncio.ensure_future(self.person.attend(pause, tab))
        both: set[asyncio.Future[Any]] = {code, person}
        try:
            return await self._first(code, person)
        finally:
            for one in both:
                one.cancel()
            await asyncio.gather(*both, return_exceptions=True)

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
        return Answer("code", await self.source.next_code(), by="codes")

    async def about_to_ask(self) -> None:
        """Only what comes after the request counts; a source that fails now is told when its code is waited for."""
        with suppress(NeedsPerson):
            await self.source.mark()

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
