"""Password reset: account, CAPTCHA, code, new password."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.codes import code_state, judge_code, refuse_code, send_code
from runner.practice.accounts import Account
from runner.practice.sessions import Reset
from runner.practice.web import answer, form_of, language, redirect, render, world_of
from runner.practice.words import say

START = "/pass/forgetPassword"
STEPS = {"code": f"{START}/verify", "new": f"{START}/new"}
RULE = re.compile(r"(?=.*[A-Za-z])(?=.*\d).{8,16}")
COOKIE = "reset_session"


def _account_page(request: Request, *, name: str = "", captcha: bool = False, error: str = "") -> Response:
    text = say(error, language(request)) if error else ""
    return render(request, "reset_account.html", name=name, captcha=captcha, error=text)


async def start(request: Request) -> Response:
    """Which account; then, on the same page, the picture."""
    if request.method == "GET":
        return _account_page(request)
    form, world = await form_of(request), world_of(request)
    name = form.get("account", "").strip()
    account = world.find(name)
    if account is None or account.state == "deleted":
        world.note("reset-refused", account or name, reason="no-account")
        return _account_page(request, name=name, error="no account" if name else "need account")
    if "reset" in world.switches_for(account).captcha_places:
        typed = form.get("icode", form.get("captCode"))
        if typed is None:
            return _account_page(request, name=name, captcha=True)
        ick = request.cookies.get("ick", "")
        if not world.captchas.answered(ick, "image", "reset", typed, account.email):
            return _account_page(request, name=name, captcha=True, error="wrong captcha")
    reset = Reset(account.id, "code")
    with world.lock:
        world.sessions.resets[reset.key] = reset
        world.note("reset-started", account)
    response = redirect(request, STEPS["code"])
    response.set_cookie(COOKIE, reset.key, httponly=True)
    return response


def _reset(request: Request, stage: str) -> tuple[Account, Reset] | None:
    world = world_of(request)
    reset = world.sessions.resets.get(request.cookies.get(COOKIE, ""))
    return (world.accounts[reset.account_id], reset) if reset and reset.stage == stage else None


async def verify(request: Request) -> Response:
    """The code, sent when this step opens."""
    found = _reset(request, "code")
    if found is None:
        return redirect(request, START)
    account, reset = found
    if request.method == "POST":
        return await _verify_post(request, account, reset)
    error = ""
    if not reset.sent:
        error = await send_code(request, account, "reset")
        reset.sent = not error
    return _code_page(request, account, "" if error == "too soon" else error)


def _code_page(request: Request, account: Account, error: str) -> Response:
    code = code_state(request, account, "reset", ways={"email": (STEPS["code"], STEPS["code"])}, error=error)
    return render(request, "reset_verify.html", code=code, state={"ticket": code})


async def _verify_post(request: Request, account: Account, reset: Reset) -> Response:
    form = await form_of(request)
    if "resend" in form:
        error = await send_code(request, account, "reset")
        wait = world_of(request).codes.wait(account, "reset")
        return refuse_code(request, error, wait) if error else answer(0, wait=wait)
    error = judge_code(request, account, "reset", form.get("ticket", ""))
    if error:
        return refuse_code(request, error)
    reset.stage = "new"
    return answer(0, location=STEPS["new"])


async def new(request: Request) -> Response:
    """The new password, twice."""
    found = _reset(request, "new")
    if found is None:
        return redirect(request, START)
    account, _ = found
    if request.method == "GET":
        return render(request, "reset_new.html")
    form, world, speaks = await form_of(request), world_of(request), language(request)
    first, second = form.get("new_password", ""), form.get("new_password2", "")
    if not RULE.fullmatch(first):
        return render(request, "reset_new.html", error=say("password rule", speaks))
    if first != second:
        return render(request, "reset_new.html", error=say("passwords differ", speaks))
    with world.lock:
        account.password = first
        world.sessions.close(account.id)
        world.wrong_passwords.pop(account.id, None)
        world.password_changed(account)
        world.note("password-reset", account)
    return render(
        request,
        "message.html",
        title=say("password changed", speaks),
        text="",
        link="/",
        link_text=say("sign in", speaks),
    )


ROUTES = [
    Route(START, start, methods=["GET", "POST"]),
    Route(STEPS["code"], verify, methods=["GET", "POST"]),
    Route(STEPS["new"], new, methods=["GET", "POST"]),
]
