"""mi-runner as a person at a terminal meets it: a process of its own, its answers, its exit codes."""

import json
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.people import EMAIL, PASSWORD
from tests.support.process import LIMIT, starting

pytestmark = pytest.mark.browser


@pytest.fixture
def mi_runner(console, tmp_path):
    """Start mi-runner against the practice console, in an empty folder."""
    console_told = f"{console.account_url},{console.cloud_url}"
    with starting(tmp_path, MI_CONSOLE=console_told, MI_ACCOUNT=EMAIL, MI_PASSWORD=PASSWORD, MI_PATIENCE="60s") as go:
        yield go


@pytest.fixture
def called(console, tmp_path, command):
    """The same in this process, for what needs no terminal of its own."""

    def go(*words, typed="", **more):
        env = {"MI_CONSOLE": f"{console.account_url},{console.cloud_url}", "MI_ACCOUNT": EMAIL, "MI_PASSWORD": PASSWORD}
        ended = command("run", *words, "--headless", folder=tmp_path, env=env | more, typed=typed)
        assert "Traceback" not in ended.err, ended.err
        assert PASSWORD not in ended.out + ended.err
        return ended

    return go


def end(process, typed=None, seconds=LIMIT):
    out, err = process.communicate(typed, timeout=seconds)
    assert "Traceback" not in err, err
    assert PASSWORD not in out + err
    return process.returncode, out, err


def line_with(process, words):
    """Read what is said on stderr up to the line with these words."""
    hangs = threading.Timer(LIMIT, process.kill)
    hangs.start()
    try:
        said = next((line for line in process.stderr if words in line), None)
    finally:
        hangs.cancel()
    assert said, f"{words!r} was never said"
    return said


def test_settings_come_from_the_env_file_devices_are_listed_on_stdout_and_talk_is_on_stderr(called, leaver, tmp_path):
    (tmp_path / ".env").write_text(f"MI_PASSWORD={PASSWORD}\nMI_ACCOUNT={EMAIL}\n", encoding="utf-8")

    code, out, err = called("list-devices", MI_PASSWORD="", MI_ACCOUNT="")

    assert code == 0, err
    listed = [line.split(maxsplit=1)[1] for line in out.splitlines() if line.startswith("  ")]
    assert listed == [device["name"] for device in leaver["devices"]]
    assert "Sign in" in err
    assert "Sign in" not in out


def test_json_is_one_object_on_stdout_and_the_environment_wins_over_the_env_file(called, leaver, tmp_path):
    (tmp_path / ".env").write_text("MI_PASSWORD=another-1\nMI_ACCOUNT=x@example.test\n", encoding="utf-8")

    code, out, _ = called("list-devices", "--json", "--quiet")

    result = json.loads(out)
    assert (code, result["exit_code"], result["status"]) == (0, 0, "done")
    assert result["found"]["devices"][0]["id"] == leaver["devices"][0]["id"]
    assert Path(result["trail"]).name.endswith("list-devices")


def test_a_redirected_console_of_another_encoding_loses_no_result(mi_runner, console):
    """As on Windows, where what is redirected is written in the machine's own code page."""
    console.add_account(email=EMAIL, password=PASSWORD, devices=[{"name": "红米 Note 📱"}], apps=[])

    code, out, err = end(mi_runner("list-devices", "--headless", "--json", PYTHONIOENCODING="cp1252", PYTHONUTF8="0"))

    assert code == 0, err
    assert json.loads(out)["found"]["devices"][0]["name"] == "红米 Note 📱"


def test_a_code_and_the_consent_are_typed_at_the_terminal(mi_runner, console, leaver):
    console.switch(identity="email")
    process = mi_runner("revoke-apps", "--headless")
    line_with(process, "Code:")
    while not (code := console.last_code(EMAIL)):
        time.sleep(0.05)
    process.stdin.write(f"{code}\n{EMAIL}\n")
    process.stdin.flush()

    exit_code, out, err = end(process)

    assert exit_code == 0, err
    assert "Apps: 2 revoked" in out
    assert code not in out + err
    assert "What will go" in err


@pytest.mark.thorough
def test_consent_on_the_command_line_needs_no_typing(called, console, leaver):
    code, _, err = called("unlink-devices", "--yes-delete", EMAIL)

    assert code == 0, err
    assert console.account(EMAIL)["devices"] == []


@pytest.mark.thorough
def test_a_dry_run_says_what_a_real_run_would_do(called, console, leaver):
    code, out, _ = called("leave", "--dry-run", "--json")

    result = json.loads(out)
    assert (code, result["status"], result["done"]) == (0, "done", [])
    assert "would unlink 3 device(s)" in result["reason"]
    assert not [
        row for row in console.ledger(EMAIL) if row["event"] in {"device-unlinked", "app-revoked", "deletion-started"}
    ]


def test_exit_1_when_the_console_is_down(called):
    code, out, _ = called("list-devices", MI_CONSOLE="http://127.0.0.1:9,http://localhost:9")

    assert code == 1
    assert "did not load" in out


def test_exit_3_when_nobody_is_there(called, console, leaver):
    console.switch(captcha="image")

    code, out, _ = called("list-devices", "--unattended")

    assert code == 3
    assert "nobody is here" in out


def test_exit_4_when_the_console_refuses(called, console, leaver):
    code, out, _ = called("list-devices", MI_PASSWORD="another-1")

    assert code == 4
    assert "Invalid username or password" in out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_exit_130_when_interrupted_with_a_whole_trail(mi_runner, console, leaver, tmp_path):
    """By SIGTERM: tests/supervised/test_canary.py."""
    console.switch(captcha="image")
    process = mi_runner("list-devices", "--headless")
    line_with(process, "Enter = look again")

    process.send_signal(signal.SIGINT)
    code, out, _ = end(process)

    assert code == 130
    assert "interrupted. It was stopped before its end" in out
    (trail,) = (tmp_path / "screenshots").glob("*_list-devices")
    last = json.loads((trail / "trail.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["kind"], last["status"]) == ("run-closed", "interrupted")
    assert (trail / "report.html").exists()


def test_input_that_has_ended_is_nobody_answering(called, console, leaver):
    console.switch(captcha="image")

    code, out, _ = called("list-devices", "--wait", "2s")

    assert code == 3
    assert "Nobody acted" in out


def test_a_headed_run_shows_its_window_has_the_password_in_no_argument_and_stops_when_told_to(mi_runner, console, leaver, screen):
    """Under a virtual screen, which is photographed: the window is there and the banner tells what is awaited."""
    console.switch(captcha="image")
    process = mi_runner("list-devices", "--headed", DISPLAY=screen.display)
    line_with(process, "Enter = look again")

    until = time.monotonic() + LIMIT
    while screen.photograph().count(b"\x33\x24\x1d") <= 1000:
        assert time.monotonic() < until, "the banner's colour #1d2433 is not on the screen"
        time.sleep(0.1)

    if sys.platform.startswith("linux"):
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                assert PASSWORD.encode() not in path.read_bytes()
    code, out, _ = end(process, "q\n")
    assert code == 3
    assert "You stopped" in out
