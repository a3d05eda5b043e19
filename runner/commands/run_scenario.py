"""One scenario for one account, with a person at the terminal: its command, built from what the scenario declares."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import click

from runner.browser import needs_screen
from runner.commands.early_start import EarlyStart
from runner.commands.options import (
    ConsoleOptions,
    DeskOptions,
    OutputOptions,
    account_named,
    debug_option,
    desk_options,
    grouped,
    output_options,
    run_console_options,
)
from runner.commands.results import show_result
from runner.commands.scenario_options import option_of
from runner.core.engine import Job, in_own_browser
from runner.core.registry import Scenario
from runner.core.timings import Timings, timed
from runner.credentials.vault import Vault
from runner.errors import UsageError
from runner.model import Account, Result
from runner.operators.base import Nobody
from runner.operators.reporter import NullReporter
from runner.printable import say, say_trace
from runner.settings import Settings


@dataclass(frozen=True)
class RunOptions:
    """Whose account it is, who is there, and what was consented to beforehand."""

    account: str | None = None
    label: str = "account"
    headed: bool | None = None
    unattended: bool = False
    timings: bool = False
    dry_run: bool = False
    yes_delete: str | None = None


def command_for(scenario: Scenario) -> click.Command:
    """Return the command that carries out a scenario, with its own options only."""

    def carry_out(
        desk: DeskOptions, console: ConsoleOptions, output: OutputOptions, who: RunOptions, **own: Any
    ) -> None:
        context = click.get_current_context()
        start = context.find_object(EarlyStart)
        context.exit(perform(scenario, Call(who, console, desk, output, own), start.run if start else asyncio.run))

    command: Callable[..., Any] = carry_out
    for decorate in (
        debug_option,
        output_options,
        desk_options,
        run_console_options,
        *map(option_of, scenario.options),
    ):
        command = decorate(command)
    command = grouped("who", RunOptions, *_who(scenario))(command)
    text = f"{scenario.help}\n\n\b\nExample:\n  mi-runner run {scenario.name} {scenario.example}"
    return click.command(scenario.name, help=text, short_help=scenario.summary)(command)


def _who(scenario: Scenario) -> list[Any]:
    """The options of :class:`RunOptions`; only a scenario that does something irreversible has a consent to give."""
    options = [
        click.option("--account", "-a", help="E-mail, phone number or account id; default MI_ACCOUNT."),
        click.option("--label", default="account", show_default=True, help="What folders call the account."),
        click.option(
            "--headed/--headless", default=None, help="Show the browser window; default: where there is a screen."
        ),
        click.option("--unattended", is_flag=True, help="Run without an operator; exit with code 3 if one is needed."),
        click.option("--timings", is_flag=True, help="Say at the end where the seconds of each step went."),
    ]
    if scenario.irreversible:
        options += [
            click.option(
                "--dry-run", is_flag=True,
                help="Stop before every irreversible click and report what would have been done.",
            ),
            click.option("--yes-delete", metavar="ACCOUNT", help="Consent beforehand, by repeating the account's name."),
        ]  # fmt: skip
    return options


@dataclass(frozen=True)
class Call:
    """All that was said on the command line."""

    who: RunOptions
    console: ConsoleOptions
    desk: DeskOptions
    output: OutputOptions
    own: dict[str, Any]
    """What only this scenario is told."""


def perform(scenario: Scenario, call: Call, run: Callable[[Coroutine[Any, Any, Result]], Result]) -> int:
    """Carry a scenario out in the loop of ``run`` and print its result; the exit code."""
    who, console = call.who, call.console
    bind = call.desk.bind()
    shown = (not bind and not needs_screen()) if who.headed is None else who.headed
    settings = console.settings(headed=shown, dry_run=who.dry_run, yes_delete=who.yes_delete)
    account = Account(account_named(who.account, console.file), who.label)
    check_consent(settings, account)
    vault = Vault(
        console.file, prompt=getpass.getpass if sys.stdin.isatty() else None,
        reveal_identifiers=settings.reveal_identifiers,
    )  # fmt: skip
    vault.fetch(scenario.secrets, account.name)
    job = Job(scenario, account, settings, Nobody(), NullReporter(), vault, call.own)
    quiet, attended = call.output.quiet, not (bind or who.unattended)
    complete = partial(at_the_terminal, quiet=quiet, attended=attended)
    timings = Timings()
    with timed(timings):
        result = run(at_the_desk(job, bind, complete) if bind else in_own_browser(job, complete))
    show_result(result, as_json=call.output.as_json)
    say_trace(result.trace)
    for line in timings.lines() if who.timings else ():
        say(line, err=True)
    return result.exit_code


def check_consent(settings: Settings, account: Account) -> None:
    """Make sure that consent given beforehand is for this very account.

    Raises:
        UsageError: it names another one.
    """
    if settings.yes_delete is not None and settings.yes_delete.strip().lower() != account.name.lower():
        raise UsageError(f"--yes-delete names another account than {account.name}; nothing was opened.")


def at_the_terminal(job: Job, *, quiet: bool, attended: bool) -> Job:
    """Give a job its reporter and, if a person is there, its operator. It takes a while: rich is imported for it."""
    from runner.operators.safe_console import open_console
    from runner.operators.terminal import TerminalPerson, open_lines
    from runner.operators.terminal_reporter import choose_reporter

    talk = open_console(stderr=True)
    operator = TerminalPerson(talk, open_lines(), headed=job.settings.headed) if attended else job.operator
    return replace(job, operator=operator, reporter=choose_reporter(talk, quiet=quiet))


async def at_the_desk(job: Job, bind: Any, complete: Callable[[Job], Job]) -> Result:
    """Carry a job out whose operator is at the desk."""
    from runner.commands.desk import desk_of
    from runner.operators.waiting_room import OperatorQueue, QueueOperator

    room, settings = OperatorQueue(), job.settings
    async with desk_of(room, bind):
        operator = QueueOperator(room, job.account, job.scenario.name, wait=settings.wait, site=settings.site)
        return await in_own_browser(replace(job, operator=operator), complete)
