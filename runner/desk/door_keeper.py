"""The desk's own handler of connections: a few at once, each for as long as an honest browser needs to ask.

Seen: 1,200 connections that never ended their request used up the process's files; the loop stood still for 60 seconds and wrote
4.2 million lines to stderr, while accounts waited.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST: Final = 64
"""Connections at once; a page at the desk has one, and a few more while it loads."""
PATIENCE: Final = 10.0
"""Seconds for a whole request."""
BACKLOG: Final = 32
"""Connections the loop accepts in one go."""


class Limited(H11Protocol):
    """Turns away what is too much and hangs up on what is too slow."""

    most: ClassVar[int]
    patience: ClassVar[float]
    open_ones: ClassVar[set[asyncio.BaseTransport]]
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        self.open_ones.difference_update([one for one in self.open_ones if one.is_closing()])
        super().connection_made(transport)
        if len(self.open_ones) >= self.most:
            transport.abort()
            return
        self.open_ones.add(transport)  # also while it is a WebSocket, which another handler serves
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._stop()
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait()

    def _wait(self) -> None:
        self._stop()
        self._clock = self.loop.call_later(self.patience, self._too_slow)

    def _stop(self) -> None:
        if self._clock:
            self._clock.cancel()
            self._clock = None

    def _too_slow(self) -> None:
        """Hang up, unless the request is whole and it is we who are slow."""
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY} and not self.transport.is_closing():
            self.transport.abort()


def limited(most: int = MOST, patience: float = PATIENCE) -> type[Limited]:
    """A handler with limits; each desk has one of its own, which counts its own connections."""
    return type("Limited", (Limited,), {"most": most, "patience": patience, "open_ones": set()})


@contextmanager
def quiet_when_full() -> Iterator[None]:
    """Where the whole process has no file left, the loop says so once for each try: thousands of lines a second."""
    loop = asyncio.get_running_loop()
    former = loop.get_exception_handler()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "socket.accept() out of system resource" in str(context.get("message")):
            return
        if former:
            former(loop, context)
        else:
            loop.default_exception_handler(context)

    loop.set_exception_handler(handle)
    try:
        yield
    finally:
        loop.set_exception_handler(former)
