"""The three web applications of a console, and the troubles that can be switched on for the two public ones."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from runner.practice import cloud, control, home_api
from runner.practice.account import (
    apps,
    captcha_pages,
    deletion,
    home,
    identity,
    reset,
    sign_in,
    sts,
    submit,
)
from runner.practice.mail import Postman
from runner.practice.state import World
from runner.practice.web import HERE, SignedOut, answer, plain, redirect, render, switches_of, viewer

ACCOUNT_ROUTES = [
    *sign_in.ROUTES,
    *submit.ROUTES,
    *sts.ROUTES,
    *captcha_pages.ROUTES,
    *identity.ROUTES,
    *home.ROUTES,
    *apps.ROUTES,
    *deletion.ROUTES,
    *reset.ROUTES,
]


def account_app(world: World, postman: Postman) -> Starlette:
    """The account host."""
    return _public(world, postman, ACCOUNT_ROUTES, "passport", world.hosts.account)


def cloud_app(world: World, postman: Postman) -> Starlette:
    """The cloud host."""
    return _public(world, postman, [*cloud.ROUTES, *home_api.ROUTES], cloud.SID, world.hosts.cloud)


def control_app(world: World) -> Starlette:
    """The control API."""
    app = Starlette(routes=control.ROUTES, exception_handlers=dict(control.ERRORS))
    app.state.world = world
    return app


def _public(world: World, postman: Postman, routes: list[Route], sid: str, base: str) -> Starlette:
    async def signed_out(request: Request, _error: Exception) -> Response:
        where = sign_in.sign_in_address(request, sid, base)
        if _wants_json(request):
            facts = {"description": "unauthorised", "loginUrl": where}
            return plain(401, code=401, **facts) if sid == cloud.SID else answer(401, 401, **facts)
        return redirect(request, where)

    async def not_found(request: Request, _error: Exception) -> Response:
        return render(request, "flows/message.html", 404, title="404", text="", link="", link_text="")

    app = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=HERE / "static"))],
        exception_handlers={SignedOut: signed_out, 404: not_found},
        middleware=[Middleware(Troubles)],
    )
    app.state.world, app.state.postman = world, postman
    return app


def _wants_json(request: Request) -> bool:
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
        await self._hang(request)
        switches = switches_of(request)
        if not (switches.skin == "current" and request.method == "GET" and not _wants_json(request)):
            # A page of the current skin comes at once and shows its own loading mask for that time.
            await asyncio.sleep(switches.latency / 1000)
        status = _failure(request)
        answer_with: Any = Response(f"{status}", status) if status else self._app
        await answer_with(scope, receive, send)

    async def _hang(self, request: Request) -> None:
        """Stay silent while the switch names this path and the console runs."""
        world: World = request.app.state.world
        while not world.stopping:
            path = switches_of(request).hang
            if not path or not request.url.path.startswith(path):
                return
            await asyncio.sleep(0.05)


def _failure(request: Request) -> int:
    """The status this request fails with, 0 when it is to be answered."""
    world: World = request.app.state.world
    account = viewer(request)
    for path, how in switches_of(request).fail.items():
        if request.url.path.startswith(path) and world.count(f"fail:{path}", account) <= how["times"]:
            world.note("failure", account, path=request.url.path, status=how["status"])
            return how["status"]
    return 0
