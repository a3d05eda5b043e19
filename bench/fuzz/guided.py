"""The same targets, guided by what of the code a case reaches: ``python -m bench.fuzz.guided [CASES [TARGET …]]``; 100,000 each.

Atheris makes the bytes, and hypothesis makes a case of them. Each target runs in a process of its own, for atheris ends
the process it runs in; a fault ends it with the case, and with another exit code than 0. Atheris has wheels for Linux.
"""

import subprocess
import sys

import atheris
from hypothesis import HealthCheck, given, settings

with atheris.instrument_imports(include=["runner", "pages"]):
    from bench.fuzz.targets import HOME, TARGETS

LONGEST = 4096
"""Bytes that one case is made of."""
LIMIT = 20
"""Seconds after which a case counts as one that hangs."""
MEMORY = 2048
"""MB after which a target counts as one without bound; the interpreter and the coverage take a few hundred."""


def guide(name: str, cases: int) -> None:
    """Try so many cases on one target; does not come back."""
    check, strategy = TARGETS[name]
    one = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))(given(strategy)(check))
    switches = [f"-runs={cases}", f"-max_len={LONGEST}", f"-timeout={LIMIT}", f"-rss_limit_mb={MEMORY}", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *switches, f"-artifact_prefix={HOME}/"], one.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def main(cases: str = "100000", *names: str) -> int:
    if names[:1] == ("in-this-process",):
        guide(names[1], int(cases))
    worst = 0
    for name in names or TARGETS:
        print(f"{name}:", flush=True)
        worst = max(worst, subprocess.call([sys.executable, "-m", "bench.fuzz.guided", cases, "in-this-process", name]))
    return worst


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
