"""The options of ``batch``, ``worker``, ``resume`` and ``status``: the queue's place, and how a worker works."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from runner.commands.options import (
    ConsoleOptions,
    browser_option,
    console_option,
    endpoint_option,
    env_file_option,
    grouped,
    language_option,
    reveal_option,
    trails_option,
    wait_option,
)
from runner.errors import UsageError
from runner.settings import pick

F = TypeVar("F", bound=Callable[..., Any])

HOW = "Batches need the extra 'batch': pip install 'mi-runner[batch]'."
WORKERS, MAX_WAITING = 4, 10


@dataclass(frozen=True)
class WorkerOptions(ConsoleOptions):
    """Where the queue is kept, and how this process works on it; None takes the setting or the default."""

    database: str | None = None
    name: str | None = None
    workers: int | None = None
    max_waiting: int | None = None

    @property
    def url(self) -> str:
        """The queue's database.

        Raises:
            UsageError: the extra is missing, or the address holds a password.
        """
        need_batch()
        from runner.batch.tables import database_url, refuse_password

        refuse_password(self.database)
        trails = self.settings().trails
        return database_url(self.database or pick("MI_DATABASE", self.file), trails)

    @property
    def worker_name(self) -> str:
        """The worker's name.

        Raises:
            UsageError: it holds what a name may not.
        """
        from runner.batch.worker_lock import own_name

        name = self.name or own_name()
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,60}", name):
            raise UsageError("--name takes letters, digits, dots, dashes and underscores, at most 60.")
        return name


def need_batch() -> None:
    """Stop when the extra ``batch`` is not installed.

    Raises:
        UsageError: it is not.
    """
    try:
        import apprise  # noqa: F401
        import dbos  # noqa: F401
        import psutil  # noqa: F401
        import sqlalchemy  # noqa: F401
    except ImportError:
        raise UsageError(HOW) from None


_place = (
    click.option(
        "--database", metavar="URL", help="postgresql://host/db for several machines; default: a file with the trails."
    ),
    trails_option,
    env_file_option,
)
_worker = (
    click.option("--name", help="This worker's name, the same after a restart; default: this machine's."),
    click.option("--workers", "-w", type=click.IntRange(1, 64), help=f"Accounts at once; default {WORKERS}."),
    click.option(
        "--max-waiting", type=click.IntRange(0), help=f"Accounts that may wait for a person; default {MAX_WAITING}."
    ),
    browser_option,
    endpoint_option,
)

place_options = grouped("place", WorkerOptions, *_place)
worker_options = grouped("place", WorkerOptions, *_worker, *_place)
start_options = grouped(
    "place", WorkerOptions, *_worker, console_option, language_option, wait_option, reveal_option, *_place
)
