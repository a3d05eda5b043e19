"""Parked accounts keep their signed-in session, encrypted with a key from the system keyring, or do not keep it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken

from runner.credentials import keyrings
from runner.files import write_atomic

ENTRY: Final = "parked sessions"
MAX_AGE: Final = 24 * 3600
"""Seconds a kept session is tried again; the console's own cookies rarely count longer."""


class Parking:
    """The sessions of parked accounts in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str, session: dict[str, Any]) -> bool:
        """Keep a session; False when this machine has no keyring to hold the key."""
        key = _key(make=True)
        if key is None:
            return False
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomic(self.folder / f"{name}.session", Fernet(key).encrypt(json.dumps(session).encode()))
        return True

    def take(self, name: str) -> dict[str, Any] | None:
        """The session that was kept, once; None when there is none, it is too old, or the key is another."""
        path = self.folder / f"{name}.session"
        key = _key(make=False)
        if key is None or not path.exists():
            return None
        try:
            found: dict[str, Any] = json.loads(Fernet(key).decrypt(path.read_bytes(), ttl=MAX_AGE))
        except InvalidToken:
            return None
        finally:
            path.unlink(missing_ok=True)
        return found

    def forget(self, name: str) -> None:
        """Drop it."""
        (self.folder / f"{name}.session").unlink(missing_ok=True)


def _key(*, make: bool) -> bytes | None:
    try:
        found = keyrings.get(ENTRY)
        if found is None and make:
            found = Fernet.generate_key().decode()
            keyrings.store(ENTRY, found)
    except keyrings.NoAnswer:
        return None
    return found.encode() if found else None
