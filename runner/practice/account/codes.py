"""One code form for identity check, deletion and password reset: sending a code and judging what was typed."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from runner.practice.accounts import Account
from runner.practice.web import answer, language, postman_of, world_of
from runner.practice.words import say

CAPTCHA_NEEDED = 87001
FLAGS = {"phone": 4, "email": 8}  # seen
ANSWERS = {
    "wrong code": 70014,  # seen
    "too many codes": 70022,  # seen
    "expired code": 70015,  # these three inferred
    "too soon": 70021,
    "not sent": 70023,
}
_VERDICTS = {"wrong": "wrong code", "expired": "expired code", "accepted": ""}


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


def captcha_due(request: Request, account: Account) -> Response | None:
    """What answers a request for a code that wants a CAPTCHA first."""
    world = world_of(request)
    switches = world.switches_for(account)
    if switches.captcha in {"none", "image"} or "code" not in switches.captcha_places:
        return None
    if world.captchas.redeem(request.cookies.get("vToken", ""), "code"):
        return None
    return answer(CAPTCHA_NEEDED, type=switches.captcha, desc=say("captcha title", language(request)))


def code_state(
    request: Request,
    account: Account,
    purpose: str,
    *,
    ways: dict[str, tuple[str, str]],
    channel: str = "email",
    sent: bool = True,
    error: str = "",
) -> dict[str, Any]:
    """What the form's script needs to know; ``ways`` says for each channel where codes are asked for and checked."""
    world, speaks = world_of(request), language(request)
    masked = {"email": account.masked_email, "phone": account.masked_phone}
    return {
        "channels": {
            way: {"to": masked[way], "flag": FLAGS[way], "send": send, "verify": verify}
            for way, (send, verify) in ways.items()
        },
        "channel": channel,
        "sent": sent,
        "wait": world.codes.wait(account, purpose),
        "seconds": world.switches_for(account).code_ttl,
        "error": say(error, speaks) if error else "",
        "trust": False,
        "list": "",
    }


def refuse_code(request: Request, error: str, wait: int = 0) -> Response:
    """The JSON answer for something that went wrong with a code; ``tips`` is what the page shows (seen)."""
    says = say(error, language(request))
    return answer(ANSWERS[error], desc=says, description=says, tips=says, wait=wait)
