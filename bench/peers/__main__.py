"""How fast is this runner beside the scripts that a person would write? ``python bench/peers``.

The same account is left by each peer in turn, round after round, on the same practice console, with the same headless
browser, so that all of them meet the same machine. What counts is the ratio within a round. Then each leaves four
accounts at once. The result is printed and written to docs/performance.md.

``--install`` makes an environment for Selenium and Robot Framework Browser in build/peers; without it they are left
out, and the table says so. Everything stays on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from textwrap import fill

import by_hand
import ours
from cost import Cost
from installed import Others
from machine import load, processor, version
from playwright.async_api import async_playwright
from table import ratios, spread, table

from runner.browser import find_browser, open_browser
from runner.core.timings import Timings
from runner.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "performance.md"
PASSWORD = "practice-Passw0rd"
AT_ONCE = 4
WORDS = {"looking": "reading the screen", "pictures": "pictures", "trail": "having them on disk before a click"}
Peer = Callable[[str, Path], Awaitable[float]]


class Console:
    """The practice console in its own process."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("console.py"))]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        self.hosts: list[str] = json.loads(self._line())
        self.accounts = 0

    def _line(self) -> str:
        return self.process.stdout.readline() if self.process.stdout else ""

    def account(self) -> str:
        """A new account's e-mail address."""
        self.accounts += 1
        email = f"leaver{self.accounts}@example.test"
        if self.process.stdin:
            self.process.stdin.write(f"{email}\n")
            self.process.stdin.flush()
        if self._line() != "ok\n":
            raise RuntimeError("the practice console ended")
        return email

    def close(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(30)


async def once(console: Console, peer: Peer, home: Path) -> float:
    """One account by one peer; 0 when it did not come to the end."""
    folder = Path(tempfile.mkdtemp(dir=home))
    try:
        return await peer(console.account(), folder)
    except Exception as problem:  # noqa: BLE001 - a peer that fails is told in the table, and the others go on
        print(
            f"  did not finish: {type(problem).__name__}: {str(problem).splitlines()[0][:150] if str(problem) else ''}"
        )
        return 0.0


async def together(console: Console, peer: Peer, home: Path) -> float:
    """Accounts a minute when several are left at once."""
    started = time.perf_counter()
    done = await asyncio.gather(*(once(console, peer, home) for _ in range(AT_ONCE)))
    return 60 * sum(map(bool, done)) / (time.perf_counter() - started)


async def browser_path() -> str:
    """The browser that every peer is given."""
    async with async_playwright() as playwright:
        found = await find_browser(playwright, headed=False)
    if not found or not found.path:
        raise SystemExit("No browser was found; mi-runner doctor --install-browser gets one.")
    return found.path


async def measure(console: Console, rounds: int, others: Others, home: Path) -> dict[str, dict[str, list[float]]]:
    path = await browser_path()
    async with open_browser(Settings(headed=False, browser=path)) as browser:

        def hand(how: str) -> Peer:
            return lambda email, folder: by_hand.leave(browser, console.hosts, email, PASSWORD, folder, how)

        peers: dict[str, Peer] = {
            "a runner": lambda email, folder: ours.leave(browser, console.hosts, email, PASSWORD, folder),
            "a' runner as a command": lambda email, folder: ours.as_command(console.hosts, email, PASSWORD, folder),
            "b script with pictures": hand("pictures"),
            "c script without": hand("bare"),
            "d script with tracing": hand("tracing"),
            **others.peers(console.hosts, PASSWORD, path),
        }
        kinds = ("one", "four", "processor", "messages")
        found: dict[str, dict[str, list[float]]] = {name: {kind: [] for kind in kinds} for name in peers}
        cost = Cost(browser, console.process.pid)
        for turn in range(rounds + 1):
            for name, peer in peers.items():
                spent, sent = cost.seconds(), cost.messages
                seconds = await once(console, peer, home)
                print(f"round {turn or 'to warm up'}: {name}: {seconds:.2f} s", flush=True)
                if turn:  # the first one warms up
                    found[name]["one"].append(seconds)
                if turn and cost.messages > sent:  # others have a driver of their own
                    found[name]["processor"].append(cost.seconds() - spent)
                    found[name]["messages"].append(cost.messages - sent)
        timings = Timings()
        await ours.leave(browser, console.hosts, console.account(), PASSWORD, home, timings)
        found["spent"] = {kind: [seconds] for kind, seconds in timings.spent.items()}
        for turn in range(max(2, rounds // 3)):
            for name, peer in peers.items():
                found[name]["four"].append(await together(console, peer, home))
                print(
                    f"{AT_ONCE} at once, round {turn + 1}: {name}: {found[name]['four'][-1]:.1f} a minute", flush=True
                )
        print(f"browser {browser.version}")
        found["browser"] = {browser.version: []}
        return found


def report(found: dict[str, dict[str, list[float]]], others: Others, rounds: int, busy: tuple[float, float]) -> str:
    browser, spent = next(iter(found.pop("browser"))), found.pop("spent")
    script, bare = found["b script with pictures"]["one"], found["c script without"]["one"]
    rows: list[tuple[str, ...]] = [
        ("peer", "seconds", "over b", "over c", f"{AT_ONCE} at once, accounts a minute", "processor, seconds", "messages")
    ]
    for name, times in found.items():
        one = times["one"]
        rows.append(
            (
                name,
                spread([each for each in one if each]),
                spread(ratios(one, script)),
                spread(ratios(one, bare)),
                spread(times["four"]),
                spread(times["processor"]),
                str(round(median(times["messages"]))) if times["messages"] else "–",
            )
        )
    return "\n".join(
        [
            "# How fast it is",
            "",
            "Made by `make bench`: one account is left on the practice console, by each peer in turn, in the same",
            "headless browser (Selenium and Robot Framework start their own before the clock). Medians, and in brackets the",
            "lowest and the highest; ratios are taken within a round, since the machine changes from round to round.",
            "Processor seconds are those of Python, driver and browser; messages are those to the driver.",
            "",
            table(rows),
            "",
            f"{rounds} rounds on {processor()}; load {busy[0]:.1f} before and {busy[1]:.1f} after.",
            f"Python {sys.version.split()[0]}, Playwright {version('playwright')}, browser {browser}, {others.versions()}.",
            *(f"\nLeft out: {why}" for why in others.missing),
            "",
            "The script (b, c, d) knows this one console, opens each address directly, and checks nothing twice. The runner",
            "asks before it deletes, looks at each list twice and from two places, covers what is private in each picture,",
            "and has it on disk before each click that cannot be undone.",
            "",
            fill(_where_it_goes(spent), 118),
            "",
        ]
    )


def _where_it_goes(spent: dict[str, list[float]]) -> str:
    shares = ", ".join(f"{one[0]:.1f} s went to {WORDS[kind]}" for kind, one in spent.items() if kind in WORDS)
    return (
        f"Where it goes: of one more account, {shares}. The rest is the browser's own: clicks, the console's pages (10, the "
        "script's are 11), and the account's page, by which the console names the account anew before each of the six clicks "
        "that cannot be undone, while the picture before the click is taken. Half a second is a wait: that no device is linked "
        "is believed before the deletion when it was seen twice, two seconds apart."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--install", action="store_true", help="install Selenium and Robot Framework Browser first")
    parser.add_argument("--no-report", action="store_true", help="only print the result")
    given = parser.parse_args()
    others = Others(ROOT / "build" / "peers", install=given.install)
    console, before = Console(), load()
    try:
        with tempfile.TemporaryDirectory() as home:
            found = asyncio.run(measure(console, given.rounds, others, Path(home)))
    finally:
        console.close()
    text = report(found, others, given.rounds, (before, load()))
    print(text)
    if not given.no_report:
        REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
