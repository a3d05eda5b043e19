"""``mi-runner run``: one scenario for one account, with a person at the terminal."""

from __future__ import annotations

import asyncio
import getpass
import json
import shlex
import signal
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from runner.browser import needs_screen, open_browser
from runner.commands.desk import desk_of, desk_options, read_bind
from runner.commands.results import lines_about
from runner.commands.support_options import IMAGE, checked_imei, checked_photos
from runner.core.engine import Job, carry_out
from runner.core.registry import find_scenario, load_scenarios
from runner.credentials.vault import Vault
from runner.errors import UsageError
from runner.model import Account, Result, Status
from runner.operators.base import Nobody
from runner.operators.reporter import NullReporter, Reporter
from runner.operators.terminal import TerminalPerson, open_lines
from runner.operators.terminal_reporter import LiveReporter, PlainReporter
from runner.operators.waiting_room import OperatorQueue, QueueOperator
from runner.settings import LANGUAGES, Settings, choose_site, parse_duration, pick, read_env_file


@click.command()
@click.argument("scenario")
@click.option("--account", "-a", help="E-mail, phone number or account id; default MI_ACCOUNT.")
@click.option("--label", help="What folders call the account; default: the scenario only.", default="account")
@click.option("--headed/--headless", default=None, help="Show the browser window; default: where there is a screen.")
@click.option("--unattended", is_flag=True, help="Nobody is here: stop with exit code 3 where a person is needed.")
@click.option("--dry-run", is_flag=True, help="Do everything but what cannot be undone, and say what it would be.")
@click.option("--yes-delete", metavar="ACCOUNT", help="Consent beforehand, by repeating the account's name.")
@click.option("--device", "devices", multiple=True, help="Only this device, by name or id; may be repeated.")
@click.option("--imei", callback=checked_imei, help="blocked-account: the phone's IMEI (*#06#), 15 digits.")
@click.option(
    "--photo", "photos", multiple=True, type=IMAGE, callback=checked_photos, help="blocked-account: the screen; again."
)
@click.option(
    "--proof", "proofs", multiple=True, type=IMAGE, callback=checked_photos, help="blocked-account: proof of purchase."
)
@click.option("--details", metavar="TEXT", help="blocked-account: what happened, and how support can reach you.")
@click.option("--console", help="'xiaomi' (default), 'practice', or ACCOUNT_URL,CLOUD_URL.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The language asked of the console; default en.")
@click.option(
    "--wait", default=None, metavar="TIME", help="How long a pause waits for you, such as 90s or 15m (default)."
)
@click.option(
    "--trails", type=click.Path(path_type=Path, file_okay=False), help="Where trails go; default screenshots/."
)
@click.option("--reveal", type=click.Choice(["identifiers"]), help="Keep names and numbers readable in the trail.")
@click.option("--browser", help="Path of a browser, or a channel such as msedge; default: found by itself.")
@desk_options
@click.option("--env-file", type=click.Path(path_type=Path), help="Settings file; default .env in this folder.")
@click.option("--json", "as_json", is_flag=True, help="One result object on stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Only the result.")
@click.option("--debug", is_flag=True, help="Show a traceback when something unexpected fails.")
@click.pass_context
def run(context: click.Context, /, scenario: str, **given: Any) -> None:
    """Carry out SCENARIO for one account ('mi-runner scenarios' lists them).

    \b
    Examples:
      mi-runner run list-devices --account me@example.org
      mi-runner run leave --account me@example.org --headed
      mi-runner run leave --account me@example.org --dry-run
      mi-runner run unlink-devices --device "Mi 9" --console practice
      mi-runner run leave --account me@example.org --desk      (you act in a web page; no window is needed)

    The password comes from .env, the environment (MI_PASSWORD), the system keyring, MI_PASSWORD_COMMAND or a hidden
    prompt; never from an option.
    """
    del given["debug"]  # read in runner.cli, before anything can fail
    found = find_scenario(scenario)
    file = read_env_file(given["env_file"])
    bind = read_bind(given)
    if bind and given["headed"] is None:
        given["headed"] = False
    settings = build_settings(given, file)
    account = choose_account(given, file)
    check_consent(settings, account)
    talk = Console(stderr=True)
    vault = Vault(file, prompt=prompt_or_none(), reveal_identifiers=settings.reveal_identifiers)
    vault.fetch(found.secrets, account.name)
    reporter = choose_teller(talk, quiet=given["quiet"])
    if bind:
        result = asyncio.run(at_the_desk(Job(found, account, settings, Nobody(), reporter, vault, given), bind))
    else:
        operator = Nobody() if given["unattended"] else TerminalPerson(talk, open_lines(), headed=settings.headed)
        result = asyncio.run(in_own_browser(Job(found, account, settings, operator, reporter, vault, given)))
    show_result(result, as_json=given["as_json"])
    context.exit(result.exit_code)


@click.command()
def scenarios() -> None:
    """List the scenarios.

    \b
    Example:
      mi-runner scenarios
    """
    for scenario in load_scenarios().values():
        click.echo(f"{scenario.name:<18}{'! ' if scenario.irreversible else '  '}{scenario.summary}")
    click.echo("! cannot be undone: wants the account's name typed first", err=True)


def build_settings(given: Mapping[str, Any], file: Mapping[str, str | None]) -> Settings:
    """Options over environment over ``.env`` over defaults, as one frozen object."""
    headed = given["headed"]
    wait = given["wait"] or pick("MI_WAIT", file, "15m")
    trails = given["trails"] or Path(pick("MI_TRAILS", file, "screenshots") or "screenshots")
    return Settings(
        site=choose_site(given["console"], file, given["language"]),
        headed=not needs_screen() if headed is None else headed,
        dry_run=given["dry_run"],
        yes_delete=given["yes_delete"],
        trails=trails,
        wait=parse_duration(wait or "15m"),
        patience=parse_duration(pick("MI_PATIENCE", file, "15s") or "15s"),
        browser=given["browser"] or pick("MI_BROWSER", file),
        browser_endpoint=given.get("browser_endpoint") or pick("MI_BROWSER_ENDPOINT", file),
        browser_args=tuple(shlex.split(pick("MI_BROWSER_ARGS", file) or "")),
        reveal_identifiers=given["reveal"] == "identifiers",
    )


def choose_account(given: Mapping[str, Any], file: Mapping[str, str | None]) -> Account:
    """The account asked for.

    Raises:
        UsageError: none was named.
    """
    name = given["account"] or pick("MI_ACCOUNT", file)
    if not name:
        raise UsageError("No account was named: use --account, or set MI_ACCOUNT in .env.")
    return Account(name.strip(), given["label"])


def check_consent(settings: Settings, account: Account) -> None:
    """Consent given beforehand must be for this very account.

    Raises:
        UsageError: it names another one.
    """
    if settings.yes_delete is not None and settings.yes_delete.strip().lower() != account.name.lower():
        raise UsageError(f"--yes-delete names another account than {account.name}; nothing was opened.")


def prompt_or_none() -> Any:
    """A hidden prompt, where somebody can answer it."""
    return getpass.getpass if sys.stdin.isatty() else None


def choose_teller(console: Console, *, quiet: bool) -> Reporter:
    """Who hears of the steps: nobody, a live checklist, or plain lines where the output is no terminal."""
    if quiet:
        return NullReporter()
    return LiveReporter(console) if console.is_terminal and not console.is_dumb_terminal else PlainReporter(console)


async def at_the_desk(job: Job, bind: Any) -> Result:
    """Carry a job out whose person is at the operator's desk."""
    room, site = OperatorQueue(), job.settings.site
    hosts = (site.account, site.cloud)
    async with desk_of(room, bind):
        operator = QueueOperator(room, job.account, job.scenario.name, wait=job.settings.wait, hosts=hosts)
        return await in_own_browser(replace(job, operator=operator))


async def in_own_browser(job: Job) -> Result:
    """Open a browser for one job, and close it again."""
    stop_on_terminate()
    try:
        async with open_browser(job.settings) as browser:
            return await carry_out(job, browser)
    except asyncio.CancelledError:
        return Result(
            job.scenario.name, job.account.name, Status.INTERRUPTED, "Interrupted before the console was opened."
        )


def stop_on_terminate() -> None:
    """Let a polite termination close the trail, as Ctrl-C does; Windows has no such signal."""
    task = asyncio.current_task()
    if sys.platform != "win32" and task and threading.current_thread() is threading.main_thread():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def show_result(result: Result, *, as_json: bool) -> None:
    """The result on stdout: one JSON object, or the sentences a person wants."""
    if as_json:
        click.echo(json.dumps(result.to_json(), ensure_ascii=False))
        return
    sign = "✓" if result.status is Status.DONE else "✗"
    click.echo(f"{sign} {result.scenario}: {result.status.value}. {result.reason}")
    for line in lines_about(result):
        click.echo(line)
    if result.trail:
        click.echo(f"Trail: {result.trail}")
