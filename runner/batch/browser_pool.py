"""One browser for many accounts, made anew now and then: a browser that lives for days grows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import psutil
from playwright.async_api import Browser

from runner.browser import open_browser
from runner.settings import Settings

ACCOUNTS: Final = 100
"""After so many accounts a browser is replaced."""
GROWTH: Final = 1.5
"""So many times the memory it had after its first accounts, and it is replaced."""
_WARM: Final = 5
"""Accounts after which a browser's memory is taken as its own measure."""


@dataclass(eq=False)
class _Lease:
    """A browser and who uses it."""

    browser: Browser
    closing: AsyncExitStack
    users: int = 0
    served: int = 0
    warm: int = 0
    retired: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)


class Browsers:
    """Lends the browser of the day. An account keeps the one it began with."""

    def __init__(self, settings: Settings, accounts: int = ACCOUNTS, growth: float = GROWTH) -> None:
        """Begin with none; the first account opens it.

        Arguments:
            settings: how a browser is found and started.
            accounts: how many one browser serves.
            growth: how many times its own memory it may take.
        """
        self.settings, self.accounts, self.growth = settings, accounts, growth
        self.opened = 0
        self._now: _Lease | None = None
        self._all: set[_Lease] = set()
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Browser]:
        """A browser for one account.

        Raises:
            RunnerError: none could be started.
        """
        lease = await self._lease()
        try:
            yield lease.browser
        finally:
            lease.users -= 1
            await self._look_after(lease)

    async def close(self) -> None:
        """Close whatever is open, used or not."""
        for lease in list(self._all):
            await self._close(lease)

    async def _lease(self) -> _Lease:
        async with self._opening:
            lease = self._now
            if lease is None or lease.retired or not lease.browser.is_connected():
                if lease:
                    lease.retired = True
                    await self._look_after(lease)
                lease = self._now = await self._open()
            lease.users += 1
            lease.served += 1
            return lease

    async def _open(self) -> _Lease:
        closing = AsyncExitStack()
        lease = _Lease(await closing.enter_async_context(open_browser(self.settings)), closing)
        self._all.add(lease)
        self.opened += 1
        return lease

    async def _look_after(self, lease: _Lease) -> None:
        if not lease.retired and lease.served >= self.accounts:
            lease.retired = True
        if not lease.retired and self.settings.browser_endpoint is None:
            lease.retired = await asyncio.to_thread(self._has_grown, lease)
        if lease.retired and not lease.users:
            await self._close(lease)

    def _has_grown(self, lease: _Lease) -> bool:
        if lease.served < _WARM:
            return False
        taken = memory_of_children()
        if not lease.warm:
            lease.warm = taken
        return len(self._all) == 1 and taken > self.growth * lease.warm

    async def _close(self, lease: _Lease) -> None:
        if lease in self._all:
            self._all.discard(lease)
            await lease.closing.aclose()


def memory_of_children() -> int:
    """Bytes that the processes we started hold: the browser's, and the driver's that speaks to it."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.Error:  # it ended while we counted
            continue
    return total
