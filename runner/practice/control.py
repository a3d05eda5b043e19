"""The control API, on a port of its own: seed accounts, turn switches, read the ledger, codes and answers."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runner.practice.state import State
from runner.practice.switches import SwitchError


def _state(request: Request) -> State:
    state: State = request.app.state.practice
    return state


def _no(text: str, status: int = 404) -> Response:
    return JSONResponse({"error": text}, status)


async def reset(request: Request) -> Response:
    _state(request).reset()
    return JSONResponse({})


async def accounts(request: Request) -> Response:
    if request.method == "GET":
        return JSONResponse([account.to_json() for account in _state(request).accounts.values()])
    wishes = await request.json()
    if not isinstance(wishes, dict) or not {"email", "password"} <= set(wishes):
        return _no("An account needs an email and a password.", 400)
    return JSONResponse(_state(request).add_account(wishes).to_json(), 201)


async def account(request: Request) -> Response:
    found = _state(request).find(request.path_params["name"])
    if found is None:
        return _no("There is no such account.")
    if request.method == "PATCH":
        for name, value in (await request.json()).items():
            if name not in {"password", "state", "name", "stored"}:
                return _no(f"{name} cannot be changed.", 400)
            setattr(found, name, value)
    return JSONResponse(found.to_json())


async def switches(request: Request) -> Response:
    state = _state(request)
    if request.method == "POST":
        try:
            state.switches = state.switches.change(await request.json())
        except SwitchError as problem:
            return _no(str(problem), 400)
    return JSONResponse(state.switches.to_json())


async def own_switches(request: Request) -> Response:
    state, wishes = _state(request), await request.json()
    found = state.find(request.path_params["name"])
    if found is None:
        return _no("There is no such account.")
    try:
        state.switches.change(wishes)
    except SwitchError as problem:
        return _no(str(problem), 400)
    state.own_switches.setdefault(found.email.lower(), {}).update(wishes)
    return JSONResponse(state.switches_for(found.email).to_json())


async def ledger(request: Request) -> Response:
    return JSONResponse(_state(request).ledger(request.query_params.get("account")))


async def box(request: Request) -> Response:
    items = _state(request).mail if request.url.path.endswith("mail") else _state(request).sms
    wanted = request.query_params.get("account")
    return JSONResponse([item for item in items if wanted in (None, item["account"])])


async def code(request: Request) -> Response:
    return JSONResponse({"code": _state(request).last_code(request.query_params.get("account", ""))})


async def challenge(request: Request) -> Response:
    found = _state(request).challenges.get(request.path_params["ick"])
    return JSONResponse({"kind": found.kind, "answer": found.answer}) if found else _no("There is no such challenge.")


async def expire(request: Request) -> Response:
    wishes: dict[str, Any] = await request.json()
    _state(request).close_sessions(wishes["account"])
    _state(request).note(wishes["account"], "session-expired")
    return JSONResponse({})


async def clock(request: Request) -> Response:
    wishes = await request.json()
    _state(request).ahead += float(wishes["advance"])
    return JSONResponse({"ahead": _state(request).ahead})


ROUTES = [
    Route("/control/reset", reset, methods=["POST"]),
    Route("/control/accounts", accounts, methods=["GET", "POST"]),
    Route("/control/accounts/{name}", account, methods=["GET", "PATCH"]),
    Route("/control/accounts/{name}/switches", own_switches, methods=["POST"]),
    Route("/control/switches", switches, methods=["GET", "POST"]),
    Route("/control/ledger", ledger),
    Route("/control/mail", box),
    Route("/control/sms", box),
    Route("/control/code", code),
    Route("/control/captcha/{ick}", challenge),
    Route("/control/expire", expire, methods=["POST"]),
    Route("/control/clock", clock, methods=["POST"]),
]
