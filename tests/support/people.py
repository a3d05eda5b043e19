"""The people of the tests, and what each of them begins with: an account, a job, a free port."""

from __future__ import annotations

import asyncio
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from runner.core.engine import Job
from runner.core.registry import find_scenario
from runner.credentials.vault import Vault
from runner.model import Account, Plan
from runner.operators.base import Answer, Nobody, Pause
from runner.operators.reporter import NullReporter
from runner.settings import Settings

PASSWORD = "Tr0ub4dor-and-3"
EMAIL = "leaver.person@example.test"
WAIT = 60
"""Seconds a pause waits for somebody: nobody comes only where a test says so, with a shorter one."""
PATIENCE = 20
"""Seconds until a screen counts as unknown: only a test that shows one may be shorter of it."""


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


def trail_lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "trail.jsonl").read_text(encoding="utf-8").splitlines()]


def apart(act, *given):
    """Call something in a thread of its own: pytest-playwright keeps an event loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act, *given).result()


def run_apart(coroutine):
    """Run a coroutine in an event loop of its own."""
    return apart(asyncio.run, coroutine)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def build_job(
    site, trails, scenario, *, operator=None, account=EMAIL, password=PASSWORD, options=None, patience=None, **settings
):
    """A job as the command line would build it, with the patience of a test."""
    chosen = Settings(
        site=site, headed=False, trails=trails, wait=settings.pop("wait", WAIT), patience=patience or PATIENCE,
        **settings,
    )  # fmt: skip
    vault = Vault(
        {"MI_PASSWORD": password, "MI_NEW_PASSWORD": "Fresh-pass1"}, {}, reveal_identifiers=chosen.reveal_identifiers
    )
    return Job(
        find_scenario(scenario), Account(account, "test"), chosen, operator or Nobody(), NullReporter(), vault, options or {}
    )
