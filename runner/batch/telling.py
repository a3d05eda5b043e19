"""What the runs of a batch say while they go on: what each does now, and where its trail is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from runner.telling import Silent, Teller


class AccountTeller:
    """Hears of one account's steps and keeps the newest."""

    def __init__(
        self, label: str, steps: dict[str, str], trail: Callable[[str], Awaitable[None]], also: Teller | None = None
    ) -> None:
        """Listen to one account.

        Arguments:
            label: what the account is called.
            steps: where to write what it does now.
            trail: told the folder as soon as it is known.
            also: hears everything too.
        """
        self.label, self.steps, self.trail, self.also = label, steps, trail, also or Silent()
        self._noting: asyncio.Task[None] | None = None

    async def noted(self) -> None:
        """Return once the trail's folder is on record."""
        if self._noting:
            await self._noting

    def opened(self, title: str, trail: str) -> None:
        async def note() -> None:
            await self.trail(trail)

        self.steps[self.label] = title
        self.also.opened(title, trail)
        self._noting = asyncio.create_task(note())

    def step(self, title: str) -> None:
        self.steps[self.label] = title
        self.also.step(title)

    def step_ended(self, title: str, mark: str, note: str = "") -> None:
        self.also.step_ended(title, mark, note)

    def waiting(self, text: str) -> None:
        if text:
            self.steps[self.label] = f"waits: {text}"
        self.also.waiting(text)

    def note(self, text: str) -> None:
        self.also.note(text)

    def closed(self) -> None:
        self.also.closed()
