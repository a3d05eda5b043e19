"""What the trail costs a run: `leave` on the practice console, with the trail and with a bare page.screenshot().

The two take turns, so that both meet the same machine. The bare one makes the same steps and saves an unmasked PNG at
each of them, as a hand-written script would: no masks, no events, no chain, no seal, no report.

Run: python bench/trail_overhead.py [PAIRS]
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from pages.console import Site
from runner.browser import open_browser
from runner.core import engine
from runner.core.engine import Job, carry_out
from runner.core.registry import find_scenario
from runner.credentials.vault import Vault
from runner.model import Account, Status
from runner.operators.practice import PracticeOperator
from runner.operators.reporter import NullReporter
from runner.practice import Practice
from runner.settings import Settings

PASSWORD = "practice-Passw0rd"


class BareTrail:
    """Saves a screenshot where the trail would, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.last_picture, self.taken = folder, None, 0

    @classmethod
    async def open(cls, home: Path, *_: object) -> BareTrail:
        return cls(Path(tempfile.mkdtemp(dir=home)))

    def event(self, *_: object, **__: object) -> int:
        return 0

    async def picture(self, tab, *_: object) -> None:
        self.taken += 1
        await tab.screenshot(path=self.folder / f"{self.taken}.png")

    async def durable(self) -> None: ...
    async def close(self, *_: object) -> None: ...


async def once(console: Practice, browser, home: Path, number: int) -> float:
    email = f"leaver{number}@example.test"
    console.add_account(email=email, password=PASSWORD)
    site = Site(console.account_url, console.cloud_url)
    settings = Settings(site=site, headed=False, trails=home, yes_delete=email)
    operator = PracticeOperator(site, console.control_url, email)
    vault = Vault({"MI_PASSWORD": PASSWORD}, {})
    job = Job(find_scenario("leave"), Account(email, "bench"), settings, operator, NullReporter(), vault)
    started = time.perf_counter()
    result = await carry_out(job, browser)
    assert result.status is Status.DONE, result.reason
    return time.perf_counter() - started


async def main(pairs: int) -> None:
    with Practice(port=0) as console, tempfile.TemporaryDirectory() as home:
        async with open_browser(Settings(headed=False)) as browser:
            with_trail, bare = [], []
            for number in range(pairs + 1):
                with_trail.append(await once(console, browser, Path(home), 2 * number))
                with mock.patch.object(engine, "Trail", BareTrail):
                    bare.append(await once(console, browser, Path(home), 2 * number + 1))
    ratios = [a / b for a, b in zip(with_trail[1:], bare[1:], strict=True)]  # the first pair warms up
    print(f"with the trail: median {statistics.median(with_trail[1:]):.2f} s")
    print(f"bare screenshots: median {statistics.median(bare[1:]):.2f} s")
    print(f"ratio, pair by pair: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
