"""The system keyring, asked with a limit, and never believed: some block, some swallow, some are not there.

Seen: a Secret Service whose prompt nobody answers keeps the caller for ever; the null backend takes every password and
keeps none; backends raise whatever their libraries raise.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar

from runner.errors import UsageError

T = TypeVar("T")

SERVICE: Final = "mi-runner"
PATIENCE: Final = 60.0
"""Seconds for an answer: a keyring that is locked asks its owner for a password first."""


class NoAnswer(UsageError):
    """The keyring cannot be used; the message says why, and what else there is."""


class _NoSuchEntry(Exception):
    """The keyring does not have what it was to forget."""


def _keyring() -> Any:
    """The library, loaded when it is needed: it takes a tenth of a second, and most runs never ask a keyring."""
    import keyring

    return keyring


def get(entry: str) -> str | None:
    """A password that is kept; None when the keyring has no such entry.

    Raises:
        NoAnswer: the keyring does not answer, or cannot be used.
    """
    return _within(lambda: _keyring().get_password(SERVICE, entry)) or None


def store(entry: str, password: str) -> None:
    """Keep a password, and read it back.

    Raises:
        NoAnswer: the keyring does not answer, cannot be used, or did not keep it.
    """
    _within(lambda: _keyring().set_password(SERVICE, entry, password))
    if get(entry) != password:
        kind = type(_keyring().get_keyring()).__module__
        raise NoAnswer(f"The system keyring ({kind}) took the password and did not keep it, so it is kept nowhere. {_ELSE}")


def forget(entry: str) -> bool:
    """Remove a password; False when there was none.

    Raises:
        NoAnswer: the keyring does not answer, cannot be used, or still has it.
    """
    try:
        _within(lambda: _keyring().delete_password(SERVICE, entry))
    except _NoSuchEntry:
        return False
    if get(entry) is not None:
        raise NoAnswer("The system keyring said it had forgotten the password, and still has it.")
    return True


_ELSE: Final = "Use MI_PASSWORD_COMMAND, MI_PASSWORD or the prompt instead."


def _within(act: Callable[[], T]) -> T:
    """Do it in a thread that is left behind when it does not end: no backend can be told to stop."""
    results: list[T] = []
    problems: list[Exception] = []

    def work() -> None:
        try:
            results.append(act())
        except Exception as problem:  # noqa: BLE001 - backends raise whatever their libraries raise
            problems.append(problem)

    thread = threading.Thread(target=work, name="keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if results:
        return results[0]
    if not problems:
        raise NoAnswer(f"The system keyring did not answer within {PATIENCE:.0f} seconds. {_ELSE}")
    from keyring.errors import PasswordDeleteError

    if isinstance(problems[0], PasswordDeleteError):
        raise _NoSuchEntry from None
    raise NoAnswer(f"The system keyring cannot be used ({type(problems[0]).__name__}). {_ELSE}")
