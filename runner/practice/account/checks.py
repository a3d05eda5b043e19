"""The check that comes again in front of some pages, even just after the sign-in (seen)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from runner.practice.account.services import IDENTITY
from runner.practice.accounts import Account
from runner.practice.sessions import Pending
from runner.practice.web import redirect, with_query, world_of


def step_up(request: Request, account: Account, area: str) -> Response | None:
    """The way to another check, where the switch wants one for these pages and this session has not passed it."""
    world, session = world_of(request), request.cookies.get("passToken", "")
    if area not in world.switches_for(account).step_up:
        return None
    with world.lock:
        if (session, area) in world.sessions.checked:
            return None
        following = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        pending = Pending(account.id, "passport", "", "", area=area, following=following)
        world.sessions.pending[pending.context] = pending
        world.note("identity-check-asked", account, area=area)
    return redirect(request, with_query(IDENTITY, sid="passport", context=pending.context))


def step_up_passed(request: Request, pending: Pending, account: Account) -> str:
    """Remember that this session passed the check; where it goes on."""
    world = world_of(request)
    with world.lock:
        world.sessions.pending.pop(pending.context, None)
        world.sessions.checked.add((request.cookies.get("passToken", ""), pending.area))
        world.note("identity-check-passed", account, area=pending.area)
    return pending.following
