"""The cloud host: home with counts, settings, linked devices."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account import home, sts
from runner.practice.accounts import Account, Device
from runner.practice.web import form_of, plain, redirect, remember, render, require, world_of

SID = "i.mi.com"
DEVICES = "/devices"
SURVEY = "/feedback"  # nothing like it is publicly known, which is its purpose


def _survey_due(request: Request, account: Account) -> bool:
    world = world_of(request)
    return world.switches_for(account).survey and not world.done["survey", account.id]


def _page(request: Request, template: str, account: Account, **values: Any) -> Response:
    if _survey_due(request, account):
        return redirect(request, f"{SURVEY}?next={request.url.path}")
    promo = world_of(request).switches_for(account).promo and "promo_closed" not in request.cookies
    return render(request, template, account=account, promo=promo, **values)


async def index(request: Request) -> Response:
    """The one page of the current skin (its parts are behind ``#/``), or the classic home."""
    return _page(request, "cloud.html", require(request, SID))


async def survey(request: Request) -> Response:
    """A screen in between that no guide tells of; shown until it is skipped or answered."""
    account = require(request, SID)
    following = DEVICES if request.query_params.get("next") == DEVICES else "/"
    if request.method == "GET":
        return render(request, "flows/survey.html", action=f"{SURVEY}?next={following}")
    world_of(request).count("survey", account)
    world_of(request).note("survey-left", account)
    return redirect(request, following)


async def close_promo(request: Request) -> Response:
    """Remember that the advertisement was closed."""
    account = require(request, SID)
    world_of(request).note("promo-closed", account)
    response = remember(request, plain(code=0))
    response.set_cookie("promo_closed", "1")
    return response


async def overview(request: Request) -> Response:
    """What is stored (address inferred)."""
    account = require(request, SID)
    return plain(code=0, data={"name": account.name, "email": account.email, "stored": account.counts()})


async def device_status(request: Request) -> Response:
    """``/find/device/full/status`` with the fields public clients read: model, imei, phone (seen) and our own."""
    account = require(request, SID)
    devices = [_described(account, device) for device in account.devices]
    return plain(code=0, result="ok", description="成功", data={"devices": devices, "enable": bool(devices)})


def _described(account: Account, device: Device) -> dict[str, Any]:
    return {
        "devId": device.id,
        "name": device.name,
        "model": device.model,
        "kind": device.kind,
        "imei": device.imei,
        "serial": device.serial,
        "phone": account.phone,
        "findDevice": device.holds_account,
        "lastSeen": device.last_seen,
        "lastLocationReceipt": {"gpsInfo": None},
        "userId": int(account.id),
    }


def _find(account: Account, device_id: str) -> Device | None:
    return next((device for device in account.devices if device.id == device_id), None)


async def unlink(request: Request) -> Response:
    """Take a device from the account (address inferred)."""
    account, form, world = require(request, SID), await form_of(request), world_of(request)
    with world.lock:
        device = _find(account, request.path_params["device"])
        if device:
            account.devices.remove(device)
            world.note("device-unlinked", account, device=device.id, name=device.name)
    if form.get("_json") == "true":
        return plain(code=0) if device else plain(404, code=404, description="no such device")
    return redirect(request, DEVICES)


async def classic_devices(request: Request) -> Response:
    """The classic list; the current skin has its own address for it."""
    account = require(request, SID)
    if world_of(request).switches_for(account).skin == "current":
        return redirect(request, "/#/settings/devices")
    return _page(request, "classic/devices.html", account)


async def classic_device(request: Request) -> Response:
    """The classic detail page; ``/remove`` behind it asks whether to go on."""
    account = require(request, SID)
    device = _find(account, request.path_params["device"])
    if device is None:
        return redirect(request, DEVICES)
    asking = request.url.path.endswith("/remove")
    return render(request, f"classic/{'device_confirm' if asking else 'device'}.html", device=device)


ROUTES = [
    Route("/", index),
    *sts.ROUTES,
    home.COOKIES,
    Route(SURVEY, survey, methods=["GET", "POST"]),
    Route("/promo/close", close_promo, methods=["POST"]),
    Route("/api/user/overview", overview),
    Route("/find/device/full/status", device_status),
    Route("/find/device/{device}/unlink", unlink, methods=["POST"]),
    Route(DEVICES, classic_devices),
    Route(f"{DEVICES}/{{device}}", classic_device),
    Route(f"{DEVICES}/{{device}}/remove", classic_device),
]
