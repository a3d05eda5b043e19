"""``mi-runner resume``: take up the accounts that wait for a person."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import click
from rich.console import Console

from runner.commands.batch_options import find_place, place_options, worker_options
from runner.commands.desk import desk_options, read_bind
from runner.commands.run import choose_teller
from runner.errors import UsageError
from runner.model import Account
from runner.operators.base import Operator
from runner.operators.reporter import Reporter
from runner.operators.terminal import TerminalPerson, open_lines
from runner.settings import Settings


@click.command()
@click.argument("batch", required=False)
@click.option("--headed/--headless", default=False, help="Show each account's browser to the person at this terminal.")
@click.option("--failed", is_flag=True, help="Also take up what failed. What was refused is never tried again.")
@worker_options
@desk_options
@place_options
@click.option("--json", "as_json", is_flag=True, help="The results as one JSON object on stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Only the results.")
@click.pass_context
def resume(context: click.Context, /, batch: str | None, **given: Any) -> None:
    """Take up the parked accounts of BATCH (default: the newest that has any).

    \b
    Examples:
      mi-runner resume --headed            one after the other, with you at the browser
      mi-runner resume --desk              several at once, with you at a web page
      mi-runner resume accounts-1f2e3d4c --failed
    """
    place = find_place(given)
    from runner.batch.settings import BatchPlan
    from runner.batch.store import Store
    from runner.batch.tables import open_engine
    from runner.commands.batch_run import Wishes, go_on

    states = ("parked", "stopped", *(["failed"] if given["failed"] else []))
    engine = open_engine(place.url)
    store = Store(engine)
    try:
        name = batch or _newest(store, states)
        plan = BatchPlan.read(store.settings(name))
        store.stop(name, "")
        wishes = Wishes(as_json=given["as_json"], quiet=given["quiet"], bind=read_bind(given))
        workers = 1 if given["headed"] else given["workers"] or plan.workers
        hand = _at_the_terminal(headed=True, quiet=given["quiet"]) if given["headed"] else None
        plan = replace(plan, workers=workers)
        context.exit(asyncio.run(go_on(place, store, name, plan, wishes, hand=hand, again=states)))
    finally:
        engine.dispose()


def _newest(store: Any, states: tuple[str, ...]) -> str:
    for name in store.names():
        if any(store.counts(name).get(state) for state in states):
            return str(name)
    raise UsageError("No batch has an account that waits to be taken up; mi-runner status lists them.")


def _at_the_terminal(*, headed: bool, quiet: bool) -> Any:
    """The person at this terminal serves each account, one after the other."""
    talk = Console(stderr=True)
    lines = open_lines()

    def hand(account: Account, _settings: Settings) -> tuple[Operator, Reporter]:
        talk.rule(account.label)
        return TerminalPerson(talk, lines, headed=headed), choose_teller(talk, quiet=quiet)

    return hand
