"""What the runs of a batch say while they go on: what each does now, and where its trail is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from runner.operators.reporter import NullReporter, Reporter

WAITS: Final = "waits: "
"""How what an account does begins while a person is waited for."""


class AccountReporter:
    """Hears of one account's steps and keeps the newest."""

    def __init__(
        self, label: str, steps: dict[str, str], trail: Callable[[str], Awaitable[None]], also: Reporter | None = None
    ) -> None:
        """Listen to one account.

        Arguments:
            label: what the account is called.
            steps: where to write what it does now.
            trail: told the folder as soon as it is known.
            also: hears everything too.
        """
        self.label, self.steps, self.trail, self.also = label, steps, trail, also or NullReporter()
        self._step = ""
        self._noting: asyncio.Task[None] | None = None

    async def noted(self) -> None:
        """Return once the trail's folder is on record."""
        if self._noting:
            await self._noting

    def turn(self, seconds: float) -> None:
        """The console is asked to sign somebody in only now and then; this account's turn comes later."""
        self.steps[self.label] = f"its turn to sign in comes in {max(1, round(seconds))} s or later"

    def opened(self, title: str, trail: str) -> None:
        async def note() -> None:
            await self.trail(trail)

        self.steps[self.label] = self._step = title
        self.also.opened(title, trail)
        self._noting = asyncio.create_task(note())

    def step(self, title: str) -> None:
        self.steps[self.label] = self._step = title
        self.also.step(title)

    def step_ended(self, title: str, mark: str, note: str = "") -> None:
        self.also.step_ended(title, mark, note)

    def waiting(self, text: str) -> None:
        self.steps[self.label] = f"{WAITS}{text}" if text else self._step
        self.also.waiting(text)

    def note(self, text: str) -> None:
        self.also.note(text)

    def closed(self) -> None:
        self.also.closed()
