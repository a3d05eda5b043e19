"""What happens to a submitted sign-in: every check, in the order the console makes them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.services import (
    IDENTITY,
    allowed,
    c_user_id,
    finish,
    signature,
    signed_in_answer,
)
from runner.practice.account.sign_in import CAPTCHA_URL
from runner.practice.accounts import Account
from runner.practice.sessions import Pending
from runner.practice.state import World
from runner.practice.web import answer, form_of, language, redirect, render, with_query, world_of
from runner.practice.words import LOCALES, say

BLOCKED = "/fe/service/account/blocked"  # inferred
WRONG, UNKNOWN, CAPTCHA, FROZEN, BAD_CALLBACK = 70016, 20003, 87001, 350008, 10025  # seen
TOO_MANY = 70022  # inferred


@dataclass(frozen=True)
class Verdict:
    """What the console says to a sign-in: a code of its table, the text for it, and more fields of the answer."""

    code: int
    text: str = ""
    account: Account | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def judge(world: World, form: dict[str, str], ick: str, passed: str = "") -> Verdict:
    """Check a sign-in; notes every refusal in the ledger. ``passed`` is what miverify gave for a right answer."""
    name = form.get("user", "").strip()
    account = world.find(name)
    switches = world.switches_for(account)
    who = account or name
    if switches.forbidden:
        world.note("sign-in-refused", who, reason="forbidden")
        return Verdict(403, "forbidden")
    if not _untampered(world, form):
        world.note("sign-in-refused", who, reason="callback")
        return Verdict(BAD_CALLBACK, "bad callback")
    if not name or not form.get("hash"):
        return Verdict(WRONG, "need account" if not name else "need password")
    kind = "image" if switches.skin == "classic" and switches.captcha != "none" else switches.captcha
    if kind != "none" and "sign_in" in switches.captcha_places and not world.captchas.redeem(passed, "login"):
        typed = form.get("captCode", "")
        email = account.email if account else name
        if not typed or not world.captchas.answered(ick, kind, "login", typed, email):
            url = CAPTCHA_URL if kind == "image" else None
            text = "wrong captcha" if typed else "captcha title"
            return Verdict(CAPTCHA, text, facts={"captchaUrl": url, "type": kind})
    return _judge_password(world, account, name, form["hash"])


def _judge_password(world: World, account: Account | None, name: str, sent: str) -> Verdict:
    if account is None or account.state == "deleted":
        world.note("sign-in-refused", account or name, reason="no-account")
        return Verdict(UNKNOWN, "no account")
    if world.is_locked(account):
        world.note("sign-in-refused", account, reason="too-many")
        return Verdict(TOO_MANY, "too many tries")
    if not secrets.compare_digest(account.password_hash.encode(), sent.upper().encode()):
        world.wrong_password(account)
        world.note("sign-in-refused", account, reason="wrong-password")
        return Verdict(WRONG, "wrong password")
    if account.state == "blocked":
        world.note("sign-in-refused", account, reason="blocked")
        return Verdict(FROZEN, "blocked title")
    return Verdict(0, account=account)


def _untampered(world: World, form: dict[str, str]) -> bool:
    sid, callback = form.get("sid", ""), form.get("callback", "")
    return allowed(world, sid, callback) and form.get("_sign") == signature(world, sid, callback)


async def submit(request: Request) -> Response:
    """``POST /pass/serviceLoginAuth2``, as JSON for scripts and the current skin, as a form for the classic one."""
    world, form = world_of(request), await form_of(request)
    verdict = judge(world, form, request.cookies.get("ick", ""), request.cookies.get("vToken", ""))
    if verdict.account:
        return _accept(request, form, verdict.account)
    says = say(verdict.text, language(request))
    location = f"{world.hosts.account}{BLOCKED}" if verdict.code == FROZEN else None
    status = 403 if verdict.code == 403 else 200  # noqa: PLR2004 - the code is the HTTP status
    facts = {"captchaUrl": None, "location": location, "securityStatus": 0, **verdict.facts}
    return answer(verdict.code, status, desc=says, description=says, **facts)


def _accept(request: Request, form: dict[str, str], account: Account) -> Response:
    """The password was right: an identity check first where one is due, else the session."""
    world, as_json = world_of(request), form.get("_json") == "true"
    browser, sid = request.cookies.get("deviceId", ""), form["sid"]
    switches = world.switches_for(account)
    if switches.identity != "none" and (account.id, browser) not in world.sessions.trusted:
        pending = Pending(account.id, sid, form["callback"], browser)
        with world.lock:
            world.sessions.pending[pending.context] = pending
            world.note("identity-check-asked", account)
        url = with_query(
            f"{world.hosts.account}{IDENTITY}",
            sid=sid,
            context=pending.context,
            _locale=LOCALES[language(request)],
        )
        if as_json:
            return answer(
                0, securityStatus=16, notificationUrl=url, userId=int(account.id), location=None, captchaUrl=None
            )
        return redirect(request, url)
    account = world.signs_in_as(account)
    end = finish(world, account, sid, form["callback"], browser)
    token = world.sessions.open(account.id)
    world.note("signed-in", account, sid=sid)
    response: Response = redirect(request, end.location)
    if as_json:
        response = answer(0, **signed_in_answer(world, account, end, token))
    return with_session(response, request, account, token)


def with_session(response: Response, request: Request, account: Account, token: str) -> Response:
    """Set the cookies of the account host's session (names seen)."""
    if "deviceId" not in request.cookies:
        response.set_cookie("deviceId", f"wb_{secrets.token_hex(15)}", httponly=True)
    response.set_cookie("passToken", token, httponly=True)
    response.set_cookie("userId", account.id)
    response.set_cookie("cUserId", c_user_id(account))
    response.set_cookie("pass_ua", "web")
    response.set_cookie("passInfo", "login-end")
    response.set_cookie("uLocale", LOCALES[language(request)])
    return response


async def submitted_address(request: Request) -> Response:
    """Somebody opened the form's address: show the form."""
    return redirect(request, "/pass/serviceLogin?sid=passport")


async def blocked(request: Request) -> Response:
    """The notice for a frozen account."""
    return render(request, "blocked.html")


async def agreement(request: Request) -> Response:
    """New terms between the sign-in and the service."""
    world = world_of(request)
    pending = world.sessions.pending.get(request.query_params.get("context", ""))
    if pending is None:
        return redirect(request, "/pass/serviceLogin?sid=passport")
    if request.method == "GET":
        return render(request, "agreement.html")
    account = world.accounts[pending.account_id]
    with world.lock:
        world.sessions.pending.pop(pending.context, None)
        world.count("terms", account)
        world.note("terms-accepted", account)
    return redirect(request, finish(world, account, pending.sid, pending.callback, pending.browser).location)


ROUTES = [
    Route("/pass/serviceLoginAuth2", submit, methods=["POST"]),
    Route("/pass/serviceLoginAuth2", submitted_address, methods=["GET"]),
    Route(BLOCKED, blocked),
    Route("/fe/service/agreement/update", agreement, methods=["GET", "POST"]),
]
