"""Serve the desk in the loop of the runs it serves."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uvicorn

from pages.origin import is_port
from runner.desk.app import Pages
from runner.desk.auth import Access
from runner.desk.claims import Claims
from runner.desk.door_keeper import BACKLOG, limited, quiet_when_full
from runner.desk.middleware import OriginGuard
from runner.errors import UsageError
from runner.operators.waiting_room import OperatorQueue

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine; through ``ssh -L`` the desk is called by them with another port."""


@dataclass(frozen=True)
class Bind:
    """Where the desk is served, and how it is kept from others."""

    host: str = "127.0.0.1"
    port: int = 0
    cert: Path | None = None
    key: Path | None = None
    insecure: bool = False

    @classmethod
    def read(cls, address: str, cert: Path | None = None, key: Path | None = None, *, insecure: bool = False) -> Bind:
        """Where to serve: ``HOST:PORT``, ``[::1]:PORT``, or ``PORT`` alone; port 0 takes a free one.

        Raises:
            UsageError: it makes no sense, or others could listen: another address than this machine's needs TLS.
        """
        host, colon, port = address.rpartition(":")
        host = host.strip("[]") if colon else "127.0.0.1"
        if not is_port(port):
            raise UsageError(f"--desk {address!r} is not HOST:PORT.")
        if (cert is None) != (key is None):
            raise UsageError("--desk-cert and --desk-key go together.")
        made = cls(host or "127.0.0.1", int(port), cert, key, insecure)
        if not made.is_loopback and not cert and not insecure:
            raise UsageError(
                f"{host} is not this machine alone: whoever listens on the way would see the codes. Give --desk-cert and "
                "--desk-key, or say --desk-insecure."
            )
        return made

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def scheme(self) -> str:
        """``https`` with a certificate."""
        return "https" if self.cert else "http"

    def names(self, port: int) -> set[str]:
        """By which names it may be called; a foreign one is refused, as DNS rebinding would bring it."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        hosts = {shown, *(LOOPBACK if self.is_loopback else ())}
        if self.host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            hosts |= {"127.0.0.1", "localhost", socket.gethostname().lower(), *_own_addresses()}
        return {f"{host}:{port}" for host in hosts}


@dataclass
class Desk:
    """A desk that is served."""

    address: str
    access: Access

    def new_link(self) -> str:
        """An address that lets one person in, once."""
        return f"{self.address}/enter/{self.access.new_link()}"


@asynccontextmanager
async def serve_desk(room: OperatorQueue, bind: Bind) -> AsyncIterator[Desk]:
    """Serve the desk of a waiting room; while it is served, somebody is said to be there.

    Raises:
        UsageError: the address cannot be used, or the certificate cannot be read.
    """
    listening = _listen(bind)
    port = listening.getsockname()[1]
    access, service = Access(), Claims(room)
    pages = Pages(room, access, service, f"desk-{port}", secure=bind.cert is not None)
    guard = OriginGuard(pages.app(), bind.names(port), bind.scheme, any_port=LOOPBACK if bind.is_loopback else ())
    server = _server(guard, bind)
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    room.attended = True
    try:
        while not server.started:
            if serving.done():
                raise UsageError("The desk could not be served; check --desk-cert and --desk-key.")
            await asyncio.sleep(0.01)
        shown = f"[{bind.host}]" if ":" in bind.host else bind.host
        with quiet_when_full():
            yield Desk(f"{bind.scheme}://{shown}:{port}", access)
    finally:
        room.attended = False
        await service.close()
        server.should_exit = server.force_exit = True
        await asyncio.gather(serving, return_exceptions=True)
        listening.close()


class _Server(uvicorn.Server):
    """Leaves signals to the command: Ctrl-C closes the trails first."""

    def capture_signals(self) -> Any:
        return nullcontext()


def _server(app: Any, bind: Bind) -> uvicorn.Server:
    try:
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", ws_max_size=65536, ws="websockets-sansio", http=limited(), backlog=BACKLOG,
            ssl_certfile=bind.cert, ssl_keyfile=bind.key, server_header=False, timeout_graceful_shutdown=1,
        )  # fmt: skip
        config.load()
    except OSError as problem:
        raise UsageError(f"--desk-cert or --desk-key cannot be read ({type(problem).__name__}).") from None
    return _Server(config)


def _listen(bind: Bind) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows it would let another program in at the same port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((bind.host, bind.port))
        made.listen(64)
    except OSError as problem:
        made.close()
        raise UsageError(f"The desk cannot be served at {bind.host}:{bind.port}: {problem.strerror}.") from None
    return made


def _own_addresses() -> set[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None)
    except OSError:
        return set()
    return {str(each[4][0]) for each in found}
