"""``mi-runner demo``: the main job on the practice console, from nothing to a deleted account and its trail."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from pages.console import Site
from runner.commands.options import FOLDER, debug_option
from runner.core.engine import Job, in_own_browser
from runner.core.registry import find_scenario
from runner.credentials.vault import Vault
from runner.model import Account
from runner.operators.practice import PracticeOperator
from runner.operators.safe_console import open_console
from runner.operators.terminal_reporter import choose_reporter
from runner.practice import Practice
from runner.printable import say
from runner.settings import Settings

SPOKEN = ("en", "es", "zh")
"""What the practice console speaks."""

EMAIL = "leaver@example.test"
PASSWORD = "practice-Passw0rd"  # noqa: S105 - of an account that exists on the practice console only


@click.command()
@click.option("--headed/--headless", default=False, help="Show the browser window; default: headless.")
@click.option("--skin", type=click.Choice(["current", "classic"]), default="current", help="The console's markup.")
@click.option("--language", type=click.Choice(SPOKEN), default="en", help="The console's language.")
@click.option(
    "--captcha", type=click.Choice(["image", "slider", "none"]), default="image", help="What the console asks."
)
@click.option("--trails", type=FOLDER, default=Path("screenshots"), show_default=True, help="Where the trail goes.")
@debug_option
@click.pass_context
def demo(context: click.Context, /, **given: Any) -> None:
    """Leave an account on the practice console, with a practice operator for its CAPTCHA and its code.

    \b
    Examples:
      mi-runner demo
      mi-runner demo --headed
      mi-runner demo --skin classic --language es
    """
    switches = {"skin": given["skin"], "language": given["language"], "captcha": given["captcha"], "identity": "email"}
    with Practice(port=0, **switches) as console:
        account = console.add_account(email=EMAIL, password=PASSWORD)
        site = Site(console.account_url, console.cloud_url, given["language"])
        settings = Settings(site=site, headed=given["headed"], trails=given["trails"], yes_delete=EMAIL)
        talk = open_console(stderr=True)
        talk.print(
            f"Practice console: {console.account_url} with {len(account['devices'])} devices, {len(account['apps'])} apps"
        )
        vault = Vault({"MI_PASSWORD": PASSWORD}, environment={})
        operator = PracticeOperator(site, console.control_url, EMAIL)
        job = Job(
            find_scenario("leave"), Account(EMAIL, "demo"), settings, operator,
            choose_reporter(talk, quiet=False), vault,
        )  # fmt: skip
        result = asyncio.run(in_own_browser(job))
        show_ledger(console.ledger(EMAIL))
    say(f"{result.scenario}: {result.status.value}. {result.reason}")
    say(f"Trail:  {result.trail}")
    say(f"Report: {result.trail / 'report.html' if result.trail else 'none'}")
    context.exit(result.exit_code)


def show_ledger(rows: list[dict[str, Any]]) -> None:
    """What the practice console's own ledger saw: not the runner's word."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row["event"]] = counted.get(row["event"], 0) + 1
    table = Table("what the console saw", "times", box=None, padding=(0, 2), header_style="bold")
    for event, times in counted.items():
        table.add_row(event, str(times))
    open_console().print(table)
