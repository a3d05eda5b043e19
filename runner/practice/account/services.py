"""The services one can sign in to, and the last leg of every sign-in: the ticket for the service's ``sts`` address."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from runner.practice.accounts import Account
from runner.practice.sessions import Pending, Ticket
from runner.practice.state import World
from runner.practice.web import origin, with_query, world_of

US_HOST = "us.localhost"
HOME = "/fe/service/account"
IDENTITY = "/fe/service/identity/authStart"
AGREEMENT = "/fe/service/agreement/update"


@dataclass(frozen=True)
class Finish:
    """Where a finished sign-in goes next; the ticket is missing while new terms stand in the way."""

    location: str
    ticket: Ticket | None


def callbacks(world: World) -> dict[str, str]:
    """Each service's ``sts`` address; the last two are the vendor's own, as public clients expect them."""
    return {
        "passport": f"{world.hosts.account}/sts",
        "i.mi.com": f"{world.hosts.cloud}/sts",
        "xiaomiio": "https://sts.api.io.mi.com/sts",
        "micoapi": "https://api2.mina.mi.com/sts",
    }


def allowed(world: World, sid: str, callback: str) -> bool:
    """Whether a sign-in for the service may end at this address."""
    own = callbacks(world).get(sid)
    return own is not None and callback.split("?", maxsplit=1)[0] == own


def callback_for(world: World, sid: str, followup: str) -> str:
    """The service's own callback, which goes on to ``followup`` when there is one."""
    base = callbacks(world)[sid]
    if sid == "passport":
        followup = followup or f"{world.hosts.account}{HOME}"
    return with_query(base, sign=signature(world, sid, followup), followup=followup, sid=sid) if followup else base


def signature(world: World, sid: str, text: str) -> str:
    """A signature of ours, short enough for an address."""
    digest = hmac.new(world.secret, f"{sid} {text}".encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def may_follow(world: World, address: str) -> bool:
    """Whether a followup stays within this console."""
    return origin(address) in {world.hosts.account, world.hosts.cloud, world.hosts.cloud_us}


def us_address(request: Request) -> str:
    """The same address on the cloud host's us. name, where the switch sends people; nothing when they are there."""
    world, here = world_of(request), request.url
    if world.switches.cloud_region != "us" or origin(str(here)) != world.hosts.cloud:
        return ""
    return f"{world.hosts.cloud_us}{here.path}" + (f"?{here.query}" if here.query else "")


def finish(world: World, account: Account, sid: str, callback: str, browser: str) -> Finish:
    """The next address of a sign-in that needs nothing more, or the new terms when they are not accepted yet."""
    with world.lock:
        if world.switches_for(account).terms and not world.done["terms", account.id]:
            pending = Pending(account.id, sid, callback, browser)
            world.sessions.pending[pending.context] = pending
            return Finish(with_query(f"{world.hosts.account}{AGREEMENT}", context=pending.context), None)
        ticket = world.sessions.ticket(account.id, sid)
    location = with_query(
        callback,
        d=browser,
        ticket="0",
        pwd="1",  # noqa: S106 - says that a password was used
        p_ts=f"{world.now() * 1000:.0f}",
        fid="0",
        p_lm="1",
        auth=ticket.auth,
        nonce=str(ticket.nonce),
        _ssign=signature(world, sid, ticket.auth),
    )
    return Finish(location, ticket)


def signed_in_answer(world: World, account: Account, end: Finish, pass_token: str) -> dict[str, Any]:
    """The fields public clients read from a successful sign-in."""
    ticket = end.ticket
    return {
        "psecurity": world.secret.hex()[:24],
        "nonce": ticket.nonce if ticket else 0,
        "ssecurity": ticket.ssecurity if ticket else "",
        "passToken": pass_token,
        "userId": int(account.id),
        "cUserId": c_user_id(account),
        "securityStatus": 0,
        "notificationUrl": "",
        "pwd": 1,
        "child": 0,
        "desc": "成功",
        "description": "成功",
        "captchaUrl": None,
        "location": end.location,
    }


def c_user_id(account: Account) -> str:
    """The account's second, opaque id."""
    return hashlib.sha1(account.id.encode(), usedforsecurity=False).hexdigest()[:26]
