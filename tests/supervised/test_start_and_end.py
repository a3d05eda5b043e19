"""How a command begins and ends, as a process of its own: nothing is left running or lying about, whatever it came to."""

import os
import signal
import subprocess
import time

import psutil
import pytest

from runner.trail import verify
from tests.support.people import EMAIL, PASSWORD
from tests.support.process import LIMIT, starting
from tests.support.tiers import thorough

pytestmark = pytest.mark.browser


@pytest.fixture
def temporary(tmp_path):
    """Where the process keeps what is temporary, and by which its own processes are known."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def mi_runner(temporary, tmp_path):
    """Start mi-runner in an empty folder, with a temporary folder of its own."""
    names = ("TEMP", "TMP") if os.name == "nt" else ("TMPDIR",)
    told = dict.fromkeys(names, str(temporary)) | {"MI_ACCOUNT": EMAIL, "MI_PASSWORD": PASSWORD}
    with starting(tmp_path, subprocess.DEVNULL, **told) as go:
        yield go


def running(temporary):
    """The drivers and browsers that were told of this temporary folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if str(temporary) in str(process.environ()) and process.pid != os.getpid():
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def nothing_is_left(temporary):
    """Whether nothing runs any more; a process that was ended may take a moment to be gone."""
    until = time.monotonic() + 20
    while (left := running(temporary)) and time.monotonic() < until:
        time.sleep(0.05)
    return (left, list(temporary.iterdir())) == ([], [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["leave", "--no-such-option"], "No such option"),
        *thorough((["no-such-scenario"], "no scenario"), (["leave", "--yes-delete", "you"], "names another account")),
        (["leave", "--headless", "--browser", "/no/such/browser"], "There is no browser at"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_leaves_no_driver_and_no_folder(mi_runner, temporary, words, said, tmp_path):
    process = mi_runner(*words)

    _, err = process.communicate(timeout=LIMIT)

    assert process.returncode == 2, err
    assert said in err
    assert "Traceback" not in err
    assert nothing_is_left(temporary)
    assert not (tmp_path / "screenshots").exists()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a signal, which Windows has not")
@pytest.mark.parametrize("how", [signal.SIGINT, *thorough(signal.SIGTERM)])
def test_a_command_that_is_stopped_as_soon_as_its_driver_runs_leaves_nothing(mi_runner, temporary, how):
    process = mi_runner("leave", "--headless")
    until = time.monotonic() + LIMIT
    while len(running(temporary)) < 2 and time.monotonic() < until:  # mi-runner itself, and the driver
        time.sleep(0.01)

    process.send_signal(how)
    _, err = process.communicate(timeout=LIMIT)

    assert process.returncode in {130, -how}, err
    assert "Traceback" not in err
    assert nothing_is_left(temporary)


def test_when_a_run_is_over_its_browser_is_closed_its_folder_gone_and_its_trail_sealed(mi_runner, console, leaver, temporary, tmp_path):
    hosts = f"{console.account_url},{console.cloud_url}"

    process = mi_runner("list-devices", "--headless", "--unattended", "--console", hosts)
    out, err = process.communicate(timeout=LIMIT)

    assert process.returncode == 0, err
    assert "list-devices: done" in out
    assert "Traceback" not in err
    assert nothing_is_left(temporary)
    (trail,) = (tmp_path / "screenshots").iterdir()
    assert verify.verify(trail).intact
