"""The sign-in page in both skins, and the address that sends everybody there."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.services import (
    HOME,
    allowed,
    callback_for,
    callbacks,
    finish,
    may_follow,
    signature,
    signed_in_answer,
)
from runner.practice.web import (
    answer,
    language,
    redirect,
    render,
    switches_of,
    viewer,
    with_query,
    world_of,
)
from runner.practice.words import LOCALES, say

FRONT = "/fe/service/login/password"
PHONE = "/fe/service/login/phone"
SERVICE_PARAM = json.dumps(
    {"checkSafePhone": False, "checkSafeAddress": False, "lsrp_score": 0.0}, separators=(",", ":")
)
CAPTCHA_URL = "/pass/getCode?icodeType=login"


async def entry(request: Request) -> Response:
    """``/`` sends everybody to the sign-in of the account host itself."""
    query = urlencode({"sid": "passport", **request.query_params})
    return redirect(request, f"/pass/serviceLogin?{query}")


async def service_login(request: Request) -> Response:
    """Start a sign-in for a service; who is signed in already goes straight on."""
    world, query = world_of(request), request.query_params
    sid = query.get("sid", "passport")
    followup = query.get("followup", "")
    known = sid in callbacks(world) and (not followup or may_follow(world, followup))
    callback = (query.get("callback") or callback_for(world, sid, followup)) if known else ""
    if not allowed(world, sid, callback):
        return _refuse_callback(request)
    as_json = query.get("_json") == "true"
    held = request.cookies.get("passToken", "")
    account = world.accounts.get(world.sessions.passes.get(held, ""))
    if account and account.state == "active":
        end = finish(world, account, sid, callback, request.cookies.get("deviceId", ""))
        onward = signed_in_answer(world, account, end, held)
        return answer(0, **onward) if as_json else redirect(request, end.location)
    asked = sign_in_query(request, sid, callback)
    if as_json:
        where = f"{world.hosts.account}/fe/service/login?{urlencode(asked)}"
        says = say("wrong password", "zh")
        return answer(
            70016,
            description=says,
            desc=says,
            securityStatus=0,
            captchaUrl=None,
            pwd=0,
            child=0,
            location=where,
            serviceParam=asked["serviceParam"],
            qs=asked["qs"],
            _sign=asked["_sign"],
            sid=sid,
            callback=callback,
        )
    if switches_of(request).skin == "classic":
        return sign_in_page(request, asked)
    away = world.hosts.elsewhere if switches_of(request).sign_in_elsewhere else ""
    return redirect(request, f"{away}{FRONT}?{urlencode(asked)}")


async def front(request: Request) -> Response:
    """The current skin's page; without the values of a started sign-in there is nothing to show."""
    if "_sign" not in request.query_params:
        return redirect(request, "/pass/serviceLogin?sid=passport")
    return sign_in_page(request, dict(request.query_params))


async def by_phone(request: Request) -> Response:
    """Signing in with a code is not part of this console."""
    speaks = language(request)
    title, text, back = (say(key, speaks) for key in ("code tab", "code tab off", "password switch"))
    return render(request, "message.html", title=title, text=text, link="/", link_text=back)


def sign_in_query(request: Request, sid: str, callback: str) -> dict[str, str]:
    """The values a sign-in form sends back as it got them."""
    world = world_of(request)
    own = {"sid": sid, **{name: value for name, value in request.query_params.items() if name != "followup"}}
    return {
        "_locale": LOCALES[language(request)],
        "sid": sid,
        "qs": quote(f"?{urlencode(own)}"),
        "callback": callback,
        "_sign": signature(world, sid, callback),
        "serviceParam": SERVICE_PARAM,
    }


def sign_in_page(request: Request, asked: dict[str, str]) -> Response:
    """The sign-in form; errors and CAPTCHAs are shown in place by its script."""
    names = ("sid", "qs", "callback", "_sign", "serviceParam")
    hidden = {name: asked.get(name, "") for name in names}
    return render(request, "sign_in.html", hidden=hidden)


def sign_in_address(request: Request, sid: str, base: str) -> str:
    """Where to sign in and come back to what was asked for."""
    world = world_of(request)
    wanted = f"{base}{request.url.path}"
    if request.url.query:
        wanted += f"?{request.url.query}"
    if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
        came_from = request.headers.get("referer", "")
        own = bool(came_from) and may_follow(world, came_from)
        wanted = came_from if own else f"{base}{HOME if sid == 'passport' else '/'}"
    values = {"sid": sid, "followup": wanted, "_locale": LOCALES[language(request)]}
    if sid != "passport":
        values["callback"] = callback_for(world, sid, wanted)
    return with_query(f"{world.hosts.account}/pass/serviceLogin", **values)


async def sign_out(request: Request) -> Response:
    """End this browser's session on the account host."""
    world, account = world_of(request), viewer(request)
    with world.lock:
        world.sessions.passes.pop(request.cookies.get("passToken", ""), None)
        world.sessions.services.pop(request.cookies.get("serviceToken", ""), None)
        if account:
            world.note("signed-out", account)
    response = redirect(request, "/pass/serviceLogin?sid=passport")
    for name in ("passToken", "serviceToken", "userId", "cUserId"):
        response.delete_cookie(name)
    return response


def _refuse_callback(request: Request) -> Response:
    says = say("bad callback", language(request))
    if request.query_params.get("_json") == "true":
        return answer(10025, desc=says, description=says)
    return render(
        request, "message.html", 400, title=says, text="", link="/", link_text=say("sign in", language(request))
    )


ROUTES = [
    Route("/", entry),
    Route("/pass/serviceLogin", service_login),
    Route("/fe/service/login", front),
    Route(FRONT, front),
    Route(PHONE, by_phone),
    Route("/pass/logout", sign_out),
]
