"""A run that goes on beside the test, and the window in which a person acts."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import TimeoutError as StillRunning
from contextlib import suppress
from dataclasses import replace

from playwright.sync_api import Error as PlaywrightError

from runner.core.engine import carry_out
from tests.support.people import trail_lines
from tests.support.settled import Settled

LIMIT = 90
"""Seconds after which something that was waited for counts as never coming: far beyond need on a busy machine."""


class Started:
    """A run in the loop all runs share, in a context of its own in the browser they share."""

    def __init__(self, job, shared, playwright):
        self.job, self.playwright, self._shared = job, playwright, shared
        self._run = self._task = self._person = None
        self._future = shared.loop.begin(self._carry_out(shared.browser))

    async def _carry_out(self, browser):
        self._task = asyncio.current_task()
        scenario = self.job.scenario
        followed = replace(scenario, procedure=self._follow(scenario.procedure))
        return await carry_out(replace(self.job, scenario=followed), browser)

    def _follow(self, procedure):
        """Remember the run, for its tab."""

        async def followed(run):
            self._run = run
            if isinstance(run.settings.patience, Settled):
                run.settings.patience.watch(run.tab)
            try:
                await procedure(run)
            finally:
                self._run = None

        return followed

    @property
    def is_alive(self):
        """Whether it has not ended."""
        return not self._future.done()

    @property
    def ending(self):
        """What it ended with, for the words of a failed test."""
        return self._future.exception() or self._future.result() if self._future.done() else "it runs"

    def result(self, seconds=LIMIT):
        """How it ended."""
        try:
            return self._future.result(seconds)
        except StillRunning:
            raise AssertionError("the run did not end") from None

    def until(self, seen, what, seconds=LIMIT):
        """Wait for something of a run that goes on; gives what was seen."""
        limit = time.monotonic() + seconds
        while not (found := seen()):
            assert self.is_alive, f"ended before {what}: {self.ending}"
            assert time.monotonic() < limit, f"never came about: {what}"
            time.sleep(0.02)
        return found

    def window(self):
        """The run's own tab, for a person to act in."""
        target = self.until(self._target, "a window with the console in it")
        return self.until(lambda: self._view_of(target), "the person's view of the window")

    def _target(self):
        """What the browser calls the run's tab, once it shows something."""
        run = self._run
        return run and run.tab.url.startswith("http") and self._shared.loop.run(_name_of(run.tab))

    def _view_of(self, target):
        """The tab as a person's own Playwright sees it, connected anew when it has not heard of it."""
        if self._person is None:
            self._person = self.playwright.chromium.connect_over_cdp(self._shared.endpoint)
        for tab in (tab for context in self._person.contexts for tab in context.pages):
            with suppress(PlaywrightError):  # another tab, which closes in this moment
                if tab.context.new_cdp_session(tab).send("Target.getTargetInfo")["targetInfo"]["targetId"] == target:
                    return tab
        self._person.close()
        self._person = None
        return None

    def wait_for_pause(self, number=1):
        """The pause of that number, once it has begun."""
        pauses = self.job.operator.pauses
        self.until(lambda: len(pauses) >= number, f"pause {number}")
        return pauses[number - 1]

    def wait_for_question(self, number=1):
        """The question of that number, once it was asked."""
        asked = self.job.operator.asked
        self.until(lambda: len(asked) >= number, f"question {number}")
        return asked[number - 1]

    def events(self, kind=None):
        """What the trail says."""
        return [line for line in trail_lines(self.result().trail) if kind in (None, line["kind"])]

    def stop(self):
        """End it, if it goes on, and let its window go."""
        if self._person:
            self._person.close()
        if self.is_alive:
            self._shared.loop.call(self._task.cancel)
            self.result()


async def _name_of(tab):
    session = await tab.context.new_cdp_session(tab)
    try:
        return (await session.send("Target.getTargetInfo"))["targetInfo"]["targetId"]
    finally:
        await session.detach()
