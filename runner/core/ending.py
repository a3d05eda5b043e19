"""How a run ended: the one place that turns what was raised into a status, a sentence and a word for counting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Final

from playwright.async_api import Error as PlaywrightError

from runner.core.refusal import ConsoleRefused
from runner.errors import Interrupted, NeedsPerson, Refused, RunnerError, first_line, is_lost
from runner.model import Status

AGAIN: Final = "Run the same command again to go on."


@dataclass(frozen=True)
class Ending:
    """What a run ended with, early; the sentence does not say what was done, for only the acts know."""

    status: Status
    sentence: str
    kind: str
    """One word, such as ``WrongPassword``, ``BrowserLost`` or ``GaveUp``."""


def judge(problem: BaseException, redact: Callable[[str], str] = str) -> Ending:
    """Turn what was raised into an ending."""
    if isinstance(problem, (asyncio.CancelledError, Interrupted)):
        return Ending(Status.INTERRUPTED, f"It was stopped before its end. {AGAIN}", type(problem).__name__)
    if isinstance(problem, ConsoleRefused):
        return Ending(Status.REFUSED, str(problem), problem.kind.__name__)
    if isinstance(problem, RunnerError):
        return Ending(_status_of(problem), str(problem), type(problem).__name__)
    if isinstance(problem, PlaywrightError):
        return _browser_trouble(problem)
    if isinstance(problem, OSError):
        what = problem.strerror or type(problem).__name__
        return Ending(Status.FAILED, f"The disk does not do what it should ({what}).", "TrailError")
    return Ending(Status.FAILED, f"A fault of mi-runner: {redact(_fault(problem))}.", "Fault")


def _status_of(problem: RunnerError) -> Status:
    if isinstance(problem, NeedsPerson):
        return Status.WAITS
    return Status.REFUSED if isinstance(problem, Refused) else Status.FAILED


def _browser_trouble(problem: PlaywrightError) -> Ending:
    if is_lost(problem):
        return Ending(Status.FAILED, f"The browser window was closed. {AGAIN}", "BrowserLost")
    why = first_line(problem)
    return Ending(Status.FAILED, f"The console did not react as expected ({why}); see the trail.", "ConsoleDidNotReact")


def _fault(problem: BaseException) -> str:
    """The kind of a fault and its place in the code; its own text could quote what a page said."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in extract_tb(problem.__traceback__)[-2:]]
    return f"{type(problem).__name__} at {', '.join(places)}"
