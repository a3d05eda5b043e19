"""Run a batch in this process until nothing of it is left to do, and say what came of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from runner.batch.accounts import Row
from runner.batch.attempt import OperatorFactory
from runner.batch.notify import Notifier
from runner.batch.outcome import Outcome, worst
from runner.batch.outcomes import outcomes_of
from runner.batch.progress import BatchProgress
from runner.batch.reports import print_summary, write_reports
from runner.batch.settings import BatchPlan
from runner.batch.states import ENDED, OPEN, State
from runner.batch.store import Store
from runner.batch.tables import open_engine
from runner.batch.worker import Worker, close_trails, work
from runner.commands.desk import desk_of
from runner.commands.options import OutputOptions
from runner.commands.queue_options import WorkerOptions
from runner.core.engine import stop_on_terminate
from runner.errors import RunnerError
from runner.operators.safe_console import open_console
from runner.printable import say, say_json

INTERRUPTED = 130


async def run_batch(
    place: WorkerOptions, batch: str, plan: BatchPlan, rows: Sequence[Row], output: OutputOptions, *, bind: Any
) -> int:
    """Begin a batch, or go on with it; the exit code.

    Raises:
        UsageError: an account is unfinished in another batch, or the worker's name is taken.
    """
    engine = open_engine(place.url)
    try:
        store = Store(engine)
        made = await asyncio.to_thread(store.create, batch, plan.keep(), [asdict(row) for row in rows])
        if not output.quiet:
            _say_beginning(store, batch, new=made)
        return await go_on(place, store, batch, plan, output, bind=bind)
    finally:
        engine.dispose()


async def go_on(
    place: WorkerOptions, store: Store, batch: str, plan: BatchPlan, output: OutputOptions, *,
    bind: Any = None, operators: OperatorFactory | None = None, again: Sequence[str] = (),
) -> int:  # fmt: skip
    """Work until nothing of the batch is left to do; the exit code.

    Arguments:
        place: where it is kept.
        store: its database.
        batch: its name.
        plan: how it is run.
        output: how results are printed.
        bind: where the operator's desk is served from the beginning; None when nobody asked for it.
        operators: who serves the accounts in a window, when it is not the desk.
        again: states of accounts that are taken up again.
    """
    notifier, local = Notifier.of(place.file), place.settings(headed=operators is not None)
    stop_on_terminate()
    interrupted = False
    talk = open_console(stderr=True)
    try:
        async with work(
            store.engine, place.url, place.worker_name, local, place.file, at_once=plan.workers,
            max_waiting=plan.max_waiting, only=[batch], operators=operators,
        ) as worker:  # fmt: skip
            notifier.watch(worker.context.room)
            await worker.open(batch)
            if again:
                await worker.again(await asyncio.to_thread(store.entries, batch, again))
            trails = None if operators else local.trails
            async with (
                desk_of(worker.context.room, bind, trails),
                _shown(worker, batch, plan, talk, hidden=output.quiet or operators is not None),
            ):
                await worker.finish(batch)
    except asyncio.CancelledError:
        interrupted = True
    except SQLAlchemyError as problem:
        raise RunnerError(
            f"The database does not answer any more ({type(problem).__name__}). Nothing irreversible was done without "
            "it; run the same command again when it is back."
        ) from None
    outcomes = await asyncio.to_thread(_conclude, local.trails, store, batch)
    await notifier.ended(batch, outcomes)
    _show(outcomes, batch, store, local.trails / batch, output)
    return INTERRUPTED if interrupted else worst(outcomes)


def _conclude(trails: Path, store: Store, batch: str) -> list[Outcome]:
    for problem in close_trails(trails):
        say(problem, err=True)
    folder = trails / batch
    outcomes = outcomes_of(store.entries(batch), folder)
    write_reports(folder, batch, outcomes)
    return outcomes


def _say_beginning(store: Store, batch: str, *, new: bool) -> None:
    counts = store.counts(batch)
    total, ended = sum(counts.values()), sum(counts.get(state, 0) for state in ENDED)
    talk = open_console(stderr=True)
    more = "" if new else f", {ended} of them already ended"
    talk.print(Text.assemble("Batch ", (batch, "bold"), f": {total} account(s){more}"))


@asynccontextmanager
async def _shown(worker: Worker, batch: str, plan: BatchPlan, talk: Console, *, hidden: bool) -> AsyncIterator[None]:
    progress = BatchProgress(worker.context.store, batch, plan, talk, worker.context.steps)
    async with nullcontext() if hidden else progress.shown():
        yield


def _show(outcomes: list[Outcome], batch: str, store: Store, folder: Path, output: OutputOptions) -> None:
    if output.as_json:
        say_json(json.loads((folder / "batch.json").read_text("utf-8")))
        return
    print_summary(outcomes)
    if why := store.stopped(batch):
        say(f"Stopped: {why}")
    for line in _hints(store, batch, outcomes):
        say(line, err=True)
    say(f"Report: {folder / 'index.html'}")


def _hints(store: Store, batch: str, outcomes: list[Outcome]) -> list[str]:
    """What to do next."""
    hints = []
    if any(one.state == State.PARKED for one in outcomes):
        hints.append("Parked accounts need a person: mi-runner resume --headed")
    gone = {entry.worker for entry in store.entries(batch, OPEN) if entry.worker}
    hints += [f"Accounts are in the hands of the worker {name}: start it again, or mi-runner batch recover {name}"
              for name in sorted(gone)]  # fmt: skip
    return hints
