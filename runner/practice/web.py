"""What every screen needs: who asks, in which language and skin, and how to answer."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from runner.practice.accounts import Account
from runner.practice.mail import Postman
from runner.practice.sessions import token
from runner.practice.state import World
from runner.practice.switches import Switches
from runner.practice.words import KINDS, LANGUAGES, LOCALES, language_of, say, words_table

HERE = Path(__file__).parent
PREFIX = "&&&START&&&"
"""Stands before every JSON answer of the account host (seen in public clients)."""

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


class SignedOut(Exception):
    """The request needs a session that is not there or has ended."""


def world_of(request: Request) -> World:
    """The state of the console that answers."""
    world: World = request.app.state.world
    return world


def postman_of(request: Request) -> Postman:
    """Who sends this console's codes."""
    postman: Postman = request.app.state.postman
    return postman


def viewer(request: Request) -> Account | None:
    """Whose browser this is, as far as its cookies tell; nothing is counted and nothing ends by asking."""
    world = world_of(request)
    with world.lock:
        service = world.sessions.services.get(request.cookies.get("serviceToken", ""))
        held = world.sessions.passes.get(request.cookies.get("passToken", ""))
        return world.accounts.get(service.account_id if service else held or "")


def switches_of(request: Request) -> Switches:
    """The switches that hold for whoever asks."""
    return world_of(request).switches_for(viewer(request))


def language(request: Request) -> str:
    """The language: as the address asks (``_locale``), as it asked before (cookie), or as switched."""
    asked = language_of(request.query_params.get("_locale", ""))
    return asked or language_of(request.cookies.get("uLocale", "")) or switches_of(request).language


def require(request: Request, sid: str) -> Account:
    """The account signed in on a service; counts the request towards ``expire_after``.

    Raises:
        SignedOut: nobody is, or the session has just ended.
    """
    world = world_of(request)
    with world.lock:
        service = world.sessions.services.get(request.cookies.get("serviceToken", ""))
        account = world.accounts.get(service.account_id) if service and service.sid == sid else None
        if account is None or not world.still_signed_in(account):
            raise SignedOut
        return account


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A screen in the asker's language; only the sign-in page has another skin."""
    switches, speaks = switches_of(request), language(request)

    def words(key: str, **blanks: object) -> str:
        return say(key, speaks, **blanks)

    shown = {
        "t": words,
        "css": css,
        "skin": switches.skin,
        "switches": switches,
        "language": speaks,
        "locale": LOCALES[speaks],
        "banner": switches.cookie_banner and "cookie_choice" not in request.cookies,
        "me": viewer(request),
        "hosts": world_of(request).hosts,
        "path": request.url.path,
        "promo": False,
        "error": "",
        "kinds": defaultdict(str, {kind: words(kind) for kind in KINDS}),
        "state": {},
        "common_state": _state(switches, speaks),
        **values,
    }
    skin = switches.skin if template == "sign_in.html" else "current"
    page = _templates.get_template(f"{skin}/{template}").render(shown)
    return remember(request, HTMLResponse(page, status, {"Cache-Control": "no-store"}))


def css(page: str, name: str) -> str:
    """A class as the vendor's build names them (the pattern seen, the names ours)."""
    return f"_-src-portals-desktop-pages-{page}-{name}"


def _state(switches: Switches, speaks: str) -> dict[str, Any]:
    """What the scripts of every page read: switches that they act on, and the words they show."""
    return {
        "latency": switches.latency,
        "countdown": switches.countdown,
        "loadingSign": switches.loading_sign,
        "saysEmpty": switches.says_empty,
        "listAfter": switches.list_after,
        "typing": switches.typing,
        "interrupts": switches.interrupts,
        "locale": LOCALES[speaks],
        "words": {key: texts[LANGUAGES.index(speaks)] for key, texts in words_table().items()},
    }


def remember(request: Request, response: Response) -> Response:
    """Give the browser the cookies every page sets: its language when it asked for one, and a name of its own."""
    if language_of(request.query_params.get("_locale", "")):
        response.set_cookie("uLocale", LOCALES[language(request)])
    if "deviceId" not in request.cookies:
        response.set_cookie("deviceId", f"wb_{token(30)}", httponly=True)
    return response


def redirect(request: Request, address: str) -> Response:
    """Send the browser elsewhere with a GET."""
    return remember(request, RedirectResponse(address, 302))


def answer(code: int, status: int = 200, /, **values: Any) -> Response:
    """A JSON answer as the account host gives it."""
    result = "ok" if code == 0 else "error"
    body = PREFIX + json.dumps({"code": code, "result": result, **values}, ensure_ascii=False)
    return Response(body, status, {"Cache-Control": "no-store"}, "application/json")


def plain(status: int = 200, /, **values: Any) -> Response:
    """A JSON answer as the cloud host gives it."""
    return JSONResponse(values, status, {"Cache-Control": "no-store"})


def with_query(address: str, **values: str) -> str:
    """An address with values added to its query, before any fragment."""
    before, sharp, fragment = address.partition("#")
    return f"{before}{'&' if '?' in before else '?'}{urlencode(values, quote_via=quote)}{sharp}{fragment}"


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


async def form_of(request: Request) -> dict[str, str]:
    """The text fields of a form that was sent."""
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}
