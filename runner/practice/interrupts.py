"""What the switch ``interrupts`` needs from the server: a file to download, an advertisement, an answer never given."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from runner.practice.web import switches_of, world_of


async def download(_request: Request) -> Response:
    """A file that nobody asked for."""
    return PlainTextResponse("thank you", headers={"Content-Disposition": 'attachment; filename="offer.txt"'})


async def advertisement(_request: Request) -> Response:
    """What pop-ups and new tabs show."""
    return HTMLResponse("<!doctype html><title>Offer</title><p>A new phone, only today")


async def never(request: Request) -> Response:
    """Keep a page's script waiting, and with it the whole page, until the switch is off or the page is gone."""
    world = world_of(request)
    while not world.stopping and "busy" in switches_of(request).interrupts.values():
        if await request.is_disconnected():
            break
        await asyncio.sleep(0.05)
    return PlainTextResponse("")


ROUTES = [
    Route("/offer/download", download),
    Route("/offer", advertisement),
    Route("/never", never),
]
