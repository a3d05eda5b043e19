"""CAPTCHA pictures and verification codes: shown here, answered by a person."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runner.practice import captcha
from runner.practice.people import Account
from runner.practice.state import Challenge, Pending
from runner.practice.web import go, language, page, protocol_json, state_of, switches_of
from runner.practice.words import words_in

NEAR = 6
"""Pixels by which a slider may miss."""

# 70014 is seen; the others are this console's own.
REFUSED = {"wrong": (70014, "code_wrong"), "expired": (70015, "code_expired"), "often": (70022, "code_often")}


async def get_code(request: Request) -> Response:
    """``/pass/getCode``: a fresh picture; the cookie ``ick`` says which (seen)."""
    kind = "slider" if request.query_params.get("icodeType") == "slide" else "image"
    answer = captcha.new_answer(kind)
    ick = secrets.token_urlsafe(16)
    state_of(request).challenges[ick] = Challenge(kind, answer)
    response = Response(captcha.draw(kind, answer), media_type="image/png", headers={"Cache-Control": "no-store"})
    response.set_cookie("ick", ick, samesite="lax")
    return response


async def slide(request: Request) -> Response:
    """``/captcha/v2/check``: whether the piece was slid to the gap."""
    form = await request.form()
    challenge = state_of(request).challenges.get(request.cookies.get("ick", ""))
    if challenge is None or challenge.kind != "slider":
        return protocol_json({"code": 87001})
    try:
        travelled = float(str(form.get("travel", "nan")))
    except ValueError:
        travelled = float("nan")
    challenge.solved = abs(travelled - float(challenge.answer)) <= NEAR
    return protocol_json({"code": 0 if challenge.solved else 87001})


def pending_of(request: Request, form: Any = None) -> tuple[str, Pending, Account] | None:
    """What is under way, by the token in the address or the form."""
    token = str((form or {}).get("context") or request.query_params.get("context", ""))
    pending = state_of(request).pending.get(token)
    if pending is None:
        return None
    return token, pending, state_of(request).accounts[pending.account.lower()]


def ways_of(request: Request, account: Account, purpose: str) -> list[str]:
    """How a code may be sent for this purpose."""
    identity = switches_of(request, account.email).identity
    if purpose != "sign-in" or identity == "none":
        return ["email"]
    return ["email", "phone"] if identity == "both" else [identity]


def code_facts(request: Request, token: str, pending: Pending, account: Account) -> dict[str, Any]:
    """What the form for a code is made of."""
    hints = {"email": account.masked_email, "phone": account.masked_phone}
    switches = switches_of(request, account.email)
    ways = ways_of(request, account, pending.purpose)
    code = state_of(request).codes.get((account.email, pending.purpose))
    return {
        "context": token, "ways": [(way, hints[way]) for way in ways], "sent": code is not None,
        "purpose": pending.purpose, "resend_after": switches.resend_after,
    }  # fmt: skip


async def identity_start(request: Request) -> Response:
    """The identity check (address seen)."""
    found = pending_of(request)
    if found is None:
        return go("/pass/serviceLogin", sid="passport")
    token, pending, account = found
    facts = code_facts(request, token, pending, account)
    return page(request, "identity.html", account=account.email, **facts)


async def identity_list(request: Request) -> Response:
    """Which ways there are: 4 phone, 8 e-mail (seen)."""
    found = pending_of(request)
    if found is None:
        return protocol_json({"code": 70016})
    options = [{"phone": 4, "email": 8}[way] for way in ways_of(request, found[2], found[1].purpose)]
    answer = protocol_json({"code": 2, "flag": options[0], "options": options})
    answer.set_cookie("identity_session", found[0])
    return answer


async def send_ticket(request: Request) -> Response:
    """``sendEmailTicket`` and ``sendPhoneTicket`` (seen)."""
    form = await request.form()
    found = pending_of(request, form)
    if found is None:
        return protocol_json({"code": 70016})
    way = "phone" if request.url.path.endswith("PhoneTicket") else "email"
    why = await request.app.state.send_code(found[2], found[1].purpose, way)
    words = words_in(language(request))
    if why == "often":
        return protocol_json({"code": REFUSED["often"][0], "desc": words["code_often"]})
    return protocol_json({"code": 0})


async def verify_ticket(request: Request) -> Response:
    """``verifyEmail`` and ``verifyPhone`` (seen): whether the code is the one that was sent."""
    form = await request.form()
    found = pending_of(request, form)
    if found is None:
        return protocol_json({"code": 70016})
    token, pending, account = found
    state = state_of(request)
    verdict = state.check_code(account, pending.purpose, str(form.get("ticket", "")))
    if verdict != "ok":
        code, words = REFUSED[verdict]
        return protocol_json({"code": code, "desc": words_in(language(request))[words]})
    pending.passed.add("identity" if pending.purpose == "sign-in" else "code")
    after = {"sign-in": "/identity/result/check", "deletion": "/pass/del/next", "reset": "/pass/forgetPassword/new"}
    answer = protocol_json({"code": 0, "location": f"{after[pending.purpose]}?context={token}"})
    if str(form.get("trust", "")) == "true":
        device = request.cookies.get("deviceTrust") or secrets.token_urlsafe(12)
        state.trusted.add((account.email, device))
        state.note(account.email, "browser-trusted")
        answer.set_cookie("deviceTrust", device, httponly=True, samesite="lax")
    return answer


async def identity_checked(request: Request) -> RedirectResponse:
    return go("/pass/serviceLoginAuth2/end", context=request.query_params.get("context", ""))


ROUTES = [
    Route("/pass/getCode", get_code),
    Route("/captcha/v2/check", slide, methods=["POST"]),
    Route("/fe/service/identity/authStart", identity_start),
    Route("/identity/authStart", identity_start),
    Route("/identity/list", identity_list),
    Route("/identity/auth/sendEmailTicket", send_ticket, methods=["POST"]),
    Route("/identity/auth/sendPhoneTicket", send_ticket, methods=["POST"]),
    Route("/identity/auth/verifyEmail", verify_ticket, methods=["POST"]),
    Route("/identity/auth/verifyPhone", verify_ticket, methods=["POST"]),
    Route("/identity/result/check", identity_checked),
]
