"""How soon a run goes on once a person has dealt with a CAPTCHA: from the next screen being shown to the run's going on.

    python bench/pause_latency.py [PAUSES]

Half of the people take a moment, the others so long that the run has begun to look less often. Everything on loopback.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.async_api import Page as Tab

from pages.console import Site
from runner.browser import open_browser
from runner.core.engine import Job, carry_out
from runner.core.registry import find_scenario
from runner.credentials.vault import Vault
from runner.model import Account, Status
from runner.operators.base import Answer, Pause
from runner.operators.practice import PracticeOperator
from runner.operators.reporter import NullReporter
from runner.practice.server import Practice
from runner.settings import Settings

PASSWORD = "practice-Passw0rd"
TAKES = (1.0, 12.0)
"""Seconds a person takes; after ten without anybody a run looks less often."""
SHOWN = """(() => {
  const tell = () => { if (document.querySelector('.mi-layout__title')) { watch.disconnect(); console.log(`shown ${Date.now()}`); } };
  const watch = new MutationObserver(tell);
  watch.observe(document, { subtree: true, childList: true });
})()"""


class Person(PracticeOperator):
    """Takes their time, then answers the CAPTCHA in the page and says nothing: the run has to see it."""

    def __init__(self, site: Site, control: str, account: str, takes: float) -> None:
        super().__init__(site, control, account)
        self.takes, self.shown = takes, 0.0

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        """Act once, and leave the rest to the run."""
        await tab.context.add_init_script(SHOWN)
        tab.on("console", self._hear)
        await asyncio.sleep(self.takes)
        await super().attend(pause, tab)
        await asyncio.Event().wait()
        raise AssertionError

    def _hear(self, message: object) -> None:
        text = str(getattr(message, "text", ""))
        if text.startswith("shown ") and not self.shown:
            self.shown = float(text.split()[1]) / 1000


class Ear(NullReporter):
    """Notes when the run went on."""

    went_on = 0.0

    def waiting(self, text: str) -> None:
        """The end of the first pause."""
        if not text and not self.went_on:
            self.went_on = time.time()


async def main(pauses: int) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "")
    found: dict[float, list[float]] = {takes: [] for takes in TAKES}
    with Practice(port=0) as console, tempfile.TemporaryDirectory() as home:
        site = Site(console.account_url, console.cloud_url)
        console.switch(captcha="click")
        async with open_browser(Settings(site=site, headed=False)) as browser:
            for number in range(pauses):
                takes, email, ear = TAKES[number % 2], f"person{number}@example.test", Ear()
                console.add_account(email=email, password=PASSWORD)
                person = Person(site, console.control_url, email, takes)
                settings = Settings(site=site, headed=False, trails=Path(home))
                vault = Vault({"MI_PASSWORD": PASSWORD}, {})
                job = Job(find_scenario("list-devices"), Account(email, "bench"), settings, person, ear, vault)
                result = await carry_out(job, browser)
                if result.status is not Status.DONE or not person.shown:
                    raise SystemExit(f"the run did not come to its end: {result.reason}")
                found[takes].append((ear.went_on - person.shown) * 1000)
    for takes, times in found.items():
        print(
            f"a person who takes {takes:g} s: the run goes on after {statistics.median(times):.0f} ms "
            f"({min(times):.0f} to {max(times):.0f}, {len(times)} pauses)"
        )


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
