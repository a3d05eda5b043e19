"""Runs that wait, a desk that is served, and a person at it: pytest-playwright's page."""

import asyncio
import threading
import time
from dataclasses import replace

import pytest
from people import EMAIL, PASSWORD, build_job

from runner.browser import open_browser
from runner.core.engine import carry_out
from runner.desk import serve_desk
from runner.desk.server import Bind
from runner.model import Account
from runner.operators.waiting_room import OperatorQueue, QueueOperator
from tests.batch.conftest import batch  # noqa: F401 - the fixture


class Shift:
    """Several runs at once in a thread of their own, with one waiting room and its desk."""

    def __init__(self, site, trails, bind):
        self.site, self.trails, self.bind = site, trails, bind
        self.results, self.faults = {}, []
        self.ready = threading.Event()
        self._ending = None
        self._jobs = []
        self._thread = threading.Thread(target=self._work, daemon=True)

    def runs(self, scenario, account, label, **wishes):
        self._jobs.append((scenario, account, label, wishes))

    def start(self):
        self._thread.start()
        assert self.ready.wait(30), self.faults
        return self

    def _work(self):
        try:
            asyncio.run(self._serve())
        except BaseException as fault:
            self.faults.append(fault)
            self.ready.set()

    async def _serve(self):
        self.loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        self.room = OperatorQueue()
        settings = build_job(self.site, self.trails, "list-devices").settings
        async with serve_desk(self.room, self.bind) as self.desk, open_browser(settings) as browser:
            self.tasks = [asyncio.create_task(self._run(browser, *job)) for job in self._jobs]
            self.ready.set()
            await self._ending.wait()
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _run(self, browser, scenario, account, label, wishes):
        job = build_job(self.site, self.trails, scenario, account=account, **wishes)
        account = Account(account, label)
        operator = QueueOperator(
            self.room, account, scenario, wait=job.settings.wait, hosts=(self.site.account, self.site.cloud)
        )
        try:
            self.results[label] = await carry_out(replace(job, account=account, operator=operator), browser)
        except BaseException as fault:
            self.faults.append(fault)
            raise

    def link(self):
        return self.desk.new_link()

    def in_loop(self, act):
        """Do something where the runs are."""

        async def scene():
            return act()

        return asyncio.run_coroutine_threadsafe(scene(), self.loop).result(10)

    def in_loop_async(self, act):
        """The same, for what has to be awaited."""

        async def scene():
            return await act()

        return asyncio.run_coroutine_threadsafe(scene(), self.loop).result(10)

    def result(self, label, seconds=40):
        until = time.monotonic() + seconds
        while label not in self.results:
            assert not self.faults, self.faults
            assert time.monotonic() < until, f"{label} did not end; waiting: {self.room.queue()}"
            time.sleep(0.05)
        return self.results[label]

    def end(self):
        if self._ending:
            self.loop.call_soon_threadsafe(self._ending.set)
            self._thread.join(20)


@pytest.fixture
def shift(site, tmp_path, monkeypatch):
    monkeypatch.setenv("MI_TRAIL_KEYS", str(tmp_path / "keys"))
    made = Shift(site, tmp_path / "trails", Bind())
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


def come_in(page, shift, name="Ana", language="en"):
    page.goto(shift.link())
    page.locator("#name").fill(name)
    page.locator("#language").select_option(language)
    page.locator("button.first").click()
    page.wait_for_url("**/")
    return page


@pytest.fixture
def come():
    return come_in
