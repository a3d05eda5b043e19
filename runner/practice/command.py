"""``mi-runner practice``: serve the console by itself, for a person to click through."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import click

from runner.practice.server import PORT, Practice
from runner.practice.switches import CHOICES, DEFAULTS, HELP, LISTS, SwitchError, Switches

DEMO = ({"email": "leaver@example.test"}, {"email": "second@example.test", "devices": [], "apps": []})


class HostPort(click.ParamType[Any]):
    """``HOST:PORT``."""

    name = "HOST:PORT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read host and port."""
        host, colon, port = str(value).rpartition(":")
        if not (colon and host and re.fullmatch("[0-9]{1,5}", port)):
            self.fail(f"{value!r} is not HOST:PORT", param, ctx)
        return host, int(port)


class Json(click.ParamType[Any]):
    """A JSON object."""

    name = "JSON"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read it."""
        try:
            return json.loads(value)
        except ValueError:
            self.fail(f"{value!r} is not JSON", param, ctx)


def _option(name: str) -> click.Option:
    """The option that sets a switch; left out, the switch keeps its default."""
    default, flag = getattr(DEFAULTS, name), f"--{name.replace('_', '-')}"
    shown: dict[str, Any] = {"help": f"{HELP[name]}.", "default": None}
    if name in CHOICES:
        return click.Option([flag], type=click.Choice(CHOICES[name]), **shown)
    if name in LISTS:
        return click.Option([flag], type=click.Choice(LISTS[name]), multiple=True, help=shown["help"])
    if isinstance(default, Mapping):
        return click.Option([flag], type=Json(), **shown)
    if isinstance(default, bool):
        return click.Option([flag], is_flag=True, **shown)
    return click.Option([flag], type=click.IntRange(0) if isinstance(default, int) else str, **shown)


def _serve(port: int, smtp: tuple[str, int] | None, account: tuple[str, ...], quiet: bool, **given: Any) -> None:
    """Serve the practice console: a local stand-in for the vendor's, with demo accounts.

    \b
    Examples:
      mi-runner practice
      mi-runner practice --captcha image --identity email
      mi-runner practice --skin classic --language es --account me@example.test

    Everything stays on this machine. Stop it with Ctrl-C.
    """
    switches = {name: value for name, value in given.items() if value not in (None, ())}
    told = None if quiet else _tell_code
    try:
        console = Practice(port, smtp=smtp, told=told, **switches)
    except SwitchError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"port {port} or one of the next two is taken ({error}); try --port 0") from None
    with console:
        added = [console.add_account(**each) for each in ([{"email": email} for email in account] or DEMO)]
        _introduce(console, added)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("\nStopped.")


def _introduce(console: Practice, accounts: list[dict[str, Any]]) -> None:
    click.echo("Practice console (nothing leaves this machine)\n")
    for name, address in (
        ("account host", console.account_url),
        ("cloud host", console.cloud_url),
        ("control API", console.control_url),
    ):
        click.echo(f"  {name:<13} {address}")
    click.echo("\nAccounts")
    for each in accounts:
        counts = f"{len(each['devices'])} devices, {len(each['apps'])} apps"
        click.echo(f"  {each['email']}   password {each['password']}   {counts}")
    click.echo("\nSwitches: --help lists them; while it runs, POST them as JSON to the control API:")
    click.echo(f'  curl -d \'{{"captcha": "image"}}\' {console.control_url}/control/switches\n')


def _tell_code(email: str, channel: str, code: str) -> None:
    click.echo(f"{'Mail' if channel == 'email' else 'Text message'} to {email}: verification code {code}")


practice_command = click.Command(
    "practice",
    callback=_serve,
    help=_serve.__doc__,
    params=[
        click.Option(
            ["--port"],
            type=click.IntRange(0, 65533),
            default=PORT,
            show_default=True,
            help="Port of the account host; cloud host and control API take the next two. 0: any free ones.",
        ),
        click.Option(
            ["--smtp"], type=HostPort(), help="Send codes through this SMTP host instead of keeping them inside."
        ),
        click.Option(
            ["--account"], multiple=True, metavar="EMAIL", help="An account to start with, instead of the demo ones."
        ),
        click.Option(["--quiet"], is_flag=True, help="Do not print the codes that are mailed."),
        *(_option(each.name) for each in fields(Switches)),
    ],
)
