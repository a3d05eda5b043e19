"""How fast a trail of many pictures is verified, and in how much memory: ``python bench/trail_verify.py [PICTURES]``."""

import hashlib
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from runner.trail import chain, seal
from runner.trail.keys import own_key
from runner.trail.verify import verify


def make(home: Path, count: int, size: int) -> Path:
    """A trail as the recorder writes it, with pictures of random bytes."""
    folder = home / "20261123T215000Z_bench_leave"
    (folder / "pictures").mkdir(parents=True)
    prev, n = chain.GENESIS, 0
    with (folder / "trail.jsonl").open("wb") as file:

        def write(kind, **fields):
            nonlocal prev, n
            n += 1
            line = chain.line(n, chain.now(), kind, prev, fields)
            file.write(line + b"\n")
            prev = chain.digest(line)

        opened = dict.fromkeys(("console", "operator", "headless", "dry_run", "language", "browser"))
        write("run-opened", schema=1, version="0", scenario="leave", label="bench", **opened)
        for number in range(1, count + 1):
            data = os.urandom(size)
            name = f"pictures/{number:04d}-after-step.webp"
            (folder / name).write_bytes(data)
            digest = hashlib.sha256(data).hexdigest()
            write("picture", step=number, moment="after", file=name, sha256=digest, bytes=size, width=1280, height=800,
                  masked=3)  # fmt: skip
        outcome = {"status": "done", "reason": "", "seconds": 1.0, "steps": count, "pictures": count}
        write("run-closed", **outcome)
    seal.seal(folder, seal.Ending(prev, n, outcome), own_key(home / "keys"))
    return folder


def main() -> None:
    count, size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, 17_000
    with tempfile.TemporaryDirectory() as home:
        folder = make(Path(home), count, size)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.perf_counter()
        verdict = verify(folder)
        took = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert verdict.intact, verdict
        started = time.perf_counter()
        for path in folder.rglob("*.webp"):
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256")
        bare = time.perf_counter() - started
    print(f"{count:,} pictures of {size:,} bytes: verified in {took:.2f} s ({count * size / took / 1e6:.0f} MB/s); "
          f"hashing them alone {bare:.2f} s; memory {before / 1024:.0f} MB before, {peak / 1024:.0f} MB at most")  # fmt: skip


main()
