"""Everything a practice console knows, in one place: accounts, switches, sessions, codes and the ledger.

Web handlers, the control API and tests in other threads all go through these functions; one lock guards them.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from runner.practice.accounts import Account, AccountError, change_account, make_account
from runner.practice.captcha import Captchas
from runner.practice.codes import Codes
from runner.practice.journal import Journal
from runner.practice.sessions import Sessions
from runner.practice.switches import DEFAULTS, Switches, checked

HOUR = 3600


@dataclass(frozen=True)
class Hosts:
    """The origins a console is served at."""

    account: str
    cloud: str
    control: str

    @property
    def cloud_us(self) -> str:
        """The cloud host's other name, where the switch ``cloud_region`` sends people after signing in."""
        return f"http://us.localhost:{urlsplit(self.cloud).port}"

    @property
    def elsewhere(self) -> str:
        """An origin that is not the console's, for the switches that simulate being led away."""
        return f"http://elsewhere.localhost:{urlsplit(self.account).port}"


class World:
    """One console's whole state."""

    def __init__(self, hosts: Hosts, switches: Mapping[str, Any] | None = None) -> None:
        self.hosts = hosts
        self.journal = Journal()
        self.lock = self.journal.lock
        self.stopping = False
        self.secret = secrets.token_bytes(16)
        self._at_start = DEFAULTS.changed(switches or {})
        self.reset()

    def reset(self) -> None:
        """Forget everything and go back to the switches the console was started with."""
        with self.lock:
            self.switches = self._at_start
            self.overrides: dict[str, dict[str, Any]] = {}
            self.accounts: dict[str, Account] = {}
            self.sessions = Sessions()
            self.journal.clear()
            self.codes = Codes(self.journal, self.switches_for)
            self.captchas = Captchas(self.journal)
            self.mail: list[dict[str, Any]] = []
            self.sms: list[dict[str, Any]] = []
            self.farewells: set[str] = set()
            self.done: Counter[tuple[str, str]] = Counter()
            self.wrong_passwords: dict[str, list[float]] = {}
            self.password_changes: dict[str, float] = {}

    # --- time and record

    def now(self) -> float:
        """Seconds since 1970, by the console's own clock."""
        return self.journal.now()

    def advance(self, seconds: float) -> None:
        """Put the console's clock ahead."""
        self.journal.advance(seconds)

    def note(self, event: str, account: Account | str | None = None, **facts: Any) -> None:
        """Add a row to the ledger; nothing ever changes or removes one."""
        self.journal.note(event, account, **facts)

    def ledger(self, name: str | None = None) -> list[dict[str, Any]]:
        """The ledger's rows, all of them or one account's (by e-mail, phone or id)."""
        with self.lock:
            whose = self.find(name) if name else None
            return self.journal.rows(whose.email if whose else name)

    # --- accounts

    def add_account(self, fields: Mapping[str, Any]) -> Account:
        """Add an account, sensible values put in for what is not given.

        Raises:
            AccountError: a field is unknown, or the account exists.
        """
        with self.lock:
            account = make_account(fields)
            if self.find(account.email) or account.id in self.accounts:
                raise AccountError(f"there is an account {account.email} already")
            self.accounts[account.id] = account
            return account

    def change_account(self, name: str, changes: Mapping[str, Any]) -> Account:
        """Change fields of an account known by e-mail, phone or id.

        Raises:
            AccountError: there is no such account or field.
        """
        with self.lock:
            account = self.known(name)
            change_account(account, changes)
            return account

    def find(self, name: str) -> Account | None:
        """The account with this e-mail, phone or id, or None."""
        with self.lock:
            return next((each for each in self.accounts.values() if each.answers_to(name)), None)

    def known(self, name: str) -> Account:
        """The account with this e-mail, phone or id.

        Raises:
            AccountError: there is none.
        """
        account = self.find(name)
        if account is None:
            raise AccountError(f"there is no account {name}")
        return account

    # --- switches

    def switch(self, changes: Mapping[str, Any]) -> Switches:
        """Change switches for everybody.

        Raises:
            SwitchError: no such switch or value.
        """
        with self.lock:
            self.switches = self.switches.changed(changes)
            self._forget_counts(changes, "")
            return self.switches

    def switch_account(self, name: str, changes: Mapping[str, Any]) -> Switches:
        """Change switches for one account only.

        Raises:
            SwitchError: no such switch or value.
            AccountError: no such account.
        """
        with self.lock:
            account = self.known(name)
            self.overrides[account.id] = {**self.overrides.get(account.id, {}), **checked(changes)}
            self._forget_counts(changes, account.id)
            return self.switches_for(account)

    def switches_for(self, account: Account | None) -> Switches:
        """The switches that hold for an account, or for a stranger."""
        with self.lock:
            return self.switches.changed(self.overrides.get(account.id, {}) if account else {})

    def _forget_counts(self, changes: Mapping[str, Any], whose: str) -> None:
        """Start afresh what is done a number of times when its switch is set again."""
        for what, account_id in list(self.done):
            if what.partition(":")[0] in changes and whose in {"", account_id}:
                del self.done[what, account_id]

    def count(self, what: str, account: Account | None) -> int:
        """Count one more of something that is done a limited number of times; the number so far, this one included."""
        key = (what, account.id if account else "")
        with self.lock:
            self.done[key] += 1
            return self.done[key]

    # --- sign-in tries and sessions

    def wrong_password(self, account: Account) -> None:
        """Remember a wrong password."""
        with self.lock:
            self.wrong_passwords.setdefault(account.id, []).append(self.now())

    def is_locked(self, account: Account) -> bool:
        """Whether too many wrong passwords shut the account's sign-in at the moment."""
        with self.lock:
            switches = self.switches_for(account)
            now = self.now()
            tries = self.wrong_passwords.get(account.id, [])
            recent = [at for at in tries if at > now - max(HOUR, switches.account_lock)]
            enough = len([at for at in recent if at > (recent[-1] - HOUR)]) >= switches.max_tries if recent else False
            return enough and recent[-1] > now - switches.account_lock

    def signs_in_as(self, account: Account) -> Account:
        """The account whose session a sign-in ends up with: its own, unless ``swap_session`` names another."""
        other = self.find(self.switches_for(account).swap_session)
        if other is None or other is account:
            return account
        self.note("session-swapped", account, to=other.email)
        return other

    def expire(self, account: Account) -> None:
        """End every session of an account, as after a long time."""
        with self.lock:
            self.sessions.close(account.id)
            self.note("session-expired", account)

    def password_changed(self, account: Account) -> None:
        """Remember when the password was changed: Find device cannot be turned off for some days after it."""
        with self.lock:
            self.password_changes[account.id] = self.now()

    def find_device_is_fixed(self, account: Account) -> bool:
        """Whether the password was changed so lately that Find device cannot be turned off (the vendor's words)."""
        with self.lock:
            days = self.switches_for(account).find_device_days
            return self.password_changes.get(account.id, float("-inf")) > self.now() - days * 24 * HOUR

    def release(self) -> None:
        """Answer every request that was kept waiting by the switch ``hang``."""
        self.switch({"hang": ""})

    def still_signed_in(self, account: Account) -> bool:
        """Count an authorised request; False when it is the one at which the session turns out to have expired."""
        limit = self.switches_for(account).expire_after
        if limit and self.count("expire_after", account) == limit + 1:
            self.expire(account)
            return False
        return True

    def switches_now(self) -> dict[str, Any]:
        """The switches for everybody, as plain data."""
        with self.lock:
            return asdict(self.switches)
