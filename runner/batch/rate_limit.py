"""How often a console is asked to sign somebody in, by all workers together."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from pages.console import Site
from pages.origin import Origin
from runner.batch.tables import holds, turns

EVERY: Final = 20.0
"""Seconds between two sign-ins at a console that is not local."""
JITTER: Final = 0.25
"""Up to this part of the distance is added, so that no clockwork shows and workers do not march in step."""
BACK_OFF: Final = 900.0
"""Seconds nobody signs in after *too many*, where the console does not say how long."""

LONGEST_HOLD: Final = 24 * 3600.0
"""Seconds after which one sign-in is tried again, whatever the console asked for."""

_UNITS: Final = (
    (re.compile(r"(?<!\d)(\d{1,3})\s*(?:s|seconds?|segundos?|秒)(?![a-z])", re.IGNORECASE), 1),
    (re.compile(r"(?<!\d)(\d{1,3})\s*(?:m|minutes?|mins?|minutos?|分钟)(?![a-z])", re.IGNORECASE), 60),
    (re.compile(r"(?<!\d)(\d{1,3})\s*(?:h|hours?|horas?|小时)(?![a-z])", re.IGNORECASE), 3600),
    (re.compile(r"(?<!\d)(\d{1,3})\s*(?:d|days?|días?|dias?|天)(?![a-z])", re.IGNORECASE), 86400),
)


def is_local(site: Site) -> bool:
    """Whether the console is on this machine."""
    return Origin.parse(site.account).is_loopback


def database_time(connection: sa.Connection) -> float:
    """The database's own time, in seconds: the clocks of several machines differ, and one may be hours ahead."""
    if connection.dialect.name == "postgresql":
        return float(connection.execute(sa.text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
    return float(connection.execute(sa.text("SELECT (julianday('now') - 2440587.5) * 86400.0")).scalar_one())


class RateLimiter:
    """The turns at one console, shared through the database."""

    def __init__(
        self, engine: sa.Engine, host: str, every: float, clock: Callable[[sa.Connection], float] = database_time
    ) -> None:
        """Share the turns.

        Arguments:
            engine: the batch's database.
            host: the console's address.
            every: seconds between two sign-ins; 0 for no distance.
            clock: the time in seconds, as all workers know it.
        """
        self.engine, self.host, self.every, self.clock = engine, host, every, clock
        with suppress(IntegrityError), engine.begin() as connection:  # two workers may begin together
            self._lock(connection, clock(connection))

    @property
    def longest(self) -> float:
        """The longest distance between two sign-ins that the setting allows."""
        return self.every * (1 + JITTER)

    async def wait(self, tell: Callable[[float], None] = lambda _seconds: None) -> None:
        """Wait until this run may sign in; ``tell`` hears how many seconds that may take."""
        while (seconds := await asyncio.to_thread(self._take)) > 0:
            tell(seconds)
            await asyncio.sleep(min(seconds, 30))

    def _take(self) -> float:
        """Take the next turn if it is now; else the seconds until then."""
        with self.engine.begin() as connection:
            now = self.clock(connection)
            free_at = self._lock(connection, now)
            if free_at > now + self.longest:  # a clock was set back, or somebody's is wrong
                free_at = now + self.longest
                self._set(connection, free_at)
            if held := _hold(connection, self.host, now):
                return max(held, free_at - now)
            if free_at > now:
                return free_at - now
            distance = self.every * (1 + random.uniform(0, JITTER))  # noqa: S311 - no secret
            self._set(connection, now + distance)
        return 0.0

    def back_off(self, words: str = "") -> float:
        """Let nobody sign in for as long as the console asked; the seconds."""
        seconds = min(asked_for(words) or BACK_OFF, LONGEST_HOLD)
        mine = holds.c.host == self.host
        with self.engine.begin() as connection:
            now = self.clock(connection)
            self._lock(connection, now)
            if _hold(connection, self.host, now) < seconds:
                connection.execute(holds.delete().where(mine))
                connection.execute(holds.insert().values(host=self.host, until=now + seconds, seconds=seconds))
        return seconds

    def _lock(self, connection: sa.Connection, now: float) -> float:
        """When the next turn is; nobody else may take it until this transaction ends."""
        mine = turns.c.host == self.host
        if not connection.execute(turns.update().where(mine).values(host=self.host)).rowcount:
            connection.execute(turns.insert().values(host=self.host, free_at=now))
        return float(connection.execute(sa.select(turns.c.free_at).where(mine)).scalar_one())

    def _set(self, connection: sa.Connection, free_at: float) -> None:
        connection.execute(turns.update().where(turns.c.host == self.host).values(free_at=free_at))


def _hold(connection: sa.Connection, host: str, now: float) -> float:
    """Seconds for which nobody signs in because the console said *too many*; never longer than it asked for."""
    found = connection.execute(sa.select(holds.c.until, holds.c.seconds).where(holds.c.host == host)).first()
    return max(0.0, min(found.until - now, found.seconds)) if found else 0.0


def held_off(engine: sa.Engine, host: str, clock: Callable[[sa.Connection], float] = database_time) -> str:
    """A sentence, when the console wants to be left alone; empty when turns come as usual."""
    with engine.connect() as connection:
        seconds = _hold(connection, host, clock(connection))
    if not seconds:
        return ""
    until = time.strftime("%H:%M", time.localtime(time.time() + seconds))
    return f"The console said “too many”: nobody signs in before {until}."


def asked_for(words: str) -> float | None:
    """The seconds a console's *too many* notice asks to wait; None when it names no time."""
    found = [int(match[1]) * unit for pattern, unit in _UNITS if (match := pattern.search(words))]
    return float(sum(found)) if found else None
