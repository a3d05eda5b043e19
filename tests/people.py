"""The people of the tests: who runs mi-runner, and who acts in its browser window."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Playwright

from runner.commands.run import in_own_browser
from runner.core.engine import Job
from runner.core.registry import find_scenario
from runner.credentials.vault import Vault
from runner.model import Account, Plan, Result
from runner.operators.base import Answer, Nobody, Pause
from runner.operators.reporter import NullReporter
from runner.settings import Settings

PASSWORD = "Tr0ub4dor-and-3"
EMAIL = "leaver.person@example.test"


class Present:
    """A person who is there, and acts in the browser window only, or says what the test lays on the table."""

    name = "terminal"
    attended = True

    def __init__(self) -> None:
        self.pauses: list[Pause] = []
        self.plans: list[Plan] = []
        self.consents_as = EMAIL
        self.answers: list[str] = []
        self.asked: list[str] = []
        self._answers: list[Answer] = []

    def says(self, kind: str, code: str = "") -> None:
        self._answers.append(Answer(kind, code))

    async def attend(self, pause, tab):
        if pause not in self.pauses:
            self.pauses.append(pause)
        while not self._answers:
            await asyncio.sleep(0.05)
        return self._answers.pop(0)

    async def consent(self, plan):
        self.plans.append(plan)
        return self.consents_as

    async def ask(self, question):
        self.asked.append(question)
        while not self.answers:
            await asyncio.sleep(0.05)
        return self.answers.pop(0)


@dataclass
class Started:
    """A run in a thread of its own, with a browser whose window a person can reach."""

    job: Job
    port: int
    playwright: Playwright
    results: list[Result] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._browser = None
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def _work(self) -> None:
        try:
            self.results.append(asyncio.run(in_own_browser(self.job)))
        except BaseException as fault:
            self.faults.append(fault)

    def result(self, seconds: float = 60) -> Result:
        """How it ended."""
        self.thread.join(seconds)
        assert not self.thread.is_alive(), "the run did not end"
        if self.faults:
            raise self.faults[0]
        return self.results[0]

    def window(self, seconds: float = 20) -> Page:
        """The runner's own tab, for a person to act in."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.thread.is_alive():
            try:
                self._browser = self._browser or self.playwright.chromium.connect_over_cdp(
                    f"http://127.0.0.1:{self.port}"
                )
            except PlaywrightError:
                time.sleep(0.05)
                continue
            for context in self._browser.contexts:
                for page in context.pages:
                    if page.url.startswith("http"):
                        return page
            time.sleep(0.05)
        raise AssertionError(f"the runner opened no window; it ended with {self.results or self.faults}")

    def wait_for_pause(self, number: int = 1, seconds: float = 20) -> Pause:
        """The pause of that number, once it has begun."""
        until = time.monotonic() + seconds
        while len(self.job.operator.pauses) < number:
            assert time.monotonic() < until, f"no pause {number}: {self.results or self.faults}"
            assert self.thread.is_alive(), f"ended before pause {number}: {self.results or self.faults}"
            time.sleep(0.02)
        return self.job.operator.pauses[number - 1]

    def events(self, kind: str | None = None) -> list[dict]:
        """What the trail says."""
        lines = trail_lines(self.result().trail)
        return [line for line in lines if kind in (None, line["kind"])]

    def stop(self) -> None:
        if self._browser:
            self._browser.close()


def trail_lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "trail.jsonl").read_text(encoding="utf-8").splitlines()]


def run_apart(coroutine):
    """Run a coroutine in a thread of its own: pytest-playwright keeps a loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def build_job(
    site, trails, scenario, *, operator=None, account=EMAIL, password=PASSWORD, options=None, port=0, **settings
):
    """A job as the command line would build it, with the patience of a test."""
    args = (f"--remote-debugging-port={port}",) if port else ()
    chosen = Settings(
        site=site, headed=False, trails=trails, wait=settings.pop("wait", 20), patience=settings.pop("patience", 4),
        browser_args=args, **settings,
    )  # fmt: skip
    vault = Vault(
        {"MI_PASSWORD": password, "MI_NEW_PASSWORD": "Fresh-pass1"}, {}, reveal_identifiers=chosen.reveal_identifiers
    )
    return Job(
        find_scenario(scenario), Account(account, "test"), chosen, operator or Nobody(), NullReporter(), vault, options or {}
    )
