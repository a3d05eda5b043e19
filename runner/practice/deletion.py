"""Account deletion, step by step; the server keeps how far it has come and refuses anything out of order."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.checks import code_facts, pending_of
from runner.practice.people import Account
from runner.practice.sign_in import hashed
from runner.practice.web import (
    ACCOUNT_COOKIE,
    account_of,
    go,
    language,
    page,
    session_of,
    state_of,
    switches_of,
    to_sign_in,
)
from runner.practice.words import words_in


def shown(request: Request, account: Account) -> str:
    """How the page names the account."""
    names = switches_of(request, account.email).names
    if names == "other":
        return "2100009999 (somebody.else@example.test)"
    if names == "masked":
        return account.masked_email
    return f"{account.id} ({account.email})"


async def warning(request: Request) -> Response:
    """``/pass/del`` (seen): what will be lost, the tick box and the button."""
    session = session_of(request)
    if session is None:
        return to_sign_in(request)
    account = account_of(request, session)
    refused: list[str] = []
    if request.method == "POST":
        form = await request.form()
        refused = [device.name for device in account.devices if device.holds_account]
        if refused:
            state_of(request).note(account.email, "deletion-refused", devices=len(refused))
        elif form.get("agree"):
            session.deletion = "asked"
            state_of(request).note(account.email, "deletion-started")
            token = state_of(request).begin(account.email, "deletion")
            await request.app.state.send_code(account, "deletion", "email")
            return go("/pass/del/verify", context=token)
    return page(request, "delete.html", shown=shown(request, account), stored=account.stored, refused=refused)


async def verify(request: Request) -> Response:
    """The code that was sent by e-mail and counts for a minute."""
    found = pending_of(request)
    if session_of(request) is None:
        return to_sign_in(request)
    if found is None or found[1].purpose != "deletion":
        return go("/pass/del")
    return page(request, "identity.html", **code_facts(request, *found))


async def after_code(request: Request) -> Response:
    """Where a right code leads: the password once more, where it is asked for, or the last warning."""
    session, found = session_of(request), pending_of(request)
    if session is None:
        return to_sign_in(request)
    if found is None or "code" not in found[1].passed:
        return go("/pass/del")
    session.deletion = "coded"
    if switches_of(request, session.account).delete_asks_password:
        return go("/pass/del/password", context=found[0])
    return go("/pass/del/confirm", context=found[0])


async def password(request: Request) -> Response:
    session, account_is = session_of(request), None
    if session is None:
        return to_sign_in(request)
    account_is = account_of(request, session)
    token, error = request.query_params.get("context", ""), ""
    if request.method == "POST":
        form = await request.form()
        if hashed(str(form.get("password", ""))) == hashed(account_is.password):
            session.deletion = "confirmed"
            return go("/pass/del/confirm", context=token)
        error = words_in(language(request))["wrong_password"]
    return page(request, "password_again.html", context=token, error=error)


async def confirm(request: Request) -> Response:
    """The last warning; its POST deletes the account, once."""
    session = session_of(request)
    if session is None:
        return to_sign_in(request)
    account, found = account_of(request, session), pending_of(request)
    needed = "confirmed" if switches_of(request, account.email).delete_asks_password else "coded"
    if found is None or session.deletion not in {needed, "confirmed"}:
        return go("/pass/del")
    if request.method == "GET":
        return page(request, "delete_confirm.html", shown=shown(request, account), context=found[0])
    state = state_of(request)
    with state.lock:
        if account.state == "deleted":
            state.note(account.email, "deletion-repeated")
            return go("/pass/del")
        account.state = "deleted"
        state.pending.pop(found[0])
        state.note(account.email, "account-deleted")
        state.close_sessions(account.email)
    answer = go("/pass/del/done")
    answer.delete_cookie(ACCOUNT_COOKIE)
    return answer


async def done(request: Request) -> Response:
    return page(request, "notice.html", heading="deleted", text=None, tone="good")


ROUTES = [
    Route("/pass/del", warning, methods=["GET", "POST"]),
    Route("/pass/del/verify", verify),
    Route("/pass/del/next", after_code),
    Route("/pass/del/password", password, methods=["GET", "POST"]),
    Route("/pass/del/confirm", confirm, methods=["GET", "POST"]),
    Route("/pass/del/done", done),
]
