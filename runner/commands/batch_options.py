"""Options that batch, worker, resume and status share, and what they make of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from runner.commands.run import build_settings
from runner.errors import UsageError
from runner.settings import LANGUAGES, Settings, pick, read_env_file

F = TypeVar("F", bound=Callable[..., Any])

HOW = "Batches need the extra 'batch': pip install 'mi-runner[batch]'."


def place_options(command: F) -> F:
    """Where the batch is kept: its database and its trails."""
    for option in (
        click.option("--debug", is_flag=True, help="Show a traceback when something unexpected fails."),
        click.option("--env-file", type=click.Path(path_type=Path), help="Settings file; default .env in this folder."),
        click.option(
            "--trails", type=click.Path(path_type=Path, file_okay=False), help="Where trails go; default screenshots/."
        ),
        click.option(
            "--database",
            metavar="URL",
            help="postgresql://host/db for several machines; default a file with the trails.",
        ),
    ):
        command = option(command)
    return command


def worker_options(command: F) -> F:
    """How this process works."""
    for option in (
        click.option("--browser", help="Path of a browser, or a channel such as msedge; default: found by itself."),
        click.option("--browser-endpoint", metavar="WS", help="A browser that runs already: ws://… or http://… (CDP)."),
        click.option("--max-waiting", type=click.IntRange(0), help="Accounts that may wait for a person; default 10."),
        click.option("--workers", "-w", type=click.IntRange(1, 64), help="Accounts at once; default 4."),
        click.option("--name", help="This worker's name, the same after a restart; default: this machine's."),
    ):
        command = option(command)
    return command


def console_options(command: F) -> F:
    """Which console, and how often it is asked."""
    for option in (
        click.option(
            "--sign-in-every", metavar="TIME", help="Between two sign-ins, all workers together; default 20s, local 0s."
        ),
        click.option("--wait", metavar="TIME", help="How long a pause waits for a person; default 15m."),
        click.option("--language", type=click.Choice(LANGUAGES), help="The language asked of the console; default en."),
        click.option("--console", help="'xiaomi' (default), 'practice', or ACCOUNT_URL,CLOUD_URL."),
        click.option("--reveal", type=click.Choice(["identifiers"]), help="Keep names and numbers readable in trails."),
    ):
        command = option(command)
    return command


@dataclass(frozen=True)
class Place:
    """Where a batch is kept, and what is this machine's own."""

    url: str
    local: Settings
    file: Mapping[str, str | None]
    name: str


def find_place(given: Mapping[str, Any]) -> Place:
    """Make of the options what a worker needs.

    Raises:
        UsageError: an option makes no sense, or the extra is not installed.
    """
    try:
        from runner.batch.tables import database_url, refuse_password
        from runner.batch.worker_lock import own_name
    except ImportError:
        raise UsageError(HOW) from None
    file = read_env_file(given["env_file"])
    defaults = {"console": None, "language": None, "wait": None, "reveal": None, "dry_run": False, "yes_delete": None,
                "headed": False, "browser": None, "browser_endpoint": None}  # fmt: skip
    local = build_settings(defaults | dict(given), file)
    refuse_password(given["database"])
    url = database_url(given["database"] or pick("MI_DATABASE", file), local.trails)
    name = given.get("name") or own_name()
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,60}", name):
        raise UsageError("--name takes letters, digits, dots, dashes and underscores, at most 60.")
    return Place(url, local, file, name)
