"""How far a batch is: a bar and what each account does where there is a terminal, a line for each account where not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from runner.batch.account_reporter import WAITS
from runner.batch.rate_limit import held_off
from runner.batch.settings import BatchPlan
from runner.batch.states import ENDED, ORDER, State
from runner.batch.store import Entry, Store
from runner.printable import printable

_LOOK: Final = 0.5
_WINDOW: Final = 300.0
"""Seconds over which the rate is taken."""
_ROWS: Final = 12
"""Accounts whose steps are shown at once."""


class BatchProgress:
    """Watches one batch."""

    def __init__(self, store: Store, batch: str, plan: BatchPlan, console: Console, steps: Mapping[str, str]) -> None:
        """Watch a batch.

        Arguments:
            store: its database.
            batch: its name.
            plan: how it is run.
            console: where it is shown.
            steps: by label, what each account in this process does now.
        """
        self.store, self.batch, self.plan, self.console, self.steps = store, batch, plan, console, steps
        self._seen: set[tuple[int, int]] = set()
        self._times: list[float] = []
        self._began = time.monotonic()
        self._held = ""

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Show it as long as the block runs."""
        before = await asyncio.to_thread(self.store.entries, self.batch, ENDED)
        self._seen = {(entry.number, entry.round) for entry in before}
        watching = asyncio.create_task(self._bar() if self.console.is_terminal else self._lines())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.wait({watching})
            for entry in await self._news():
                if not self.console.is_terminal:
                    self._say(entry)

    async def _lines(self) -> None:
        while True:
            for entry in await self._news():
                self._say(entry)
            before = self._held
            await self._look_at_turns()
            if self._held and self._held != before:
                self.console.print(Text(self._held))
            await asyncio.sleep(_LOOK)

    def _say(self, entry: Entry) -> None:
        took = f"{entry.seconds:.1f} s" if entry.seconds else ""
        self.console.print(
            Text(printable(f"{State(entry.state).sign} {entry.label}: {entry.state}. {entry.reason} {took}".rstrip()))
        )

    async def _bar(self) -> None:
        columns = (
            SpinnerColumn(), BarColumn(24), MofNCompleteColumn(), TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(), TextColumn("[dim]{task.fields[left]}"),
        )  # fmt: skip
        bar = Progress(*columns, console=self.console)
        task = bar.add_task("", total=None, counts="", left="")
        with Live(console=self.console, transient=True, get_renderable=lambda: Group(bar, self._now())):
            while True:
                for entry in await self._news():
                    if entry.state != "done":
                        self._say(entry)
                counts = await asyncio.to_thread(self.store.counts, self.batch)
                ended = sum(counts.get(state, 0) for state in ENDED)
                bar.update(
                    task, completed=ended, total=sum(counts.values()), counts=_told(counts), left=self._left(counts)
                )
                await self._look_at_turns()
                await asyncio.sleep(_LOOK)

    def _now(self) -> RenderableType:
        """What each account does, those that wait for a person first."""
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        rows = sorted(self.steps.items(), key=lambda row: (not row[1].startswith(WAITS), row[0]))
        for label, step in rows[:_ROWS]:
            table.add_row(
                Text(printable(label)), Text(printable(step), "yellow" if step.startswith(WAITS) else "dim", no_wrap=True, overflow="ellipsis")
            )
        if len(rows) > _ROWS:
            table.add_row("", Text(f"and {len(rows) - _ROWS} more", "dim"))
        return Group(table, Text(self._held, "yellow")) if self._held else table

    async def _look_at_turns(self) -> None:
        self._held = await asyncio.to_thread(held_off, self.store.engine, self.plan.account_url)

    async def _news(self) -> list[Entry]:
        """The accounts that ended since the last look."""
        entries = await asyncio.to_thread(self.store.entries, self.batch, ENDED)
        new = [entry for entry in entries if (entry.number, entry.round) not in self._seen]
        self._seen |= {(entry.number, entry.round) for entry in new}
        self._times += [time.monotonic()] * len(new)
        return new

    def _left(self, counts: dict[str, int]) -> str:
        """The rate and the time left, once there is something to reckon with."""
        now = time.monotonic()
        since = max(self._began, now - _WINDOW)
        self._times = [at for at in self._times if at > since]
        if len(self._times) < 2:  # noqa: PLR2004 - one says nothing of the next
            return ""
        rate = len(self._times) / (now - since)
        to_do = counts.get(State.QUEUED, 0) + counts.get(State.RUNNING, 0)
        return f"{rate * 60:.0f}/min, {spoken(to_do / rate)} left"


def spoken(seconds: float) -> str:
    """A span as a person says it."""
    if seconds < 90:  # noqa: PLR2004
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"  # noqa: PLR2004


def _told(counts: dict[str, int]) -> str:
    return "  ".join(f"{counts[state]} {state}" for state in ORDER if state != State.QUEUED and counts.get(state))
