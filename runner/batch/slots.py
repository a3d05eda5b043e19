"""Places among those that work. A run that waits for a person lends its place to another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Slots:
    """So many accounts are worked on at once."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._free = asyncio.Semaphore(number)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[Place]:
        """Wait for a place and hold it."""
        place = Place(self._free)
        await place.take()
        try:
            yield place
        finally:
            place.give()


class Place:
    """One place, held by one account."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._ours = False

    async def take(self) -> None:
        """Wait until it is ours."""
        await self._free.acquire()
        self._ours = True

    def give(self) -> None:
        """Let another have it."""
        if self._ours:
            self._ours = False
            self._free.release()

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[None]:
        """Let another work here as long as we wait."""
        self.give()
        try:
            yield
        finally:
            await self.take()
