"""``mi-runner worker``: work for every batch of a database, on as many machines as wanted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from runner.commands.batch_options import Place, find_place, place_options, worker_options
from runner.commands.desk import desk_of, desk_options, read_bind
from runner.commands.run import stop_on_terminate

if TYPE_CHECKING:
    from runner.batch.worker import Worker


@click.command()
@worker_options
@desk_options
@place_options
@click.option("--until-empty", is_flag=True, help="End when no account is left to do; default: wait for more.")
@click.pass_context
def worker(context: click.Context, /, **given: Any) -> None:
    """Take accounts off the queue of a database, until Ctrl-C.

    \b
    Examples:
      mi-runner worker --database postgresql://queue.example/mi --name bench-2
      mi-runner worker --database postgresql://queue.example/mi --until-empty

    Start a batch anywhere with the same --database. Secrets stay where they are: each worker looks them up on its own
    machine (keyring:, env:, command:). A worker that was killed goes on under the same name.
    """
    context.exit(asyncio.run(_serve(find_place(given), given)))


async def _nothing_left(one: Worker) -> bool:
    """Whether neither this worker nor another that lives has anything in hand, or could take it."""
    if one.tasks:
        return False
    names = await asyncio.to_thread(one.office.store.names)
    return not any([await asyncio.to_thread(one.can_go_on, name) for name in names])


async def _serve(place: Place, given: dict[str, Any]) -> int:
    from runner.batch.tables import open_engine
    from runner.batch.worker import close_trails, work

    talk = Console(stderr=True, highlight=False)
    engine = open_engine(place.url)
    stop_on_terminate()
    try:
        async with work(
            engine, place.url, place.name, place.local, place.file, at_once=given["workers"] or 4,
            max_waiting=10 if given["max_waiting"] is None else given["max_waiting"],
        ) as one:  # fmt: skip
            talk.print(f"Worker [bold]{place.name}[/bold] is at work; Ctrl-C ends it.")
            async with desk_of(one.office.room, read_bind(given), place.local.trails):
                while True:
                    await one.mend(await asyncio.to_thread(one.office.store.names))
                    if given["until_empty"] and await _nothing_left(one):
                        return 0
                    await asyncio.sleep(1)
    except asyncio.CancelledError:
        talk.print("Stopped. What was in hand goes back to the queue.")
        return 130
    finally:
        await asyncio.to_thread(close_trails, place.local.trails)
        engine.dispose()
