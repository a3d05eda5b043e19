"""Take the accounts of a worker that never comes back."""

from __future__ import annotations

import secrets
from concurrent.futures import Future

from runner.batch.queue import Queue
from runner.batch.store import Store
from runner.batch.tables import open_engine
from runner.batch.worker import take_over


def recover_worker(url: str, name: str) -> int:
    """Queue again what the worker had in hand; how many accounts.

    Raises:
        UsageError: it is alive.
        RunnerError: the database cannot be reached.
    """
    engine = open_engine(url)
    queue = Queue(url, f"recovering-{secrets.token_hex(4)}", _nothing, only=())
    try:
        return take_over(Store(engine), queue, name)
    finally:
        queue.close()
        engine.dispose()


def _nothing(_batch: str, _number: int, _round: int) -> Future[str]:
    raise AssertionError("a process that only recovers takes no account")
