"""At most once: what we are about to do for good, on record before it is done.

An intent with no outcome means that a run died in between: nobody clicks again before a person has been told. A record
that cannot be read means the same. An account has several names; an intent is kept under every one that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from runner.core.acts import Known
from runner.model import normal_name


@dataclass(frozen=True)
class Subject:
    """Whose account on which console: every spelling by which an earlier run may have known them."""

    console: str
    """The console's one key."""
    names: tuple[str, ...]
    """Every whole name that is known for the account, in its normal form, the best first."""
    former: tuple[tuple[str, str], ...] = ()
    """Console and name as versions before 0.2 wrote them."""

    @classmethod
    def of(cls, console: str, names: tuple[str, ...], addresses: tuple[str, ...] = ()) -> Subject:
        """Name an account; ``addresses`` are the console's own, in the form it was given."""
        normal = tuple(dict.fromkeys(map(normal_name, names)))
        written = dict.fromkeys(name.strip().lower() for name in (*names, *normal))
        spelt = dict.fromkeys(one for address in addresses for one in (address.rstrip("/"), address.rstrip("/") + "/"))
        return cls(console, normal, tuple((address, name) for address in spelt for name in written))


@dataclass(frozen=True)
class Intent:
    """One irreversible act upon one account, as it is recorded."""

    key: str
    """Where it is kept: a path, or nothing when only a database knows it."""
    at: str
    trail: str
    outcome: str | None
    trouble: str = ""
    """Why its record cannot be read; it then counts as open."""
    places: tuple[str, ...] = ()
    """All paths at which it is kept, one for each name of the account."""
    beside: tuple[str, ...] = ()
    """Trails of further records of the same act that are open or of clicks not made; to know of this is to know of them."""

    @property
    def open(self) -> bool:
        """Whether the click may have happened without anybody having seen what came of it."""
        return self.outcome is None

    @property
    def not_made(self) -> bool:
        """Whether the click was certainly not made, as when the gate refused it."""
        return self.outcome is not None and self.outcome.startswith(Known.NOT_DONE)

    def is_same(self, other: Intent) -> bool:
        """Whether two records tell of the same act."""
        return self.trail == other.trail and bool(self.trouble) == bool(other.trouble)

    def is_among(self, told: Intent) -> bool:
        """Whether somebody who was told of the other record knows of this one."""
        return all(trail in {told.trail, *told.beside} for trail in (self.trail, *self.beside))


class Intents(Protocol):
    """Where intents are kept: on this machine, or in the database of a batch as well."""

    async def find(self, subject: Subject, act: str) -> Intent | None:
        """What is recorded of this act, or None."""
        ...

    async def begin(self, subject: Subject, act: str, trail: str, told: Intent | None = None) -> Intent:
        """Record that the act is about to be done; durable when this returns.

        Arguments:
            subject: whose account.
            act: what is about to be done, in one word.
            trail: name of the trail that tells of it.
            told: an earlier intent that the person was told of before consenting; replaced by this one.

        Raises:
            FileExistsError: another one is on record, of which nobody was told.
            Refused: the account is another worker's now.
            TrailError: it cannot be recorded.
        """
        ...

    async def settle(self, intent: Intent, subject: Subject, outcome: str) -> None:
        """Record what came of it.

        Raises:
            TrailError: it cannot be recorded.
        """
        ...

    async def still_ours(self) -> None:
        """Return while this run may act for the account; asked before every click that cannot be undone.

        Raises:
            Refused: the account is another worker's now.
            TrailError: that cannot be learnt.
        """
        ...


def now() -> str:
    """The time as intents record it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def weightiest(found: Sequence[Intent]) -> Intent | None:
    """Of several records the one that must be heeded: an open one, then one of a click that was made, then the newest."""
    if not found:
        return None
    first = max(found, key=lambda one: (one.open, bool(one.trouble), not one.not_made, one.at))
    places = dict.fromkeys(place for one in found if one.is_same(first) for place in one.places or (one.key,) if place)
    known_with_it = (one for one in found if one.open or first.not_made)
    beside = dict.fromkeys(trail for one in known_with_it for trail in (one.trail, *one.beside))
    return replace(first, places=tuple(places), beside=tuple(beside))
