"""A hang-up ends a run as Ctrl-C does, and what is printed into a terminal that is gone does not take the end with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHILD = """
import asyncio, sys, pathlib
from runner.core.polite_end import on_polite_end
from runner.printable import say

async def run():
    on_polite_end(asyncio.current_task().cancel)
    pathlib.Path(sys.argv[1], "began").write_text("")
    try:
        await asyncio.sleep(600)
    except asyncio.CancelledError:
        for _ in range(3):
            say("the trail is being closed", err=True)
            say("the result")
            await asyncio.sleep(0)
        pathlib.Path(sys.argv[1], "closed").write_text("")

asyncio.run(run())
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals; its handler is tried by hand")


@pytest.fixture
def begin(tmp_path):
    """Start it; a hang-up is ignored only where the test says so, although this suite may itself run under nohup."""
    started = []

    def go(hang_up=signal.SIG_DFL, **streams):
        former = signal.signal(signal.SIGHUP, hang_up)  # what is ignored here is ignored in what is started
        try:
            started.append(subprocess.Popen(
                [sys.executable, "-c", CHILD, str(tmp_path)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, **streams
            ))  # fmt: skip
        finally:
            signal.signal(signal.SIGHUP, former)
        while not (tmp_path / "began").exists():
            assert started[-1].poll() is None
            time.sleep(0.05)
        return started[-1]

    yield go
    for child in started:
        child.kill()
        child.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP] if os.name != "nt" else [])
def test_a_polite_signal_ends_it_in_order(tmp_path, begin, number):
    child = begin(stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    child.send_signal(number)
    out, _ = child.communicate(timeout=60)

    assert child.returncode == 0
    assert b"the result" in out
    assert (tmp_path / "closed").exists()


def test_a_terminal_that_is_gone_does_not_keep_it_from_its_end(tmp_path, begin):
    import pty

    ours, theirs = pty.openpty()
    child = begin(stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    os.close(ours)  # the window is closed
    child.send_signal(signal.SIGHUP)

    assert child.wait(60) == 0
    assert (tmp_path / "closed").exists()


def test_nohup_goes_on(begin):
    child = begin(signal.SIG_IGN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    child.send_signal(signal.SIGHUP)
    child.send_signal(signal.SIGTERM)  # comes after it, and is what ends it

    assert child.wait(60) == 0
