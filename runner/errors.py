"""Every reason a run can end early, in one tree.

::

    RunnerError                     exit 1
    ├── UsageError                  exit 2   the call or the settings are wrong; nothing was opened
    ├── NeedsPerson                 exit 3   a person is needed and none came
    │   └── GaveUp                  exit 3   a person was there and stopped
    ├── Refused                     exit 4   the console, or a safety rule of ours, said no
    │   └── WrongHost               exit 4   a secret or a click would have left the console
    ├── ConsoleDown                 exit 1   the console cannot be reached or is broken
    ├── SignedOut                   exit 1   the session ended just before an irreversible click
    ├── BrowserLost                 exit 1   the window was closed, or the browser crashed
    ├── Elsewhere                   exit 1   a person carried on to another screen than the one waited for
    ├── TrailError                  exit 1   the evidence cannot be kept; nothing irreversible follows
    └── Interrupted                 exit 130 Ctrl-C

A message is for a person: what happened, what was not done, what to do next. It never holds a secret.
"""

from __future__ import annotations

import traceback


class RunnerError(Exception):
    """Root of all expected errors; shown as one line, without a traceback."""

    exit_code = 1


class UsageError(RunnerError):
    """The call or the settings are wrong, and nothing was opened yet."""

    exit_code = 2


class NeedsPerson(RunnerError):
    """The console requires something only a person may do, and nobody did it in time."""

    exit_code = 3


class GaveUp(NeedsPerson):
    """A person looked at the pause and decided to stop."""


class Refused(RunnerError):
    """The console, or one of our own safety rules, said no. Never retried."""

    exit_code = 4


class SignedOut(RunnerError):
    """The session ended just before an irreversible click; the step can begin again with a sign-in."""


class WrongHost(Refused):
    """A page, a form or a button that is not the console's, or leads away from it; nothing was typed or pressed."""


class ConsoleDown(RunnerError):
    """The console cannot be reached, answers with an error, or never finishes loading."""


class BrowserLost(RunnerError):
    """The browser window was closed or the browser process ended."""


class TrailError(RunnerError):
    """The evidence cannot be written, so nothing irreversible may follow."""


class Interrupted(RunnerError):
    """The person pressed Ctrl-C."""

    exit_code = 130


def first_line(problem: BaseException) -> str:
    """The first line of an error's text; Playwright's further lines may quote what was filled in (measured, 1.65)."""
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def explain(problem: BaseException) -> str:
    """A problem in one line, for the trail."""
    if isinstance(problem, RunnerError):
        return str(problem)
    import asyncio  # a fifth of the time that a help page takes

    if isinstance(problem, (asyncio.CancelledError, KeyboardInterrupt)):
        return "interrupted"
    if is_lost(problem):
        return "the browser window was closed"
    return f"{type(problem).__name__}: {first_line(problem)}"


def trace_of(problem: BaseException | None) -> str:
    """Where it happened: files and lines only, since an error's text may quote what was filled in."""
    lines = []
    while problem:
        lines += [f"{type(problem).__name__}, at:", *traceback.format_tb(problem.__traceback__)]
        problem = problem.__cause__ or problem.__context__
    return "\n".join(line.rstrip() for line in lines)


def is_lost(problem: BaseException) -> bool:
    """Whether an error of Playwright's says that the window or the browser is gone.

    The class is known by its module's name: importing Playwright takes longer than printing a help page may.
    """
    return type(problem).__module__.startswith("playwright") and any(words in str(problem) for words in ("has been closed", "Target crashed", "Target page"))
