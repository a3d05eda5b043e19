"""``mi-runner desk``, and the options by which a run or a batch serves one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from runner.errors import RunnerError, UsageError
from runner.operators.waiting_room import OperatorQueue
from runner.settings import pick, read_env_file

F = TypeVar("F", bound=Callable[..., Any])

HOW = "The desk needs the extra 'desk': pip install 'mi-runner[desk]'."
DEFAULT = "127.0.0.1:0"


def desk_options(command: F) -> F:
    """Serve the operator's desk, and how it is kept from others."""
    path = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option("--desk-insecure", is_flag=True, help="Serve other machines without TLS."),
        click.option("--desk-key", type=path, help="The certificate's key (PEM)."),
        click.option("--desk-cert", type=path, help="A certificate (PEM), for --desk on another address."),
        click.option(
            "--desk", is_flag=False, flag_value=DEFAULT, metavar="[HOST:PORT]",
            help="Serve a web page for the person; default a free port of this machine.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def read_bind(given: Mapping[str, Any]) -> Any:
    """Where to serve the desk, or None when it is not asked for.

    Raises:
        UsageError: the address makes no sense or is not safe, or the extra is not installed.
    """
    if not given.get("desk"):
        return None
    try:
        from runner.desk.server import Bind
    except ImportError:
        raise UsageError(HOW) from None
    return Bind.read(given["desk"], given["desk_cert"], given["desk_key"], insecure=given["desk_insecure"])


@asynccontextmanager
async def desk_of(room: OperatorQueue, bind: Any, trails: Path | None = None) -> AsyncIterator[None]:
    """Serve the desk if it is asked for, and let 'mi-runner desk' join.

    Arguments:
        room: the runs that wait.
        bind: where to serve; None to wait until somebody joins.
        trails: the folder in which 'mi-runner desk' asks; None where it cannot join.
    """
    try:
        from runner.desk.join import answer_requests
        from runner.desk.server import serve_desk
    except ImportError:  # without the extra nobody can join
        yield
        return
    if bind is None:
        async with _answering(answer_requests(trails, room) if trails else None):
            yield
        return
    async with serve_desk(room, bind) as desk:
        talk = Console(stderr=True, highlight=False)
        talk.print(f"Operator's desk, for one person: {desk.new_link()}", soft_wrap=True)
        talk.print("Another person enters by the link that 'mi-runner desk' gives.")
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
@click.option(
    "--trails",
    type=click.Path(path_type=Path, file_okay=False),
    help="The batch's folder of trails; default screenshots/.",
)
@click.option("--env-file", type=click.Path(path_type=Path), help="Settings file; default .env in this folder.")
@click.option("--debug", is_flag=True, help="Show a traceback when something unexpected fails.")
def desk(trails: Path | None, env_file: Path | None, *, debug: bool) -> None:
    """Join a batch that runs on this machine: a link to its desk, for one person, on stdout.

    \b
    Example:
      mi-runner desk
    """
    del debug  # read in runner.cli
    try:
        from runner.desk.join import ask_for_link
    except ImportError:
        raise UsageError(HOW) from None
    home = trails or Path(pick("MI_TRAILS", read_env_file(env_file), "screenshots") or "screenshots")
    link = ask_for_link(home)
    if link is None:
        raise RunnerError(
            f"No batch runs with its trails in {home}; start one with 'mi-runner batch accounts.csv --desk'."
        )
    click.echo(link)
