"""A canary password is found nowhere on the machine after any kind of end, and in no child of the run while it lasts."""

import os
import signal

import psutil
import pytest

from tests.support.machine import CANARY, EMAIL, Machine, forms
from tests.support.tiers import thorough

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name == "nt", reason="ends by signals of POSIX"),
]


@pytest.fixture
def machine(tmp_path, console):
    return Machine(tmp_path, console)


RUN = ("run", "list-devices", "--account", EMAIL, "--headless", "--debug", "--wait", "90s")
SIGNALS = {"terminated": signal.SIGTERM, "killed": signal.SIGKILL, "interrupted": signal.SIGINT, "hung up": signal.SIGHUP}
CODES = {
    "done": 0, "refused": 4, "wrong switch": 2, "waits": 3, "a fault of our own": 1, "browser killed": 1,
    "terminated": 130, "killed": -9, "interrupted": 130, "hung up": 130,
}  # fmt: skip
AT_A_PAUSE = {"waits", "browser killed", *SIGNALS}


def kill_the_browser(run):
    """The browser itself: not the driver, not a script that starts it, and not what it starts for a page."""
    words = {one: one.cmdline() for one in psutil.Process(run.pid).children(recursive=True)}
    itself = [one for one, said in words.items() if "--remote-debugging-pipe" in said and "--type=" not in " ".join(said)]
    itself[-1].kill()


@pytest.mark.parametrize(
    "end",
    [
        "done", "wrong switch", "killed", "a fault of our own",
        *thorough("refused", "waits", "terminated", "interrupted", "hung up", "browser killed"),
    ],
)  # fmt: skip
def test_the_canary_is_nowhere(machine, console, end):
    console.add_account(email=EMAIL, password=CANARY if end != "refused" else "Another#1pass")
    if end in AT_A_PAUSE:
        console.switch(captcha="image")
    words = {"done": (*RUN, "--json"), "wrong switch": (*RUN, "--language", "tlh"), "waits": (*RUN[:-1], "1s")}.get(end, RUN)
    run = machine.start(*words, program="tests.support.breaks" if end == "a fault of our own" else "runner")
    if end in AT_A_PAUSE - {"waits"}:
        machine.watch(run, lambda: '"pause-started"' in machine.lines() or run.poll() is not None)
        kill_the_browser(run) if end == "browser killed" else run.send_signal(SIGNALS[end])
    machine.watch(run, lambda: run.poll() is not None)

    machine.children_end()
    found, told, looked_at = machine.look()

    assert found == []
    assert told == []
    assert run.returncode == CODES[end], machine.said()[-800:]
    if end not in {"wrong switch", "waits"}:
        assert looked_at >= 2, "driver and browser were looked at"
        assert "run-opened" in machine.lines()
    if end == "a fault of our own":
        assert "LookupError, at:" in machine.said(), "where it happened is told all the same"
        assert "breaks.py" in machine.said()
    if end != "killed":
        assert list((machine.home / "tmp").glob("mi-runner-run-*")) == []


def test_the_canary_would_have_been_found(machine):
    (machine.home / "work" / "log").write_bytes(b"typed " + forms(CANARY)[3])
    machine.children[1] = f"['node'] {{'MI_PASSWORD': '{CANARY}'}}"

    found, told, _ = machine.look()

    assert found
    assert told
