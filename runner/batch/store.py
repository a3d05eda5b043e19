"""The accounts of a batch as its database knows them. Every call is short and blocking: use ``asyncio.to_thread``."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from runner.batch.states import OPEN, State
from runner.batch.tables import accounts, batches
from runner.errors import UsageError
from runner.model import normal_name


@dataclass(frozen=True)
class Entry:
    """One account of a batch."""

    batch: str
    number: int
    account: str
    label: str
    scenario: str
    consent: str
    secret: str
    codes: str
    state: str
    round: int
    attempts: int
    worker: str
    token: str
    trail: str
    kind: str
    reason: str
    seconds: float
    ended: float | None

    @property
    def workflow(self) -> str:
        """The queue engine's name for this round of this account."""
        return f"{self.batch}/{self.number}/{self.round}"


class Store:
    """Batches and their accounts."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def create(self, batch: str, settings: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> bool:
        """Record a batch and its accounts, all or nothing; False when it is there already.

        Raises:
            UsageError: an account of it is unfinished in another batch.
        """
        rows = [dict(row, batch=batch) for row in rows]
        with self.engine.begin() as connection:
            if connection.execute(sa.select(batches.c.id).where(batches.c.id == batch)).first():
                return False
            self._refuse_twins(connection, {row["account"]: row["label"] for row in rows})
            connection.execute(batches.insert().values(id=batch, created=time.time(), settings=dict(settings)))
            connection.execute(accounts.insert(), rows)
        return True

    def _refuse_twins(self, connection: sa.Connection, named: Mapping[str, str]) -> None:
        wanted = {normal_name(name): label for name, label in named.items()}
        for row in connection.execute(
            sa.select(accounts.c.account, accounts.c.batch).where(accounts.c.state.in_((*OPEN, State.PARKED)))
        ):
            if label := wanted.get(normal_name(row.account)):
                raise UsageError(f"{label} is unfinished in the batch {row.batch}; finish that one first.")

    def settings(self, batch: str) -> dict[str, Any]:
        """How the batch is to be run.

        Raises:
            UsageError: there is no such batch.
        """
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(batches.c.settings).where(batches.c.id == batch)).first()
        if row is None:
            raise UsageError(f"There is no batch {batch} in this database; mi-runner status lists them.")
        return dict(row.settings)

    def names(self) -> list[str]:
        """All batches, newest first."""
        with self.engine.connect() as connection:
            return list(connection.execute(sa.select(batches.c.id).order_by(batches.c.created.desc())).scalars())

    def entries(self, batch: str, states: Iterable[str] | None = None) -> list[Entry]:
        """The accounts of a batch, in the order of the file."""
        query = sa.select(accounts).where(accounts.c.batch == batch).order_by(accounts.c.number)
        if states is not None:
            query = query.where(accounts.c.state.in_(tuple(states)))
        with self.engine.connect() as connection:
            return [Entry(**row) for row in connection.execute(query).mappings()]

    def entry(self, batch: str, number: int) -> Entry:
        """One account."""
        query = sa.select(accounts).where(accounts.c.batch == batch, accounts.c.number == number)
        with self.engine.connect() as connection:
            return Entry(**connection.execute(query).mappings().one())

    def counts(self, batch: str) -> dict[str, int]:
        """How many accounts are in each state."""
        query = sa.select(accounts.c.state, sa.func.count()).where(accounts.c.batch == batch).group_by(accounts.c.state)
        with self.engine.connect() as connection:
            return {state: number for state, number in connection.execute(query)}  # noqa: C416 - rows are no pairs to dict()

    def claim(self, entry: Entry, worker: str, token: str) -> Entry | None:
        """Take an account in hand for this worker; None when nothing is to be done for it.

        Whoever held it before loses it: its token no longer fits, so that it can do nothing irreversible any more.
        """
        mine = self._one(entry.batch, entry.number)
        with self.engine.begin() as connection:
            stopped = connection.execute(sa.select(batches.c.stopped).where(batches.c.id == entry.batch)).scalar_one()
            if stopped:
                connection.execute(
                    accounts.update().where(mine, accounts.c.state == State.QUEUED).values(state=State.STOPPED, reason=stopped)
                )
                return None
            claimed = connection.execute(
                accounts.update()
                .where(mine, accounts.c.state.in_(OPEN), accounts.c.round == entry.round)
                .values(state="running", worker=worker, token=token, attempts=accounts.c.attempts + 1)
            )
        return self.entry(entry.batch, entry.number) if claimed.rowcount else None

    def note(self, entry: Entry, **values: Any) -> bool:
        """Write to an account that is still ours; False when another worker has it."""
        with self.engine.begin() as connection:
            done = connection.execute(
                accounts.update()
                .where(self._one(entry.batch, entry.number), accounts.c.token == entry.token)
                .values({name: _storable(value) for name, value in values.items()})
            )
        return bool(done.rowcount)

    def next_round(self, entry: Entry, **values: Any) -> Entry | None:
        """Queue an account anew; None when somebody else just did, or it has come to its end meanwhile."""
        same = sa.and_(accounts.c.round == entry.round, accounts.c.state == entry.state)
        with self.engine.begin() as connection:
            done = connection.execute(
                accounts.update()
                .where(self._one(entry.batch, entry.number), same)
                .values(state=State.QUEUED, round=entry.round + 1, token="", worker="", **values)
            )
        return self.entry(entry.batch, entry.number) if done.rowcount else None

    def release(self, worker: str) -> None:
        """Put back what a worker had in hand that is gone."""
        with self.engine.begin() as connection:
            connection.execute(
                accounts.update()
                .where(accounts.c.worker == worker, accounts.c.state.in_((State.RUNNING, State.WAITING)))
                .values(state=State.QUEUED, token="")
            )

    def last_ended(self, batch: str, number: int) -> list[Entry]:
        """The accounts that ended last, newest first."""
        query = (
            sa.select(accounts)
            .where(accounts.c.batch == batch, accounts.c.ended.is_not(None))
            .order_by(accounts.c.ended.desc())
            .limit(number)
        )
        with self.engine.connect() as connection:
            return [Entry(**row) for row in connection.execute(query).mappings()]

    def stop(self, batch: str, why: str) -> None:
        """Let nothing more begin; an empty reason lets it go on."""
        with self.engine.begin() as connection:
            connection.execute(batches.update().where(batches.c.id == batch).values(stopped=why))

    def stopped(self, batch: str) -> str:
        """Why nothing more begins; empty when it does."""
        with self.engine.connect() as connection:
            return str(connection.execute(sa.select(batches.c.stopped).where(batches.c.id == batch)).scalar_one())

    @staticmethod
    def _one(batch: str, number: int) -> sa.ColumnElement[bool]:
        return sa.and_(accounts.c.batch == batch, accounts.c.number == number)


def _storable(value: Any) -> Any:
    """What every database can keep: PostgreSQL takes no NUL, and none takes half a character; people and pages write both."""
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode() if isinstance(value, str) else value
