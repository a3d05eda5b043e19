"""A password manager's command, such as ``op read op://private/mi/password``."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from typing import Final

from runner.errors import UsageError

PATIENCE: Final = 60.0
LONGEST: Final = 64 << 10
"""Bytes of its output that are read; a password is in the first line."""


def run_command(command: str, name: str) -> str:
    """The first line the command prints.

    Raises:
        UsageError: the command is missing, fails, takes too long or prints no text. Its output is not quoted.
    """
    try:
        words = shlex.split(command, posix=sys.platform != "win32")
    except ValueError:
        raise UsageError(f"{name} has a quote that is not closed; nobody signed in.") from None
    if not words:
        raise UsageError(f"{name} is empty; nobody signed in.")
    try:
        process = subprocess.Popen(  # noqa: S603 - the owner's own setting
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
    except (OSError, ValueError) as problem:
        raise UsageError(f"{name} could not be run ({type(problem).__name__}); nobody signed in.") from None
    output = _output(process)
    if output is None:
        raise UsageError(f"{name} took more than {PATIENCE:.0f} seconds and was stopped; nobody signed in.")
    try:
        first = output.decode("utf-8").split("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise UsageError(f"{name} printed something that is not UTF-8 text; nobody signed in.") from None
    if process.returncode or not first or "\0" in first:
        raise UsageError(f"{name} gave no password (exit code {process.returncode}); nobody signed in.")
    return first


def _environment() -> dict[str, str]:
    """The environment without our own settings, which may be passwords: the command needs what is its own."""
    return {name: value for name, value in os.environ.items() if not name.upper().startswith("MI_")}


def _output(process: subprocess.Popen[bytes]) -> bytes | None:
    """What it printed, or None when it did not come to its end; what it starts itself is not waited for."""
    pieces: list[bytes] = []

    def read() -> None:
        assert process.stdout is not None  # noqa: S101 - it is piped
        pieces.append(process.stdout.read(LONGEST))
        process.stdout.close()

    reader = threading.Thread(target=read, name="password command", daemon=True)
    reader.start()
    reader.join(PATIENCE)
    try:
        process.wait(PATIENCE if pieces else 0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    return pieces[0] if pieces else None
