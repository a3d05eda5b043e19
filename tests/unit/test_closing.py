"""The browser is closed while the trail is sealed, once, and is closed in any case when the run is over."""

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest

from runner.core import engine
from runner.core.engine import Job, closed_early, in_own_browser
from runner.credentials.vault import Vault
from runner.errors import UsageError
from runner.model import Account, Result, Status
from runner.operators.base import Nobody
from runner.operators.reporter import NullReporter
from runner.settings import Settings
from tests.support.people import run_apart


class Opened:
    """Something that is opened and closed, and says when."""

    def __init__(self):
        self.told, self.may_close = [], asyncio.Event()

    @asynccontextmanager
    async def open(self):
        self.told.append("opened")
        try:
            yield self
        finally:
            self.told.append("closing")
            await self.may_close.wait()
            self.told.append("closed")


def test_closing_begins_when_it_is_asked_for_and_is_waited_for():
    async def scene():
        opened = Opened()
        async with closed_early(opened.open()) as (it, close):
            assert it is opened
            close()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert opened.told == ["opened", "closing"], "while there is still something to do"
            asyncio.get_running_loop().call_later(0.01, opened.may_close.set)
        return opened.told

    assert run_apart(scene()) == ["opened", "closing", "closed"]


@pytest.mark.parametrize("asked", [True, False])
def test_it_is_closed_once_also_after_an_error_and_where_nobody_asked(asked):
    async def scene():
        opened = Opened()
        opened.may_close.set()

        async def run():
            async with closed_early(opened.open()) as (_, close):
                if asked:
                    close()
                raise ValueError("wrong")

        with pytest.raises(ValueError, match="wrong"):
            await run()
        return opened.told

    assert run_apart(scene()) == ["opened", "closing", "closed"]


def test_a_run_that_is_stopped_while_it_closes_still_closes():
    async def scene():
        opened = Opened()

        async def run():
            async with closed_early(opened.open()) as (_, close):
                close()
                await asyncio.Event().wait()

        task = asyncio.ensure_future(run())
        for _ in range(5):
            await asyncio.sleep(0)
        task.cancel()
        asyncio.get_running_loop().call_later(0.01, opened.may_close.set)
        with pytest.raises(asyncio.CancelledError):
            await task
        return opened.told

    assert run_apart(scene()) == ["opened", "closing", "closed"]


@pytest.fixture
def job():
    scenario = SimpleNamespace(name="leave")
    return Job(scenario, Account("me@example.org", "me"), Settings(), Nobody(), NullReporter(), Vault({}, {}))


def test_a_job_is_completed_while_the_browser_starts_and_closes_it_before_it_is_over(job, monkeypatch):
    told, completed = [], threading.Event()

    @asynccontextmanager
    async def opening(_settings):
        await asyncio.to_thread(completed.wait)
        told.append("opened")
        try:
            yield "a browser"
        finally:
            told.append("closed")

    async def carried_out(given, browser, over):
        assert (given.options, browser) == ({"completed": True}, "a browser")
        over()
        await asyncio.sleep(0.01)
        told.append("sealed")
        return Result("leave", "me", Status.DONE, "")

    def complete(given):
        completed.set()
        return replace(given, options={"completed": True})

    monkeypatch.setattr(engine, "open_browser", opening)
    monkeypatch.setattr(engine, "carry_out", carried_out)

    assert run_apart(in_own_browser(job, complete)).status is Status.DONE
    assert told == ["opened", "closed", "sealed"]


def test_where_no_browser_opens_that_is_what_is_said(job, monkeypatch):
    @asynccontextmanager
    async def opening(_settings):
        raise UsageError("No browser was found.")
        yield

    monkeypatch.setattr(engine, "open_browser", opening)

    with pytest.raises(UsageError, match="No browser"):
        run_apart(in_own_browser(job))
