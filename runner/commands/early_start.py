"""What a run waits for longest starts first: Playwright's driver, while scenarios, pages and settings are read."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from types import TracebackType
from typing import Any, Self, TypeVar

from runner.credentials.driver import expect, start_early
from runner.credentials.early_driver import EarlyDriver

T = TypeVar("T")

_ENDS_ITSELF = 0.1
"""Seconds for a driver that got the same Ctrl-C; asyncio warns of a process that is killed in the moment it ends."""


class EarlyStart:
    """The event loop of a run, begun early for the driver's sake. A driver that no run takes is ended at the end."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        self._driver: EarlyDriver | None = None

    def __enter__(self) -> Self:
        """Start the driver."""
        try:
            self._runner.run(self._start())
        except BaseException:  # Ctrl-C
            self.close(ending=True)
            raise
        if self._driver:
            expect(self._driver)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        """Leave nothing running."""
        del problem, where
        self.close(ending=kind is KeyboardInterrupt)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine as ``asyncio.run`` does, beside the driver."""
        try:
            return self._runner.run(work, context=copy_context())
        finally:
            self.close()

    def close(self, *, ending: bool = False) -> None:
        """End the driver, unless a run took it, and the loop.

        Arguments:
            ending: whether the driver may be ending by itself: Ctrl-C reaches it, too.
        """
        driver, self._driver = self._driver, None
        try:
            if driver:
                self._runner.run(driver.end(_ENDS_ITSELF if ending else 0))
        finally:
            self._runner.close()

    async def _start(self) -> None:
        starting = asyncio.ensure_future(start_early())
        try:
            await asyncio.wait({starting})
        finally:
            # Ctrl-C: what is half started can only be ended when it is there.
            await asyncio.wait({starting})
            if not starting.exception():  # whatever hinders it is told when the run starts its driver
                self._driver = starting.result()


@contextmanager
def importing() -> Iterator[None]:
    """Look for no garbage meanwhile: what is imported stays, and looking takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
