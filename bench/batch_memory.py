"""Memory of a batch: after the hundredth account and after the last; and what one more waiting account costs.

python bench/batch_memory.py --accounts 1000 --workers 4
python bench/batch_memory.py --waiting 20
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import sqlalchemy as sa

from runner.batch.store import ENDED, Store
from runner.batch.tables import database_url
from runner.practice.server import Practice

PASSWORD = "practice-Passw0rd"
MB = 1_000_000


def memory(process: subprocess.Popen[bytes]) -> float:
    """Megabytes that the batch and everything it started hold, shared pages counted once (PSS)."""
    total = 0
    root = psutil.Process(process.pid)
    for one in (root, *root.children(recursive=True)):
        try:
            total += one.memory_full_info().pss
        except (psutil.Error, AttributeError):
            continue
    return total / MB


def start(console: Practice, home: Path, number: int, scenario: str, *options: str) -> subprocess.Popen[bytes]:
    with (home / "accounts.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["account", "label", "scenario", "consent", "secret", "codes"])
        for n in range(number):
            name = f"owner{n}@example.test"
            console.add_account(email=name, password=PASSWORD)
            writer.writerow([name, f"phone-{n:04}", scenario, name, "env:BENCH_PASSWORD", "person"])
    command = [
        sys.executable, "-m", "runner", "batch", str(home / "accounts.csv"), "--trails", str(home / "trails"),
        "--console", f"{console.account_url},{console.cloud_url}", "--quiet", *options,
    ]  # fmt: skip
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "BENCH_PASSWORD": PASSWORD})


def counts(home: Path) -> dict[str, int]:
    url = database_url(None, home / "trails")
    engine = sa.create_engine(url)
    try:
        store = Store(engine)
        names = store.names()
        return store.counts(names[0]) if names else {}
    except sa.exc.OperationalError:  # not made yet
        return {}
    finally:
        engine.dispose()


def grows(number: int, workers: int, scenario: str) -> None:
    home = Path(tempfile.mkdtemp(prefix="batch-memory-"))
    with Practice(port=0, captcha="none") as console:
        process = start(console, home, number, scenario, "--workers", str(workers))
        samples: list[tuple[int, float]] = []
        began = time.monotonic()
        while process.poll() is None:
            ended = sum(counts(home).get(state, 0) for state in ENDED)
            samples.append((ended, memory(process)))
            time.sleep(5)
    took = time.monotonic() - began
    hundredth = [mb for ended, mb in samples if 100 <= ended < 150] or [samples[len(samples) // 10][1]]
    last = [mb for ended, mb in samples if ended >= number - 50]
    first, final = sum(hundredth) / len(hundredth), sum(last) / len(last)
    print(
        f"{number} x {scenario}, {workers} workers: {took:.0f} s ({took / number:.2f} s an account), exit {process.returncode}"
    )
    print(
        f"memory around the 100th: {first:.0f} MB; at the end: {final:.0f} MB; ratio {final / first:.2f} (limit 1.20)"
    )
    print("samples:", " ".join(f"{ended}:{mb:.0f}" for ended, mb in samples[:: max(1, len(samples) // 40)]))


def waits(number: int) -> None:
    home = Path(tempfile.mkdtemp(prefix="batch-memory-"))
    with Practice(port=0, captcha="image") as console:
        process = start(console, home, number + 1, "list-devices", "--workers", "1", "--max-waiting", str(number))
        seen: dict[int, float] = {}
        until = time.monotonic() + 30 + 10 * number
        while process.poll() is None and time.monotonic() < until and max(seen, default=0) < number:
            waiting = counts(home).get("waiting", 0)
            seen[waiting] = memory(process)
            time.sleep(0.5)
        process.kill()
        process.wait()
    low, high = min(n for n in seen if n), max(seen)
    print(f"waiting accounts: {low} hold {seen[low]:.0f} MB, {high} hold {seen[high]:.0f} MB: "
          f"{(seen[high] - seen[low]) / (high - low):.1f} MB each (limit 15)")  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--accounts", type=int, default=200)
    options.add_argument("--workers", type=int, default=4)
    options.add_argument("--scenario", default="list-devices")
    options.add_argument("--waiting", type=int, default=0)
    given = options.parse_args()
    if given.waiting:
        waits(given.waiting)
    else:
        grows(given.accounts, given.workers, given.scenario)


if __name__ == "__main__":
    main()
