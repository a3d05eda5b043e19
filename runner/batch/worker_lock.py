"""A worker's name: held by one living process at a time, free again the instant that process is gone.

The name is what a worker's accounts are found by after a kill, so two must never use the same one. With SQLite it is a
lock on a file, which the system drops with the process; with PostgreSQL an advisory lock of a connection, which the
server drops with the connection.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
from pathlib import Path
from typing import IO, Protocol

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from runner.errors import UsageError
from runner.trail.locking import lock


class Name(Protocol):
    """A name that is held."""

    def held(self) -> bool:
        """Whether it is ours still."""
        ...

    def release(self) -> None:
        """Let another use it."""
        ...


def own_name() -> str:
    """A name that is the same after a restart: this machine's."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", socket.gethostname()) or "worker"


def take_name(engine: sa.Engine, name: str) -> Name:
    """Hold a worker's name.

    Raises:
        UsageError: a living worker holds it.
    """
    held = _on_server(engine, name) if engine.dialect.name == "postgresql" else _on_disk(engine, name)
    if held is None:
        raise UsageError(
            f"A worker named {name} is at work already. Give this one a name of its own with --name, or wait until "
            "the other has ended."
        )
    return held


def is_free(engine: sa.Engine, name: str) -> bool:
    """Whether no living worker holds the name."""
    try:
        take_name(engine, name).release()
    except UsageError:
        return False
    return True


class _File:
    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def held(self) -> bool:
        return not self.file.closed

    def release(self) -> None:
        self.file.close()


def _on_disk(engine: sa.Engine, name: str) -> Name | None:
    folder = Path(str(engine.url.database)).parent / ".workers"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^A-Za-z0-9.-]+', '-', name)}.lock"
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    if lock(file.fileno()):
        return _File(file)
    file.close()
    return None


class _Server:
    def __init__(self, connection: sa.Connection, key: int) -> None:
        self.connection, self.key = connection, key

    def held(self) -> bool:
        """Ask the server: a connection that broke has lost its locks."""
        query = sa.text("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted")
        try:
            return self.connection.execute(query).first() is not None
        except SQLAlchemyError:
            return False

    def release(self) -> None:
        self.connection.invalidate()
        self.connection.close()


def _on_server(engine: sa.Engine, name: str) -> Name | None:
    key = int.from_bytes(hashlib.sha256(f"mi-runner worker {name}".encode()).digest()[:8], "big", signed=True)
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar_one():
        return _Server(connection, key)
    connection.close()
    return None
