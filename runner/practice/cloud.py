"""The cloud host: home with counts, settings, linked devices."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account import home, sts
from runner.practice.account.services import us_address
from runner.practice.accounts import Account, Device
from runner.practice.web import form_of, language, plain, redirect, remember, render, require, world_of
from runner.practice.words import say

SID = "i.mi.com"
SURVEY = "/feedback"  # nothing like it is publicly known, which is its purpose


def _survey_due(request: Request, account: Account) -> bool:
    world = world_of(request)
    return world.switches_for(account).survey and not world.done["survey", account.id]


def _page(request: Request, template: str, account: Account) -> Response:
    if _survey_due(request, account):
        return redirect(request, SURVEY)
    promo = world_of(request).switches_for(account).promo and "promo_closed" not in request.cookies
    hosts = world_of(request).hosts
    return render(request, template, account=account, promo=promo, state={"accountHost": hosts.account})


async def index(request: Request) -> Response:
    """The one page; its parts are behind ``#/``. Where that is switched it is served by the us. host."""
    moved = us_address(request)
    return redirect(request, moved) if moved else _page(request, "cloud.html", require(request, SID))


async def survey(request: Request) -> Response:
    """A screen in between that no guide tells of; shown until it is skipped or answered."""
    account = require(request, SID)
    if request.method == "GET":
        return render(request, "survey.html", action=SURVEY)
    world_of(request).count("survey", account)
    world_of(request).note("survey-left", account)
    return redirect(request, "/")


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
    return ok({"name": account.name, "email": account.email, "stored": account.counts()})


def ok(data: dict[str, Any]) -> Response:
    """Data in the cloud host's envelope (seen)."""
    return plain(code=0, result="ok", description="成功", data=data)


async def all_devices(request: Request) -> Response:
    """``/passport/user/all/devices``: the account's devices as the cloud host's own page asks for them (seen)."""
    account = require(request, SID)
    return ok({"list": [_listed(device) for device in account.devices]})


def _listed(device: Device) -> dict[str, Any]:
    """The fields that are publicly known, and no others; what stands in statusMicloud is inferred."""
    return {
        "devId": device.id,
        "model": device.model,
        "modelInfo": {
            "deviceName": device.name,
            "deviceType": device.kind,
            "model": device.model,
            "modelName": device.name,
            "fullImageUrl": "",
        },
        "statusMicloud": int(device.holds_account),
    }


async def device_status(request: Request) -> Response:
    """``/find/device/full/status`` with the fields public clients read (seen)."""
    account = require(request, SID)
    devices = [_status(account, device) for device in account.devices]
    return ok({"devices": devices, "enable": bool(devices)})


def _status(account: Account, device: Device) -> dict[str, Any]:
    return {
        "devId": device.id,
        "imei": device.imei,
        "model": device.model,
        "phone": account.phone,
        "deviceType": device.kind,
        "status": "online" if device.holds_account else "offline",
        "version": "OS2.0",
        "regId": "",
        "lastLocationReceipt": {"gpsInfo": None},
    }


async def device_detail(request: Request) -> Response:
    """What the page shows of one device (address and answer inferred)."""
    account, world = require(request, SID), world_of(request)
    device = _find(account, request.query_params.get("devId", ""))
    if device is None:
        return plain(404, code=404, result="error", description="no such device")
    days = world.switches_for(account).find_device_days
    fixed = say("find device fixed", language(request), days=days) if world.find_device_is_fixed(account) else ""
    facts = {"imei": device.imei, "serial": device.serial, "lastSeen": device.last_seen}
    return ok({"devId": device.id, "model": device.model, **facts, "findDevice": device.holds_account, "fixed": fixed})


def _find(account: Account, device_id: str) -> Device | None:
    return next((device for device in account.devices if device.id == device_id), None)


async def turn_off(request: Request) -> Response:
    """Turn Find device off (address inferred); not for some days after a change of password (the vendor's words)."""
    account, world = require(request, SID), world_of(request)
    if world.find_device_is_fixed(account):
        days = world.switches_for(account).find_device_days
        return plain(code=1, result="error", description=say("find device fixed", language(request), days=days))
    with world.lock:
        device = _find(account, request.path_params["device"])
        if device:
            device.holds_account = False
            world.note("find-device-off", account, device=device.id)
    return plain(code=0)


async def unlink(request: Request) -> Response:
    """Take a device from the account (address inferred)."""
    account, form, world = require(request, SID), await form_of(request), world_of(request)
    with world.lock:
        device = _find(account, request.path_params["device"])
        if device and device.stuck:
            world.note("unlinking-refused", account, device=device.id, name=device.name)
            return plain(code=1, result="error", tips=say("device stuck", language(request)))
        if device:
            account.devices.remove(device)
            world.note("device-unlinked", account, device=device.id, name=device.name)
            if world.switches_for(account).expire_after_unlink and world.count("expire_after_unlink", account) == 1:
                world.expire(account)
    if form.get("_json") == "true":
        return plain(code=0) if device else plain(404, code=404, description="no such device")
    return redirect(request, "/#/settings/devices")


ROUTES = [
    Route("/", index),
    *sts.ROUTES,
    home.COOKIES,
    Route(SURVEY, survey, methods=["GET", "POST"]),
    Route("/promo/close", close_promo, methods=["POST"]),
    Route("/api/user/overview", overview),
    Route("/passport/user/all/devices", all_devices),
    Route("/find/device/full/status", device_status),
    Route("/find/device/detail", device_detail),
    Route("/find/device/{device}/off", turn_off, methods=["POST"]),
    Route("/find/device/{device}/unlink", unlink, methods=["POST"]),
]
