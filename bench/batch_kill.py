"""Kill a batch again and again, and count what the console saw: every account deleted exactly once, every trail whole.

    python bench/batch_kill.py --accounts 200 --workers 4 --kills 20

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


def killed_again_and_again(command: list[str], out: Path, kills: int, longest: float, chance: random.Random) -> int:
    """Start the command, kill it, start it again; the last time it may end. Gives its exit code."""
    began = time.monotonic()
    for kill in range(kills + 1):
        with out.open("wb") as results:
            process = subprocess.Popen(command, stdout=results, env={**os.environ, "BENCH_PASSWORD": PASSWORD})
        if kill == kills:
            return process.wait()
        try:
            process.wait(chance.uniform(1, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            print(f"  kill {kill + 1} after {time.monotonic() - began:.0f} s", file=sys.stderr)
    raise AssertionError


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--accounts", type=int, default=20)
    options.add_argument("--workers", type=int, default=4)
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--longest", type=float, default=40, help="seconds between two kills, at most")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    home = Path(tempfile.mkdtemp(prefix="batch-kill-"))
    with Practice(port=0, captcha="none") as console:
        names = write_list(console, home / "accounts.csv", given.accounts)
        command = [
            sys.executable, "-m", "runner", "batch", str(home / "accounts.csv"), "--trails", str(home / "trails"),
            "--console", f"{console.account_url},{console.cloud_url}", "--workers", str(given.workers), "--quiet", "--json",
        ]  # fmt: skip
        began = time.monotonic()
        code = killed_again_and_again(command, home / "out.json", given.kills, given.longest, random.Random(given.seed))
        print(
            f"{given.accounts} accounts, {given.workers} workers, {given.kills} kills: {time.monotonic() - began:.0f} s, exit {code}"
        )
        deleted = Counter(sum(row["event"] == "account-deleted" for row in console.ledger(name)) for name in names)
    told = json.loads((home / "out.json").read_text("utf-8"))
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
