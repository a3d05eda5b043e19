"""Slots for those that work. A run that waits releases its slot to another, and has it back at once when it goes on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Slots:
    """So many accounts are begun at once; those that come back from waiting may be more for a moment.

    A code counts for a minute: whoever waited for it does not queue for a slot behind accounts that only begin.
    """

    def __init__(self, number: int) -> None:
        self.free = self._number = number
        self._queue: deque[asyncio.Future[None]] = deque()

    @property
    def in_use(self) -> bool:
        """Whether any account works; those that wait have released their slots."""
        return self.free < self._number

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[Slot]:
        """Wait for a slot and hold it."""
        if self.free > 0:
            self.free -= 1
        else:
            await self._wait()
        slot = Slot(self)
        try:
            yield slot
        finally:
            slot.give()

    async def _wait(self) -> None:
        mine = asyncio.get_running_loop().create_future()
        self._queue.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it was given to us in the same moment
                self.put_back()
            raise

    def put_back(self) -> None:
        """A slot is free; the first in the queue has it."""
        self.free += 1
        while self.free > 0 and self._queue:
            first = self._queue.popleft()
            if not first.done():
                self.free -= 1
                first.set_result(None)


class Slot:
    """One slot, held by one account."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._ours = True

    def give(self) -> None:
        """Let another have it."""
        if self._ours:
            self._ours = False
            self._slots.put_back()

    @asynccontextmanager
    async def released(self) -> AsyncIterator[None]:
        """Let another work here as long as we wait; afterwards it is ours again, at once."""
        self.give()
        try:
            yield
        finally:
            self._ours = True
            self._slots.free -= 1
