"""The control API: seeds accounts, turns switches, reads ledger, mail and CAPTCHA answers. For tests and demos only."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runner.practice.accounts import AccountError
from runner.practice.switches import HELP, SwitchError
from runner.practice.web import world_of


class BadRequest(ValueError):
    """The request's body is not what the address wants."""


async def _body(request: Request) -> dict[str, Any]:
    raw = await request.body()
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        raise BadRequest("the body is not JSON") from None
    if not isinstance(body, dict):
        raise BadRequest("the body is not a JSON object")
    return body


async def reset(request: Request) -> Response:
    """Forget everything."""
    world_of(request).reset()
    return JSONResponse({})


async def accounts(request: Request) -> Response:
    """List accounts, or add one."""
    world = world_of(request)
    if request.method == "POST":
        return JSONResponse(world.add_account(await _body(request)).public(), 201)
    with world.lock:
        return JSONResponse([account.public() for account in world.accounts.values()])


async def account(request: Request) -> Response:
    """Show an account, or change some of its fields."""
    world, name = world_of(request), request.path_params["name"]
    found = world.change_account(name, await _body(request)) if request.method == "PATCH" else world.known(name)
    return JSONResponse(found.public())


async def switches(request: Request) -> Response:
    """Show the switches with what each does, or change some for everybody."""
    world = world_of(request)
    if request.method == "POST":
        world.switch(await _body(request))
    return JSONResponse({"switches": world.switches_now(), "help": HELP})


async def account_switches(request: Request) -> Response:
    """Change switches for one account."""
    world = world_of(request)
    return JSONResponse(asdict(world.switch_account(request.path_params["name"], await _body(request))))


def _named(request: Request) -> str:
    name = request.query_params.get("account")
    if not name:
        raise BadRequest("say which: ?account=")
    return name


async def ledger(request: Request) -> Response:
    """Every state change the server saw, or one account's."""
    return JSONResponse(world_of(request).ledger(request.query_params.get("account")))


async def mail(request: Request) -> Response:
    """What the inside mail sink received for an account, or for all."""
    world, name = world_of(request), request.query_params.get("account")
    with world.lock:
        wanted = world.known(name).email if name else None
        return JSONResponse([each for each in world.mail if wanted is None or wanted in each["to"]])


async def sms(request: Request) -> Response:
    """Text messages sent to an account's phone, or to all."""
    world, name = world_of(request), request.query_params.get("account")
    with world.lock:
        wanted = world.known(name).phone if name else None
        return JSONResponse([each for each in world.sms if wanted is None or each["to"] == wanted])


async def code(request: Request) -> Response:
    """The newest unused code sent to an account."""
    world = world_of(request)
    return JSONResponse({"code": world.codes.last(world.known(_named(request)))})


async def captcha(request: Request) -> Response:
    """What a person would see in the CAPTCHA that a browser's ``ick`` cookie names."""
    shown = world_of(request).captchas.find(request.path_params["ick"])
    if shown is None:
        return JSONResponse({"error": "no such challenge, or it was answered"}, 404)
    return JSONResponse({"kind": shown.kind, "answer": shown.answer, "letters": shown.letters})


async def expire(request: Request) -> Response:
    """End every session of an account."""
    world, body = world_of(request), await _body(request)
    world.expire(world.known(str(body.get("account", ""))))
    return JSONResponse({})


async def release(request: Request) -> Response:
    """Answer every request that the switch ``hang`` keeps waiting."""
    world_of(request).release()
    return JSONResponse({})


async def clock(request: Request) -> Response:
    """Put the clock ahead by ``advance`` seconds."""
    seconds = (await _body(request)).get("advance")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
        raise BadRequest('the body looks like {"advance": 61}')
    world_of(request).advance(seconds)
    return JSONResponse({"now": world_of(request).now()})


async def _wrong(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 404 if str(error).startswith("there is no account") else 400)


ERRORS = dict.fromkeys((AccountError, SwitchError, BadRequest), _wrong)
ROUTES = [
    Route("/control/reset", reset, methods=["POST"]),
    Route("/control/accounts", accounts, methods=["GET", "POST"]),
    Route("/control/accounts/{name}", account, methods=["GET", "PATCH"]),
    Route("/control/accounts/{name}/switches", account_switches, methods=["POST"]),
    Route("/control/switches", switches, methods=["GET", "POST"]),
    Route("/control/ledger", ledger),
    Route("/control/mail", mail),
    Route("/control/sms", sms),
    Route("/control/code", code),
    Route("/control/captcha/{ick}", captcha),
    Route("/control/expire", expire, methods=["POST"]),
    Route("/control/release", release, methods=["POST"]),
    Route("/control/clock", clock, methods=["POST"]),
]
