"""Kill a batch again and again, and count what the console saw: every account deleted exactly once, every trail whole.

Every twentieth account meets a CAPTCHA and is parked: the ledger says that no machine answered one. At the end a person
comes to the desk for what is parked, and consents anew where a kill left it unknown whether the click was made.

    python bench/batch_kill.py --accounts 200 --workers 4 --kills 20
    python bench/batch_kill.py --accounts 200 --workers 2 --kills 20 --database postgresql://127.0.0.1/mi

With a database there are three worker processes; one of them is killed for good half-way, and its accounts are recovered.

The practice console keeps a ledger of its own; that is what is counted, not the runner's word.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from runner.practice.server import Practice
from runner.trail.verify import verify

PASSWORD = "practice-Passw0rd"
EVERY = 20
"""Every so many accounts one meets a CAPTCHA."""


def write_list(console: Practice, file: Path, number: int) -> list[str]:
    names = [f"owner{n}@example.test" for n in range(number)]
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["account", "label", "scenario", "consent", "secret", "codes"])
        for n, name in enumerate(names):
            console.add_account(email=name, password=PASSWORD)
            if n % EVERY == EVERY - 1:
                console.switch_account(name, captcha="image")
            writer.writerow(
                [name, f"phone-{n:04}", "leave", name, "env:BENCH_PASSWORD", f"practice:{console.control_url}"]
            )
    return names


class Workers:
    """The processes that share a batch, and how they are killed."""

    def __init__(self, commands: dict[str, list[str]], home: Path, chance: random.Random) -> None:
        self.commands, self.home, self.chance = commands, home, chance
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.began = time.monotonic()

    def start(self, name: str) -> None:
        with (self.home / f"{name}.out").open("wb") as out:
            self.running[name] = subprocess.Popen(
                self.commands[name], stdout=out, env={**os.environ, "BENCH_PASSWORD": PASSWORD}
            )

    def kill(self, name: str, what: str) -> None:
        process = self.running.pop(name)
        process.kill()
        process.wait()
        print(f"  {what}: {name}, after {time.monotonic() - self.began:.0f} s", file=sys.stderr)

    def go(self, kills: int, longest: float) -> None:
        """Kill one after the other at random instants; the last time they may end."""
        for name in self.commands:
            self.start(name)
        for kill in range(kills):
            time.sleep(self.chance.uniform(1, longest))
            name = self.chance.choice(list(self.running))
            if self.running[name].poll() is None:
                never = name != "main" and len(self.running) == len(self.commands) and kill >= kills // 2
                self.kill(name, "killed for good" if never else f"kill {kill + 1}")
                if never:
                    continue
            self.start(name)
        self.running["main"].wait()
        for name in set(self.commands) - set(self.running):
            recover = [*self.commands["main"][:4], "recover", name, *_place(self.commands["main"])]
            print("  recovered:", subprocess.run(recover, capture_output=True, text=True, check=False).stdout.strip())
            self.start("main")
            self.running["main"].wait()
        for process in self.running.values():
            process.terminate()
            process.wait()


def _place(command: list[str]) -> list[str]:
    """The options that say where the batch is kept."""
    return [word for option in ("--database", "--trails") if option in command
            for word in command[command.index(option) : command.index(option) + 2]]  # fmt: skip


def come_to_the_desk(command: list[str], names: list[str]) -> None:
    """Take up what is parked, with a person who consents for whatever account the desk asks about."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "BENCH_PASSWORD": PASSWORD},
    )  # fmt: skip
    assert process.stderr
    link = next((found[0] for line in process.stderr if (found := re.search(r"http://\S+/enter/\S+", line))), None)
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        page = browser.new_page()
        page.goto(str(link))
        page.fill("#name", "Bench")
        page.click("button.first")
        while process.poll() is None:
            try:
                if page.locator("#consent-text").is_visible():
                    label = page.locator("#now").inner_text(timeout=500).partition(":")[0]
                    page.fill("#consent-text", names[int(label.rpartition("-")[2])], timeout=500)
                    page.click("#consent button", timeout=500)
                    print(f"  a person consented anew for {label}", file=sys.stderr)
                elif page.locator("#cards button:enabled").count():
                    page.locator("#cards button:enabled").first.click(timeout=500)
                page.wait_for_timeout(300)
            except PlaywrightError:  # the card was gone in that moment, or the desk has ended
                time.sleep(0.3)
        browser.close()


def count(console: Practice, names: list[str], home: Path) -> None:
    """Say what the console saw, and what the batch says of it."""
    events = {name: Counter(row["event"] for row in console.ledger(name)) for name in names}
    deleted = Counter(events[name]["account-deleted"] for name in names)
    told = json.loads((next((home / "trails").glob("*/batch.json"))).read_text("utf-8"))
    states = Counter(one["state"] for one in told["accounts"])
    print(
        "  deletions by the console's ledger:", {f"{times} times": number for times, number in sorted(deleted.items())}
    )
    print(f"  states: {dict(states)}, forgotten: {len(names) - states.total()}")
    seen = Counter(row["event"] for row in console.ledger())
    print(f"  CAPTCHAs shown {seen['captcha-shown']}, answered {seen['captcha-passed'] + seen['captcha-failed']}")
    why = Counter(one["reason"][:60] for one in told["accounts"] if one["state"] != "done")
    for reason, number in why.most_common():
        print(f"  {number} x {reason}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--accounts", type=int, default=20)
    options.add_argument("--workers", type=int, default=4)
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--longest", type=float, default=40, help="seconds between two kills, at most")
    options.add_argument("--database", help="an empty PostgreSQL database")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    home = Path(tempfile.mkdtemp(prefix="batch-kill-"))
    with Practice(port=0, captcha="none", max_codes=100) as console:
        names = write_list(console, home / "accounts.csv", given.accounts)
        place = ["--trails", str(home / "trails"), *(["--database", given.database] if given.database else [])]
        runner = [sys.executable, "-m", "runner"]
        commands = {"main": [
            *runner, "batch", str(home / "accounts.csv"), *place, "--name", "main", "--quiet",
            "--console", f"{console.account_url},{console.cloud_url}", "--workers", str(given.workers),
        ]}  # fmt: skip
        for name in ("two", "three") if given.database else ():
            commands[name] = [
                *runner,
                "worker",
                *place,
                "--name",
                name,
                "--workers",
                str(given.workers),
                "--max-waiting",
                "2",
            ]
        began = time.monotonic()
        Workers(commands, home, random.Random(given.seed)).go(given.kills, given.longest)
        print(
            f"{given.accounts} accounts, {given.workers} workers, {given.kills} kills: {time.monotonic() - began:.0f} s"
        )
        count(console, names, home)
        for name in names[EVERY - 1 :: EVERY]:
            console.switch_account(name, captcha="none")
        print("a person comes to the desk:")
        come_to_the_desk([*runner, "resume", *place, "--name", "main", "--desk", "--workers", "4"], names)
        count(console, names, home)
    trails = [path.parent for path in (home / "trails").glob("*/*/trail.jsonl")]
    broken = [trail.name for trail in trails if not verify(trail).intact]
    print(f"trails: {len(trails)}, of them broken: {broken or 'none'}")


if __name__ == "__main__":
    main()
