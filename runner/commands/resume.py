"""``mi-runner resume``: take up the accounts that wait for a person."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from runner.batch.states import State
from runner.commands.options import DeskOptions, OutputOptions, debug_option, desk_options, output_options
from runner.commands.queue_options import WorkerOptions, need_batch, worker_options
from runner.errors import UsageError
from runner.model import Account
from runner.operators.base import Operator
from runner.operators.reporter import Reporter
from runner.operators.safe_console import open_console
from runner.operators.terminal import TerminalPerson, open_lines
from runner.operators.terminal_reporter import choose_reporter
from runner.settings import Settings

if TYPE_CHECKING:
    from runner.batch.settings import BatchPlan


@click.command()
@click.argument("batch", required=False)
@click.option(
    "--headed/--headless",
    default=False,
    show_default=True,
    help="Show each account's browser to you at this terminal, one after the other; headless: from the desk, several at once.",
)
@click.option("--failed", is_flag=True, help="Also take up what failed. What was refused is never tried again.")
@worker_options
@desk_options
@output_options
@debug_option
@click.pass_context
def resume(
    context: click.Context, /, batch: str | None, *, headed: bool, failed: bool, place: WorkerOptions, desk: DeskOptions,
    output: OutputOptions,
) -> None:  # fmt: skip
    """Take up the parked accounts of BATCH (default: the newest that has any).

    \b
    Examples:
      mi-runner resume --headed            one after the other, with you at the browser
      mi-runner resume --desk              several at once, with you at a web page
      mi-runner resume accounts-1f2e3d4c --failed
    """
    need_batch()
    from runner.batch.settings import BatchPlan
    from runner.batch.store import Store
    from runner.batch.tables import open_engine
    from runner.commands.batch_run import go_on

    states = (State.PARKED, State.STOPPED, *([State.FAILED] if failed else []))
    engine = open_engine(place.url)
    store = Store(engine)
    try:
        name = batch or _newest(store, states)
        plan = _adjusted(BatchPlan.read(store.settings(name)), place, headed=headed)
        store.stop(name, "")
        operators = _at_the_terminal(quiet=output.quiet) if headed else None
        context.exit(asyncio.run(go_on(place, store, name, plan, output, bind=desk.bind(), operators=operators, again=states)))
    finally:
        engine.dispose()


def _adjusted(plan: BatchPlan, place: WorkerOptions, *, headed: bool) -> BatchPlan:
    """Return the batch's plan with what was given here instead; one person sees one window at a time."""
    return replace(
        plan,
        workers=1 if headed else place.workers or plan.workers,
        max_waiting=plan.max_waiting if place.max_waiting is None else place.max_waiting,
    )


def _newest(store: Any, states: tuple[str, ...]) -> str:
    for name in store.names():
        if any(store.counts(name).get(state) for state in states):
            return str(name)
    raise UsageError("No batch has an account that waits to be taken up; mi-runner status lists them.")


def _at_the_terminal(*, quiet: bool) -> Any:
    """The person at this terminal serves each account, one after the other."""
    talk = open_console(stderr=True)
    lines = open_lines()

    def operators(account: Account, _settings: Settings) -> tuple[Operator, Reporter]:
        talk.rule(account.label)
        return TerminalPerson(talk, lines, headed=True), choose_reporter(talk, quiet=quiet)

    return operators
