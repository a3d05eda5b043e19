"""Deleting the account, step by step; the server keeps the step and refuses any other order."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.checks import step_up
from runner.practice.account.codes import code_state, judge_code, refuse_code, send_code
from runner.practice.account.services import HOME
from runner.practice.accounts import Account, Device
from runner.practice.sessions import Deletion, token
from runner.practice.web import answer, form_of, language, redirect, render, require, world_of
from runner.practice.words import say

START = "/pass/del"
STEPS = {"start": START, "code": f"{START}/verify", "password": f"{START}/password", "final": f"{START}/confirm"}


def _state(request: Request) -> tuple[Account, Deletion]:
    account, world = require(request, "passport"), world_of(request)
    with world.lock:
        return account, world.sessions.deletions.setdefault(account.id, Deletion())


def shown_name(request: Request, account: Account) -> str:
    """How the page names the account, by the switch ``names``."""
    how = world_of(request).switches_for(account).names
    if how == "other":
        return f"{int(account.id) - 1} · somebody.else@example.test"
    return f"{account.id} · {account.masked_email if how == 'masked' else account.email}"


def holding(account: Account) -> list[Device]:
    """The devices on which the account is still signed in."""
    return [device for device in account.devices if device.holds_account]


def _page(request: Request, template: str, account: Account, **values: Any) -> Response:
    return render(request, template, account=account, account_shown=shown_name(request, account), **values)


def _out_of_order(request: Request, account: Account, step: str) -> Response:
    world_of(request).note("deletion-refused", account, reason="out-of-order", step=step)
    speaks = language(request)
    text = say("out of order", speaks)
    return render(
        request,
        "message.html",
        409,
        title=say("delete title", speaks),
        text=text,
        link=START,
        link_text=say("start again", speaks),
    )


def _devices_first(request: Request, account: Account, template: str) -> Response:
    held = holding(account)
    world_of(request).note("deletion-refused", account, reason="devices", devices=[device.id for device in held])
    return _page(request, template, account, refusing=held)


async def start(request: Request) -> Response:
    """Warning and tick box."""
    account, deletion = _state(request)
    if request.method == "GET":
        checked = step_up(request, account, "deletion")
        return checked or _page(request, "delete_start.html", account, refusing=[])
    if (await form_of(request)).get("agree") is None:
        world_of(request).note("deletion-refused", account, reason="not-agreed")
        return redirect(request, START)
    if holding(account):
        return _devices_first(request, account, "delete_start.html")
    deletion.stage, deletion.sent = "code", False
    world_of(request).note("deletion-started", account)
    return redirect(request, STEPS["code"])


async def verify(request: Request) -> Response:
    """The code, sent when this step opens."""
    account, deletion = _state(request)
    if request.method == "POST":
        return await _verify_post(request, account, deletion)
    if deletion.stage != "code":
        return redirect(request, STEPS[deletion.stage])
    error = ""
    if not deletion.sent:
        error = await send_code(request, account, "deletion")
        deletion.sent = not error
    return _code_page(request, account, "" if error == "too soon" else error)


def _code_page(request: Request, account: Account, error: str) -> Response:
    code = code_state(request, account, "deletion", ways={"email": (STEPS["code"], STEPS["code"])}, error=error)
    return _page(request, "delete_verify.html", account, code=code, state={"ticket": code})


async def _verify_post(request: Request, account: Account, deletion: Deletion) -> Response:
    form, world = await form_of(request), world_of(request)
    if deletion.stage != "code":
        return _out_of_order(request, account, "code")
    if "resend" in form:
        error = await send_code(request, account, "deletion")
        wait = world.codes.wait(account, "deletion")
        return refuse_code(request, error, wait) if error else answer(0, wait=wait)
    error = judge_code(request, account, "deletion", form.get("ticket", ""))
    if error:
        return refuse_code(request, error)
    deletion.stage = "password" if world.switches_for(account).delete_asks_password else "final"
    return answer(0, location=STEPS[deletion.stage])


async def password(request: Request) -> Response:
    """The password once more, when the console is switched to ask for it."""
    account, deletion = _state(request)
    if request.method == "GET":
        here = deletion.stage == "password"
        return _page(request, "delete_password.html", account) if here else redirect(request, STEPS[deletion.stage])
    if deletion.stage != "password":
        return _out_of_order(request, account, "password")
    typed = (await form_of(request)).get("password", "")
    hashed = hashlib.md5(typed.encode(), usedforsecurity=False).hexdigest().upper()
    if not secrets.compare_digest(hashed, account.password_hash):
        world_of(request).note("deletion-refused", account, reason="wrong-password")
        wrong = say("wrong password", language(request))
        return _page(request, "delete_password.html", account, error=wrong)
    world_of(request).note("password-confirmed", account)
    deletion.stage = "final"
    return redirect(request, STEPS["final"])


async def confirm(request: Request) -> Response:
    """The last warning, and the deletion itself."""
    account, deletion = _state(request)
    world = world_of(request)
    if request.method == "GET":
        here = deletion.stage == "final"
        shown = _page(request, "delete_confirm.html", account, refusing=[])
        return shown if here else redirect(request, STEPS[deletion.stage])
    with world.lock:
        if deletion.stage != "final" or account.state == "deleted":
            return _out_of_order(request, account, "confirm")
        if holding(account):
            return _devices_first(request, account, "delete_confirm.html")
        account.state = "deleted"
        world.sessions.close(account.id)
        world.note("account-deleted", account, id=account.id)
        key = token()
        world.farewells.add(key)
    response = redirect(request, f"{START}/done?key={key}")
    for name in ("passToken", "serviceToken", "userId", "cUserId"):
        response.delete_cookie(name)
    return response


async def cancel(request: Request) -> Response:
    """Give the deletion up."""
    account, _ = _state(request)
    world = world_of(request)
    with world.lock:
        world.sessions.deletions.pop(account.id, None)
        world.note("deletion-cancelled", account)
    return redirect(request, HOME)


async def done(request: Request) -> Response:
    """The notice, for whoever comes from the deletion; anybody else has to sign in."""
    if request.query_params.get("key", "") not in world_of(request).farewells:
        return redirect(request, "/pass/serviceLogin?sid=passport")
    speaks = language(request)
    return render(
        request,
        "message.html",
        title=say("deleted", speaks),
        text=say("deleted text", speaks),
        link="",
        link_text="",
    )


ROUTES = [
    Route(START, start, methods=["GET", "POST"]),
    Route(STEPS["code"], verify, methods=["GET", "POST"]),
    Route(STEPS["password"], password, methods=["GET", "POST"]),
    Route(STEPS["final"], confirm, methods=["GET", "POST"]),
    Route(f"{START}/cancel", cancel, methods=["POST"]),
    Route(f"{START}/done", done),
]
