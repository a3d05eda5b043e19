"""The durable queue: DBOS, which hands each account to one worker and remembers it until that worker has reported back.

A workflow here is one attempt at one account. It never raises and returns one word: what it raised or returned would be
kept in the database, and an error's text may quote what was on a page.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, Final

from dbos import DBOS, DBOSConfig, SetWorkflowID

from runner.batch.store import Entry

VERSION: Final = "1"
"""Of the workflow below: workers of another version leave its accounts alone."""
POLLING: Final = 0.25
"""Seconds between two looks into the queue."""
_LIVE: Final = frozenset({"ENQUEUED", "PENDING", "DELAYED"})

Attempt = Callable[[str, int, int], "Future[str]"]
"""Starts the attempt at ``(batch, number, round)`` in the worker's event loop."""

_attempt: list[Attempt] = []
"""The attempt of this process; one process is one worker."""


@DBOS.workflow(name="account", max_recovery_attempts=None)
def _account(batch: str, number: int, round_: int) -> str:
    try:
        return _attempt[0](batch, number, round_).result()
    except BaseException as problem:  # noqa: BLE001 - its text must not reach the database
        return type(problem).__name__


class Queue:
    """The queue as one worker uses it. All calls block: use ``asyncio.to_thread``."""

    def __init__(self, url: str, worker: str, attempt: Attempt, only: Iterable[str] | None = None) -> None:
        """Connect to the queue; what this worker had in hand when it was killed is queued again.

        Arguments:
            url: the database's address.
            worker: this worker's name.
            attempt: carries out one account.
            only: the batches to work for; None for all.
        """
        logging.getLogger("dbos").propagate = False
        config: DBOSConfig = {
            "name": "mi-runner",
            "system_database_url": url,
            "executor_id": worker,
            "application_version": VERSION,
            "log_level": "CRITICAL",
            "console_log_level": "CRITICAL",
            "enable_otlp": False,
            "use_listen_notify": False,
        }
        _attempt[:] = [attempt]
        DBOS(config=config)
        if only is not None:
            DBOS.listen_queues(list(only))
        DBOS.launch()

    def open(self, batch: str, at_once: int) -> None:
        """Make the batch's queue; each worker takes at most so many of its accounts into its hands at once."""
        DBOS.register_queue(
            batch, worker_concurrency=at_once, polling_interval_sec=POLLING, on_conflict="always_update"
        )

    def put(self, entries: Iterable[Entry]) -> None:
        """Queue accounts; one that is queued already stays where it is."""
        for entry in entries:
            queue = DBOS.retrieve_queue(entry.batch)
            if queue is None:
                raise RuntimeError(f"the queue {entry.batch} is not open")
            with SetWorkflowID(entry.workflow):
                queue.enqueue(_account, entry.batch, entry.number, entry.round)

    def states(self, entries: Iterable[Entry]) -> dict[str, str | None]:
        """Of each account's workflow: ``live``, ``over``, or None when the queue does not know it."""
        names = [entry.workflow for entry in entries]
        found: dict[str, str | None] = dict.fromkeys(names)
        for status in _list(workflow_ids=names) if names else ():
            found[status.workflow_id] = "live" if status.status in _LIVE else "over"
        return found

    def holders(self, entries: Iterable[Entry]) -> dict[str, str]:
        """By workflow, the worker that has it in hand."""
        names = [entry.workflow for entry in entries]
        held = _list(workflow_ids=names, status="PENDING") if names else ()
        return {status.workflow_id: status.executor_id for status in held}

    def take_over(self, worker: str) -> int:
        """Queue again what another worker had in hand; how many accounts."""
        held = _list(executor_id=worker, status="PENDING")
        for queue in {status.queue_name for status in held}:
            DBOS.resume_workflows([one.workflow_id for one in held if one.queue_name == queue], queue_name=queue)
        return len(held)

    def close(self, seconds: int = 0) -> None:
        """Leave the queue, after waiting so long for what still runs."""
        DBOS.destroy(workflow_completion_timeout_sec=seconds)


def _list(**wanted: Any) -> list[Any]:
    return DBOS.list_workflows(load_input=False, load_output=False, **wanted)


def run_in(loop: asyncio.AbstractEventLoop, attempt: Callable[[str, int, int], Any]) -> Attempt:
    """Make a coroutine function of a loop callable from the queue's threads."""
    return lambda *account: asyncio.run_coroutine_threadsafe(attempt(*account), loop)
