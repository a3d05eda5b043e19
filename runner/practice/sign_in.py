"""Signing in: the redirects, the form in two skins, and the answers of ``serviceLoginAuth2``."""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.people import Account
from runner.practice.web import (
    ACCOUNT_COOKIE,
    go,
    hosts_of,
    language,
    page,
    protocol_json,
    session_of,
    state_of,
    switches_of,
)
from runner.practice.words import words_in

Answer = dict[str, Any]

# What a person reads for each code of the sign-in answer; the codes are seen, see docs/console.md.
WORDS_FOR = {
    70016: "wrong_password", 20003: "no_account", 350008: "blocked", 87001: "captcha_wrong", 70022: "too_many",
    403: "forbidden",
}  # fmt: skip


async def root(request: Request) -> Response:
    query = {"sid": "passport"}
    if locale := request.query_params.get("_locale"):
        query["_locale"] = locale
    return go("/pass/serviceLogin", **query)


async def service_login(request: Request) -> Response:
    """Where every sign-in begins."""
    query = request.query_params
    wish = {
        "sid": query.get("sid", "passport"), "callback": query.get("callback", hosts_of(request)["account"] + "/sts"),
        "followup": query.get("followup", ""),
    }  # fmt: skip
    session = session_of(request, counts=False)
    if session:
        location = finish(request, session.account, wish["sid"], wish["followup"])
        if query.get("_json") == "true":
            return protocol_json({"code": 0, "location": location, **identity_of(request, session.account)})
        return go(location)
    form = login_fields(wish) | ({"_locale": query["_locale"]} if "_locale" in query else {})
    location = hosts_of(request)["account"] + "/fe/service/login/password?" + urlencode(form)
    if query.get("_json") == "true":
        answer = protocol_json({"code": 70016, "description": "登录验证失败", "location": location, **form})
        answer.set_cookie("deviceId", "wb_" + secrets.token_hex(16))
        return answer
    if switches_of(request).skin == "classic":
        return page(request, "sign_in_classic.html", form=form)
    return go(location)


def login_fields(wish: dict[str, str]) -> dict[str, str]:
    """The fields a sign-in carries along; their names are seen."""
    return {
        **wish, "qs": "?" + urlencode({"sid": wish["sid"]}), "_sign": secrets.token_urlsafe(20),
        "serviceParam": '{"checkSafePhone":false,"checkSafeAddress":false}',
    }  # fmt: skip


async def sign_in_form(request: Request) -> Response:
    """The current skin's form."""
    names = ("sid", "callback", "followup", "qs", "_sign", "serviceParam")
    return page(request, "sign_in.html", form={name: request.query_params.get(name, "") for name in names})


async def submit(request: Request) -> Response:
    """``POST /pass/serviceLoginAuth2``: what both skins and all clients send."""
    answer = judge(request, await request.form())
    return with_cookies(request, protocol_json(answer), answer)


def judge(request: Request, form: FormData) -> Answer:
    """What comes of a sign-in, as the code the console answers with."""
    state, user = state_of(request), str(form.get("user", ""))
    account = state.find(user)
    name = account.email if account else user
    code = verdict(request, form, account, name)
    if code:
        if code != 87001:  # noqa: PLR2004 - a CAPTCHA is no refusal
            state.note(name, "sign-in-refused", code=code)
        more = {"captchaUrl": "/pass/getCode?icodeType=login"} if code == 87001 else {}  # noqa: PLR2004
        more |= {"location": "/fe/service/account/blocked"} if code == 350008 else {}  # noqa: PLR2004
        return {"code": code, "desc": words_in(language(request))[WORDS_FOR[code]], **more}
    assert account is not None  # noqa: S101 - verdict() answers 20003 otherwise
    sid, followup = str(form.get("sid") or "passport"), str(form.get("followup", ""))
    token = state.begin(account.email, "sign-in", sid=sid, followup=followup)
    if needs_identity(request, account):
        start = f"{hosts_of(request)['account']}/fe/service/identity/authStart?sid={sid}&context={token}"
        return {"code": 0, "securityStatus": 16, "notificationUrl": start}
    if switches_of(request, account.email).terms and account.email not in state.agreed:
        return {"code": 0, "securityStatus": 0, "location": f"/fe/service/agreement/update?context={token}"}
    return {"code": 0, "securityStatus": 0, **complete(request, token)}


def verdict(request: Request, form: FormData, account: Account | None, name: str) -> int:
    """0, or the code of the first thing that is wrong."""
    state, switches = state_of(request), switches_of(request, name)
    if switches.forbidden:
        return 403
    if state.too_many_tries(name):
        return 70022
    if switches.captcha != "none" and not captcha_passed(request, str(form.get("captCode", "")), name):
        return 87001
    if account is None or account.state == "deleted":
        return 20003
    wanted = hashlib.md5(account.password.encode(), usedforsecurity=False).hexdigest().upper()
    given = str(form.get("hash") or "") or hashed(str(form.get("password", "")))
    if not secrets.compare_digest(given.upper(), wanted):
        state.bad_try(name)
        return 70016
    return 350008 if account.state == "blocked" else 0


def hashed(password: str) -> str:
    """The vendor's form sends the upper-case MD5 of the password (seen)."""
    return hashlib.md5(password.encode(), usedforsecurity=False).hexdigest().upper()


def captcha_passed(request: Request, given: str, name: str) -> bool:
    """Whether the picture or slider that was shown has been answered; each counts once."""
    state = state_of(request)
    challenge = state.challenges.get(request.cookies.get("ick", ""))
    if challenge is None or not (given or challenge.solved):
        state.note(name, "captcha-asked")
        return False
    passed = challenge.solved or (challenge.kind == "image" and given.strip().lower() == challenge.answer)
    state.note(name, "captcha-passed" if passed else "captcha-failed", captcha=challenge.kind)
    del state.challenges[request.cookies["ick"]]
    return passed


def needs_identity(request: Request, account: Account) -> bool:
    """Whether this browser has to prove itself by a code."""
    trusted = (account.email, request.cookies.get("deviceTrust", "")) in state_of(request).trusted
    return switches_of(request, account.email).identity != "none" and not trusted


def complete(request: Request, token: str) -> Answer:
    """The end of a sign-in: where to go, and who it is."""
    state = state_of(request)
    pending = state.pending.pop(token)
    state.note(pending.account, "signed-in", sid=pending.sid)
    return {
        "location": finish(request, pending.account, pending.sid, pending.followup),
        "passToken": state.open_session(pending.account), **identity_of(request, pending.account),
    }  # fmt: skip


def identity_of(request: Request, email: str) -> Answer:
    """The fields that say who signed in; names seen in public clients."""
    account = state_of(request).accounts[email.lower()]
    return {
        "userId": int(account.id), "cUserId": "c" + account.id, "nonce": time.time_ns(),
        "ssecurity": secrets.token_urlsafe(16), "psecurity": secrets.token_urlsafe(16),
    }  # fmt: skip


def finish(request: Request, email: str, sid: str, followup: str) -> str:
    """The service's ``sts`` address, which sets its own cookies and goes on to where the person wanted to go."""
    hosts = hosts_of(request)
    host = hosts["cloud" if sid not in {"passport", ""} else "account"]
    ticket = state_of(request).begin(email, "ticket", sid=sid, followup=followup)
    return f"{host}/sts?" + urlencode({"d": "wb", "ticket": ticket, "pwd": "0", "auth": secrets.token_urlsafe(8), "m": "1"})


def with_cookies(request: Request, response: Response, answer: Answer) -> Response:
    """Set the account host's cookies at the end of a sign-in; their names are seen."""
    if "passToken" not in answer:
        return response
    for name in ("passToken", "userId", "cUserId"):
        response.set_cookie(name, str(answer[name]), httponly=name == "passToken", samesite="lax")
    response.set_cookie("pass_ua", "web")
    response.set_cookie("passInfo", "login-end")
    if "deviceId" not in request.cookies:
        response.set_cookie("deviceId", "wb_" + secrets.token_hex(16))
    return response


async def login_end(request: Request) -> Response:
    """``/pass/serviceLoginAuth2/end``: after the identity check and the new terms."""
    state, token = state_of(request), request.query_params.get("context", "")
    pending = state.pending.get(token)
    if pending is None or pending.purpose != "sign-in" or "identity" not in pending.passed:
        return go("/pass/serviceLogin", sid="passport")
    if switches_of(request, pending.account).terms and pending.account not in state.agreed:
        return go("/fe/service/agreement/update", context=token)
    answer = complete(request, token)
    return with_cookies(request, go(answer["location"]), answer)


async def terms(request: Request) -> Response:
    """New terms, which have to be accepted before the sign-in ends."""
    state, token = state_of(request), request.query_params.get("context", "")
    pending = state.pending.get(token)
    if pending is None:
        return go("/pass/serviceLogin", sid="passport")
    if request.method == "POST":
        state.agreed.add(pending.account)
        state.note(pending.account, "terms-accepted")
        answer = complete(request, token)
        return with_cookies(request, go(answer["location"]), answer)
    return page(request, "terms.html", account=pending.account, context=token)


async def sts(request: Request) -> Response:
    """The end of the redirects: this host's own session."""
    state = state_of(request)
    pending = state.pending.pop(request.query_params.get("ticket", ""), None)
    if pending is None or pending.purpose != "ticket":
        return go(hosts_of(request)["account"] + "/pass/serviceLogin", sid="passport")
    cloud = request.app.state.host == "cloud"
    answer = go(pending.followup or ("/#/" if cloud else "/fe/service/account"))
    if cloud:
        answer.set_cookie("serviceToken", state.open_session(pending.account), httponly=True, samesite="lax")
        answer.set_cookie("userId", state.accounts[pending.account.lower()].id)
    return answer


async def blocked(request: Request) -> Response:
    return page(request, "notice.html", heading="blocked", text="blocked_more", tone="bad")


async def sign_out(request: Request) -> Response:
    answer = go("/pass/serviceLogin", sid="passport")
    state_of(request).sessions.pop(request.cookies.get(ACCOUNT_COOKIE, ""), None)
    answer.delete_cookie(ACCOUNT_COOKIE)
    return answer


ROUTES = [
    Route("/", root),
    Route("/pass/serviceLogin", service_login),
    Route("/fe/service/login/password", sign_in_form),
    Route("/pass/serviceLoginAuth2", submit, methods=["POST"]),
    Route("/pass/serviceLoginAuth2/end", login_end),
    Route("/fe/service/agreement/update", terms, methods=["GET", "POST"]),
    Route("/fe/service/account/blocked", blocked),
    Route("/pass/logout", sign_out),
    Route("/sts", sts),
]
