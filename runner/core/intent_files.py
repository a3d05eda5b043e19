"""The intents of one user on this machine: a small file each, made before the irreversible click.

There is one folder for each user, whatever folder the trails go to. No account's name is kept: files are named by an
scrypt hash with a salt of this folder's own, so that the folder does not list the owners.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

import platformdirs

from runner.core.intents import Intent, Subject, now, weightiest
from runner.errors import TrailError
from runner.files import create_atomic, write_atomic
from runner.trail import private, strict_json
from runner.trail.locking import lock

T = TypeVar("T")

FOLDER_VARIABLE: Final = "MI_INTENTS"
"""The environment variable that names another folder for the intents."""
SALT_BYTES: Final = 16
COST: Final = 2**14
"""Of scrypt: whoever has the folder pays so much for each name that they guess."""
_HEX: Final = re.compile(f"[0-9a-f]{{{2 * SALT_BYTES}}}")
"""A salt as a record holds it."""
_LOCK_LIMIT: Final = 30.0
"""Seconds another run may hold the folder; it needs a fraction of one."""


def home() -> Path:
    """Where this user's intents are."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("mi-runner", appauthor=False) / "intents"


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
            kept = {"at": at, "act": act, "trail": trail, "salt": salt.hex(), "files": [path.name for path in paths]}
            data = json.dumps(kept)
            _write_all(paths, data, replace=bool(told))
            if recorded:
                self._settle(_elsewhere(recorded, paths), f"taken up again by {trail}")
        places = tuple(map(str, paths))
        return Intent(places[0], at, trail, None, places=places)

    def _settle(self, intent: Intent, outcome: str) -> None:
        for place in intent.places:
            data = _data_of(Path(place)) or {"at": intent.at, "trail": intent.trail}
            if data["trail"] != intent.trail:
                continue  # another run has taken it up since, and what came of ours says nothing of its click
            write_atomic(Path(place), json.dumps({**data, "outcome": outcome}))


def _elsewhere(recorded: Intent, paths: list[Path]) -> Intent:
    """The record as it stands in other places than these: under a former key, or in a folder of trails."""
    return replace(recorded, places=tuple(place for place in recorded.places if Path(place) not in paths))


def read(path: Path) -> Intent:
    """Read one record; one that cannot be read is an open intent."""
    data = _data_of(path)
    if data is None:
        trouble = f"the record {path} cannot be read"
        return Intent(str(path), "an unknown time", "", None, trouble, places=(str(path),))
    return Intent(str(path), data["at"], data["trail"], data.get("outcome"), places=_all_places(path, data))


def _all_places(path: Path, data: dict[str, Any]) -> tuple[str, ...]:
    """Where the same record stands under the account's other names, which whoever reads it may not know."""
    beside = data.get("files")
    names = [Path(str(name)).name for name in beside] if isinstance(beside, list) else []
    others = [path.with_name(name) for name in names]
    same = [other for other in others if (_data_of(other) or {}).get("trail") == data["trail"]]
    return tuple(dict.fromkeys(map(str, (path, *same))))


def _data_of(path: Path) -> dict[str, Any] | None:
    """Return what a record holds; None when it is empty, cut short, or another thing altogether."""
    try:
        data = strict_json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in ("at", "trail")):
        return None
    return data if isinstance(data.get("outcome"), str | None) else None


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
    key = f"{console}\n{name}\n{act}"
    return folder / f"{_derived(key, salt)}.json"


@lru_cache(maxsize=256)
def _derived(key: str, salt: bytes) -> str:
    """What a key becomes: 50 ms of work, done once although a run asks several times."""
    return hashlib.scrypt(key.encode(), salt=salt, n=COST, r=8, p=1, dklen=16).hex()


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
        if isinstance(with_salt, str) and _HEX.fullmatch(with_salt):
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
