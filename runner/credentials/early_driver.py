"""Playwright's driver, started before its client is imported: it takes half a second to start, and knows nothing of the run."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from contextvars import ContextVar
from pathlib import Path
from typing import Any

_LIMIT = 32768
"""Bytes read ahead, as Playwright has it."""


class EarlyDriver:
    """A driver that waits for its client."""

    def __init__(self, process: Process, command: tuple[str, ...], env: dict[str, str], folder: Path) -> None:
        """Use :meth:`start`."""
        self._folder: Path | None = folder
        self._process, self._command, self._env = process, command, env
        self._loop = asyncio.get_running_loop()
        self._taken = False

    @classmethod
    async def start(cls, transport: Any, folder: Path) -> EarlyDriver:
        """Start what Playwright's own module would start."""
        command, env = (*transport.compute_driver_executable(), "run-driver"), transport.get_driver_env()
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, limit=_LIMIT, env=env, startupinfo=_without_window()
        )
        return cls(process, command, env, folder)

    def take_folder(self) -> Path | None:
        """Return the folder that the process was told of, once: another driver gets one of its own."""
        folder, self._folder = self._folder, None
        return folder

    def take(self, command: tuple[Any, ...], env: Any) -> Process | None:
        """Return the process, once, to whoever would start the very same in the same loop."""
        wanted = command == self._command and env == self._env and asyncio.get_running_loop() is self._loop
        if self._taken or not wanted or self._process.returncode is not None:
            return None
        self._taken = True
        return self._process

    async def end(self, seconds: float = 0) -> None:
        """End it after so many seconds, unless it ends by itself or was taken: its client ends it then."""
        if not self._taken:
            self._taken = True
            if seconds:
                await asyncio.wait({asyncio.ensure_future(self._process.wait())}, timeout=seconds)
            if self._process.returncode is None:
                self._process.kill()  # it has opened nothing
            await self._process.communicate()


class Spawning:
    """The module ``asyncio`` for Playwright's transport: a driver that was started early is not started again."""

    def __init__(self, early: ContextVar[EarlyDriver | None]) -> None:
        """Look for it there."""
        self._early = early

    def __getattr__(self, name: str) -> Any:
        """Return what asyncio has."""
        return getattr(asyncio, name)

    async def create_subprocess_exec(self, *command: Any, **given: Any) -> Process:
        """Start a process, or return the one that was started."""
        early = self._early.get()
        process = early.take(command, given.get("env")) if early else None
        return process or await asyncio.create_subprocess_exec(*command, **given)


def _without_window() -> Any:
    """On Windows a program for the console would open one of its own where we have none."""
    if sys.platform != "win32":
        return None
    how = subprocess.STARTUPINFO()
    how.dwFlags |= subprocess.STARTF_USESHOWWINDOW
    how.wShowWindow = subprocess.SW_HIDE
    return how
