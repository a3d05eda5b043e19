"""Where the seconds of a run go, step by step: looking, pictures, the trail's disk, waiting for a person, the browser."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["looking", "pictures", "trail", "person"]
KINDS: Final[tuple[Kind, ...]] = ("looking", "pictures", "trail", "person")


@dataclass
class Timings:
    """The seconds of each step, in the order of the run."""

    steps: list[tuple[str, float, dict[str, float]]] = field(default_factory=list)
    """Title, seconds in all, and how many of them went where; the rest are the browser's."""
    spent: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    inside: str = ""
    """What is being counted now; nothing counts twice."""

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Take what is spent from here on as the step's."""
        before, began = dict(self.spent), time.perf_counter()
        try:
            yield
        finally:
            spent = {kind: seconds - before.get(kind, 0.0) for kind, seconds in self.spent.items()}
            self.steps.append((title, time.perf_counter() - began, spent))

    def lines(self) -> list[str]:
        """A table for a terminal: one line for each step, seconds in columns."""
        head = f"{'seconds':>8} {'browser':>8} " + " ".join(f"{kind:>8}" for kind in KINDS) + "  step"
        return [head, *(_line(*step) for step in self.steps)]


def _line(title: str, seconds: float, spent: dict[str, float]) -> str:
    rest = max(0.0, seconds - sum(spent.values()))
    return f"{seconds:8.2f} {rest:8.2f} " + " ".join(f"{spent.get(kind, 0.0):8.2f}" for kind in KINDS) + f"  {title}"


_NOW: ContextVar[Timings | None] = ContextVar("timings", default=None)


@contextmanager
def timed(timings: Timings) -> Iterator[None]:
    """Let everything that is begun inside be counted there."""
    token = _NOW.set(timings)
    try:
        yield
    finally:
        _NOW.reset(token)


@contextmanager
def spending(kind: Kind) -> Iterator[None]:
    """Count the seconds inside as spent on this, unless they count for something else already."""
    timings = _NOW.get()
    if timings is None or timings.inside:
        yield
        return
    timings.inside, began = kind, time.perf_counter()
    try:
        yield
    finally:
        timings.inside = ""
        timings.spent[kind] += time.perf_counter() - began


@contextmanager
def step_of(title: str) -> Iterator[None]:
    """Count the seconds inside as a step's, where anybody counts."""
    timings = _NOW.get()
    if timings is None:
        yield
        return
    with timings.step(title):
        yield
