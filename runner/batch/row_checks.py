"""What may be wrong with a single cell of the list of accounts, beyond its signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from runner.codes import check_codes
from runner.core.registry import load_scenarios
from runner.credentials.sources import SecretSource
from runner.errors import UsageError
from runner.model import normal_name

_TELLING: Final = 8
"""The last so many signs of a phone number or an id give it away, with or without the country."""
_LABEL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,59}")


@lru_cache(10_000)
def _wrong_secret(value: str) -> str:
    return _wrong(SecretSource.read, value)


@lru_cache(10_000)
def _wrong_codes(value: str) -> str:
    return _wrong(check_codes, value)


def _wrong(check: Callable[[str], object], value: str) -> str:
    try:
        check(value)
    except UsageError as problem:
        return str(problem)
    return ""


def _wrong_label(label: str) -> str:
    right = _LABEL.fullmatch(label)
    return "" if right else "takes letters, digits, spaces, dots, dashes and underscores, at most 60"


@lru_cache(1000)
def _wrong_scenario(scenario: str) -> str:
    scenarios = load_scenarios()
    if scenario in scenarios:
        return ""
    # Not repeated: a cell too many, and it is the password that stands here.
    return f"there is none of that name; there are {', '.join(scenarios)}"


CHECKS: Final = (
    ("label", _wrong_label), ("scenario", _wrong_scenario), ("secret", _wrong_secret), ("codes", _wrong_codes),
)  # fmt: skip


def gives_away(account: str, label: str) -> bool:
    """Whether the label holds the account's name, or enough of it: the part before the @, the digits of a phone number."""
    name, label = normal_name(account), label.lower()
    if "@" in name:
        return name.partition("@")[0] == label
    telling = name.lstrip("+0")[-_TELLING:]
    return label == name or (len(telling) == _TELLING and telling in re.sub(r"[^a-z0-9]", "", label))


@lru_cache(1000)
def is_irreversible(scenario: str) -> bool:
    """Whether a scenario does what cannot be undone."""
    found = load_scenarios().get(scenario)
    return found is not None and found.irreversible
