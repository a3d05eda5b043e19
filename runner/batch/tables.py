"""What a batch keeps in its database, beside the queue engine's own tables. No secret, no code, no page content.

SQLite by default, PostgreSQL for several machines; the same statements for both.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from runner.errors import RunnerError, UsageError
from runner.trail import private

FILE: Final = "queue.sqlite"
_OLDEST_SQLITE: Final = (3, 42)
"""With Python 3.12 or later the queue's engine asks SQLite for parts of a second, whatever its version (seen: DBOS 3.4.0)."""

metadata = sa.MetaData()

batches = sa.Table(
    "mi_batches",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("settings", sa.JSON, nullable=False),
    sa.Column("stopped", sa.String, nullable=False, default=""),
)

accounts = sa.Table(
    "mi_accounts",
    metadata,
    sa.Column("batch", sa.String, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("account", sa.String, nullable=False),
    sa.Column("label", sa.String, nullable=False),
    sa.Column("scenario", sa.String, nullable=False),
    sa.Column("consent", sa.String, nullable=False, default=""),
    sa.Column("secret", sa.String, nullable=False, default=""),
    sa.Column("codes", sa.String, nullable=False, default=""),
    sa.Column("state", sa.String, nullable=False, default="queued"),
    sa.Column("round", sa.Integer, nullable=False, default=0),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("worker", sa.String, nullable=False, default=""),
    sa.Column("token", sa.String, nullable=False, default=""),
    sa.Column("trail", sa.String, nullable=False, default=""),
    sa.Column("kind", sa.String, nullable=False, default=""),
    sa.Column("reason", sa.String, nullable=False, default=""),
    sa.Column("seconds", sa.Float, nullable=False, default=0.0),
    sa.Column("ended", sa.Float),
)

intents = sa.Table(
    "mi_intents",
    metadata,
    sa.Column("console", sa.String, primary_key=True),
    sa.Column("account", sa.String, primary_key=True),
    sa.Column("act", sa.String, primary_key=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("trail", sa.String, nullable=False),
    sa.Column("outcome", sa.String),
)

turns = sa.Table(
    "mi_turns",
    metadata,
    sa.Column("host", sa.String, primary_key=True),
    sa.Column("free_at", sa.Float, nullable=False),
)

holds = sa.Table(
    "mi_holds",
    metadata,
    sa.Column("host", sa.String, primary_key=True),
    sa.Column("until", sa.Float, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
)


def database_url(given: str | None, home: Path) -> str:
    """The database's address: the one given, or a file in the folder of trails.

    Raises:
        UsageError: it is neither PostgreSQL nor SQLite, or makes no sense, or SQLite is too old.
    """
    if not given:
        _refuse_old_sqlite()
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (home / FILE).resolve()
        private.create(file, "ab").close()  # SQLite would make it readable for everybody, and its journal as the file is
        return f"sqlite:///{file.as_posix()}"
    try:
        url = make_url(given)
    except ArgumentError:
        raise UsageError("--database is no address; write for example postgresql://host/database.") from None
    if url.get_backend_name() not in {"postgresql", "sqlite"}:
        raise UsageError(f"--database: {url.get_backend_name()} is not supported; use postgresql:// or sqlite:///.")
    if url.get_backend_name() == "sqlite":
        _refuse_old_sqlite()
    return given


def _refuse_old_sqlite() -> None:
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise UsageError(
            f"This Python comes with SQLite {sqlite3.sqlite_version}, and a batch needs 3.42 or later; nothing was opened. "
            "Use Python 3.11, a Python with a later SQLite, or PostgreSQL (--database)."
        )


def refuse_password(given: str | None) -> None:
    """A password in an argument can be read by everybody on the machine.

    Raises:
        UsageError: the address holds one.
    """
    if given and urlsplit(given).password:
        raise UsageError(
            "--database holds a password, which every program on this machine could read. Put the address into "
            "MI_DATABASE in .env, or the password into PGPASSWORD or ~/.pgpass."
        )


_ONE_AT_A_TIME: Final = {
    "postgresql": "SELECT pg_advisory_xact_lock(hashtext('mi-runner tables'))",
    "sqlite": "BEGIN IMMEDIATE",
}
"""What waits until no other worker makes the tables."""


def open_engine(url: str) -> sa.Engine:
    """A connection pool to the database, with our tables in it.

    Raises:
        RunnerError: it cannot be reached.
    """
    made = make_url(url)
    if made.get_backend_name() == "postgresql":
        made = made.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(made, pool_pre_ping=True)
    if made.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _be_patient)
    try:
        with engine.begin() as connection:
            if not metadata.tables.keys() <= set(sa.inspect(connection).get_table_names()):
                # Two workers may begin together: who comes second finds the tables of the first.
                connection.exec_driver_sql(_ONE_AT_A_TIME[made.get_backend_name()])
                metadata.create_all(connection)
    except SQLAlchemyError as problem:
        raise RunnerError(
            f"The database {made.render_as_string(hide_password=True)} cannot be used ({type(problem).__name__}). "
            "Nothing was started."
        ) from None
    return engine


def _be_patient(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"  # a writer waits at the door, not half-way in
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()
