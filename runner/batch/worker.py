"""A worker: one process with one name, one browser and so many accounts at once, that takes accounts off the queue."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from runner.batch.attempt import OperatorFactory, WorkerContext, attempt
from runner.batch.browser_pool import Browsers
from runner.batch.concurrency import Slots
from runner.batch.queue import Queue, run_in
from runner.batch.sessions import Parking
from runner.batch.settings import BatchPlan
from runner.batch.states import OPEN, State
from runner.batch.store import Entry, Store
from runner.batch.worker_lock import Name, is_free, take_name
from runner.errors import UsageError
from runner.operators.waiting_room import OperatorQueue
from runner.settings import Settings
from runner.trail.salvage import salvage_all

NOBODY_CAME: Final = (
    "Nobody came to act in the browser, so the account was parked. 'mi-runner resume --headed' takes it up."
)
_LOOK: Final = 0.3
"""Seconds between two looks at whether the batch is finished."""
_SURE: Final = 3
"""Looks in a row at which all that is left waits for a person: one that has just had its code is about to go on."""
_MEND: Final = 5.0
"""Seconds between two looks at whether an account has fallen off the queue."""


@dataclass
class Worker:
    """One worker at work. Use :func:`work`."""

    context: WorkerContext
    queue: Queue
    name: Name
    tasks: set[asyncio.Task[str]]
    hold: int = 0
    """So many accounts of a batch this worker takes into its hands at most; 0 as long as it is not known."""
    mended: float = 0.0
    """``time.monotonic`` second of the last look at what has fallen off the queue."""
    in_vain: int = 0
    """Looks in a row at which all that was left waited for a person, and nobody served them."""
    left: Sequence[str] = ()
    """A sentence for each trail of earlier runs that was left without a seal."""

    async def open(self, batch: str) -> None:
        """Make sure that every account of the batch for which something is to be done is on the queue."""
        store = self.context.store
        plan = BatchPlan.read(await asyncio.to_thread(store.settings, batch))
        self.hold = plan.workers + plan.max_waiting
        await asyncio.to_thread(self.queue.open, batch, self.hold)
        entries = await asyncio.to_thread(store.entries, batch, OPEN)
        states = await asyncio.to_thread(self.queue.states, entries)
        missing = [entry for entry in entries if states[entry.workflow] is None]
        over = [entry for entry in entries if states[entry.workflow] == "over"]
        again = [await asyncio.to_thread(store.next_round, entry) for entry in over]
        await asyncio.to_thread(self.queue.put, [*missing, *filter(None, again)])

    async def requeue_lost(self, batches: Iterable[str]) -> None:
        """Queue what fell off the queue: accounts of a worker that was ended with Ctrl-C, or whose database went away."""
        if time.monotonic() - self.mended < _MEND or (self.hold and len(self.tasks) >= self.hold):
            return
        self.mended = time.monotonic()
        for batch in batches:
            counts = await asyncio.to_thread(self.context.store.counts, batch)
            if any(counts.get(state) for state in OPEN):
                await self.open(batch)
            if counts.get(State.QUEUED) and self.context.slots.free > 0:
                await self._help_others(batch)

    async def _help_others(self, batch: str) -> None:
        """Take from other workers what they hold and have not begun, the last first, as long as we have places free."""
        entries = await asyncio.to_thread(self.context.store.entries, batch, (State.QUEUED,))
        holders = await asyncio.to_thread(self.queue.holders, entries)
        theirs = [entry for entry in entries if holders.get(entry.workflow) not in {None, self.context.worker}]
        await self.again(theirs[-self.context.slots.free :])

    async def again(self, entries: Iterable[Entry]) -> int:
        """Queue accounts anew; how many."""
        tried = [await asyncio.to_thread(self.context.store.next_round, entry, ended=None) for entry in entries]
        renewed = list(filter(None, tried))
        await asyncio.to_thread(self.queue.put, renewed)
        return len(renewed)

    async def finish(self, batch: str) -> None:
        """Return once nothing of the batch is left that a living worker has in hand or could take."""
        while True:
            if await self._finished(batch):
                return
            await asyncio.sleep(_LOOK)

    async def _finished(self, batch: str) -> bool:
        counts = await asyncio.to_thread(self.context.store.counts, batch)
        if not any(counts.get(state) for state in OPEN):
            return True
        await self.requeue_lost([batch])
        # What has just had its code works again a while before the database says so.
        room, goes_on = self.context.room, counts.get(State.QUEUED) or counts.get(State.RUNNING) or self.context.slots.in_use
        in_vain = counts.get(State.WAITING) and not (goes_on or room.attended or room.expects_codes)
        self.in_vain = self.in_vain + 1 if in_vain else 0
        if self.in_vain >= _SURE:
            room.close(NOBODY_CAME)
        return not self.tasks and not await asyncio.to_thread(self.can_go_on, batch)

    def can_go_on(self, batch: str) -> bool:
        """Whether anything is left of the batch that a living worker has in hand, or could take."""
        entries = self.context.store.entries(batch, OPEN)
        holders = self.queue.holders(entries)
        return any(self._in_reach(entry, holders.get(entry.workflow)) for entry in entries)

    def _in_reach(self, entry: Entry, holder: str | None) -> bool:
        """Whether the account can come to its end without anybody restarting or recovering a worker that is gone.

        What such a worker had begun cannot: nobody knows how far it came. What it held and had not begun can be taken
        from it; as long as this did not count, the others went home while one of them was about to take it.
        """
        if holder is None or holder == self.context.worker or entry.state == State.QUEUED:
            return True
        return not is_free(self.context.store.engine, holder)

    async def stop(self) -> None:
        """Begin nothing more, and let what runs close its trail."""
        self.context.stopping = True
        for task in self.tasks:
            task.cancel()
        if self.tasks:
            await asyncio.wait(set(self.tasks), timeout=30)


@asynccontextmanager
async def work(
    engine: sa.Engine,
    url: str,
    name: str,
    local: Settings,
    file: Mapping[str, str | None],
    *,
    at_once: int,
    max_waiting: int,
    only: Iterable[str] | None = None,
    operators: OperatorFactory | None = None,
) -> AsyncIterator[Worker]:
    """Be a worker: take the name, close the trails of whoever was killed, join the queue.

    Arguments:
        engine: the database.
        url: its address.
        name: the worker's own, the same after a restart.
        local: what is this machine's: browser, trails, corrections.
        file: the values of the ``.env`` file.
        at_once: accounts worked on at the same time.
        max_waiting: accounts that may wait for a person with their browser open.
        only: the batches to work for; None for all.
        operators: makes the operator of each account; None for the waiting room.

    Raises:
        UsageError: a living worker has the name.
    """
    held = await asyncio.to_thread(take_name, engine, name)
    try:
        left = await asyncio.to_thread(close_trails, local.trails)
        browsers = Browsers(local)
        context = WorkerContext(
            Store(engine), name, local, dict(file), browsers, Slots(at_once), OperatorQueue(max_waiting),
            Parking(local.trails / ".parked"), held.held, operators,
        )  # fmt: skip
        async with AsyncExitStack() as closing:
            closing.push_async_callback(browsers.close)
            worker = await _join(context, url, held, only)
            worker.left = left
            closing.push_async_callback(_leave, worker)
            yield worker
    finally:
        await asyncio.to_thread(held.release)


async def _join(context: WorkerContext, url: str, held: Name, only: Iterable[str] | None) -> Worker:
    tasks: set[asyncio.Task[str]] = set()

    async def begin(batch: str, number: int, round_: int) -> str:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine always runs in one
        tasks.add(task)
        try:
            return await attempt(context, batch, number, round_)
        finally:
            tasks.discard(task)

    await asyncio.to_thread(context.store.release, context.worker)
    queue = await asyncio.to_thread(Queue, url, context.worker, run_in(asyncio.get_running_loop(), begin), only)
    return Worker(context, queue, held, tasks)


async def _leave(worker: Worker) -> None:
    await worker.stop()
    await asyncio.to_thread(worker.queue.close, 2 if worker.tasks else 0)


def close_trails(home: Path) -> list[str]:
    """Bring the trails of killed runs to their end, those of plain runs and those of every batch.

    Returns a sentence for each trail that was left without a seal.
    """
    left = salvage_all(home).left
    for folder in home.iterdir() if home.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith(".") and not (folder / "trail.jsonl").exists():
            left += salvage_all(folder).left
    return left


def take_over(store: Store, queue: Queue, name: str) -> int:
    """Queue again what a worker that is gone had in hand; how many accounts.

    Raises:
        UsageError: that worker is alive.
    """
    if not is_free(store.engine, name):
        raise UsageError(f"The worker {name} is alive; its accounts are left to it.")
    store.release(name)
    return queue.take_over(name)
