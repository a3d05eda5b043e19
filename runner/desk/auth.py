"""Who may enter: a link that works once, then a cookie no script can read and no other site can use."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass, field
from typing import Final

SESSION: Final = 12 * 3600.0
"""Seconds a person stays in."""
LINK: Final = 3600.0
"""Seconds a link waits to be used."""
TRIES: Final = 10
"""Wrong links a minute; whoever brings more is told so. A right one (256 bits) always works."""
_MINUTE: Final = 60.0
LONGEST_NAME: Final = 60


@dataclass(eq=False)
class Session:
    """One person at the desk."""

    key: str = field(repr=False)
    """The cookie's value; a browser sends it to every port of the host."""
    name: str
    language: str
    since: float = field(default_factory=time.monotonic)
    word: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """What the page says first: kept by the browser for this origin alone, port included."""

    def knows(self, word: object) -> bool:
        """Whether it is this session's word."""
        return isinstance(word, str) and hmac.compare_digest(self.word.encode(), word.encode("utf-8", "replace"))


class TooManyTries(Exception):
    """Wrong links came too often."""


class Access:
    """Links and sessions of one desk, in memory only."""

    def __init__(self) -> None:
        self._links: dict[str, float] = {}
        self._sessions: dict[str, Session] = {}
        self._wrong: list[float] = []

    def new_link(self) -> str:
        """A secret that lets one person in, once."""
        link = secrets.token_urlsafe(32)
        self._links[link] = time.monotonic()
        return link

    def is_link(self, given: str) -> bool:
        """Whether the link is good still; it is not used up by asking, and wrong ones do not shut it out.

        Raises:
            TooManyTries: it is wrong, and wrong ones came too often.
        """
        now = time.monotonic()
        if self._find(given, now) is not None:
            return True
        self._wrong = [*(at for at in self._wrong if now - at < _MINUTE), now][-TRIES - 1 :]
        if len(self._wrong) > TRIES:
            raise TooManyTries
        return False

    def enter(self, given: str, name: str, language: str) -> Session | None:
        """Use the link up; None when it is not good.

        Raises:
            TooManyTries: wrong ones came too often.
        """
        if not self.is_link(given):
            return None
        link = self._find(given, time.monotonic())
        assert link is not None  # noqa: S101 - just seen
        del self._links[link]
        session = Session(secrets.token_urlsafe(32), " ".join(name.split())[:LONGEST_NAME], language)
        self._sessions[session.key] = session
        return session

    def session(self, key: str) -> Session | None:
        """Whose cookie this is."""
        now, found = time.monotonic(), None
        for known, session in list(self._sessions.items()):
            if hmac.compare_digest(known.encode(), key.encode()):
                found = session
            if now - session.since > SESSION:
                del self._sessions[known]
                found = None if found is session else found
        return found

    def _find(self, given: str, now: float) -> str | None:
        found = None
        for link, made in list(self._links.items()):  # all of them, so that time tells nothing
            if now - made > LINK:
                del self._links[link]
            elif hmac.compare_digest(link.encode(), given.encode()):
                found = link
        return found
