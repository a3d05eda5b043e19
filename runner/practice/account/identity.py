"""The identity check after the password: a code by e-mail or phone, and whether to trust this browser."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.codes import code_form, judge_code, refuse_code, send_code
from runner.practice.account.services import finish
from runner.practice.account.submit import IDENTITY, with_session
from runner.practice.accounts import Account
from runner.practice.sessions import Pending, token
from runner.practice.web import answer, form_of, language, redirect, render, with_query, world_of
from runner.practice.words import say

FLAGS = {"phone": 4, "email": 8}  # seen
BASE = "/identity/auth"


def channels(request: Request, account: Account) -> list[str]:
    """The ways a code can be sent, best first."""
    wanted = world_of(request).switches_for(account).identity
    return ["email", "phone"] if wanted == "both" else [wanted if wanted != "none" else "email"]


def _pending(request: Request) -> tuple[Pending, Account] | None:
    """The check this browser is at, by the address's context or by the cookie that ``/identity/list`` set."""
    world = world_of(request)
    cookie = world.sessions.identity.get(request.cookies.get("identity_session", ""), "")
    pending = world.sessions.pending.get(request.query_params.get("context", "") or cookie)
    return (pending, world.accounts[pending.account_id]) if pending else None


async def auth_start(request: Request) -> Response:
    """The page: choice of the way, then the code form."""
    return _show(request, "")


def _show(request: Request, error: str) -> Response:
    found = _pending(request)
    if found is None:
        return redirect(request, "/pass/serviceLogin?sid=passport")
    pending, account = found
    ways = channels(request, account)
    channel = pending.channel or ways[0]
    way = channel.title()
    send, check = f"{BASE}/send{way}Ticket", f"{BASE}/verify{way}"
    form = code_form(request, account, "identity", send=send, verify=check, channel=channel)
    form = replace(form, sent=pending.sent, trust=True, flag=FLAGS[channel])
    shown = {"email": account.masked_email, "phone": account.masked_phone}
    response = render(
        request,
        "identity.html",
        code=form,
        ways=ways,
        shown=shown,
        channel=channel,
        context=pending.context,
        error=say(error, language(request)) if error else "",
    )
    return _with_identity_session(request, response, pending)


def _with_identity_session(request: Request, response: Response, pending: Pending) -> Response:
    key = token()
    world_of(request).sessions.identity[key] = pending.context
    response.set_cookie("identity_session", key, httponly=True)
    return response


async def ways_list(request: Request) -> Response:
    """``/identity/list``: which ways there are; sets ``identity_session`` (seen)."""
    found = _pending(request)
    if found is None:
        return answer(70016, desc="context")
    pending, account = found
    options = [FLAGS[way] for way in channels(request, account)]
    response = answer(
        0, flag=options[0], options=options, maskedEmail=account.masked_email, maskedPhone=account.masked_phone
    )
    return _with_identity_session(request, response, pending)


async def _send(request: Request, channel: str, *, as_json: bool) -> Response:
    found = _pending(request)
    if found is None:
        return answer(70016, desc="context") if as_json else redirect(request, "/pass/serviceLogin?sid=passport")
    pending, account = found
    if channel not in channels(request, account):
        channel = channels(request, account)[0]
    error = await send_code(request, account, "identity", channel)
    if not error or error == "too soon":
        pending.sent, pending.channel = True, channel
    wait = world_of(request).codes.wait(account, "identity")
    if as_json:
        if error:
            return refuse_code(request, error, wait)
        to = account.masked_email if channel == "email" else account.masked_phone
        seconds = world_of(request).switches_for(account).code_ttl
        return answer(0, wait=wait, told=say("code sent", language(request), to=to, seconds=seconds))
    return _show(request, error) if error else redirect(request, _page(pending))


def _page(pending: Pending) -> str:
    return with_query(IDENTITY, sid=pending.sid, context=pending.context)


async def send_ticket(request: Request) -> Response:
    """``POST /identity/auth/sendEmailTicket`` or ``sendPhoneTicket``."""
    form = await form_of(request)
    channel = form.get("way") or ("email" if "Email" in request.url.path else "phone")
    return await _send(request, channel, as_json="_page" not in form)


async def start_verify(request: Request) -> Response:
    """``GET /identity/auth/verifyEmail``: clients open it first and expect the code to be sent (seen in one client)."""
    found = _pending(request)
    if found is None:
        return answer(70016, desc="context")
    if "Email" in request.url.path and not found[0].sent:
        return await _send(request, "email", as_json=True)
    return answer(0)


async def verify(request: Request) -> Response:
    """``POST /identity/auth/verifyEmail`` or ``verifyPhone`` with ``ticket`` and ``trust``."""
    found, form = _pending(request), await form_of(request)
    as_json = "_page" not in form
    if found is None:
        return answer(70016, desc="context") if as_json else redirect(request, "/pass/serviceLogin?sid=passport")
    pending, account = found
    error = judge_code(request, account, "identity", form.get("ticket", ""))
    if error:
        return refuse_code(request, error) if as_json else _show(request, error)
    world = world_of(request)
    with world.lock:
        pending.verified = True
        if form.get("trust") == "true":
            world.sessions.trusted.add((account.id, pending.browser))
            world.note("browser-trusted", account)
    location = with_query("/identity/result/check", sid=pending.sid, context=pending.context)
    return answer(0, location=f"{world.hosts.account}{location}") if as_json else redirect(request, location)


async def result_check(request: Request) -> Response:
    """Hand the passed check over to the sign-in."""
    found = _pending(request)
    if found is None or not found[0].verified:
        return redirect(request, "/pass/serviceLogin?sid=passport")
    return redirect(request, with_query("/pass/serviceLoginAuth2/end", sid=found[0].sid, context=found[0].context))


async def end(request: Request) -> Response:
    """The sign-in ends here after a check: session cookies, then on to the service."""
    found, world = _pending(request), world_of(request)
    if found is None or not found[0].verified:
        return redirect(request, "/pass/serviceLogin?sid=passport")
    pending, account = found
    with world.lock:
        world.sessions.pending.pop(pending.context, None)
        pass_token = world.sessions.open(account.id)
        world.note("signed-in", account, sid=pending.sid)
    finished = finish(world, account, pending.sid, pending.callback, pending.browser)
    return with_session(redirect(request, finished.location), request, account, pass_token)


ROUTES = [
    Route(IDENTITY, auth_start),
    Route("/identity/authStart", auth_start),
    Route("/identity/list", ways_list),
    *(Route(f"{BASE}/send{way}Ticket", send_ticket, methods=["POST"]) for way in ("Email", "Phone")),
    *(Route(f"{BASE}/verify{way}", start_verify, methods=["GET"]) for way in ("Email", "Phone")),
    *(Route(f"{BASE}/verify{way}", verify, methods=["POST"]) for way in ("Email", "Phone")),
    Route("/identity/result/check", result_check),
    Route("/pass/serviceLoginAuth2/end", end),
]
