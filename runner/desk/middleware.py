"""The door: only our own address, only our own pages, and headers that keep everything inside."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE: Final = frozenset({"GET", "HEAD"})


class OriginGuard:
    """Refuses foreign hosts (DNS rebinding) and foreign origins (cross-site requests, WebSockets included)."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], scheme: str, any_port: Iterable[str] = ()) -> None:
        """Guard an application.

        Arguments:
            app: what is guarded.
            hosts: the names with port by which it may be called, such as ``127.0.0.1:8720``.
            scheme: ``http`` or ``https``.
            any_port: names by which it may be called with any port, as it is through a tunnel.
        """
        self.app, self.scheme = app, scheme
        self.hosts = frozenset(host.lower() for host in hosts)
        self.any_port = frozenset(any_port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with 403."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif not self._is_ours(scope):
            await self._refuse(scope, receive, send)
        else:
            await self.app(scope, receive, self._with_headers(send, scope))

    def _is_ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        name, _, port = host.rpartition(":")
        # Through a tunnel on port 80 a browser leaves the port out.
        if host not in self.hosts and host not in self.any_port and not (name in self.any_port and port.isdigit()):
            return False
        # Other ports of this machine are the same site to a browser, and another origin to us.
        origins = {f"{self.scheme}://{host}"}
        if scope["type"] == "http" and scope["method"] in SAFE:
            return headers.get("origin", "") in {"", *origins} and not _is_cross_site(headers)
        return headers.get("origin", "").lower() in origins and not _is_cross_site(headers)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = PlainTextResponse("This address does not belong to the desk.", status_code=403)
        await answer(scope, receive, send)

    def _with_headers(self, send: Send, scope: Scope) -> Send:
        if scope["type"] != "http":
            return send
        socket = f"{'wss' if self.scheme == 'https' else 'ws'}://{Headers(scope=scope).get('host', '')}"

        async def wrapped(message: Message) -> None:
            if message["type"] == "http.response.start":
                _fill(message, socket)
            await send(message)

        return wrapped


def _is_cross_site(headers: Headers) -> bool:
    """Whether another site asks; a person who follows a link comes from one, with a page of their own."""
    if headers.get("sec-fetch-site", "") not in {"cross-site", "same-site"}:
        return False
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) != ("navigate", "document")


def _fill(message: MutableMapping[str, Any], socket: str) -> None:
    headers = MutableHeaders(raw=message["headers"])
    headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        f"connect-src 'self' {socket}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    headers["Cache-Control"] = "no-store"
    headers["Referrer-Policy"] = "same-origin"  # with no-referrer a browser hides the origin of a form, too
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
