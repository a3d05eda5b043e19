"""One console's lock, clock and ledger: what codes, CAPTCHAs and the rest of the state share."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Any

from runner.practice.accounts import Account


class Journal:
    """The one lock that guards a console, its own clock, and the ledger of everything that happened."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._rows: list[dict[str, Any]] = []
        self._ahead = 0.0

    def now(self) -> float:
        """Return the seconds since 1970, by the console's own clock."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Put the console's clock ahead."""
        with self.lock:
            self._ahead += seconds

    def note(self, event: str, account: Account | str | None = None, **facts: Any) -> None:
        """Add a row to the ledger; nothing ever changes or removes one."""
        whose = account.email if isinstance(account, Account) else account
        with self.lock:
            at = datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="milliseconds")
            self._rows.append({"n": len(self._rows) + 1, "at": at, "account": whose, "event": event, **facts})

    def rows(self, email: str | None = None) -> list[dict[str, Any]]:
        """Return the ledger's rows, all of them or one account's."""
        with self.lock:
            return [dict(row) for row in self._rows if email is None or row["account"] == email]

    def clear(self) -> None:
        """Forget the ledger and put the clock right; the lock stays."""
        with self.lock:
            self._rows, self._ahead = [], 0.0
