"""``mi-runner batch``: many accounts from a list, unattended, durable."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from runner.commands.options import DeskOptions, OutputOptions, debug_option, desk_options, output_options
from runner.commands.queue_options import (
    MAX_WAITING,
    WORKERS,
    WorkerOptions,
    need_batch,
    place_options,
    start_options,
)
from runner.printable import say
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
@click.option("--scenario", default="leave", show_default=True, help="For rows that name none.")
@click.option(
    "--dry-run", is_flag=True, help="Stop before every irreversible click and report what would have been done."
)
@click.option(
    "--sign-in-every", metavar="TIME", help="Time between two sign-ins, all workers together; default 20s, local 0s."
)
@start_options
@desk_options
@output_options
@debug_option
@click.pass_context
def start(
    context: click.Context, /, accounts: Path, scenario: str, sign_in_every: str | None, *,
    dry_run: bool, place: WorkerOptions, desk: DeskOptions, output: OutputOptions,
) -> None:  # fmt: skip
    """Carry out a scenario for every account in a list (CSV or JSON Lines), and go on where it stopped.

    \b
    Examples:
      mi-runner batch accounts.csv
      mi-runner batch accounts.csv --scenario unlink-devices --workers 4
      mi-runner batch accounts.csv --dry-run
      mi-runner batch accounts.csv --desk      one person serves all that wait, from a web page
      mi-runner batch recover bench-2          re-queue the accounts of bench-2 if it will not restart

    The list's columns: account, label, scenario, consent (the account once more, word for word, for whatever cannot be
    undone), secret (keyring:, env:, command:), codes (imap:, totp:, person). A password in the list is refused.

    Whatever needs a person waits for one ('mi-runner desk' serves it from a web page) and is parked when nobody comes:
    'mi-runner resume --headed' takes it up. 'mi-runner status --watch' shows how far it is.
    """
    need_batch()
    from runner.batch.accounts import check_mailboxes, read_accounts
    from runner.batch.settings import BatchPlan, batch_name
    from runner.commands.batch_run import run_batch

    rows = read_accounts(accounts, scenario=scenario, dry_run=dry_run)
    check_mailboxes(rows, place.file)
    local = place.settings()
    plan = BatchPlan.of(
        local, workers=place.workers or WORKERS,
        max_waiting=MAX_WAITING if place.max_waiting is None else place.max_waiting,
        every=parse_duration(sign_in_every) if sign_in_every else None,
    )  # fmt: skip
    name = batch_name(accounts, rows, local.site, dry_run=dry_run)
    context.exit(asyncio.run(run_batch(place, name, plan, rows, output, bind=desk.bind())))


@batch.command()
@click.argument("gone", metavar="NAME")
@place_options
@debug_option
def recover(gone: str, place: WorkerOptions) -> None:
    """Re-queue the accounts of the worker NAME if it will not restart.

    \b
    Example:
      mi-runner batch recover bench-2 --database postgresql://queue.example/mi

    A worker that is alive keeps its accounts. A running worker takes up what is queued; without one, start the batch
    again.
    """
    need_batch()
    from runner.batch.recover import recover_worker

    number = recover_worker(place.url, gone)
    say(f"The worker {gone} is gone; its accounts are queued again.", err=True)
    say(f"{number} account(s)")
