"""Runs that wait, a desk that is served, and a person at it: pytest-playwright's page."""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from runner.core.engine import carry_out
from runner.desk import serve_desk
from runner.desk.server import Bind
from runner.model import Account
from runner.operators.waiting_room import OperatorQueue, QueueOperator
from tests.batch.conftest import batch  # noqa: F401 - the fixture
from tests.support.desk import come_in
from tests.support.people import EMAIL, PASSWORD, build_job
from tests.support.started import LIMIT


class Shift:
    """Several runs at once in the browser all tests share, with one waiting room and its desk."""

    def __init__(self, site, trails, shared):
        self.site, self.trails, self._shared = site, trails, shared
        self.loop = shared.loop
        self.results, self.faults, self.tasks = {}, [], []
        self._jobs = []
        self._serving = AsyncExitStack()

    def runs(self, scenario, account, label, **wishes):
        """Have a run begin with the shift."""
        self._jobs.append((scenario, account, label, wishes))

    def start(self):
        """Open the desk and begin the runs."""
        self.loop.run(self._open())
        return self

    def runs_now(self, scenario, account, label, **wishes):
        """Begin a run while the desk is open already."""
        self.loop.call(self._begin, self._browser, (scenario, account, label, wishes))

    async def _open(self):
        self.room = OperatorQueue()
        self._browser = await self._shared.in_loop()
        self.desk = await self._serving.enter_async_context(serve_desk(self.room, Bind()))
        for job in self._jobs:
            self._begin(self._browser, job)

    def _begin(self, browser, job):
        self.tasks.append(asyncio.ensure_future(self._run(browser, *job)))

    async def _run(self, browser, scenario, account, label, wishes):
        job = build_job(self.site, self.trails, scenario, account=account, **wishes)
        account = Account(account, label)
        operator = QueueOperator(
            self.room, account, scenario, wait=job.settings.wait, site=self.site
        )
        try:
            self.results[label] = await carry_out(replace(job, account=account, operator=operator), browser)
        except BaseException as fault:
            self.faults.append(fault)
            raise

    def link(self):
        return self.desk.new_link()

    @property
    def tab(self):
        """The tab of the run that waits, or of the first that does."""
        return self.room.queue()[0].tab

    def in_tab(self, words):
        """Evaluate something in that tab."""
        return self.loop.run(self.tab.evaluate(words))

    def result(self, label):
        until = time.monotonic() + LIMIT
        while label not in self.results:
            assert not self.faults, self.faults
            assert time.monotonic() < until, f"{label} did not end; waiting: {self.room.queue()}"
            time.sleep(0.05)
        return self.results[label]

    def end(self):
        self.loop.run(self._close())

    async def _close(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self._serving.aclose()


@pytest.fixture
def shift(site, tmp_path, monkeypatch, shared):
    monkeypatch.setenv("MI_TRAIL_KEYS", str(tmp_path / "keys"))
    made = Shift(site, tmp_path / "trails", shared)
    yield made
    made.end()


@pytest.fixture
def account(console):
    """An account of the practice console, by its number."""

    def add(number=0, **switches):
        name = EMAIL if number == 0 else f"owner{number}@example.test"
        console.add_account(email=name, password=PASSWORD, devices=[], apps=[])
        if switches:
            console.switch_account(name, **switches)
        return name

    return add


@pytest.fixture
def come():
    return come_in
