"""What a verification is made of: checks with a state and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from runner.trail import chain
from runner.trail.source import LARGEST_FILE, Source, Unreadable


class State(Enum):
    """How a check ended."""

    OK = "ok"
    NOTE = "note"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, and what was found, in sentences."""

    name: str
    state: State
    words: tuple[str, ...]


@dataclass(frozen=True)
class Trust:
    """What the verifier knows already: fingerprints of keys, and a file of a time-stamping authority's roots."""

    keys: frozenset[str] = frozenset()
    roots: Path | None = None


NO_TRUST: Final = Trust()
"""Of a verifier who knows nothing yet."""


@dataclass
class Verdict:
    """All checks of one trail."""

    name: str
    checks: list[Check] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether no check failed."""
        return all(check.state is not State.FAILED for check in self.checks)


def conclude(name: str, problems: Iterable[str], fine: str) -> Check:
    """A check that fails with those problems, or is fine."""
    found = tuple(problems)
    return Check(name, State.FAILED if found else State.OK, found or (fine,))


def differs(source: Source, name: str, sha256: str, size: int) -> str | None:
    """Say how a file differs from what is on record; a file of another size is not even read."""
    if name not in source.files:
        return "is missing"
    now = source.files[name]
    if now == 0 and size:
        return "is empty"
    if now > LARGEST_FILE and name != chain.EVENTS:
        return f"holds {now:,} bytes, far more than it can need; it was not read"
    if now != size:
        return f"was changed or swapped: {now:,} bytes instead of {size:,}"
    try:
        return None if source.digest(name) == sha256 else "was changed or swapped: another SHA-256"
    except Unreadable as error:
        return f"cannot be read: {error}"
