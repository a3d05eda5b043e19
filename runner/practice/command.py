"""``mi-runner practice``: serve the practice console by itself, for a person to click through."""

from __future__ import annotations

import threading
from dataclasses import fields
from typing import Any

import click

from runner.practice.server import Practice
from runner.practice.switches import CHOICES, Switches

DEMO_PASSWORD = "practice-Passw0rd"  # noqa: S105 - of accounts that exist on the practice console only
FLAGS = [item for item in fields(Switches) if isinstance(item.default, bool)]
NUMBERS = [item for item in fields(Switches) if type(item.default) in {int, float}]


def switch_options(command: Any) -> Any:
    """An option for each switch: a choice, a flag, or a number."""
    for item in reversed(NUMBERS):
        command = click.option(
            f"--{item.name.replace('_', '-')}", item.name, type=type(item.default), default=item.default, show_default=True
        )(command)
    for item in reversed(FLAGS):
        name = item.name.replace("_", "-")
        command = click.option(f"--{name}/--no-{name}", item.name, default=item.default, show_default=True)(command)
    for name, choices in reversed(CHOICES.items()):
        first = next(item.default for item in fields(Switches) if item.name == name)
        command = click.option(f"--{name}", type=click.Choice(choices), default=first, show_default=True)(command)
    return command


@click.command("practice")
@click.option("--port", default=8710, show_default=True, help="Of the account host; cloud and control take the next two.")
@click.option("--account", "accounts", multiple=True, metavar="EMAIL", help="Accounts to make; default leaver@example.test.")
@click.option("--smtp", metavar="HOST:PORT", help="Where codes are mailed to; default: a mailbox inside the console.")
@click.option("--quiet", is_flag=True, help="Do not print codes as they arrive.")
@switch_options
def practice_command(port: int, accounts: tuple[str, ...], smtp: str | None, quiet: bool, **switches: Any) -> None:
    """Serve a stand-in for the vendor's console on loopback, where nothing can be lost.

    \b
    Examples:
      mi-runner practice
      mi-runner practice --captcha image --identity email
      mi-runner practice --skin classic --language es --account me@example.test
    """
    heard = None if quiet else say_code
    try:
        console = Practice(port, smtp=_host_and_port(smtp), heard=heard, **switches)
    except OSError as problem:
        raise click.ClickException(f"Port {port} or one of the two above it is taken ({problem.strerror}); see --port.") from None
    with console:
        click.echo(f"Account host  {console.account_url}")
        click.echo(f"Cloud host    {console.cloud_url}")
        click.echo(f"Control API   {console.control_url}/control/ledger")
        for email in accounts or ("leaver@example.test",):
            made = console.add_account(email=email, password=DEMO_PASSWORD)
            click.echo(f"Account       {email}  password {DEMO_PASSWORD}  ({len(made['devices'])} devices)")
        click.echo("Ctrl-C stops it.", err=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)


def say_code(account: str, code: str, way: str) -> None:
    """A code has arrived for somebody; codes of the practice console are no secret."""
    click.echo(f"Code          {code}  by {way} for {account}")


def _host_and_port(text: str | None) -> tuple[str, int] | None:
    if not text:
        return None
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit():
        raise click.BadParameter("write HOST:PORT", param_hint="--smtp")
    return host, int(port)
