"""The account's own pages, and the choice of cookies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.services import HOME
from runner.practice.web import form_of, language, plain, remember, render, require, viewer, world_of
from runner.practice.words import say


async def home(request: Request) -> Response:
    """*Account security*, the page after the sign-in: who is signed in, and where to go from here."""
    return render(request, "home.html", account=require(request, "passport"))


async def profile(request: Request) -> Response:
    """Who the account is: its id with e-mail and phone (the page seen, its rows from the vendor's app)."""
    return render(request, "profile.html", account=require(request, "passport"))


async def help_centre(request: Request) -> Response:
    """The vendor's help; only its address is known."""
    speaks = language(request)
    return render(
        request, "message.html", title=say("help", speaks), text="", link=HOME, link_text=say("account home", speaks)
    )


async def cookies(request: Request) -> Response:
    """Remember what was chosen on the cookie banner."""
    choice = "all" if (await form_of(request)).get("choice") == "all" else "none"
    world_of(request).note("cookies-chosen", viewer(request), choice=choice)
    response = remember(request, plain(choice=choice))
    response.set_cookie("cookie_choice", choice)
    return response


COOKIES = Route("/cookies", cookies, methods=["POST"])
ROUTES = [
    Route(HOME, home),
    Route(f"{HOME}/security", home),
    Route(f"{HOME}/profile", profile),
    Route("/helpcenter", help_centre),
    COOKIES,
]
