"""Whether the tests notice it when a line of the safety modules is wrong: ``python -m bench.mutants [MODULE…]``.

It changes one thing at a time in a copy of the tree, runs the tests that hold the module, fast ones first, and counts
the changes that no test notices. What was tried stays in `.mutants/`, so that an interrupted run goes on; changes that
survived are tried again. It rewrites the table in docs/mutation.md. Needs `pip install cosmic-ray==8.7.0`.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
from cosmic_ray import mutating, plugins
from cosmic_ray.commands.init import _all_work_items
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import TestOutcome

from bench.mutant_kinds import Own, is_wanted, without_notes

ROOT = Path(__file__).parents[1]
HOME, PAGE = ROOT / ".mutants", ROOT / "docs" / "mutation.md"
COPY, LOG = HOME / "tree", HOME / "last.log"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
ONCE, WHOLE = "tests/supervised/test_at_most_once.py::", "tests/safety/test_whole_runs.py::"
CONSENT = (
    "tests/supervised/test_scenarios.py::"
    "test_devices_are_unlinked_by_name_and_by_id_and_no_others_and_the_consent_is_on_record"
)
ODD = "tests/safety/test_odd_questions.py"
SETS = {
    "pages/gate.py": ("tests/unit/test_gate_parts.py", "tests/safety/test_one_gate.py", "tests/safety/test_gate.py"),
    "runner/core/consent.py": (
        "tests/unit/test_consent.py",
        CONSENT,
        f"{ONCE}test_a_masked_name_is_not_enough_for_consent_given_beforehand",
    ),
    "runner/core/identity.py": (
        "tests/unit/test_identity.py", "tests/unit/test_owner.py", "tests/safety/test_named_again.py",
        f"{WHOLE}TestAnotherOwner",
    ),
    "runner/core/intents.py": ("tests/unit/test_several_intents.py", "tests/unit/test_intents.py", "tests/desk/test_told.py"),
    "runner/core/intent_files.py": (
        "tests/unit/test_intent_folder.py", "tests/unit/test_several_intents.py", "tests/unit/test_intents.py",
        "tests/unit/test_private_files.py::test_the_intents",
    ),
    "runner/core/irreversible.py": (
        "tests/unit/test_irreversible.py", "tests/unit/test_acts.py",
        CONSENT,
        f"{ODD}::test_a_question_about_another_device_is_answered_with_cancel",
    ),
}  # fmt: skip
"""The tests that hold each module, in the order in which they are run."""
WARM = (
    "PIL.Image", "aiosmtpd.smtp", "cryptography.x509", "httpx", "hypothesis", "jinja2", "keyring",
    "playwright.async_api", "playwright.sync_api", "psutil", "pytest_playwright.pytest_playwright", "rich.console",
    "starlette.applications", "uvicorn", "xdist.plugin",
)  # fmt: skip
"""What the tests import that is none of ours: once, for all changes."""


def copy_tree() -> None:
    """Every file that git would keep, as it is now; what was compiled in the copy stays."""
    listed = subprocess.check_output(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, text=True)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and name != "biome.jsonc":  # a second one within the tree is an error to Biome
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, COPY / name)


def tests_of(module: str) -> list[str]:
    return [test for test in SETS[module] if (COPY / test.partition("::")[0]).exists()]


def limit(module: str) -> float:
    """Seconds a change may take: more than the tests take when nothing is wrong. They are compiled on the way."""
    started = time.monotonic()
    outcome, output = run_tests(" ".join(tests_of(module)), 600, compiling=True)
    assert outcome is TestOutcome.SURVIVED, f"The tests fail already, see {LOG}: {output}"
    return 60 + 3 * (time.monotonic() - started)


def quick_scrypt(key: bytes, *, salt: bytes, n: int, r: int, p: int, dklen: int) -> bytes:
    """Another value for any other argument, as scrypt has it, without the 50 ms."""
    return hashlib.blake2b(repr((key, salt, n, r, p)).encode(), digest_size=dklen).digest()


def run_tests(tests: str, seconds: float, *, compiling: bool = False) -> tuple[TestOutcome, str]:
    """In place of cosmic-ray's own: a copy of this process, since to start Python anew takes longer than most tests."""
    child = os.fork()
    if not child:
        os.setsid()
        with LOG.open("w") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        sys.dont_write_bytecode = not compiling
        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", *tests.split()]))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return (TestOutcome.KILLED if status else TestOutcome.SURVIVED), f"exit {os.waitstatus_to_exitcode(status)}"
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return TestOutcome.KILLED, "timeout"


def session(module: str) -> WorkDB:
    """What is tried on this module, and what came of it; begun anew when the module is another."""
    text = (ROOT / module).read_text(encoding="utf-8")
    path, seen = HOME / f"{Path(module).stem}.sqlite", HOME / f"{Path(module).stem}.seen"
    if not seen.exists() or seen.read_text(encoding="utf-8") != text:
        path.unlink(missing_ok=True)
    fresh = not path.exists()
    work = WorkDB(str(path), WorkDB.Mode.create)
    if fresh:
        work.add_work_items(item for item in _all_work_items([Path(module)], {}) if _is_one(item.mutations[0], text))
        seen.write_text(text, encoding="utf-8")
    return work


def _is_one(change, text: str) -> bool:
    """Whether the change gives other code that can be compiled: an annotation is never evaluated."""
    if not is_wanted(change.operator_name):
        return False
    changed = mutate_code(text, plugins.get_operator(change.operator_name)(), change.occurrence)
    try:
        return without_notes(changed) != without_notes(text)
    except SyntaxError:
        return False


def try_all(module: str) -> None:
    work = session(module)
    survived = {item.job_id: item for item, result in work.completed_work_items if not result.is_killed}
    waiting = [*work.pending_work_items, *survived.values()]
    longest = limit(module)
    for number, item in enumerate(waiting, 1):
        result = mutate_and_test(item.mutations, " ".join(tests_of(module)), longest)
        work.set_result(item.job_id, result)
        if not result.is_killed or result.test_outcome is TestOutcome.INCOMPETENT:
            print(result.diff or result.output, flush=True)
        print(f"{module} {number}/{len(waiting)} {result.test_outcome}", flush=True)
    work.close()


def row(module: str) -> tuple[int, ...]:
    work = session(module)
    results = [result for _, result in work.completed_work_items]
    made = work.num_work_items
    work.close()
    timed_out = sum(result.output == "timeout" for result in results)
    survived = sum(not result.is_killed for result in results)
    return made, len(results), len(results) - timed_out - survived, timed_out, survived


def write() -> None:
    rows = {module: row(module) for module in SETS if (HOME / f"{Path(module).stem}.sqlite").exists()}
    lines = ["| module | mutants | tried | killed | killed by time-out | survived |", "|---|---:|---:|---:|---:|---:|"]
    lines += [f"| {module} | " + " | ".join(map(str, counts)) + " |" for module, counts in rows.items()]
    lines.append("| all | " + " | ".join(str(sum(column)) for column in zip(*rows.values(), strict=True)) + " |")
    print("\n".join(lines))
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    PAGE.write_text("\n".join([f"{head}{BEGIN}", *lines, f"{END}{tail}"]), encoding="utf-8")


def main(wanted: list[str]) -> None:
    COPY.mkdir(parents=True, exist_ok=True)
    plugins.OPERATOR_PROVIDERS["own"] = Own()
    mutating.run_tests, hashlib.scrypt = run_tests, quick_scrypt
    for name in WARM:
        import_module(name)
    if Path("/dev/shm").is_dir():
        os.environ["TMPDIR"] = "/dev/shm"  # a disk that need not be waited for
    os.environ["PYTHONPATH"] = str(COPY)  # before the working tree, for what the tests start
    os.chdir(COPY)
    for module in wanted or SETS:
        copy_tree()  # anew: an interrupted run leaves its last change
        try_all(module)
    write()


if __name__ == "__main__":
    main(sys.argv[1:])
