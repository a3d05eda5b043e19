"""All that the practice console knows, behind one lock: accounts, sessions, codes, challenges and the ledger."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from runner.practice.people import Account, make_account
from runner.practice.switches import Switches


@dataclass
class Code:
    """A verification code on its way to somebody."""

    value: str
    sent: float
    by: str


@dataclass
class Challenge:
    """A CAPTCHA that was drawn: its answer is known to the control API, never to a page."""

    kind: str
    answer: str
    solved: bool = False


@dataclass
class Pending:
    """A sign-in, reset or deletion that is under way, known by a token in the address (``context``)."""

    account: str
    purpose: str
    sid: str = "passport"
    followup: str = ""
    passed: set[str] = field(default_factory=set)


@dataclass
class Session:
    """Somebody signed in on one host."""

    account: str
    pages: int = 0
    deletion: str = ""
    """How far the deletion has come: asked, coded, confirmed."""


class State:
    """Everything, with one lock around every change."""

    def __init__(self, defaults: Switches) -> None:
        self.lock = threading.RLock()
        self.defaults = defaults
        self.send: Callable[[Account, str, str], None] = lambda account, code, by: None
        self.reset()

    def reset(self) -> None:
        """Forget everything and go back to the switches the console was started with."""
        with self.lock:
            self.switches = self.defaults
            self.own_switches: dict[str, dict[str, Any]] = {}
            self.accounts: dict[str, Account] = {}
            self.sessions: dict[str, Session] = {}
            self.pending: dict[str, Pending] = {}
            self.codes: dict[tuple[str, str], Code] = {}
            self.code_times: dict[str, list[float]] = {}
            self.bad_tries: dict[str, list[float]] = {}
            self.challenges: dict[str, Challenge] = {}
            self.trusted: set[tuple[str, str]] = set()
            self.surveyed: set[str] = set()
            self.agreed: set[str] = set()
            self.expired: set[str] = set()
            self.mail: list[dict[str, str]] = []
            self.sms: list[dict[str, str]] = []
            self.rows: list[dict[str, Any]] = []
            self.ahead = 0.0

    def now(self) -> float:
        """The console's clock, which tests may put forward."""
        return time.time() + self.ahead

    def note(self, account: str, event: str, **more: Any) -> None:
        """Add to the ledger; nothing ever leaves it."""
        with self.lock:
            at = datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="milliseconds")
            self.rows.append({"n": len(self.rows) + 1, "at": at, "account": account, "event": event, **more})

    def ledger(self, account: str | None = None) -> list[dict[str, Any]]:
        """The rows of one account, or all."""
        with self.lock:
            return [dict(row) for row in self.rows if account in (None, row["account"])]

    def add_account(self, wishes: dict[str, Any]) -> Account:
        """Make an account, or make it anew."""
        with self.lock:
            account = make_account(wishes)
            self.accounts[account.email.lower()] = account
            return account

    def find(self, name: str) -> Account | None:
        """An account by e-mail, phone or id."""
        wanted = name.strip().lower()
        with self.lock:
            for account in self.accounts.values():
                if wanted in {account.email.lower(), account.id, account.phone}:
                    return account
        return None

    def switches_for(self, account: str | None) -> Switches:
        """The switches in force, with the account's own over the general ones."""
        own = self.own_switches.get((account or "").lower())
        return self.switches.change(own) if own else self.switches

    def open_session(self, account: str) -> str:
        """Sign somebody in; the token for the cookie."""
        token = secrets.token_urlsafe(24)
        with self.lock:
            self.sessions[token] = Session(account)
        return token

    def close_sessions(self, account: str) -> None:
        """Sign somebody out everywhere."""
        with self.lock:
            for token in [token for token, session in self.sessions.items() if session.account == account]:
                del self.sessions[token]

    def begin(self, account: str, purpose: str, **more: Any) -> str:
        """Note something under way; the token for the address."""
        token = secrets.token_urlsafe(18)
        with self.lock:
            self.pending[token] = Pending(account, purpose, **more)
        return token

    # --- codes

    def may_send_code(self, account: Account) -> str:
        """Why no code may be sent now: ``often``, ``soon``, or nothing."""
        switches, times = self.switches_for(account.email), self.code_times.get(account.email, [])
        if len([at for at in times if self.now() - at < 3600]) >= switches.max_codes:  # noqa: PLR2004 - an hour
            return "often"
        return "soon" if times and self.now() - times[-1] < switches.resend_after else ""

    def send_code(self, account: Account, purpose: str, by: str) -> str:
        """Send a code, unless it may not be sent; why not, or nothing."""
        with self.lock:
            why = self.may_send_code(account)
            if why == "often" or (why == "soon" and (account.email, purpose) in self.codes):
                self.note(account.email, "code-withheld", why=why)
                return why
            code = Code(f"{secrets.randbelow(10**6):06d}", self.now(), by)
            self.codes[account.email, purpose] = code
            self.code_times.setdefault(account.email, []).append(self.now())
            self.note(account.email, "code-sent", by=by, purpose=purpose)
        self.send(account, code.value, by)
        return ""

    def check_code(self, account: Account, purpose: str, value: str) -> str:
        """``ok``, ``wrong`` or ``expired``; a code counts once."""
        with self.lock:
            code = self.codes.get((account.email, purpose))
            if code and self.now() - code.sent > self.switches_for(account.email).code_ttl:
                verdict = "expired"
            else:
                verdict = "ok" if code and secrets.compare_digest(code.value, value.strip()) else "wrong"
            if verdict == "ok":
                del self.codes[account.email, purpose]
            self.note(account.email, "code-accepted" if verdict == "ok" else "code-refused", purpose=purpose, why=verdict)
            return verdict

    def last_code(self, account: str) -> str | None:
        """The newest code sent, as its owner would read it."""
        with self.lock:
            box = [item for item in (*self.mail, *self.sms) if item["account"] == account]
            return max(box, key=lambda item: item["at"])["code"] if box else None

    # --- tries

    def too_many_tries(self, account: str) -> bool:
        """Whether the account's password was wrong too often within the hour."""
        recent = [at for at in self.bad_tries.get(account, []) if self.now() - at < 3600]  # noqa: PLR2004 - an hour
        return len(recent) >= self.switches_for(account).max_tries

    def bad_try(self, account: str) -> None:
        """Count a wrong password."""
        self.bad_tries.setdefault(account, []).append(self.now())
