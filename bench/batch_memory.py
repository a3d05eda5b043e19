"""Memory of a batch: after the hundredth account and after the last; and what one more waiting account costs.

python bench/batch_memory.py --accounts 1000 --workers 4
python bench/batch_memory.py --waiting 20        also the floor: what a browser context with an empty page costs
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil
import sqlalchemy as sa

from runner.batch.states import ENDED
from runner.batch.store import Store
from runner.batch.tables import database_url
from runner.browser import open_browser
from runner.practice.server import Practice
from runner.settings import Settings

PASSWORD = "practice-Passw0rd"
MB = 1_000_000
SETTLE = 10
"""Seconds until what was needed for a moment only has been given back."""
KINDS = {"--type=renderer": "renderer", "--type=gpu-process": "graphics", "run-driver": "driver"}


def memory_by_kind(process: subprocess.Popen[bytes] | psutil.Process) -> dict[str, float]:
    """Megabytes that a process and everything it started hold, shared pages counted once (PSS)."""
    held: Counter[str] = Counter()
    root = psutil.Process(process.pid)
    for one in (root, *root.children(recursive=True)):
        try:
            words = " ".join(one.cmdline())
            kind = next((kind for sign, kind in KINDS.items() if sign in words), "browser")
            held["python" if one.pid == root.pid else kind] += one.memory_full_info().pss / MB
        except (psutil.Error, AttributeError):
            continue
    return dict(held)


def memory(process: subprocess.Popen[bytes]) -> float:
    return sum(memory_by_kind(process).values())


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
    seen: dict[int, dict[str, float]] = {}
    with Practice(port=0, captcha="image") as console:
        process = start(console, home, number, "list-devices", "--workers", "1", "--max-waiting", str(number), "--desk")
        until = time.monotonic() + 60 + 10 * number
        while process.poll() is None and time.monotonic() < until and number not in seen:
            waiting = counts(home).get("waiting", 0)
            if waiting == number:
                time.sleep(SETTLE)
            if waiting:
                seen[waiting] = memory_by_kind(process)
            time.sleep(0.5)
        process.kill()
        process.wait()
    low, high = min(seen), max(seen)
    cost = {kind: (seen[high][kind] - seen[low].get(kind, 0)) / (high - low) for kind in seen[high]}
    told = ", ".join(f"{kind} {each:.1f}" for kind, each in sorted(cost.items(), key=lambda row: -row[1]))
    print(f"waiting accounts: {low} hold {sum(seen[low].values()):.0f} MB, {high} hold {sum(seen[high].values()):.0f} MB: "
          f"{sum(cost.values()):.1f} MB each (limit 15): {told}")  # fmt: skip
    print(f"the floor, a context with an empty page: {asyncio.run(floor(number)):.1f} MB each")


async def floor(number: int) -> float:
    async with open_browser(Settings(headed=False)) as browser:
        await (await browser.new_context()).new_page()
        await asyncio.sleep(SETTLE)
        before = sum(memory_by_kind(psutil.Process()).values())
        for _ in range(number):
            await (await browser.new_context(viewport={"width": 1280, "height": 800})).new_page()
        await asyncio.sleep(SETTLE)
        return (sum(memory_by_kind(psutil.Process()).values()) - before) / number


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
