"""The options that several commands share, parsed once into frozen dataclasses."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import click

from runner.errors import UsageError
from runner.settings import LANGUAGES, Settings, choose_site, parse_duration, pick, read_env_file

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
DESK_ADDRESS = "127.0.0.1:0"
"""Where ``--desk`` without a value serves: any free port of this machine."""


@dataclass(frozen=True)
class ConsoleOptions:
    """Which console, with which browser, and where its trails go; None takes the setting or the default."""

    console: str | None = None
    language: str | None = None
    wait: str | None = None
    trails: Path | None = None
    reveal: str | None = None
    browser: str | None = None
    browser_endpoint: str | None = None
    env_file: Path | None = None

    @functools.cached_property
    def file(self) -> Mapping[str, str | None]:
        """The values of the settings file."""
        return read_env_file(self.env_file)

    def settings(self, *, headed: bool = False, dry_run: bool = False, yes_delete: str | None = None) -> Settings:
        """Return options over environment over ``.env`` over defaults, as one frozen object.

        Raises:
            UsageError: an option or a setting makes no sense.
        """
        file = self.file
        return Settings(
            site=choose_site(self.console, file, self.language),
            headed=headed,
            dry_run=dry_run,
            yes_delete=yes_delete,
            trails=self.trails or Path(pick("MI_TRAILS", file) or "screenshots"),
            wait=parse_duration(self.wait or pick("MI_WAIT", file) or "15m"),
            patience=parse_duration(pick("MI_PATIENCE", file) or "15s"),
            browser=self.browser or pick("MI_BROWSER", file),
            browser_endpoint=self.browser_endpoint or pick("MI_BROWSER_ENDPOINT", file),
            browser_args=tuple(shlex.split(pick("MI_BROWSER_ARGS", file) or "")),
            reveal_identifiers=self.reveal == "identifiers",
        )


@dataclass(frozen=True)
class OutputOptions:
    """How results are printed."""

    as_json: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class DeskOptions:
    """Where the operator's desk is served, if it is."""

    desk: str | None = None
    desk_cert: Path | None = None
    desk_key: Path | None = None
    desk_insecure: bool = False

    def bind(self) -> Any:
        """Return where to serve, or None when the desk was not asked for.

        Raises:
            UsageError: the address makes no sense or is not safe.
        """
        if not self.desk:
            return None
        from runner.desk.server import Bind

        return Bind.read(self.desk, self.desk_cert, self.desk_key, insecure=self.desk_insecure)


def grouped(name: str, kind: type[Any], *options: Callable[[F], F]) -> Callable[[F], F]:
    """Give a command these options, and its function one frozen dataclass in their place.

    Arguments:
        name: the function's parameter that takes the dataclass.
        kind: the dataclass; it is given the values of those of its fields that are options of the command.
        options: click's decorators, in the order of the help page.
    """

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def called(*args: Any, **given: Any) -> Any:
            mine = {field.name: given.pop(field.name) for field in fields(kind) if field.name in given}
            return function(*args, **given, **{name: kind(**mine)})

        command: Any = called
        for option in reversed(options):
            command = option(command)
        return command  # type: ignore[no-any-return]

    return decorate


console_option = click.option("--console", help="'xiaomi' (default), 'practice', or ACCOUNT_URL,CLOUD_URL.")
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), help="The language the console is asked for; default en."
)
wait_option = click.option(
    "--wait", metavar="TIME", help="How long a pause waits for a person, such as 90s or 15m (default)."
)
trails_option = click.option("--trails", type=FOLDER, help="Where trails go; default screenshots/.")
reveal_option = click.option(
    "--reveal", type=click.Choice(["identifiers"]), help="Keep names and numbers readable in the trail."
)
browser_option = click.option(
    "--browser", help="Path of a browser, or a channel such as msedge; default: found by itself."
)
endpoint_option = click.option(
    "--browser-endpoint", metavar="URL", help="Use a browser that already runs: ws://… or http://… (CDP)."
)
env_file_option = click.option(
    "--env-file", type=click.Path(path_type=Path), help="Settings file; default .env in this folder."
)
_debug = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show a traceback when something unexpected fails."
)


def debug_option(command: F) -> F:
    """``--debug``; ``runner.cli`` reads it from the command line, before anything can fail."""
    return _debug(command)


run_console_options = grouped(
    "console", ConsoleOptions, console_option, language_option, wait_option, trails_option, reveal_option, browser_option,
    endpoint_option, env_file_option,
)  # fmt: skip

output_options = grouped(
    "output", OutputOptions,
    click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout."),
    click.option("--quiet", "-q", is_flag=True, help="Print the result only."),
)  # fmt: skip

desk_options = grouped(
    "desk", DeskOptions,
    click.option(
        "--desk", is_flag=False, flag_value=DESK_ADDRESS, metavar="[HOST:PORT]",
        help="Serve the operator's desk, a web page; default: a free port of this machine.",
    ),
    click.option("--desk-cert", type=FILE, help="A certificate (PEM), for --desk on another address."),
    click.option("--desk-key", type=FILE, help="The certificate's key (PEM)."),
    click.option("--desk-insecure", is_flag=True, help="Serve other machines without TLS."),
)  # fmt: skip


def account_named(given: str | None, file: Mapping[str, str | None]) -> str:
    """Return the account asked for.

    Raises:
        UsageError: none was named.
    """
    name = (given or pick("MI_ACCOUNT", file) or "").strip()
    if not name:
        raise UsageError("No account was named: use --account, or set MI_ACCOUNT in .env.")
    return name
