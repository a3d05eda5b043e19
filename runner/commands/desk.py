"""``mi-runner desk``, and serving the desk beside a run or a batch."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import click

from runner.commands.options import FOLDER, debug_option, env_file_option
from runner.errors import RunnerError
from runner.operators.waiting_room import OperatorQueue
from runner.printable import say
from runner.settings import pick, read_env_file


@asynccontextmanager
async def desk_of(room: OperatorQueue, bind: Any, trails: Path | None = None) -> AsyncIterator[None]:
    """Serve the desk if it is asked for, and let 'mi-runner desk' join.

    Arguments:
        room: the runs that wait.
        bind: where to serve; None to wait until somebody joins.
        trails: the folder in which 'mi-runner desk' asks; None where it cannot join.
    """
    if bind is None and trails is None:
        yield
        return
    from runner.desk.join import answer_requests
    from runner.desk.server import serve_desk

    if bind is None:
        async with _answering(answer_requests(trails, room) if trails else None):
            yield
        return
    async with serve_desk(room, bind) as desk:
        say(f"Operator's desk, for one person: {desk.new_link()}", err=True)
        say("Another person enters by the link that 'mi-runner desk' prints.", err=True)
        async with _answering(answer_requests(trails, room, desk) if trails else None):
            yield


@asynccontextmanager
async def _answering(answering: Any) -> AsyncIterator[None]:
    task = asyncio.ensure_future(answering) if answering else None
    try:
        yield
    finally:
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@click.command()
@click.option("--trails", type=FOLDER, help="The batch's folder of trails; default screenshots/.")
@env_file_option
@debug_option
def desk(trails: Path | None, env_file: Path | None) -> None:
    """Print a link to the desk of a batch that runs on this machine.

    The link is for one person.

    \b
    Example:
      mi-runner desk
    """
    from runner.desk.join import ask_for_link

    home = trails or Path(pick("MI_TRAILS", read_env_file(env_file)) or "screenshots")
    link = ask_for_link(home)
    if link is None:
        raise RunnerError(
            f"No batch runs with its trails in {home}; start one with 'mi-runner batch accounts.csv --desk'."
        )
    say(link)
