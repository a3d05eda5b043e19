"""``mi-runner status``: how far a batch is, as a table, live, or for machines."""

from __future__ import annotations

import time
from typing import Any

import click
from rich.console import Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from runner.batch.states import OPEN, ORDER, State
from runner.commands.options import debug_option
from runner.commands.queue_options import WorkerOptions, need_batch, place_options
from runner.errors import UsageError
from runner.operators.safe_console import open_console
from runner.printable import printable, say_json

ROWS = 40
"""Rows of a table; the accounts for which something is to be done come first."""


@click.command()
@click.argument("batch", required=False)
@click.option("--watch", is_flag=True, help="Keep it on the screen until the batch has ended or Ctrl-C.")
@click.option("--all", "everything", is_flag=True, help="Every account, not only the first 40 that matter.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@place_options
@debug_option
def status(batch: str | None, *, watch: bool, everything: bool, as_json: bool, place: WorkerOptions) -> None:
    """Show BATCH (default: the newest) as a table.

    \b
    Examples:
      mi-runner status
      mi-runner status --watch
      mi-runner status --json --database postgresql://queue.example/mi
    """
    need_batch()
    from runner.batch.store import Store
    from runner.batch.tables import open_engine

    engine = open_engine(place.url)
    store = Store(engine)
    try:
        names = store.names()
        if not names:
            raise UsageError("There is no batch yet: mi-runner batch accounts.csv begins one.")
        name = batch or names[0]
        store.settings(name)  # says when there is none of that name
        if as_json:
            say_json(_data(store, name))
            return
        rows = None if everything else ROWS
        if not watch:
            open_console().print(_table(store, name, rows))
            return
        with Live(_table(store, name, rows), console=open_console(), auto_refresh=False) as live:
            while any(map(store.counts(name).get, OPEN)):
                time.sleep(0.5)
                live.update(_table(store, name, rows), refresh=True)
    finally:
        engine.dispose()


def _data(store: Any, name: str) -> dict[str, Any]:
    fields = ("number", "label", "scenario", "state", "reason", "kind", "attempts", "worker", "trail", "seconds")
    return {
        "batch": name,
        "stopped": store.stopped(name),
        "counts": store.counts(name),
        "accounts": [{field: getattr(entry, field) for field in fields} for entry in store.entries(name)],
    }


def _table(store: Any, name: str, most: int | None) -> RenderableType:
    from runner.batch.rate_limit import held_off
    from runner.batch.settings import BatchPlan
    from runner.batch.worker_lock import is_free

    plan = BatchPlan.read(store.settings(name))
    entries = sorted(store.entries(name), key=lambda entry: (ORDER.index(State(entry.state)), entry.number))
    held = {entry.worker for entry in entries if entry.state in {State.RUNNING, State.WAITING}}
    gone = {worker for worker in held if is_free(store.engine, worker)}
    table = Table("account", "state", "reason", "tries", "worker", title=Text(name), title_justify="left", box=None,
                  padding=(0, 2, 0, 0), header_style="bold")  # fmt: skip
    for entry in entries[:most]:
        worker = Text.assemble(printable(entry.worker), (" gone", "bold red") if entry.worker in gone else "")
        table.add_row(
            Text(printable(entry.label)), Text(entry.state, style=State(entry.state).colour), Text(printable(entry.reason)), str(entry.attempts or ""), worker
        )
    counts = store.counts(name)
    told = "  ".join(f"{counts[state]} {state}" for state in ORDER if counts.get(state))
    lines = [told if most is None or len(entries) <= most else f"{told}  ({most} of {len(entries)} shown; --all)"]
    lines += [f"Stopped: {why}"] if (why := store.stopped(name)) else []
    lines += [why] if (why := held_off(store.engine, plan.account_url)) else []
    lines += [
        f"The worker {worker} is gone: start it again, or mi-runner batch recover {worker}" for worker in sorted(gone)
    ]
    return Group(table, *(Text(printable(line)) for line in lines))
