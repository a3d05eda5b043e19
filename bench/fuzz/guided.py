"""The same targets, guided by what of the code a case reaches: ``python -m bench.fuzz.guided [RUNS [TARGET …]]``; 100,000 each.

Atheris makes the bytes, and hypothesis makes a case of them where they suffice, in about two runs of three. Each target
runs in a process of its own, for atheris ends the process it runs in; a fault ends it with the case, and with another
exit code than 0. Atheris has wheels for Linux.
"""

import os
import shutil
import subprocess
import sys
from random import Random

import atheris
from hypothesis import HealthCheck, given, settings

with atheris.instrument_imports(include=["runner", "pages"]):
    from bench.fuzz.targets import HOME, TARGETS

LONGEST = 4096
"""Bytes that one case is made of."""
SEEDS = 50
LIMIT = 20
"""Seconds after which a case counts as one that hangs."""
MEMORY = 2048
"""MB after which a target counts as one without bound; the interpreter and the coverage take a few hundred."""


def guide(name: str, cases: int) -> None:
    """Try so many cases on one target; does not come back."""
    check, strategy = TARGETS[name]
    tried = 0

    def counted(case: object) -> None:
        nonlocal tried
        check(case)
        tried += 1
        if tried % 10_000 == 0:
            print(f"{name}: {tried:,} cases", flush=True)

    one = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))(given(strategy)(counted))
    corpus = HOME / "corpus"
    corpus.mkdir(exist_ok=True)
    for number in range(SEEDS):  # of a few bytes hypothesis makes no case, and atheris would begin with those
        (corpus / str(number)).write_bytes(Random(number).randbytes(LONGEST // 4))
    switches = [f"-runs={cases}", f"-max_len={LONGEST}", f"-timeout={LIMIT}", f"-rss_limit_mb={MEMORY}", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *switches, f"-artifact_prefix={HOME}/", str(corpus)], one.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def main(cases: str = "100000", *names: str) -> int:
    if names[:1] == ("in-this-process",):
        guide(names[1], int(cases))
    worst, inside = 0, {**os.environ, "TMPDIR": str(HOME)}  # what a process leaves that ends so goes with ours
    for name in names or TARGETS:
        print(f"{name}:", flush=True)
        again = [sys.executable, "-m", "bench.fuzz.guided", cases, "in-this-process", name]
        worst = max(worst, subprocess.call(again, env=inside))
    shutil.rmtree(HOME)
    return worst


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
