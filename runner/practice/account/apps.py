"""Apps and websites with access to the account, and how to take it from them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.accounts import Account, App
from runner.practice.web import answer, form_of, language, redirect, render, require, world_of
from runner.practice.words import say

AUTHORISATION = "/fe/service/account/authorization"  # inferred
LIST = f"{AUTHORISATION}/list"  # inferred
REVOKE = f"{AUTHORISATION}/revoke"  # inferred
STUCK = 500


async def page(request: Request) -> Response:
    """The page of the apps with access."""
    return render(request, "apps.html", account=require(request, "passport"))


async def listing(request: Request) -> Response:
    """Every app with access, as the page loads them."""
    account = require(request, "passport")
    listed = [{"appId": app.id, "name": app.name, "scopes": app.scopes, "since": app.since} for app in account.apps]
    return answer(0, data={"list": listed})


async def revoke(request: Request) -> Response:
    """Take the access away."""
    account, form, world = require(request, "passport"), await form_of(request), world_of(request)
    with world.lock:
        app = _find(account, form.get("app", ""))
        if app and app.stuck:
            world.note("revocation-refused", account, app=app.id, name=app.name)
            return answer(STUCK, tips=say("failed", language(request)))
        if app:
            account.apps.remove(app)
            world.note("app-revoked", account, app=app.id, name=app.name)
    if form.get("_json") == "true":
        return answer(0) if app else answer(404, 404, desc="no such app")
    return redirect(request, AUTHORISATION)


def _find(account: Account, app_id: str) -> App | None:
    return next((app for app in account.apps if app.id == app_id), None)


ROUTES = [
    Route(AUTHORISATION, page),
    Route(LIST, listing),
    Route(REVOKE, revoke, methods=["POST"]),
]
