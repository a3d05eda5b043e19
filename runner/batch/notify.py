"""Notifications through Apprise, where ``MI_NOTIFY`` names services: mail, chat, push. Labels and counts only."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from runner.batch.outcome import Outcome
from runner.errors import UsageError
from runner.operators.safe_console import open_console
from runner.operators.waiting_room import OperatorQueue
from runner.settings import pick

AT_MOST_EVERY: Final = 300.0
"""Seconds between two messages that somebody is waited for."""


class Notifier:
    """Tells the services that are set, or nobody."""

    def __init__(self, addresses: str) -> None:
        """Prepare the services.

        Arguments:
            addresses: Apprise URLs, apart by spaces; they may hold tokens and are never printed.

        Raises:
            UsageError: one is no Apprise URL.
        """
        self._told_at = -AT_MOST_EVERY
        self._service = None
        if not addresses.strip():
            return
        import apprise

        self._service = apprise.Apprise()
        for number, address in enumerate(addresses.split(), 1):
            if not self._service.add(address):
                raise UsageError(f"MI_NOTIFY: the address number {number} is no Apprise URL.")

    @classmethod
    def of(cls, file: Mapping[str, str | None]) -> Notifier:
        """The notifier that ``MI_NOTIFY`` asks for."""
        return cls(pick("MI_NOTIFY", file) or "")

    def watch(self, room: OperatorQueue) -> None:
        """Tell the services when runs begin to wait in the room."""
        tasks: set[asyncio.Task[None]] = set()

        def look() -> None:
            if self._service is not None and (number := len(room.queue())):
                task = asyncio.ensure_future(self.waiting(number))
                tasks.add(task)
                task.add_done_callback(tasks.discard)

        room.watch(look)

    async def ended(self, batch: str, outcomes: Sequence[Outcome]) -> None:
        """Say that a batch has come to its end."""
        counts = Counter(one.state for one in outcomes)
        told = ", ".join(f"{number} {state}" for state, number in counts.most_common())
        await self._send(f"mi-runner: {batch} has ended", f"{len(outcomes)} accounts: {told}.")

    async def waiting(self, number: int) -> None:
        """Say that accounts wait for a person; at most once in five minutes."""
        if time.monotonic() - self._told_at < AT_MOST_EVERY:
            return
        self._told_at = time.monotonic()
        await self._send("mi-runner: a person is needed", f"{number} account(s) wait for a person.")

    async def _send(self, title: str, text: str) -> None:
        if self._service is None:
            return
        sent = await asyncio.to_thread(self._service.notify, body=text, title=title)
        if not sent:
            open_console(stderr=True).print("A notification could not be sent; the batch is not affected.")
