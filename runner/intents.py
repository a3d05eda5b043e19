"""At most once: what we were about to do for good, kept on disk before it is done.

An intent is a small file made before the irreversible click; its outcome is written into it afterwards. A file with no
outcome means that a run died in between: nobody clicks again before somebody has looked at what the console says.

The account's name is not kept: the file is named by an scrypt hash with a salt of this machine's own, so that a folder
of trails that is handed on does not list its owners.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Intent:
    """One irreversible act upon one account, as it is recorded on disk."""

    path: Path
    at: str
    trail: str
    outcome: str | None

    @property
    def open(self) -> bool:
        """Whether the click may have happened without anybody having seen what came of it."""
        return self.outcome is None


class Intents:
    """The intents kept beside the trails of one folder."""

    def __init__(self, home: Path) -> None:
        self.folder = home / ".intents"

    def find(self, console: str, account: str, act: str) -> Intent | None:
        """What is recorded of this act, or None."""
        path = self._path(console, account, act)
        if not path.exists():
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
        return Intent(path, data["at"], data["trail"], data.get("outcome"))

    def begin(self, console: str, account: str, act: str, trail: str) -> Intent:
        """Record that the act is about to be done; on disk when this returns.

        Raises:
            FileExistsError: it was recorded before: somebody else is doing it, or a run died doing it.
        """
        path = self._path(console, account, act)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with path.open("x", encoding="utf-8") as file:
            _write_durably(file, {"at": at, "act": act, "trail": trail})
        return Intent(path, at, trail, None)

    def settle(self, intent: Intent, outcome: str) -> None:
        """Record what came of it."""
        data = json.loads(intent.path.read_text(encoding="utf-8")) | {"outcome": outcome}
        new = intent.path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            _write_durably(file, data)
        new.replace(intent.path)

    def forget(self, intent: Intent) -> None:
        """Drop an intent that a person found not to have happened."""
        intent.path.unlink(missing_ok=True)

    def _path(self, console: str, account: str, act: str) -> Path:
        key = f"{console}\n{account.strip().lower()}\n{act}".encode()
        return self.folder / f"{hashlib.scrypt(key, salt=self._salt(), n=2**14, r=8, p=1, dklen=16).hex()}.json"

    def _salt(self) -> bytes:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "salt"
        try:
            with path.open("xb") as file:
                file.write(secrets.token_bytes(16))
        except FileExistsError:
            pass
        return path.read_bytes()


def _write_durably(file, data: dict[str, str]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - any text file
    json.dump(data, file)
    file.flush()
    os.fsync(file.fileno())
