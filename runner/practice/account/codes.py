"""One code form for identity check, deletion and password reset: sending a code and judging what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from runner.practice.accounts import Account
from runner.practice.web import answer, language, postman_of, world_of
from runner.practice.words import say

ANSWERS = {
    "wrong code": 70014,  # seen
    "expired code": 70015,  # these three inferred
    "too many codes": 70022,
    "too soon": 70021,
    "not sent": 70023,
}
_VERDICTS = {"wrong": "wrong code", "expired": "expired code", "accepted": ""}


@dataclass(frozen=True)
class CodeForm:
    """What the form shows: where the code went, how long until another may be asked for, where it posts to."""

    to: str
    wait: int
    seconds: int
    send: str
    verify: str
    sent: bool = True
    trust: bool = False
    flag: int = 8


async def send_code(request: Request, account: Account, purpose: str, channel: str = "email") -> str:
    """Send a code; answers the name of what went wrong, or nothing."""
    world = world_of(request)
    code = world.codes.make(account, purpose, channel)
    if isinstance(code, str):
        return {"too-soon": "too soon", "too-many": "too many codes"}[code]
    sent = await postman_of(request).deliver(account, code.digits, channel, language(request))
    return "" if sent else "not sent"


def judge_code(request: Request, account: Account, purpose: str, typed: str) -> str:
    """Check a code; answers the name of what is wrong with it, or nothing."""
    return _VERDICTS[world_of(request).codes.check(account, purpose, typed)]


def code_form(
    request: Request,
    account: Account,
    purpose: str,
    *,
    send: str,
    verify: str,
    channel: str = "email",
) -> CodeForm:
    """The form as it stands now."""
    world = world_of(request)
    to = account.masked_email if channel == "email" else account.masked_phone
    return CodeForm(to, world.codes.wait(account, purpose), world.switches_for(account).code_ttl, send, verify)


def refuse_code(request: Request, error: str, wait: int = 0) -> Response:
    """The JSON answer for something that went wrong with a code."""
    says = say(error, language(request))
    return answer(ANSWERS[error], desc=says, description=says, wait=wait)
