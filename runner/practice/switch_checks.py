"""Checks of switch values, so that a typing error never passes silently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


class SwitchError(ValueError):
    """No such switch, or a value it cannot take."""


def check_all(
    changes: Mapping[str, Any],
    defaults: Mapping[str, Any],
    choices: Mapping[str, tuple[str, ...]],
    lists: Mapping[str, tuple[str, ...]],
    interrupts: tuple[str, ...],
) -> dict[str, Any]:
    """Return the changes with each value in the form the console keeps it.

    Raises:
        SwitchError: a switch cannot take its value.
    """

    def check(name: str, value: Any) -> Any:
        if name in choices:
            return _one_of(name, value, choices[name])
        if name in lists:
            return _some_of(name, value, lists[name])
        if name == "interrupts":
            return {_path(name, path): _one_of(f"{name}: {path}", how, interrupts) for path, how in _map(name, value)}
        checker = _SPECIAL.get(name) or _BY_TYPE[type(defaults[name])]
        return checker(name, value)

    return {name: check(name, value) for name, value in changes.items()}


def _one_of(name: str, value: Any, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SwitchError(f"{name} is one of {', '.join(choices)}, not {value!r}")
    return str(value)


def _some_of(name: str, value: Any, words: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple | set) or not set(value) <= set(words):
        raise SwitchError(f"{name} is a list of {', '.join(words)}, not {value!r}")
    return tuple(word for word in words if word in value)


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise SwitchError(f"{name} is true or false, not {value!r}")
    return value


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise SwitchError(f"{name} is a whole number from 0 on, not {value!r}")
    return value


def _path(name: str, value: Any) -> str:
    if not isinstance(value, str) or (value and not value.startswith("/")):
        raise SwitchError(f"{name} is a path such as /pass/del, not {value!r}")
    return value


def _who(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise SwitchError(f"{name} is an account's e-mail, phone or id, not {value!r}")
    return value


def _map(name: str, value: Any) -> list[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        raise SwitchError(f'{name} looks like {{"/path": …}}, not {value!r}')
    return list(value.items())


def _delays(name: str, value: Any) -> dict[str, int]:
    return {_path(name, path): _number(f"{name}: {path}", wait) for path, wait in _map(name, value)}


def _failures(name: str, value: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(value, Mapping):
        raise SwitchError(f'{name} looks like {{"/path": {{"status": 503, "times": 2}}}}, not {value!r}')
    failures = {}
    for path, how in value.items():
        if not isinstance(how, Mapping) or not set(how) <= {"status", "times", "when"}:
            raise SwitchError(f"{name}: {path} wants a status, a number of times and when, not {how!r}")
        failures[_path(name, path)] = {
            "status": _number(f"{name}.status", how.get("status", 503)),
            "times": _number(f"{name}.times", how.get("times", 1)),
            "when": _one_of(f"{name}.when", how.get("when", "before"), ("before", "after")),
        }
    return failures


_SPECIAL: dict[str, Callable[[str, Any], Any]] = {"delay": _delays, "fail": _failures, "swap_session": _who}
_BY_TYPE: dict[type, Callable[[str, Any], Any]] = {bool: _flag, int: _number, str: _path}
