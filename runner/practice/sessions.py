"""Who is signed in where: the account host's session, the services' sessions, and what is half done."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field


def token(letters: int = 32) -> str:
    """A name nobody can guess."""
    return secrets.token_urlsafe(letters)[:letters]


@dataclass
class Ticket:
    """A sign-in on its way to a service: what its ``sts`` address exchanges, once, for a session there."""

    account_id: str
    sid: str
    auth: str = field(default_factory=token)
    nonce: int = field(default_factory=lambda: secrets.randbelow(2**62))
    ssecurity: str = field(default_factory=lambda: base64.b64encode(secrets.token_bytes(16)).decode())

    def client_sign(self) -> str:
        """What a client that knows the secret sends along (seen in public clients)."""
        text = f"nonce={self.nonce}&{self.ssecurity}"
        return base64.b64encode(hashlib.sha1(text.encode(), usedforsecurity=False).digest()).decode()


@dataclass
class Service:
    """A session on one service."""

    account_id: str
    sid: str
    ssecurity: str


@dataclass
class Pending:
    """A sign-in that waits for something: an identity check or new terms; or a check in front of some pages.

    Attributes:
        passed: how many checks were passed so far.
        area: the pages that the check stands in front of; empty during a sign-in.
        following: where to go after such a check.
    """

    account_id: str
    sid: str
    callback: str
    browser: str
    context: str = field(default_factory=token)
    channel: str = ""
    sent: bool = False
    verified: bool = False
    passed: int = 0
    area: str = ""
    following: str = ""


@dataclass
class Deletion:
    """How far an account's deletion has come."""

    stage: str = "start"
    sent: bool = False


@dataclass
class Reset:
    """How far a password reset has come."""

    account_id: str
    stage: str
    key: str = field(default_factory=token)
    sent: bool = False


class Sessions:
    """All sessions and half-done procedures of one console."""

    def __init__(self) -> None:
        self.passes: dict[str, str] = {}  # passToken → account id
        self.services: dict[str, Service] = {}  # serviceToken → session
        self.tickets: dict[str, Ticket] = {}
        self.pending: dict[str, Pending] = {}
        self.identity: dict[str, str] = {}  # identity_session → context
        self.trusted: set[tuple[str, str]] = set()  # account id, browser
        self.checked: set[tuple[str, str]] = set()  # passToken, area
        self.deletions: dict[str, Deletion] = {}
        self.resets: dict[str, Reset] = {}

    def open(self, account_id: str) -> str:
        """Open a session on the account host; its token."""
        name = f"V1:{token(48)}"
        self.passes[name] = account_id
        return name

    def ticket(self, account_id: str, sid: str) -> Ticket:
        """A new ticket for a service."""
        ticket = Ticket(account_id, sid)
        self.tickets[ticket.auth] = ticket
        return ticket

    def redeem(self, ticket: Ticket) -> str:
        """Exchange a ticket, once, for a session on the service; its token."""
        del self.tickets[ticket.auth]
        name = token(64)
        self.services[name] = Service(ticket.account_id, ticket.sid, ticket.ssecurity)
        return name

    def close(self, account_id: str) -> None:
        """End every session of an account and forget what it had begun."""
        self.passes = {name: whose for name, whose in self.passes.items() if whose != account_id}
        for held in (self.services, self.tickets, self.pending, self.resets):
            for name in [name for name, each in held.items() if each.account_id == account_id]:
                del held[name]
        self.deletions.pop(account_id, None)
