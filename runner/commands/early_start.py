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
            self.close()
            raise
        if self._driver:
            expect(self._driver)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        """Leave nothing running."""
        del kind, problem, where
        self.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine as ``asyncio.run`` does, beside the driver."""
        try:
            return self._runner.run(work, context=copy_context())
        finally:
            self.close()

    def close(self) -> None:
        """End the driver, unless a run took it, and the loop."""
        driver, self._driver = self._driver, None
        try:
            if driver:
                self._runner.run(driver.end())
        finally:
            self._runner.close()

    async def _start(self) -> None:
        try:
            self._driver = await start_early()
        except Exception:  # noqa: BLE001 - whatever hinders it is told when the run starts its driver
            self._driver = None


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
