"""``mi-runner`` called as a person types it, in this process, with the browser that all runs share."""

from __future__ import annotations

import io
import sys
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from runner.cli import main

ROOT = Path(__file__).parents[2]
LIMIT = 600
"""Seconds after which a command counts as hanging."""
QUIET_KEYRING = "keyring.backends.null.Keyring"


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Command:
    """Call ``mi-runner``; coroutines run in the shared loop, beside the runs of the test itself."""

    def __init__(self, loop, shared):
        self.loop, self.shared = loop, shared

    def __call__(self, *words, folder, env=None, typed=""):
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            patch.chdir(folder)
            patch.setattr(sys, "argv", ["mi-runner", *map(str, words)])
            patch.setattr(sys, "stdin", io.StringIO(typed))
            patch.setattr("asyncio.run", partial(self.loop.run, seconds=LIMIT))
            self.shared.stands_in(patch)
            patch.setattr("runner.commands.run.EarlyStart", nullcontext)  # the driver is there, and its loop runs
            code = called()
        return Ended(code, out.getvalue(), err.getvalue())


def called():
    """The exit code of the command in ``sys.argv``."""
    try:
        main()
    except SystemExit as end:
        return end.code
