"""The account's own page, its security page, and the choice of cookies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.services import HOME
from runner.practice.web import form_of, plain, remember, render, require, viewer, world_of


async def home(request: Request) -> Response:
    """Who is signed in, and where to go from here."""
    return render(request, "home.html", account=require(request, "passport"))


async def security(request: Request) -> Response:
    """Where guides send people for devices: a link to the cloud host's list."""
    return render(request, "flows/security.html", account=require(request, "passport"))


async def cookies(request: Request) -> Response:
    """Remember what was chosen on the cookie banner."""
    choice = "all" if (await form_of(request)).get("choice") == "all" else "none"
    world_of(request).note("cookies-chosen", viewer(request), choice=choice)
    response = remember(request, plain(choice=choice))
    response.set_cookie("cookie_choice", choice)
    return response


COOKIES = Route("/cookies", cookies, methods=["POST"])
ROUTES = [Route(HOME, home), Route(f"{HOME}/security", security), COOKIES]
