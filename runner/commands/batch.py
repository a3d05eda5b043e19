"""``mi-runner batch``: many accounts from a list, unattended, durable."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from runner.commands.batch_options import console_options, find_place, place_options, worker_options
from runner.commands.batch_run import Wishes, run_batch
from runner.commands.desk import desk_options, read_bind
from runner.settings import parse_duration


class StartsByDefault(click.Group):
    """A group whose first word may be the list itself: ``batch accounts.csv`` is ``batch start accounts.csv``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command in front, unless another is named."""
        return super().parse_args(ctx, args if args and args[0] in self.commands else ["start", *args])


class Start(click.Command):
    """Shows itself as it is called: without the word that goes in front by itself."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's shape
        """The line after *Usage*."""
        formatter.write_usage("mi-runner batch", "[OPTIONS] ACCOUNTS")


@click.group(cls=StartsByDefault)
def batch() -> None:
    """Carry out a scenario for a list of accounts, unattended."""


@batch.command(cls=Start)
@click.argument("accounts", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--scenario", default="leave", help="For rows that name none; default leave.")
@click.option("--dry-run", is_flag=True, help="Do everything but what cannot be undone, and say what it would be.")
@worker_options
@console_options
@desk_options
@place_options
@click.option("--json", "as_json", is_flag=True, help="The results as one JSON object on stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Only the results.")
@click.pass_context
def start(context: click.Context, /, accounts: Path, **given: Any) -> None:
    """Carry out a scenario for every account in a list (CSV or JSON Lines), and go on where it stopped.

    \b
    Examples:
      mi-runner batch accounts.csv
      mi-runner batch accounts.csv --scenario unlink-devices --workers 4
      mi-runner batch accounts.csv --dry-run
      mi-runner batch accounts.csv --desk      one person serves all that wait, from a web page
      mi-runner batch recover bench-2          its accounts, when the worker bench-2 never comes back

    The list's columns: account, label, scenario, consent (the account once more, word for word, for whatever cannot be
    undone), secret (keyring:, env:, command:), codes (imap:, totp:, person). A password in the list is refused.

    Whatever needs a person waits for one ('mi-runner desk' serves it from a web page) and is parked when nobody comes:
    'mi-runner resume --headed' takes it up. 'mi-runner status --watch' shows how far it is.
    """
    from runner.batch.accounts import check_mailboxes, read_accounts
    from runner.batch.settings import BatchPlan, batch_name

    place = find_place(given)
    rows = read_accounts(accounts, scenario=given["scenario"], dry_run=given["dry_run"])
    check_mailboxes(rows, place.file)
    every = parse_duration(given["sign_in_every"]) if given["sign_in_every"] else None
    plan = BatchPlan.of(
        place.local, workers=given["workers"] or 4, max_waiting=10 if given["max_waiting"] is None else given["max_waiting"],
        every=every,
    )  # fmt: skip
    name = batch_name(accounts, rows, place.local.site, dry_run=given["dry_run"])
    wishes = Wishes(as_json=given["as_json"], quiet=given["quiet"], bind=read_bind(given))
    context.exit(asyncio.run(run_batch(place, name, plan, rows, wishes)))


@batch.command()
@click.argument("name")
@place_options
def recover(name: str, **given: Any) -> None:
    """Queue the accounts again that the worker NAME had in hand, when it never comes back.

    \b
    Example:
      mi-runner batch recover bench-2 --database postgresql://queue.example/mi

    A worker that is alive keeps its accounts. A running worker takes up what was queued; without one, start the batch
    again.
    """
    from runner.batch.recover import recover_worker

    place = find_place(given)
    number = recover_worker(place.url, name)
    Console(stderr=True).print(f"The worker {name} is gone; what it had in hand is queued again.")
    click.echo(f"{number} account(s)")
