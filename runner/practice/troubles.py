"""Troubles that can be switched on for both public hosts: slow, failing and silent answers, and the foreign origin."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runner.practice.state import World
from runner.practice.web import switches_of, viewer


def wants_json(request: Request) -> bool:
    """Whether a script asks, and not a person who opens a page."""
    return "text/html" not in request.headers.get("accept", "")


class Troubles:
    """Slow, failing and silent answers, as switched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if _is_elsewhere(request) and not _may_be_read(request):
            await PlainTextResponse("thank you")(scope, receive, send)
            return
        await self._hang(request)
        await asyncio.sleep(_delay(request) / 1000)
        how = _failure(request)
        if how is None:
            await self._app(scope, receive, send)
            return
        if how["when"] == "after":
            await self._app(scope, receive, _nowhere)
        await _failed(request, how["status"])(scope, receive, send)

    async def _hang(self, request: Request) -> None:
        """Stay silent while the switch names this path and the console runs."""
        world: World = request.app.state.world
        while not world.stopping:
            path = switches_of(request).hang
            if not path or not request.url.path.startswith(path):
                return
            await asyncio.sleep(0.05)


async def _nowhere(_message: Message) -> None:
    """The server has acted, but its answer gets lost."""


def _is_elsewhere(request: Request) -> bool:
    return (request.url.hostname or "").startswith("elsewhere.")


def _may_be_read(request: Request) -> bool:
    """Note what is asked of the foreign origin; it shows its pages, and keeps whatever is sent to it."""
    world: World = request.app.state.world
    reads = request.method == "GET"
    world.note("elsewhere-opened" if reads else "elsewhere-received", None, path=request.url.path)
    return reads


def _delay(request: Request) -> int:
    switches = switches_of(request)
    waits = [wait for path, wait in switches.delay.items() if request.url.path.startswith(path)]
    # A page of the current skin comes at once and shows its own loading sign for the latency.
    shows_it_itself = request.method == "GET" and not wants_json(request) and not _is_classic(request)
    return sum(waits) + (0 if shows_it_itself else switches.latency)


def _is_classic(request: Request) -> bool:
    return switches_of(request).skin == "classic" and request.url.path.startswith("/pass/serviceLogin")


def _failure(request: Request) -> dict[str, Any] | None:
    """How this request fails, None when it is to be answered."""
    world: World = request.app.state.world
    account = viewer(request)
    for path, how in switches_of(request).fail.items():
        if request.url.path.startswith(path) and world.count(f"fail:{path}", account) <= how["times"]:
            world.note("failure", account, path=request.url.path, status=how["status"])
            return dict(how)
    return None


def _failed(request: Request, status: int) -> Response:
    if wants_json(request):
        facts = {"code": status, "result": "error", "description": "failed"}
        return JSONResponse(facts, status)
    return Response(f"{status}", status)
