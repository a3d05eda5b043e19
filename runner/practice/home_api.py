"""The device list of the vendor's home service, encrypted as its public clients expect (facts from PyPI's ``micloud``).

It proves the sign-in: only a client that was handed the right ``ssecurity`` can ask, and read the answer.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from runner.practice.accounts import Device
from runner.practice.web import form_of, require, world_of

PATH = "/home/device_list"


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4 with the first 1024 bytes of its stream dropped; the same call encrypts and decrypts."""
    box = list(range(256))
    other = 0
    for place in range(256):
        other = (other + box[place] + key[place % len(key)]) % 256
        box[place], box[other] = box[other], box[place]
    stream = _stream(box)
    for _ in range(1024):
        next(stream)
    return bytes(byte ^ next(stream) for byte in data)


def _stream(box: list[int]) -> Iterator[int]:
    place = other = 0
    while True:
        place = (place + 1) % 256
        other = (other + box[place]) % 256
        box[place], box[other] = box[other], box[place]
        yield box[(box[place] + box[other]) % 256]


def _described(device: Device) -> dict[str, Any]:
    made_up = hashlib.md5(device.id.encode(), usedforsecurity=False).hexdigest()
    return {
        "did": device.id,
        "token": made_up,
        "name": device.name,
        "model": device.model,
        "localip": "",
        "desc": device.kind,
        "ssid": "",
        "parent_id": "",
        "mac": ":".join(made_up[at : at + 2].upper() for at in range(0, 12, 2)),
    }


async def device_list(request: Request) -> Response:
    """Answer a signed and encrypted question; 403 when the signature does not fit the session's secret."""
    account, world = require(request, "xiaomiio"), world_of(request)
    service = world.sessions.services[request.cookies["serviceToken"]]
    form = await form_of(request)
    nonce = base64.b64decode(form.get("_nonce", ""))
    key = hashlib.sha256(base64.b64decode(service.ssecurity) + nonce).digest()
    sent = [f"{name}={form.get(name, '')}" for name in ("data", "rc4_hash__")]
    signed = "&".join(["POST", PATH, *sent, base64.b64encode(key).decode()])
    expected = base64.b64encode(hashlib.sha1(signed.encode(), usedforsecurity=False).digest()).decode()
    if form.get("signature") != expected:
        return PlainTextResponse("signature", 403)
    listed = [_described(device) for device in account.devices]
    told = json.dumps({"code": 0, "message": "ok", "result": {"list": listed}})
    return PlainTextResponse(base64.b64encode(rc4(key, told.encode())))


ROUTES = [Route(f"/app{PATH}", device_list, methods=["POST"])]
