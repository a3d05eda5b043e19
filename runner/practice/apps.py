"""The three web applications of a console."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from runner.practice import cloud, control, home_api, interrupts
from runner.practice.account import (
    apps,
    captcha_pages,
    deletion,
    home,
    identity,
    privacy,
    reset,
    sign_in,
    sts,
    submit,
)
from runner.practice.mail import Postman
from runner.practice.state import World
from runner.practice.troubles import Troubles, wants_json
from runner.practice.web import HERE, SignedOut, answer, plain, redirect, render

ACCOUNT_ROUTES = [
    *sign_in.ROUTES,
    *submit.ROUTES,
    *sts.ROUTES,
    *captcha_pages.ROUTES,
    *identity.ROUTES,
    *home.ROUTES,
    *apps.ROUTES,
    *privacy.ROUTES,
    *deletion.ROUTES,
    *reset.ROUTES,
    *interrupts.ROUTES,
]


def account_app(world: World, postman: Postman) -> Starlette:
    """The account host."""
    return _public(world, postman, ACCOUNT_ROUTES, "passport", world.hosts.account)


def cloud_app(world: World, postman: Postman) -> Starlette:
    """The cloud host."""
    return _public(world, postman, [*cloud.ROUTES, *home_api.ROUTES, *interrupts.ROUTES], cloud.SID, world.hosts.cloud)


def control_app(world: World) -> Starlette:
    """The control API."""
    app = Starlette(routes=control.ROUTES, exception_handlers=dict(control.ERRORS))
    app.state.world = world
    return app


def _public(world: World, postman: Postman, routes: list[Route], sid: str, base: str) -> Starlette:
    async def signed_out(request: Request, _error: Exception) -> Response:
        where = sign_in.sign_in_address(request, sid, base)
        if wants_json(request):
            facts = {"description": "unauthorised", "loginUrl": where}
            return plain(401, code=401, result="error", **facts) if sid == cloud.SID else answer(401, 401, **facts)
        return redirect(request, where)

    async def not_found(request: Request, _error: Exception) -> Response:
        return render(request, "message.html", 404, title="404", text="", link="", link_text="")

    app = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=HERE / "static"))],
        exception_handlers={SignedOut: signed_out, 404: not_found},
        middleware=[Middleware(Troubles)],
    )
    app.state.world, app.state.postman = world, postman
    return app
