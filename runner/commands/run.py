"""``mi-runner run``: one command per scenario, built from what the scenario declares, with a person at the terminal."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import click

from runner.browser import needs_screen
from runner.commands.desk import desk_of
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
from runner.core.registry import Scenario, load_scenarios
from runner.core.timings import Timings, timed
from runner.credentials.vault import Vault
from runner.errors import UsageError
from runner.model import Account, Result
from runner.operators.base import Nobody
from runner.operators.reporter import Reporter
from runner.operators.safe_console import open_console
from runner.operators.terminal import TerminalPerson, open_lines
from runner.operators.terminal_reporter import choose_reporter
from runner.operators.waiting_room import OperatorQueue, QueueOperator
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


class ScenarioGroup(click.Group):
    """A group with one command per scenario."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let options stand before the scenario's name, as they could before each had a command of its own."""
        known = load_scenarios()
        if args and args[0].startswith("-") and (name := next((word for word in args if word in known), None)):
            args = [name, *(word for word in args if word != name)]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the scenarios' names."""
        del ctx
        return list(load_scenarios())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Build a scenario's command.

        Raises:
            UsageError: there is no such scenario.
        """
        del ctx
        known = load_scenarios()
        if cmd_name not in known:
            raise UsageError(f"There is no scenario {cmd_name!r}; there are {', '.join(known)}.")
        return command_for(known[cmd_name])


@click.group(cls=ScenarioGroup)
def run() -> None:
    """Carry out one scenario for one account.

    \b
    Examples:
      mi-runner run list-devices --account me@example.org
      mi-runner run leave --account me@example.org --dry-run
      mi-runner run leave --account me@example.org --headed
      mi-runner run leave --help

    The password comes from the environment (MI_PASSWORD), .env, the system keyring, MI_PASSWORD_COMMAND or a hidden
    prompt; never from an option.
    """


@click.command()
def scenarios() -> None:
    """List the scenarios.

    \b
    Example:
      mi-runner scenarios
    """
    for scenario in load_scenarios().values():
        say(f"{scenario.name:<18}{'! ' if scenario.irreversible else '  '}{scenario.summary}")
    say("! cannot be undone: asks you to type the account's name first", err=True)


def command_for(scenario: Scenario) -> click.Command:
    """Return the command that carries out a scenario, with its own options only."""

    def carry_out(
        desk: DeskOptions, console: ConsoleOptions, output: OutputOptions, who: RunOptions, **own: Any
    ) -> None:
        click.get_current_context().exit(perform(scenario, Call(who, console, desk, output, own)))

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


def perform(scenario: Scenario, call: Call) -> int:
    """Carry a scenario out and print its result; the exit code."""
    who, console = call.who, call.console
    bind = call.desk.bind()
    shown = (not bind and not needs_screen()) if who.headed is None else who.headed
    settings = console.settings(headed=shown, dry_run=who.dry_run, yes_delete=who.yes_delete)
    account = Account(account_named(who.account, console.file), who.label)
    check_consent(settings, account)
    talk = open_console(stderr=True)
    vault = Vault(
        console.file, prompt=getpass.getpass if sys.stdin.isatty() else None,
        reveal_identifiers=settings.reveal_identifiers,
    )  # fmt: skip
    vault.fetch(scenario.secrets, account.name)
    reporter: Reporter = choose_reporter(talk, quiet=call.output.quiet)
    job = Job(scenario, account, settings, Nobody(), reporter, vault, call.own)
    timings = Timings()
    with timed(timings):
        if bind:
            result = asyncio.run(at_the_desk(job, bind))
        else:
            operator = Nobody() if who.unattended else TerminalPerson(talk, open_lines(), headed=settings.headed)
            result = asyncio.run(in_own_browser(replace(job, operator=operator)))
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


async def at_the_desk(job: Job, bind: Any) -> Result:
    """Carry a job out whose operator is at the desk."""
    room, site = OperatorQueue(), job.settings.site
    hosts = (site.account, site.cloud)
    async with desk_of(room, bind):
        operator = QueueOperator(room, job.account, job.scenario.name, wait=job.settings.wait, hosts=hosts)
        return await in_own_browser(replace(job, operator=operator))
