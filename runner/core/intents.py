"""At most once: what we are about to do for good, kept on disk before it is done.

An intent is a small file made before the irreversible click; its outcome is written into it afterwards. A file with no
outcome means that a run died in between: nobody clicks again before a person has been told. A file that cannot be read
means the same.

There is one folder for each user of this machine, whatever folder the trails go to. An account has several names; the
intent is kept under every one that is known, the id before the others. No name itself is kept: files are named by an
scrypt hash with a salt of this folder's own, so that the folder does not list the owners.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import platformdirs

from runner.errors import TrailError
from runner.files import create_atomic, write_atomic
from runner.model import normal_name
from runner.trail import private
from runner.trail.locking import lock

T = TypeVar("T")

FOLDER_VARIABLE: Final = "MI_INTENTS"
"""The environment variable that names another folder for the intents."""
SALT_BYTES: Final = 16
_LOCK_LIMIT: Final = 30.0
"""Seconds another run may hold the folder; it needs a fraction of one."""


def home() -> Path:
    """Where this user's intents are."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("mi-runner", appauthor=False) / "intents"


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
    """Trails of further open records of the same act; whoever is told of this one is told of them."""

    @property
    def open(self) -> bool:
        """Whether the click may have happened without anybody having seen what came of it."""
        return self.outcome is None

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


class IntentFiles:
    """The intents of this user on this machine; disk and scrypt in a thread, so that other runs go on."""

    def __init__(self, folder: Path | None = None, former: Path | None = None) -> None:
        """Keep intents.

        Arguments:
            folder: where; this user's own folder when not given.
            former: a folder of trails, where versions before 0.2 kept them; it is read, never begun in.
        """
        self.folder = folder or home()
        self.former = former / ".intents" if former else None

    async def find(self, subject: Subject, act: str) -> Intent | None:
        """What is recorded of this act, or None. See :meth:`Intents.find`."""
        return await asyncio.to_thread(self._find, subject, act)

    async def begin(self, subject: Subject, act: str, trail: str, told: Intent | None = None) -> Intent:
        """Record that the act is about to be done. See :meth:`Intents.begin`."""
        return await asyncio.to_thread(self.begin_now, subject, act, trail, told, now())

    def begin_now(self, subject: Subject, act: str, trail: str, told: Intent | None, at: str) -> Intent:
        """Record it in this thread. See :meth:`Intents.begin`."""
        return _as_trail_error(lambda: self._begin(subject, act, trail, told, at))

    async def settle(self, intent: Intent, subject: Subject, outcome: str) -> None:
        """Record what came of it. See :meth:`Intents.settle`."""
        del subject
        await asyncio.to_thread(_as_trail_error, lambda: self._settle(intent, outcome))

    async def still_ours(self) -> None:
        """Nobody else works on accounts of this folder."""

    def _find(self, subject: Subject, act: str) -> Intent | None:
        here, before = self._find_here(subject, act), self._find_former(subject, act)
        return weightiest([one for one in (here, before) if one])

    def _find_here(self, subject: Subject, act: str) -> Intent | None:
        if not self.folder.is_dir():
            return None
        salt = _salt_of(self.folder)
        if salt is None:
            return _lost(self.folder)
        found = [read(path) for path in _paths(self.folder, salt, subject.console, subject.names, act) if path.exists()]
        return weightiest(found)

    def _find_former(self, subject: Subject, act: str) -> Intent | None:
        folder = self.former
        if folder is None or not folder.is_dir() or folder == self.folder:
            return None
        salt = _salt_of(folder)
        if salt is None:
            return _lost(folder)
        paths = [_path(folder, salt, console, name, act) for console, name in subject.former]
        return weightiest([read(path) for path in paths if path.exists()])

    def _begin(self, subject: Subject, act: str, trail: str, told: Intent | None, at: str) -> Intent:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(self.folder):
            salt = _salt_of(self.folder) or _new_salt(self.folder)
            _keep_salt(self.folder, salt)
            recorded = self._find(subject, act)
            if recorded and not (told and recorded.is_among(told)):
                raise FileExistsError(f"an intent to {act} is on record")
            paths = _paths(self.folder, salt, subject.console, subject.names, act)
            data = json.dumps({"at": at, "act": act, "trail": trail, "salt": salt.hex()})
            _write_all(paths, data, replace=bool(told))
            if recorded:
                self._settle(_elsewhere(recorded, paths), f"taken up again by {trail}")
        places = tuple(map(str, paths))
        return Intent(places[0], at, trail, None, places=places)

    def _settle(self, intent: Intent, outcome: str) -> None:
        for place in intent.places:
            data = _data_of(Path(place)) or {"at": intent.at, "trail": intent.trail}
            write_atomic(Path(place), json.dumps({**data, "outcome": outcome}))


def _elsewhere(recorded: Intent, paths: list[Path]) -> Intent:
    """The record as it stands in other places than these: under a former key, or in a folder of trails."""
    return replace(recorded, places=tuple(place for place in recorded.places if Path(place) not in paths))


def now() -> str:
    """The time as intents record it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read(path: Path) -> Intent:
    """Read one record; one that cannot be read is an open intent."""
    data = _data_of(path)
    if data is None:
        trouble = f"the record {path} cannot be read"
        return Intent(str(path), "an unknown time", "", None, trouble, places=(str(path),))
    return Intent(str(path), data["at"], data["trail"], data.get("outcome"), places=(str(path),))


def _data_of(path: Path) -> dict[str, Any] | None:
    """Return what a record holds; None when it is empty, cut short, or another thing altogether."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in ("at", "trail")):
        return None
    return data if isinstance(data.get("outcome"), str | None) else None


def weightiest(found: Sequence[Intent]) -> Intent | None:
    """Of several records the one that must be heeded: an open one before a settled one, then the newest."""
    if not found:
        return None
    first = max(found, key=lambda one: (one.open, bool(one.trouble), one.at))
    places = dict.fromkeys(place for one in found if one.is_same(first) for place in one.places or (one.key,) if place)
    beside = dict.fromkeys(trail for one in found if one.open for trail in (one.trail, *one.beside))
    return replace(first, places=tuple(places), beside=tuple(beside))


def _lost(folder: Path) -> Intent | None:
    """Return an open intent when the folder's salt is gone, so that nobody can say whose its records are."""
    records = list(folder.glob("*.json"))
    if not records:
        return None
    why = (
        f"{folder} holds {len(records)} record(s) of earlier deletions, and its file “salt” is damaged, so nobody can "
        "say of which accounts; move the folder away once you have made sure"
    )
    return Intent("", "an unknown time", "", None, trouble=why)


def _paths(folder: Path, salt: bytes, console: str, names: tuple[str, ...], act: str) -> list[Path]:
    return [_path(folder, salt, console, name, act) for name in names]


def _path(folder: Path, salt: bytes, console: str, name: str, act: str) -> Path:
    key = f"{console}\n{name}\n{act}".encode()
    return folder / f"{hashlib.scrypt(key, salt=salt, n=2**14, r=8, p=1, dklen=16).hex()}.json"


def _salt_of(folder: Path) -> bytes | None:
    """Return the folder's salt, from a record where its own file is damaged; None when it is nowhere."""
    try:
        salt = (folder / "salt").read_bytes()
    except OSError:
        salt = b""
    if len(salt) == SALT_BYTES:
        return salt
    for path in sorted(folder.glob("*.json")):
        with_salt = (_data_of(path) or {}).get("salt")
        if isinstance(with_salt, str) and len(with_salt) == 2 * SALT_BYTES:
            return bytes.fromhex(with_salt)
    return None


def _new_salt(folder: Path) -> bytes:
    """Make the folder's salt.

    Raises:
        TrailError: there are records that only the lost salt could tell apart.
    """
    if lost := _lost(folder):
        raise TrailError(f"Nothing was clicked: {lost.trouble}.")
    return secrets.token_bytes(SALT_BYTES)


def _write_all(paths: list[Path], data: str, *, replace: bool) -> None:
    """Write the record under each of the account's names; where one cannot be written, none is left."""
    written: list[Path] = []
    try:
        for path in paths:
            (write_atomic if replace else create_atomic)(path, data)
            written.append(path)
    except OSError:
        for path in [] if replace else written:
            path.unlink(missing_ok=True)
        raise


def _keep_salt(folder: Path, salt: bytes) -> None:
    """Have the salt in its own file, mended where it was damaged."""
    path = folder / "salt"
    if not path.exists() or path.read_bytes() != salt:
        write_atomic(path, salt)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder: between the look and the writing, no other run may write."""
    limit = time.monotonic() + _LOCK_LIMIT
    with _one_thread, private.create(folder / "lock", "ab") as file:
        while not lock(file.fileno()):
            if time.monotonic() > limit:
                raise TrailError(f"Another run has held {folder} for {_LOCK_LIMIT:.0f} s, so nothing was clicked.")
            time.sleep(0.05)
        yield


_one_thread = threading.Lock()


def _as_trail_error(work: Callable[[], T]) -> T:
    """Do something on disk.

    Raises:
        TrailError: the disk refuses.
    """
    try:
        return work()
    except FileExistsError:
        raise
    except OSError as problem:
        what = problem.strerror or type(problem).__name__
        raise TrailError(f"What is done for good cannot be recorded in {problem.filename or home()} ({what}).") from None
