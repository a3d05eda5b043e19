"""The last hop of a sign-in, on the service's own host: a ticket for a session there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from runner.practice.account.services import US_HOST, may_follow, us_address
from runner.practice.web import redirect, world_of


async def sts(request: Request) -> Response:
    """Exchange the ticket, set ``serviceToken`` and ``userId``, go on to ``followup`` or say ok (seen)."""
    world, query = world_of(request), request.query_params
    moved = us_address(request)
    if moved:
        return redirect(request, moved)
    with world.lock:
        ticket = world.sessions.tickets.get(query.get("auth", ""))
        sign = query.get("clientSign")
        if ticket is None or (sign is not None and sign != ticket.client_sign()):
            return PlainTextResponse("invalid sign", 401)
        token = world.sessions.redeem(ticket)
    followup = query.get("followup", "")
    response: Response = PlainTextResponse("ok")
    if request.url.hostname == US_HOST:
        followup = followup.replace(world.hosts.cloud, world.hosts.cloud_us, 1)
    if followup and may_follow(world, followup):
        response = redirect(request, followup)
    response.set_cookie("serviceToken", token, httponly=True)
    response.set_cookie("userId", ticket.account_id)
    return response


ROUTES = [Route("/sts", sts)]
