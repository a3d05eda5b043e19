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
from typing import IO, Final, Protocol

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from runner.errors import UsageError
from runner.trail.locking import is_locked, lock_for_long


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
    held = _take_on_server(engine, name) if _on_server(engine) else _take_on_disk(engine, name)
    if held is None:
        raise UsageError(
            f"A worker named {name} is at work already. Give this one a name of its own with --name, or wait until "
            "the other has ended."
        )
    return held


def is_free(engine: sa.Engine, name: str) -> bool:
    """Whether no living worker holds the name. Asking takes nothing: a worker may start in this very moment."""
    return not (_held_on_server(engine, name) if _on_server(engine) else _held_on_disk(engine, name))


def _on_server(engine: sa.Engine) -> bool:
    return engine.dialect.name == "postgresql"


class _File:
    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def held(self) -> bool:
        return not self.file.closed

    def release(self) -> None:
        self.file.close()


def _lock_file(engine: sa.Engine, name: str) -> IO[bytes]:
    folder = Path(str(engine.url.database)).parent / ".workers"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{re.sub(r'[^A-Za-z0-9.-]+', '-', name)}.lock"
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def _take_on_disk(engine: sa.Engine, name: str) -> Name | None:
    file = _lock_file(engine, name)
    if lock_for_long(file.fileno()):
        return _File(file)
    file.close()
    return None


def _held_on_disk(engine: sa.Engine, name: str) -> bool:
    with _lock_file(engine, name) as file:
        return is_locked(file.fileno())


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


def _key_of(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"mi-runner worker {name}".encode()).digest()[:8], "big", signed=True)


def _take_on_server(engine: sa.Engine, name: str) -> Name | None:
    key = _key_of(name)
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar_one():
        return _Server(connection, key)
    connection.close()
    return None


_HELD: Final = sa.text(
    # One 64-bit key is kept as its two halves, with 1 beside them (PostgreSQL's manual, "pg_locks").
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    " AND classid = CAST(:high AS oid) AND objid = CAST(:low AS oid)"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def _held_on_server(engine: sa.Engine, name: str) -> bool:
    high, low = divmod(_key_of(name) % (1 << 64), 1 << 32)
    with engine.connect() as connection:
        return connection.execute(_HELD, {"high": high, "low": low}).first() is not None
