"""``mi-runner worker``: work for every batch of a database, on as many machines as wanted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from runner.commands.desk import desk_of
from runner.commands.options import DeskOptions, debug_option, desk_options
from runner.commands.queue_options import MAX_WAITING, WORKERS, WorkerOptions, need_batch, worker_options
from runner.operators.safe_console import open_console
from runner.printable import say

if TYPE_CHECKING:
    from runner.batch.worker import Worker


@click.command()
@worker_options
@desk_options
@click.option("--until-empty", is_flag=True, help="Exit when the queue is empty; default: keep waiting.")
@debug_option
@click.pass_context
def worker(context: click.Context, /, *, place: WorkerOptions, desk: DeskOptions, until_empty: bool) -> None:
    """Take accounts off the queue of a database, until Ctrl-C.

    \b
    Examples:
      mi-runner worker --database postgresql://queue.example/mi --name bench-2
      mi-runner worker --database postgresql://queue.example/mi --until-empty

    Start a batch anywhere with the same --database. Secrets stay where they are: each worker looks them up on its own
    machine (keyring:, env:, command:). A worker that was killed goes on under the same name.
    """
    need_batch()
    context.exit(asyncio.run(_serve(place, desk.bind(), until_empty=until_empty)))


async def _nothing_left(one: Worker) -> bool:
    """Whether neither this worker nor another that lives has anything in hand, or could take it."""
    if one.tasks:
        return False
    names = await asyncio.to_thread(one.context.store.names)
    return not any([await asyncio.to_thread(one.can_go_on, name) for name in names])


async def _serve(place: WorkerOptions, bind: Any, *, until_empty: bool) -> int:
    from runner.batch.tables import open_engine
    from runner.batch.worker import close_trails, work
    from runner.core.engine import stop_on_terminate

    local, name = place.settings(), place.worker_name
    talk = open_console(stderr=True)
    engine = open_engine(place.url)
    stop_on_terminate()
    try:
        async with work(
            engine, place.url, name, local, place.file, at_once=place.workers or WORKERS,
            max_waiting=MAX_WAITING if place.max_waiting is None else place.max_waiting,
        ) as one:  # fmt: skip
            talk.print(Text.assemble("Worker ", (name, "bold"), " is at work; Ctrl-C ends it."))
            for problem in one.left:
                say(problem, err=True)
            async with desk_of(one.context.room, bind, local.trails):
                while True:
                    await one.requeue_lost(await asyncio.to_thread(one.context.store.names))
                    if until_empty and await _nothing_left(one):
                        return 0
                    await asyncio.sleep(1)
    except asyncio.CancelledError:
        talk.print("Stopped. What was in hand goes back to the queue.")
        return 130
    finally:
        for problem in await asyncio.to_thread(close_trails, local.trails):
            say(problem, err=True)
        engine.dispose()
