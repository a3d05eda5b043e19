"""This runner, in process and as a command."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

from newest import newest_code
from playwright.async_api import Browser
from playwright.async_api import Page as Tab

from pages.console import Site
from runner.core.engine import Job, carry_out
from runner.core.registry import find_scenario
from runner.core.timings import Timings, timed
from runner.credentials.vault import Vault
from runner.model import Account, Status
from runner.operators.base import Answer, Pause
from runner.operators.practice import PracticeOperator
from runner.operators.reporter import NullReporter
from runner.settings import Settings


class Quick(PracticeOperator):
    """The practice operator without the moment that a person takes: the script has none either."""

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        """Give the code as soon as it is sent."""
        if pause.takes_code:
            return Answer("code", await self._newest_code(not_=""))
        return await super().attend(pause, tab)


async def leave(
    browser: Browser, hosts: list[str], email: str, password: str, folder: Path, timings: Timings | None = None
) -> float:
    """Leave one account; the seconds it took. ``timings`` hears where they went."""
    site = Site(hosts[0], hosts[1])
    settings = Settings(site=site, headed=False, trails=folder, yes_delete=email)
    vault = Vault({"MI_PASSWORD": password}, {})
    job = Job(
        find_scenario("leave"), Account(email, "bench"), settings, Quick(site, hosts[2], email), NullReporter(), vault
    )
    started = time.perf_counter()
    with timed(timings or Timings()):
        result = await carry_out(job, browser)
    if result.status is not Status.DONE:
        raise RuntimeError(result.reason)
    return time.perf_counter() - started


async def as_command(hosts: list[str], email: str, password: str, folder: Path) -> float:
    """The same as a command, from Enter to the prompt; the code is typed as soon as it is sent."""
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "runner", "run", "leave", "--headless", "--console", ",".join(hosts[:2]), "--account", email,
        "--yes-delete", email, "--trails", str(folder), "--quiet",
        env={**os.environ, "MI_PASSWORD": password}, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    typing = asyncio.ensure_future(_type_code(process, hosts[2], email))
    errors = await process.stderr.read() if process.stderr else b""
    await process.wait()
    typing.cancel()
    if process.returncode:
        raise RuntimeError(errors.decode()[-400:])
    return time.perf_counter() - started


async def _type_code(process: asyncio.subprocess.Process, control: str, email: str) -> None:
    code = await asyncio.to_thread(newest_code, control, email)
    if process.stdin:
        process.stdin.write(f"{code}\n".encode())
        await process.stdin.drain()
