"""``mi-runner`` as a process of its own, told nothing by whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.command import QUIET_KEYRING, ROOT

LIMIT = 240
"""Seconds; a process that has not ended or spoken by then hangs, however busy the machine."""
_OF_THIS_TEST = {"MI_TRAIL_KEYS", "MI_INTENTS"}
"""Settings that keep a test away from what belongs to whoever runs it."""


def environment(**more: str) -> dict[str, str]:
    """What such a process is told: our code, no keyring, and no setting but the test's own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MI_") or key in _OF_THIS_TEST}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHON_KEYRING_BACKEND": QUIET_KEYRING} | more


@contextmanager
def starting(folder, stdin=subprocess.PIPE, **told: str) -> Iterator:
    """Give what starts ``mi-runner run`` in a folder; whatever still runs at the end is ended."""
    started = []

    def go(*words, **more):
        process = subprocess.Popen(
            [sys.executable, "-m", "runner", "run", *words], cwd=folder, env=environment(**told | more), text=True,
            encoding="utf-8", errors="replace", stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        return process

    try:
        yield go
    finally:
        for process in started:
            process.kill()
            process.communicate()
