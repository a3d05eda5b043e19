"""At most once: what we were about to do for good, kept on disk before it is done.

An intent is a small file made before the irreversible click; its outcome is written into it afterwards. A file with no
outcome means that a run died in between: nobody clicks again before somebody has looked at what the console says.

The account's name is not kept: the file is named by an scrypt hash with a salt of this machine's own, so that a folder
of trails that is handed on does not list its owners.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Intent:
    """One irreversible act upon one account, as it is recorded on disk."""

    key: str
    """Where it is kept: a path, or the key of a row."""
    at: str
    trail: str
    outcome: str | None

    @property
    def open(self) -> bool:
        """Whether the click may have happened without anybody having seen what came of it."""
        return self.outcome is None


class Intents(Protocol):
    """Where intents are kept: beside the trails of one machine, or in the database of a batch."""

    async def find(self, console: str, account: str, act: str) -> Intent | None:
        """What is recorded of this act, or None."""
        ...

    async def begin(self, console: str, account: str, act: str, trail: str, former: Intent | None = None) -> Intent:
        """Record that the act is about to be done; durable when this returns.

        Arguments:
            console: address of the account console.
            account: whose account it is.
            act: what is about to be done, in one word.
            trail: name of the trail that tells of it.
            former: an earlier intent that a person was told of and consented to take up again; replaced by this one.

        Raises:
            FileExistsError: it was recorded before: somebody else is doing it, or a run died doing it.
            Refused: the account is another worker's now.
        """
        ...

    async def settle(self, intent: Intent, outcome: str) -> None:
        """Record what came of it."""
        ...

    async def still_ours(self) -> None:
        """Return while this run may act for the account; asked before every click that cannot be undone.

        Raises:
            Refused: the account is another worker's now.
            TrailError: that cannot be learnt.
        """
        ...


class IntentFiles:
    """The intents kept beside the trails of one folder; disk and scrypt in a thread, so that other runs go on."""

    def __init__(self, home: Path) -> None:
        self.folder = home / ".intents"

    async def find(self, console: str, account: str, act: str) -> Intent | None:
        """What is recorded of this act, or None."""
        return await asyncio.to_thread(self._find, console, account, act)

    def _find(self, console: str, account: str, act: str) -> Intent | None:
        path = self._path(console, account, act)
        if not path.exists():
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
        return Intent(str(path), data["at"], data["trail"], data.get("outcome"))

    async def begin(self, console: str, account: str, act: str, trail: str, former: Intent | None = None) -> Intent:
        """Record that the act is about to be done; on disk when this returns. See :meth:`Intents.begin`."""
        return await asyncio.to_thread(self._begin, console, account, act, trail, former)

    def _begin(self, console: str, account: str, act: str, trail: str, former: Intent | None) -> Intent:
        path = self._path(console, account, act)
        data = {"at": now(), "act": act, "trail": trail}
        if former:
            _replace(path, data)
        else:
            with path.open("x", encoding="utf-8") as file:
                _write_durably(file, data)
        _sync_folder(self.folder)
        return Intent(str(path), data["at"], trail, None)

    async def settle(self, intent: Intent, outcome: str) -> None:
        """Record what came of it."""
        await asyncio.to_thread(self._settle, intent, outcome)

    async def still_ours(self) -> None:
        """Nobody else works on accounts of this folder."""

    def _settle(self, intent: Intent, outcome: str) -> None:
        path = Path(intent.key)
        _replace(path, json.loads(path.read_text(encoding="utf-8")) | {"outcome": outcome})

    def _path(self, console: str, account: str, act: str) -> Path:
        key = f"{console}\n{account.strip().lower()}\n{act}".encode()
        return self.folder / f"{hashlib.scrypt(key, salt=self._salt(), n=2**14, r=8, p=1, dklen=16).hex()}.json"

    def _salt(self) -> bytes:
        path = self.folder / "salt"
        if not path.exists():
            with _salting:  # two runs of one process may begin together
                if not path.exists():
                    self.folder.mkdir(parents=True, exist_ok=True)
                    new = self.folder / f"salt.{os.getpid()}"
                    new.write_bytes(secrets.token_bytes(16))
                    new.replace(path)
        return path.read_bytes()


_salting = threading.Lock()


def now() -> str:
    """The time as intents record it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _replace(path: Path, data: dict[str, str]) -> None:
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        _write_durably(file, data)
    new.replace(path)


def _write_durably(file, data: dict[str, str]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - any text file
    json.dump(data, file)
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the file's name on disk as well. Windows cannot sync a folder, and keeps its entries by itself."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
