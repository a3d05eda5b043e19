"""The cloud host: what is stored, and the linked devices; one page with ``#/`` addresses, or plain pages (classic)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runner.practice.people import Account
from runner.practice.sign_in import sts
from runner.practice.web import account_of, go, page, session_of, state_of, switches_of, to_sign_in

SID = "i.mi.com"


async def app(request: Request) -> Response:
    """``/#/…``: home, settings and devices, drawn in the browser from the JSON below."""
    session = session_of(request)
    if session is None:
        return to_sign_in(request, SID)
    state = state_of(request)
    if switches_of(request).survey and session.account not in state.surveyed:
        return page(request, "survey.html", back=str(request.url))
    return page(request, "cloud.html", person=account_of(request, session))


async def survey_skipped(request: Request) -> Response:
    session = session_of(request, counts=False)
    if session:
        state_of(request).surveyed.add(session.account)
    return go("/#/settings/devices")


async def overview(request: Request) -> Response:
    """What is stored, by kind."""
    session = session_of(request)
    if session is None:
        return JSONResponse({"code": 401}, 401)
    account = account_of(request, session)
    counts = account.stored | {"devices": len(account.devices), "apps": len(account.apps)}
    return JSONResponse({"code": 0, "data": {"name": account.name, "email": account.email, "stored": counts}})


async def full_status(request: Request) -> Response:
    """``/find/device/full/status?ts=…`` (address and cookies seen): the devices and where they stand."""
    session = session_of(request)
    if session is None:
        return JSONResponse({"code": 401}, 401)
    account = account_of(request, session)
    return JSONResponse({"code": 0, "result": "ok", "data": {"devices": [device_json(each) for each in account.devices]}})


def device_json(device: Any) -> dict[str, Any]:
    """A device as the console's own pages read it."""
    return {
        "id": device.id, "name": device.name, "model": device.model, "type": device.kind, "imei": device.imei,
        "serial": device.serial, "lastSeen": device.last_seen, "findDevice": device.holds_account,
        "status": {"locked": False, "online": True},
    }  # fmt: skip


def unlink(request: Request, account: Account, device_id: str) -> bool:
    """Take a device from the account; whether it was there."""
    state = state_of(request)
    with state.lock:
        if not any(device.id == device_id for device in account.devices):
            return False
        account.devices = [device for device in account.devices if device.id != device_id]
        state.note(account.email, "device-unlinked", device=device_id)
    return True


async def delete_device(request: Request) -> Response:
    """The current skin's deletion, by JSON."""
    session = session_of(request)
    if session is None:
        return JSONResponse({"code": 401}, 401)
    gone = unlink(request, account_of(request, session), request.path_params["device_id"])
    return JSONResponse({"code": 0 if gone else 404}, 200 if gone else 404)


async def devices(request: Request) -> Response:
    """The classic skin's list."""
    session = session_of(request)
    if session is None:
        return to_sign_in(request, SID)
    return page(request, "devices_classic.html", devices=account_of(request, session).devices, device=None, asked=False)


async def device(request: Request) -> Response:
    """The classic skin's device, its question, and its deletion."""
    session = session_of(request)
    if session is None:
        return to_sign_in(request, SID)
    account = account_of(request, session)
    found = next((each for each in account.devices if each.id == request.path_params["device_id"]), None)
    if request.method == "POST" and found:
        unlink(request, account, found.id)
    if request.method == "POST" or found is None:
        return go("/devices")
    asked = "confirm" in request.query_params
    return page(request, "devices_classic.html", devices=account.devices, device=found, asked=asked)


ROUTES = [
    Route("/", app),
    Route("/survey", survey_skipped, methods=["POST"]),
    Route("/sts", sts),
    Route("/api/user/overview", overview),
    Route("/find/device/full/status", full_status),
    Route("/api/devices/{device_id}/delete", delete_device, methods=["POST"]),
    Route("/devices", devices),
    Route("/devices/{device_id}", device, methods=["GET", "POST"]),
]
