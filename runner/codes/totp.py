"""Codes of an authenticator (RFC 6238), reckoned from the owner's own key."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

import pyotp

from runner.errors import NeedsPerson

LAST_SECONDS: Final = 2.0
"""A code that counts no longer than this is not typed any more."""


class TotpCodes:
    """The codes of one authenticator; none is given twice."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        """Take the key.

        Arguments:
            secret: the key in base 32, as the owner was shown it.
            clock: the time in seconds.

        Raises:
            NeedsPerson: it is no such key; it is not repeated.
        """
        self.clock, self._given = clock, -1
        try:
            self._totp = pyotp.TOTP(secret.replace(" ", ""))
            self._totp.at(0)
        except (ValueError, TypeError):
            raise NeedsPerson("The authenticator's key is not in base 32, so no code can be reckoned.") from None

    async def mark(self) -> None:
        """Nothing to remember."""

    async def next_code(self) -> str:
        """The code of now, once it is another than the last and counts long enough to be typed."""
        while True:
            now = self.clock()
            window, left = int(now // self._totp.interval), self._totp.interval - now % self._totp.interval
            if window > self._given and left > LAST_SECONDS:
                self._given = window
                return self._totp.at(now)
            await asyncio.sleep(min(left, 0.5))

    async def close(self) -> None:
        """Nothing is open."""
