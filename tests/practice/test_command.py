"""The command that serves the console for a person."""

import re
import signal
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner

from runner.practice.command import practice_command
from runner.practice.switches import HELP


def test_help_explains_every_switch():
    told = CliRunner().invoke(practice_command, ["--help"], terminal_width=200).output
    for name, explanation in HELP.items():
        assert f"--{name.replace('_', '-')}" in told
        assert explanation in told


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--fail", "x"], "is not JSON"),
        (["--fail", '["/x"]'], "fail looks like"),
        (["--hang", "pass"], "hang is a path"),
        (["--smtp", "mail"], "is not HOST:PORT"),
        (["--smtp", "mail:²"], "is not HOST:PORT"),
        (["--captcha", "audio"], "audio"),
    ],
)
def test_mistakes_are_told_without_a_traceback(args, words):
    result = CliRunner().invoke(practice_command, [*args, "--port", "0"])
    assert result.exit_code == 2
    assert words in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a child alone")
def test_it_prints_where_it_serves_and_stops_on_ctrl_c():
    command = [sys.executable, "-u", "-m", "runner.practice", "--port", "0", "--account", "me@example.test", "--terms"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.lstrip().startswith("curl"):
                break
        told = "".join(lines)
        address = re.search(r"control API +(\S+)", told).group(1)
        with urllib.request.urlopen(f"{address}/control/switches", timeout=60) as answer:
            assert b'"terms":true' in answer.read()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert process.returncode == 0
    assert "me@example.test" in told
    assert "Stopped." in rest
    assert "Traceback" not in rest
