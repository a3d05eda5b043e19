"""Verification codes: made, counted, and good for a short time."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from runner.practice.accounts import Account
from runner.practice.journal import Journal
from runner.practice.switches import Switches

HOUR = 3600
DAY = 24 * HOUR
Refusal = Literal["too-soon", "too-many"]
Verdict = Literal["accepted", "wrong", "expired"]


@dataclass(frozen=True)
class Code:
    """One code that was sent."""

    account_id: str
    purpose: str
    channel: str
    digits: str
    at: float


class Codes:
    """The codes of one console; only the newest for a purpose counts."""

    def __init__(self, journal: Journal, switches_for: Callable[[Account], Switches]) -> None:
        self._journal = journal
        self._switches_for = switches_for
        self._sent: list[Code] = []

    def make(self, account: Account, purpose: str, channel: str) -> Code | Refusal:
        """Return a new code, or why there is none: asked again too soon, or too often within the hour or the day."""
        with self._journal.lock:
            switches, now = self._switches_for(account), self._journal.now()
            today = [code for code in self._sent if code.account_id == account.id and code.at > now - DAY]
            recent = [code for code in today if code.at > now - HOUR]
            same = [code for code in recent if code.purpose == purpose]
            spent = switches.codes_a_day and len(today) >= switches.codes_a_day
            if spent or len(recent) >= switches.max_codes:
                self._journal.note("code-refused", account, purpose=purpose, reason="too-many")
                return "too-many"
            if same and now < same[-1].at + switches.resend_after:
                return "too-soon"
            code = Code(account.id, purpose, channel, f"{secrets.randbelow(10**6):06d}", now)
            self._sent.append(code)
            self._journal.note("code-sent", account, purpose=purpose, channel=channel)
            return code

    def check(self, account: Account, purpose: str, typed: str) -> Verdict:
        """Return whether what was typed is the newest code for the purpose; an accepted code is used up."""
        with self._journal.lock:
            code = self._newest(account, purpose)
            verdict: Verdict = "wrong"
            if code and self._journal.now() > code.at + self._switches_for(account).code_ttl:
                verdict = "expired"
            elif code and secrets.compare_digest(code.digits.encode(), typed.strip().encode()):
                verdict = "accepted"
                self._sent[self._sent.index(code)] = Code(account.id, f"{purpose} (used)", code.channel, "", code.at)
            event = "code-accepted" if verdict == "accepted" else "code-refused"
            facts = {} if verdict == "accepted" else {"reason": verdict}
            self._journal.note(event, account, purpose=purpose, **facts)
            return verdict

    def wait(self, account: Account, purpose: str) -> int:
        """Return the seconds before another code can be asked for."""
        with self._journal.lock:
            code = self._newest(account, purpose)
            after = self._switches_for(account).resend_after
            return max(0, round(code.at + after - self._journal.now())) if code else 0

    def last(self, account: Account) -> str | None:
        """Return the newest code sent to an account that was not used yet."""
        with self._journal.lock:
            return next(
                (code.digits for code in reversed(self._sent) if code.account_id == account.id and code.digits), None
            )

    def _newest(self, account: Account, purpose: str) -> Code | None:
        mine = (code for code in reversed(self._sent) if (code.account_id, code.purpose) == (account.id, purpose))
        return next(mine, None)
