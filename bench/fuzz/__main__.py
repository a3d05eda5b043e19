"""Many cases for each target: ``python -m bench.fuzz [CASES [TARGET …]]``; 100,000 each by default.

Says how many cases each took, how long, the slowest one and the memory at most; ends at the first fault, with its case.
"""

import resource
import shutil
import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.fuzz.targets import HOME, TARGETS

BLOCK = 2_000
"""Cases of one round; hypothesis remembers what it has tried, so that a longer one would measure its memory."""


def run(name: str, cases: int) -> None:
    check, strategy = TARGETS[name]
    done, slowest, began = 0, 0.0, time.monotonic()

    def one(case: object) -> None:
        nonlocal done, slowest
        start = time.monotonic()
        check(case)
        done, slowest = done + 1, max(slowest, time.monotonic() - start)

    number = 0
    while done < cases:
        number += 1
        options = settings(max_examples=min(BLOCK, cases - done), deadline=None, database=None, phases=[Phase.generate],
                           suppress_health_check=list(HealthCheck))  # fmt: skip
        seed(number)(options(given(strategy)(one)))()
    took = time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    print(f"{name}: {done:,} cases in {took:.0f} s, the slowest {slowest:.2f} s, {memory:.0f} MB at most", flush=True)


if __name__ == "__main__":
    try:
        for target in sys.argv[2:] or TARGETS:
            run(target, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
