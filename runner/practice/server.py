"""Serve the practice console: two hosts and a control API on loopback, in one thread with one event loop."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from runner.practice import account_pages, checks, cloud, control, deletion, mail, sign_in
from runner.practice.people import Account
from runner.practice.state import State
from runner.practice.switches import Switches
from runner.practice.web import HERE
from runner.practice.words import words_in

Heard = Callable[[str, str, str], None]
"""Called with account, code and way (``email`` or ``phone``) whenever a code has arrived."""


class Practice:
    """The practice console; a context manager that serves while it is open.

    Arguments:
        port: of the account host; cloud and control take the two above it. 0 takes any free ones.
        smtp: ``(host, port)`` that codes leave by; None receives them inside the console.
        heard: told of every code that arrives inside.
        switches: see :class:`runner.practice.switches.Switches`.
    """

    def __init__(
        self, port: int = 8710, smtp: tuple[str, int] | None = None, heard: Heard | None = None, **switches: Any
    ) -> None:
        self.state = State(Switches().change(switches))
        self.state.send = self._forward
        self._smtp = smtp
        self._heard = heard
        self._sockets = _bind(port)
        account, web, command = (each[0].getsockname()[1] for each in self._sockets)
        self.account_url = f"http://127.0.0.1:{account}"
        self.cloud_url = f"http://localhost:{web}"
        self.control_url = f"http://127.0.0.1:{command}"
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True, name="practice")
        self._servers: list[uvicorn.Server] = []
        self._fault: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(20)
        if self._fault:
            raise self._fault
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None) -> None:
        for server in self._servers:
            server.should_exit = True
        self._thread.join(10)

    async def _serve(self) -> None:
        try:
            mailbox = None
            if self._smtp is None:
                mailbox, port = await mail.open_mailbox(self._received)
                self._smtp = ("127.0.0.1", port)
            self._servers = [_server(app) for app in self._apps()]
            tasks = [
                asyncio.create_task(server.serve(sockets=sockets))
                for server, sockets in zip(self._servers, self._sockets, strict=True)
            ]
            while not all(server.started for server in self._servers):
                await asyncio.sleep(0.01)
            self._ready.set()
            await asyncio.gather(*tasks)
            if mailbox:
                mailbox.close()
        except BaseException as fault:  # noqa: BLE001 - told to whoever opened the console
            self._fault = fault
            self._ready.set()

    def _apps(self) -> list[ASGIApp]:
        hosts = {"account": self.account_url, "cloud": self.cloud_url}
        static = Mount("/static", StaticFiles(directory=HERE / "static"))
        account = [*sign_in.ROUTES, *checks.ROUTES, *account_pages.ROUTES, *deletion.ROUTES, static]
        made: list[ASGIApp] = []
        for host, routes in (("account", account), ("cloud", [*cloud.ROUTES, static]), ("control", control.ROUTES)):
            app = Starlette(routes=[*routes, Route("/favicon.ico", _nothing)])
            app.state.practice, app.state.hosts, app.state.host = self.state, hosts, host
            app.state.send_code = self._send_code
            made.append(app if host == "control" else Door(app, self.state))
        return made

    async def _send_code(self, account: Account, purpose: str, way: str) -> str:
        """Send a code without holding up the console; why not, or nothing."""
        return await asyncio.to_thread(self.state.send_code, account, purpose, way)

    def _forward(self, account: Account, code: str, way: str) -> None:
        words = words_in(self.state.switches_for(account.email).language)
        if way == "phone":
            self._arrived(self.state.sms, account.email, code, "phone", words["mail_subject"])
            return
        host, port = self._smtp or ("127.0.0.1", 25)
        ttl = f"{self.state.switches_for(account.email).code_ttl:g}"
        mail.send_code(host, port, account.email, words["mail_subject"], words["mail_text"].format(code=code, ttl=ttl))

    def _received(self, recipient: str, subject: str, text: str) -> None:
        found = mail.CODE.search(text)
        self._arrived(self.state.mail, recipient, found.group(1) if found else "", "email", subject)

    def _arrived(self, box: list[dict[str, str]], account: str, code: str, way: str, subject: str) -> None:
        with self.state.lock:
            box.append({"account": account, "code": code, "subject": subject, "at": f"{self.state.now():017.6f}"})
        if self._heard:
            self._heard(account, code, way)

    # --- what tests and demos use; the control API offers the same to other processes

    def add_account(self, **wishes: Any) -> dict[str, Any]:
        """Make an account; the fields of :class:`runner.practice.people.Account`, ``email`` and ``password`` at least."""
        return self.state.add_account(wishes).to_json()

    def account(self, name: str) -> dict[str, Any]:
        """An account by e-mail, phone or id.

        Raises:
            KeyError: there is none.
        """
        found = self.state.find(name)
        if found is None:
            raise KeyError(name)
        return found.to_json()

    def switch(self, **wishes: Any) -> None:
        """Turn switches for everybody."""
        self.state.switches = self.state.switches.change(wishes)

    def switch_account(self, name: str, **wishes: Any) -> None:
        """Turn switches for one account."""
        self.state.switches.change(wishes)
        self.state.own_switches.setdefault(name.lower(), {}).update(wishes)

    def reset(self) -> None:
        """Forget everything."""
        self.state.reset()

    def ledger(self, account: str | None = None) -> list[dict[str, Any]]:
        """What the console saw."""
        return self.state.ledger(account)

    def last_code(self, account: str) -> str | None:
        """The newest code that reached the account's owner."""
        return self.state.last_code(account)

    def captcha(self, ick: str) -> dict[str, str]:
        """Kind and answer of a challenge."""
        found = self.state.challenges[ick]
        return {"kind": found.kind, "answer": found.answer}

    def expire(self, account: str) -> None:
        """End every session of an account."""
        self.state.close_sessions(account)
        self.state.note(account, "session-expired")


class Door:
    """In front of a host: slowness and failures, as switched."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self.app = app
        self.state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static"):
            if self.state.switches.latency:
                await asyncio.sleep(self.state.switches.latency / 1000)
            if status := self._failure(scope["path"]):
                await PlainTextResponse("The practice console fails, as it was switched to.", status)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _failure(self, path: str) -> int:
        with self.state.lock:
            for prefix, how in self.state.switches.fail.items():
                if path.startswith(prefix) and how.get("times", 1) > 0:
                    how["times"] = how.get("times", 1) - 1
                    return how.get("status", 503)
        return 0


def _server(app: ASGIApp) -> uvicorn.Server:
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    server.capture_signals = _no_signals  # type: ignore[method-assign,assignment]  # it runs in a thread of its own
    return server


class _no_signals:  # noqa: N801 - stands in for a context manager function
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def _bind(port: int) -> list[list[socket.socket]]:
    """Sockets for account, cloud and control; the cloud host is ``localhost``, which may mean ::1 first."""
    bound = [[_listen(socket.AF_INET, "127.0.0.1", port + step if port else 0)] for step in range(3)]
    try:
        bound[1].append(_listen(socket.AF_INET6, "::1", bound[1][0].getsockname()[1]))
    except OSError:
        pass  # no IPv6 here, or the port is taken there: browsers fall back to 127.0.0.1
    return bound


def _listen(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


async def _nothing(_: Any) -> PlainTextResponse:
    await asyncio.sleep(0)
    return PlainTextResponse("", 204)
