"""Kill a batch again and again, and count what the console saw: every account deleted exactly once, every trail whole.

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
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from runner.practice.server import Practice
from runner.trail.verify import verify

PASSWORD = "practice-Passw0rd"


def write_list(console: Practice, file: Path, number: int) -> list[str]:
    names = [f"owner{n}@example.test" for n in range(number)]
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["account", "label", "scenario", "consent", "secret", "codes"])
        for n, name in enumerate(names):
            console.add_account(email=name, password=PASSWORD)
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

    def go(self, kills: int, longest: float) -> int:
        """Kill one after the other at random instants; the last time they may end. Gives the batch's exit code."""
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
        code = self.running["main"].wait()
        for name in set(self.commands) - set(self.running):
            recover = [*self.commands["main"][:4], "recover", name, *_place(self.commands["main"])]
            print("  recovered:", subprocess.run(recover, capture_output=True, text=True, check=False).stdout.strip())
            self.start("main")
            code = self.running["main"].wait()
        for process in self.running.values():
            process.terminate()
            process.wait()
        return code


def _place(command: list[str]) -> list[str]:
    """The options that say where the batch is kept."""
    return [word for option in ("--database", "--trails") if option in command
            for word in command[command.index(option) : command.index(option) + 2]]  # fmt: skip


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
            *runner, "batch", str(home / "accounts.csv"), *place, "--name", "main", "--quiet", "--json",
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
        code = Workers(commands, home, random.Random(given.seed)).go(given.kills, given.longest)
        print(
            f"{given.accounts} accounts, {given.workers} workers, {given.kills} kills: {time.monotonic() - began:.0f} s, exit {code}"
        )
        deleted = Counter(sum(row["event"] == "account-deleted" for row in console.ledger(name)) for name in names)
    told = json.loads((home / "main.out").read_text("utf-8"))
    print("deletions by the console's ledger:", {f"{times} times": number for times, number in sorted(deleted.items())})
    print("states:", dict(Counter(one["state"] for one in told["accounts"])))
    for one in told["accounts"]:
        if one["state"] != "done":
            print(f"  {one['label']}: {one['state']}. {one['reason']}")
    trails = [path.parent for path in (home / "trails").glob("*/*/trail.jsonl")]
    broken = [trail.name for trail in trails if not verify(trail).intact]
    print(f"trails: {len(trails)}, of them broken: {broken or 'none'}")


if __name__ == "__main__":
    main()
