"""Apps and websites with access to the account, and how to take it from them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.accounts import Account, App
from runner.practice.web import answer, form_of, redirect, render, require, world_of

AUTHORISATION = "/fe/service/account/authorization"  # inferred
REVOKE = f"{AUTHORISATION}/revoke"


async def listing(request: Request) -> Response:
    """Every app with access."""
    return render(request, "apps.html", account=require(request, "passport"))


async def confirm(request: Request) -> Response:
    """The classic skin asks on a page of its own."""
    app = _find(require(request, "passport"), request.query_params.get("app", ""))
    return render(request, "classic/app_confirm.html", app=app) if app else redirect(request, AUTHORISATION)


async def revoke(request: Request) -> Response:
    """Take the access away."""
    account, form, world = require(request, "passport"), await form_of(request), world_of(request)
    with world.lock:
        app = _find(account, form.get("app", ""))
        if app:
            account.apps.remove(app)
            world.note("app-revoked", account, app=app.id, name=app.name)
    if form.get("_json") == "true":
        return answer(0) if app else answer(404, 404, desc="no such app")
    return redirect(request, AUTHORISATION)


def _find(account: Account, app_id: str) -> App | None:
    return next((app for app in account.apps if app.id == app_id), None)


ROUTES = [
    Route(AUTHORISATION, listing),
    Route(REVOKE, confirm, methods=["GET"]),
    Route(REVOKE, revoke, methods=["POST"]),
]
