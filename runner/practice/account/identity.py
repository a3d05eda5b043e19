"""The identity check: a code by e-mail or phone after the password, perhaps a second one, and before some pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.account.checks import step_up_passed
from runner.practice.account.codes import FLAGS, captcha_due, code_state, judge_code, refuse_code, send_code
from runner.practice.account.services import IDENTITY, finish
from runner.practice.account.submit import with_session
from runner.practice.accounts import Account
from runner.practice.sessions import Pending, token
from runner.practice.web import answer, form_of, language, redirect, render, with_query, world_of
from runner.practice.words import say

BASE = "/identity/auth"
ANOTHER = 2
"""The answer after which another check follows; it carries ``flag`` and ``options`` (seen)."""


def channels(request: Request, account: Account, pending: Pending | None = None) -> list[str]:
    """The ways a code can be sent, best first; for a second check only the one it asks for."""
    if pending and pending.passed:
        return [pending.channel]
    wanted = world_of(request).switches_for(account).identity
    return ["email", "phone"] if wanted == "both" else [wanted if wanted != "none" else "email"]


def _pending(request: Request) -> tuple[Pending, Account] | None:
    """The check this browser is at, by the address's context or by the cookie that ``/identity/list`` set."""
    world = world_of(request)
    cookie = world.sessions.identity.get(request.cookies.get("identity_session", ""), "")
    pending = world.sessions.pending.get(request.query_params.get("context", "") or cookie)
    return (pending, world.accounts[pending.account_id]) if pending else None


async def auth_start(request: Request) -> Response:
    """The page: *Send* first, then the code."""
    found = _pending(request)
    if found is None:
        return redirect(request, "/pass/serviceLogin?sid=passport")
    pending, account = found
    ways = channels(request, account, pending)
    all_ways = {way: (f"{BASE}/send{way.title()}Ticket", f"{BASE}/verify{way.title()}") for way in FLAGS}
    channel = pending.channel or ways[0]
    code = code_state(request, account, "identity", ways=all_ways, channel=channel, sent=pending.sent)
    code |= {"trust": not pending.area, "list": with_query("/identity/list?supportedMask=0", context=pending.context)}
    shown = {"email": account.masked_email, "phone": account.masked_phone}
    response = render(request, "identity.html", code=code, ways=ways, shown=shown, state={"ticket": code})
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
    options = [FLAGS[way] for way in channels(request, account, pending)]
    response = answer(
        0, flag=options[0], options=options, maskedEmail=account.masked_email, maskedPhone=account.masked_phone
    )
    return _with_identity_session(request, response, pending)


async def _send(request: Request, channel: str) -> Response:
    found = _pending(request)
    if found is None:
        return answer(70016, desc="context")
    pending, account = found
    if channel not in channels(request, account, pending):
        channel = channels(request, account, pending)[0]
    refused = captcha_due(request, account)
    if refused:
        return refused
    error = await send_code(request, account, "identity", channel)
    if not error or error == "too soon":
        pending.sent, pending.channel = True, channel
    wait = world_of(request).codes.wait(account, "identity")
    if error:
        return refuse_code(request, error, wait)
    to = account.masked_email if channel == "email" else account.masked_phone
    seconds = world_of(request).switches_for(account).code_ttl
    return answer(0, wait=wait, told=say("code sent", language(request), to=to, seconds=seconds))


async def send_ticket(request: Request) -> Response:
    """``POST /identity/auth/sendEmailTicket`` or ``sendPhoneTicket``."""
    return await _send(request, "email" if "Email" in request.url.path else "phone")


async def start_verify(request: Request) -> Response:
    """``GET /identity/auth/verifyEmail``: clients open it first and expect the code to be sent (seen in one client)."""
    found = _pending(request)
    if found is None:
        return answer(70016, desc="context")
    if "Email" in request.url.path and not found[0].sent:
        return await _send(request, "email")
    return answer(0)


async def verify(request: Request) -> Response:
    """``POST /identity/auth/verifyEmail`` or ``verifyPhone`` with ``ticket`` and ``trust``."""
    found, form = _pending(request), await form_of(request)
    if found is None:
        return answer(70016, desc="context")
    pending, account = found
    error = judge_code(request, account, "identity", form.get("ticket", ""))
    if error:
        return refuse_code(request, error)
    another = _another_check(request, pending, account)
    if another:
        return another
    if pending.area:
        return answer(0, location=step_up_passed(request, pending, account))
    world = world_of(request)
    with world.lock:
        pending.verified = True
        if form.get("trust") == "true":
            world.sessions.trusted.add((account.id, pending.browser))
            world.note("browser-trusted", account)
    location = with_query("/identity/result/check", sid=pending.sid, context=pending.context)
    return answer(0, location=f"{world.hosts.account}{location}")


def _another_check(request: Request, pending: Pending, account: Account) -> Response | None:
    """Ask once more where that is switched: by the other method once, or by the same without end (both seen)."""
    world, used = world_of(request), pending.channel or channels(request, account)[0]
    wanted = world.switches_for(account).second_check
    pending.passed += 1
    if wanted == "none" or (wanted == "other" and pending.passed > 1):
        return None
    following = used if wanted == "same" else {"email": "phone", "phone": "email"}[used]
    with world.lock:
        pending.channel, pending.sent = following, False
        world.note("identity-check-asked", account, channel=following)
    return answer(ANOTHER, flag=FLAGS[following], options=[FLAGS[following]])


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
        account = world.signs_in_as(account)
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
