"""At most once, on whichever machine: intents in the batch's database, beside those on this machine's disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from runner.batch.store import Entry, Store
from runner.batch.tables import accounts, intents
from runner.core.intent_files import IntentFiles
from runner.core.intents import Intent, Subject, now, weightiest
from runner.errors import Refused, TrailError


class SharedIntents:
    """The intents of one account in a batch.

    A worker that was taken for dead may still be alive: an intent is written only as long as the account is this
    worker's own, in the same transaction.
    """

    def __init__(self, store: Store, entry: Entry, files: IntentFiles, alive: Callable[[], bool]) -> None:
        """Keep the intents of one attempt.

        Arguments:
            store: the batch's database.
            entry: the account, as it was claimed.
            files: this machine's own intents, which plain runs know.
            alive: whether this worker still holds its name; asked before anything irreversible.
        """
        self.store, self.entry, self.files, self.alive = store, entry, files, alive

    async def find(self, subject: Subject, act: str) -> Intent | None:
        """What is recorded of this act anywhere; an open record before a settled one, wherever it is."""
        here = await asyncio.to_thread(self._find, subject, act)
        there = await self.files.find(subject, act)
        return weightiest([one for one in (here, there) if one])

    def _find(self, subject: Subject, act: str) -> Intent | None:
        with self.store.engine.connect() as connection:
            rows = connection.execute(sa.select(intents).where(_same(subject, act))).all()
        return weightiest([Intent("", row.at, row.trail, row.outcome) for row in rows])

    async def begin(self, subject: Subject, act: str, trail: str, told: Intent | None = None) -> Intent:
        """Record that the act is about to be done, on disk and in the database. See :meth:`runner.core.intents.Intents.begin`.

        Raises:
            FileExistsError: another one is on record, of which nobody was told.
            Refused: the account is another worker's now, or this worker has lost its name.
            TrailError: the disk or the database cannot be written.
        """
        try:
            return await asyncio.to_thread(self._begin, subject, act, trail, told)
        except IntegrityError:
            raise FileExistsError(f"an intent to {act} is on record") from None
        except SQLAlchemyError as problem:
            raise TrailError(f"The intent could not be recorded ({type(problem).__name__}).") from None

    async def still_ours(self) -> None:
        """Return while the account is this worker's. See :meth:`runner.core.intents.Intents.still_ours`.

        Raises:
            Refused: it is another worker's now, or this worker has lost its name.
            TrailError: the database does not answer.
        """
        try:
            await asyncio.to_thread(self._still_ours)
        except SQLAlchemyError as problem:
            raise TrailError(f"The queue does not answer ({type(problem).__name__}).") from None

    def _still_ours(self) -> None:
        with self.store.engine.begin() as connection:
            self._check(connection)

    def _check(self, connection: sa.Connection) -> None:
        """Make sure that the account is ours, and keep it so until this transaction ends."""
        if not self.alive():
            raise Refused("This worker has lost its connection to the queue; it did nothing more on the console.")
        ours = connection.execute(
            accounts.update()  # an update, so that the row is locked until then
            .where(
                accounts.c.batch == self.entry.batch,
                accounts.c.number == self.entry.number,
                accounts.c.token == self.entry.token,
            )
            .values(token=self.entry.token)
        )
        if not ours.rowcount:
            raise Refused("Another worker has taken over this account; this one did nothing more on the console.")

    def _begin(self, subject: Subject, act: str, trail: str, told: Intent | None) -> Intent:
        at = now()
        with self.store.engine.begin() as connection:
            self._check(connection)
            if told:
                known = (told.trail, *told.beside)
                connection.execute(intents.delete().where(_same(subject, act), intents.c.trail.in_(known)))
            if connection.execute(sa.select(intents.c.at).where(_same(subject, act))).first():
                raise FileExistsError(f"an intent to {act} is on record")
            rows = [
                {"console": subject.console, "account": name, "act": act, "at": at, "trail": trail, "outcome": None}
                for name in subject.names
            ]
            connection.execute(intents.insert(), rows)
            # Before the transaction ends: where the file cannot be written, the database forgets it too.
            return self.files.begin_now(subject, act, trail, told, at)

    async def settle(self, intent: Intent, subject: Subject, outcome: str) -> None:
        """Record what came of it, on disk even where the database does not answer.

        Raises:
            TrailError: one of them cannot be written.
        """
        if intent.places:
            await self.files.settle(intent, subject, outcome)
        try:
            await asyncio.to_thread(self._settle, intent, subject, outcome)
        except SQLAlchemyError as problem:
            raise TrailError(f"The queue does not answer ({type(problem).__name__}).") from None

    def _settle(self, intent: Intent, subject: Subject, outcome: str) -> None:
        with self.store.engine.begin() as connection:
            # By trail and time, which all rows of one attempt share: an account's other names may not be known here.
            same = sa.and_(intents.c.trail == intent.trail, intents.c.at == intent.at)
            of_ours = sa.and_(_of(subject), intents.c.trail == intent.trail)
            connection.execute(intents.update().where(sa.or_(same, of_ours)).values(outcome=outcome))


def _of(subject: Subject) -> sa.ColumnElement[bool]:
    """The rows of an account, in today's form and in those of versions before 0.2."""
    spelt = [(subject.console, name) for name in subject.names]
    return sa.or_(
        *(
            sa.and_(intents.c.console == console, intents.c.account == name)
            for console, name in (*spelt, *subject.former)
        )
    )


def _same(subject: Subject, act: str) -> sa.ColumnElement[bool]:
    return sa.and_(_of(subject), intents.c.act == act)
