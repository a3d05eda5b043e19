"""What came of one account of a batch, as every report tells it: by its label, never by its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

EXIT_CODES: Final = {
    "done": 0,
    "failed": 1,
    "refused": 4,
    "parked": 3,
    "stopped": 3,
    "waiting": 3,
    "running": 3,
    "queued": 3,
}
"""By state; what has not come to its end waits for somebody to start the batch again."""

_WORST_FIRST: Final = (1, 4, 3, 0)


@dataclass(frozen=True)
class Outcome:
    """One account; ``reason`` may quote the console, ``trail`` is the name of a folder beside the report."""

    number: int
    label: str
    scenario: str
    state: str
    reason: str
    trail: str
    seconds: float
    attempts: int
    worker: str
    kind: str = ""

    @property
    def exit_code(self) -> int:
        """The exit code this account alone would give."""
        return EXIT_CODES[self.state]


def worst(outcomes: Iterable[Outcome]) -> int:
    """The exit code of a whole batch: the worst wins, in the order 1, 4, 3, 0."""
    codes = {outcome.exit_code for outcome in outcomes}
    return next((code for code in _WORST_FIRST if code in codes), 0)
