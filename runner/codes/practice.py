"""Codes of the practice console, asked of its own control API on loopback: for trying a batch where nothing is lost."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Final

from runner.errors import NeedsPerson, UsageError

_LOOK: Final = 0.1


class PracticeCodes:
    """The newest code of one account of a practice console."""

    def __init__(self, control: str, account: str) -> None:
        """Ask one console.

        Arguments:
            control: address of its control API.
            account: whose codes.

        Raises:
            UsageError: it is not on loopback.
        """
        if urllib.parse.urlsplit(control).hostname not in {"127.0.0.1", "localhost"}:
            raise UsageError("codes of the practice console come from this machine only")
        self._address = f"{control.rstrip('/')}/control/code?account={urllib.parse.quote(account)}"
        self._last = ""

    async def mark(self) -> None:
        """Remember the newest code."""
        self._last = await asyncio.to_thread(self._ask)

    async def next_code(self) -> str:
        """Wait for another one."""
        while True:
            code = await asyncio.to_thread(self._ask)
            if code and code != self._last:
                self._last = code
                return code
            await asyncio.sleep(_LOOK)

    async def close(self) -> None:
        """Nothing is open."""

    def _ask(self) -> str:
        try:
            with urllib.request.urlopen(self._address, timeout=10) as answer:  # noqa: S310 - loopback, checked above
                return str(json.load(answer).get("code") or "")
        except (OSError, ValueError):
            raise NeedsPerson(
                "The practice console's control API does not answer, so its codes are not known."
            ) from None
