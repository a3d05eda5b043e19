"""At most once, on whichever machine: intents in the batch's database, beside those on this machine's disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from runner.batch.store import Entry, Store
from runner.batch.tables import accounts, intents
from runner.core.intents import Intent, IntentFiles, now
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

    async def find(self, console: str, account: str, act: str) -> Intent | None:
        """What is recorded of this act anywhere, the database first."""
        return await asyncio.to_thread(self._find, *_key(console, account, act)) or await self.files.find(
            console, account, act
        )

    def _find(self, console: str, account: str, act: str) -> Intent | None:
        with self.store.engine.connect() as connection:
            row = connection.execute(sa.select(intents).where(_same(console, account, act))).first()
        return Intent("", row.at, row.trail, row.outcome) if row else None

    async def begin(self, console: str, account: str, act: str, trail: str, former: Intent | None = None) -> Intent:
        """Record that the act is about to be done, in the database and on disk. See :meth:`runner.core.intents.Intents.begin`.

        Raises:
            FileExistsError: it was recorded before.
            Refused: the account is another worker's now, or this worker has lost its name.
            TrailError: the database cannot be written.
        """
        try:
            at = await asyncio.to_thread(self._begin, *_key(console, account, act), trail, former)
        except IntegrityError:
            raise FileExistsError(f"an intent to {act} is on record") from None
        except SQLAlchemyError as problem:
            raise TrailError(
                f"The intent could not be recorded ({type(problem).__name__}), so nothing was done on the console."
            ) from None
        kept = await self.files.begin(
            console, account, act, trail, former=former or await self.files.find(console, account, act)
        )
        return replace(kept, at=at)

    async def still_ours(self) -> None:
        """Return while the account is this worker's. See :meth:`runner.core.intents.Intents.still_ours`.

        Raises:
            Refused: it is another worker's now, or this worker has lost its name.
            TrailError: the database does not answer.
        """
        try:
            await asyncio.to_thread(self._still_ours)
        except SQLAlchemyError as problem:
            raise TrailError(
                f"The queue does not answer ({type(problem).__name__}), so nothing was done on the console."
            ) from None

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

    def _begin(self, console: str, account: str, act: str, trail: str, former: Intent | None) -> str:
        at = now()
        with self.store.engine.begin() as connection:
            self._check(connection)
            if former:
                connection.execute(intents.delete().where(_same(console, account, act), intents.c.at == former.at))
            connection.execute(
                intents.insert().values(console=console, account=account, act=act, at=at, trail=trail, outcome=None)
            )
        return at

    async def settle(self, intent: Intent, outcome: str) -> None:
        """Record what came of it."""
        await asyncio.to_thread(self._settle, intent, outcome)
        if intent.key:
            await self.files.settle(intent, outcome)

    def _settle(self, intent: Intent, outcome: str) -> None:
        with self.store.engine.begin() as connection:
            connection.execute(
                intents.update()
                .where(intents.c.account == _plain(self.entry.account), intents.c.trail == intent.trail)
                .values(outcome=outcome)
            )


def _plain(account: str) -> str:
    return account.strip().lower()


def _key(console: str, account: str, act: str) -> tuple[str, str, str]:
    return console, _plain(account), act


def _same(console: str, account: str, act: str) -> sa.ColumnElement[bool]:
    return sa.and_(intents.c.console == console, intents.c.account == account, intents.c.act == act)
