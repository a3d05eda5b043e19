"""The account host of somebody signed in: home, authorised apps, and a password reset for whoever is not."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.checks import code_facts, pending_of
from runner.practice.web import account_of, go, language, page, session_of, state_of, to_sign_in
from runner.practice.words import words_in

GOOD_PASSWORD = re.compile(r"(?=.*[A-Za-z])(?=.*\d).{8,16}")
"""8-16 characters with letters and digits (guide)."""


async def home(request: Request) -> Response:
    session = session_of(request)
    if session is None:
        return to_sign_in(request)
    return page(request, "home.html", person=account_of(request, session))


async def apps(request: Request) -> Response:
    """Apps and websites with account access (address inferred)."""
    session = session_of(request)
    if session is None:
        return to_sign_in(request)
    account = account_of(request, session)
    asked = next((app for app in account.apps if app.id == request.query_params.get("confirm")), None)
    return page(request, "apps.html", apps=account.apps, asked=asked)


async def revoke(request: Request) -> Response:
    session = session_of(request)
    if session is None:
        return to_sign_in(request)
    account, app_id = account_of(request, session), request.path_params["app_id"]
    with state_of(request).lock:
        if any(app.id == app_id for app in account.apps):
            account.apps = [app for app in account.apps if app.id != app_id]
            state_of(request).note(account.email, "app-revoked", app=app_id)
    return go("/fe/service/account/authorization")


async def forget(request: Request) -> Response:
    """Password reset, first step: account and picture."""
    if request.method == "GET":
        return page(request, "reset.html", error="", user="", captcha=False)
    form = await request.form()
    user, given = str(form.get("account", "")), str(form.get("captCode", ""))
    state = state_of(request)
    challenge = state.challenges.pop(request.cookies.get("ick", ""), None)
    words = words_in(language(request))
    if not given or challenge is None or given.strip().lower() != challenge.answer:
        return page(request, "reset.html", error=words["captcha_wrong"] if given else "", user=user, captcha=True)
    account = state.find(user)
    if account is None or account.state == "deleted":
        return page(request, "reset.html", error=words["no_account"], user=user, captcha=False)
    return go("/pass/forgetPassword/verify", context=state.begin(account.email, "reset"))


async def forget_verify(request: Request) -> Response:
    found = pending_of(request)
    if found is None or found[1].purpose != "reset":
        return go("/pass/forgetPassword")
    return page(request, "identity.html", account=found[2].email, **code_facts(request, *found))


async def new_password(request: Request) -> Response:
    """Password reset, last step."""
    form = await request.form() if request.method == "POST" else None
    found = pending_of(request, form)
    if found is None or "code" not in found[1].passed:
        return go("/pass/forgetPassword")
    token, _, account = found
    if form is None:
        return page(request, "new_password.html", account=account.email, context=token, error="")
    first, second = str(form.get("new_password", "")), str(form.get("new_password2", ""))
    if first != second or not GOOD_PASSWORD.fullmatch(first):
        error = words_in(language(request))["password_rule"]
        return page(request, "new_password.html", account=account.email, context=token, error=error)
    state = state_of(request)
    account.password = first
    state.pending.pop(token)
    state.close_sessions(account.email)
    state.note(account.email, "password-reset")
    return page(request, "notice.html", heading="password_changed", text=None, tone="good")


ROUTES = [
    Route("/fe/service/account", home),
    Route("/fe/service/account/authorization", apps),
    Route("/fe/service/account/authorization/{app_id}/revoke", revoke, methods=["POST"]),
    Route("/pass/forgetPassword", forget, methods=["GET", "POST"]),
    Route("/pass/forgetPassword/verify", forget_verify),
    Route("/pass/forgetPassword/new", new_password, methods=["GET", "POST"]),
]
