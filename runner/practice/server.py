"""A practice console that serves: one thread, one event loop, three listeners and a mail sink."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from runner.practice.apps import account_app, cloud_app, control_app
from runner.practice.mail import Postman, Sink
from runner.practice.state import Hosts, World
from runner.practice.switches import DEFAULTS

PORT = 8710
START_PATIENCE = 10.0
"""Seconds the listeners may take to start."""
ATTEMPTS = 50


class Practice:
    """A console on loopback, served from a thread of its own between ``start`` and ``stop`` or within ``with``.

    Args:
        port: the account host's port; cloud host and control API take the next two. 0 takes any free ones.
        smtp: host and port that take the mails; None keeps them inside.
        told: called with e-mail, channel and code whenever a code leaves.
        switches: see :class:`runner.practice.switches.Switches`.

    Raises:
        SwitchError: no such switch or value.
        OSError: a port is taken.
    """

    def __init__(
        self,
        port: int = PORT,
        *,
        smtp: tuple[str, int] | None = None,
        told: Callable[[str, str, str], None] | None = None,
        **switches: Any,
    ) -> None:
        self._smtp, self._told = smtp, told
        self._thread: threading.Thread | None = None
        self.smtp_address: tuple[str, int] = smtp or ("", 0)  # the inside sink's, once it serves
        self._server: uvicorn.Server | None = None
        DEFAULTS.changed(switches)  # before any port is taken
        self._sockets, hosts, self._by_port = _listen(port)
        self.world = World(hosts, switches)
        self.account_url, self.cloud_url, self.control_url = hosts.account, hosts.cloud, hosts.control

    def start(self) -> Self:
        """Serve; returns when every address answers."""
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(ready)), name="practice console", daemon=True
        )
        self._thread.start()
        if not ready.wait(START_PATIENCE):
            raise RuntimeError("the practice console did not start")
        return self

    def stop(self) -> None:
        """Stop serving and free the ports."""
        self.world.stopping = True
        if self._server:
            self._server.should_exit = True
        if self._thread:
            self._thread.join(START_PATIENCE)
            self._thread = None
        for each in self._sockets:
            each.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def _serve(self, ready: threading.Event) -> None:
        sink = await Sink(self.world).listen() if self._smtp is None else None
        if sink:
            self.smtp_address = sink.sockets[0].getsockname()[:2]
        postman = Postman(self.world, *self.smtp_address, self._told)
        apps = {
            "account": account_app(self.world, postman),
            "cloud": cloud_app(self.world, postman),
            "control": control_app(self.world),
        }
        config = uvicorn.Config(
            _by_port(apps, self._by_port),
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
            server_header=False,
            ws="none",
        )
        self._server = uvicorn.Server(config)
        serving = asyncio.create_task(self._server.serve(self._sockets))
        while not self._server.started and not serving.done():  # noqa: ASYNC110 - uvicorn offers nothing to wait for
            await asyncio.sleep(0.005)
        ready.set()
        try:
            await serving
        finally:
            if sink:
                sink.close()
                await sink.wait_closed()

    # --- what tests and demos do, without going through HTTP

    def add_account(self, **fields: Any) -> dict[str, Any]:
        """Add an account; sensible values for what is not given."""
        return self.world.add_account(fields).public()

    def account(self, email: str) -> dict[str, Any]:
        """An account as it is now."""
        return self.world.known(email).public()

    def change_account(self, email: str, **fields: Any) -> dict[str, Any]:
        """Change fields of an account."""
        return self.world.change_account(email, fields).public()

    def switch(self, **switches: Any) -> None:
        """Change switches for everybody."""
        self.world.switch(switches)

    def switch_account(self, email: str, **switches: Any) -> None:
        """Change switches for one account."""
        self.world.switch_account(email, switches)

    def reset(self) -> None:
        """Forget everything; the switches are as at the start."""
        self.world.reset()

    def ledger(self, account: str | None = None) -> list[dict[str, Any]]:
        """Every state change the server saw, or one account's."""
        return self.world.ledger(account)

    def last_code(self, email: str) -> str | None:
        """The newest unused code sent to an account."""
        return self.world.codes.last(self.world.known(email))

    def captcha(self, ick: str) -> dict[str, Any] | None:
        """What a person would see in the CAPTCHA that the cookie ``ick`` names."""
        shown = self.world.captchas.find(ick)
        return {"kind": shown.kind, "answer": shown.answer} if shown else None

    def expire(self, email: str) -> None:
        """End every session of an account."""
        self.world.expire(self.world.known(email))

    def release(self) -> None:
        """Answer every request that the switch ``hang`` keeps waiting."""
        self.world.release()

    def advance(self, seconds: float) -> None:
        """Put the console's clock ahead."""
        self.world.advance(seconds)


def _by_port(apps: Mapping[str, ASGIApp], ports: dict[int, str]) -> ASGIApp:
    """One application that hands each request to the one its port belongs to."""

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        await apps[ports[scope["server"][1]]](scope, receive, send)

    return dispatch


def _listen(port: int) -> tuple[list[socket.socket], Hosts, dict[int, str]]:
    """Open the listeners: loopback only, the cloud host on both families because ``localhost`` may be either."""
    with contextlib.ExitStack() as opened:
        account = opened.enter_context(_bound(port))
        cloud = [opened.enter_context(each) for each in _both_families(port and port + 1)]
        control = opened.enter_context(_bound(port and port + 2))
        numbers = {
            name: each.getsockname()[1]
            for name, each in (("account", account), ("cloud", cloud[0]), ("control", control))
        }
        opened.pop_all()
    hosts = Hosts(
        f"http://127.0.0.1:{numbers['account']}",
        f"http://localhost:{numbers['cloud']}",
        f"http://127.0.0.1:{numbers['control']}",
    )
    return [account, *cloud, control], hosts, {number: name for name, number in numbers.items()}


def _bound(port: int, family: socket.AddressFamily = socket.AF_INET) -> socket.socket:
    host = "127.0.0.1" if family == socket.AF_INET else "::1"
    return socket.create_server((host, port), family=family, backlog=128)


def _both_families(port: int) -> Iterator[socket.socket]:
    """The same port on 127.0.0.1 and, where there is one, on ::1: ``localhost`` never leads to somebody else."""
    if not _has_ipv6():
        yield _bound(port)
        return
    for attempt in range(ATTEMPTS):
        first = _bound(port)
        try:
            second = _bound(first.getsockname()[1], socket.AF_INET6)
        except OSError:
            first.close()
            if port or attempt == ATTEMPTS - 1:
                raise
            continue
        yield first
        yield second
        return


def _has_ipv6() -> bool:
    if not socket.has_ipv6:
        return False
    try:
        _bound(0, socket.AF_INET6).close()
    except OSError:
        return False
    return True
