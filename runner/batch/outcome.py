"""What came of one account of a batch, as every report tells it: by its label, never by its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from runner.batch.states import WORST_FIRST, State


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
        return State(self.state).exit_code


def worst(outcomes: Iterable[Outcome]) -> int:
    """The exit code of a whole batch: the worst wins, in the order 1, 4, 3, 0."""
    codes = {outcome.exit_code for outcome in outcomes}
    return next((code for code in WORST_FIRST if code in codes), 0)
