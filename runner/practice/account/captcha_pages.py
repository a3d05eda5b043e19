"""The addresses a CAPTCHA's pictures come from."""

from __future__ import annotations

import base64

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.captcha import letters_picture, slider_pictures
from runner.practice.web import answer, world_of

PURPOSES = ("login", "register", "reset")


async def get_code(request: Request) -> Response:
    """A new picture with letters; the cookie ``ick`` names it (seen)."""
    purpose = request.query_params.get("icodeType", "login")
    shown = world_of(request).captchas.show("image", purpose if purpose in PURPOSES else "login")
    response = Response(letters_picture(str(shown.answer)), 200, {"Cache-Control": "no-store"}, "image/png")
    response.set_cookie("ick", shown.ick)
    return response


async def slider_data(request: Request) -> Response:
    """A new slider puzzle; named by the cookie ``ick`` too (path seen, answer inferred)."""
    shown = world_of(request).captchas.show("slider", "login")
    whole, piece = (f"data:image/png;base64,{base64.b64encode(png).decode()}" for png in slider_pictures(shown))
    response = answer(0, picture=whole, piece=piece, top=shown.top)
    response.set_cookie("ick", shown.ick)
    return response


ROUTES = [Route("/pass/getCode", get_code), Route("/captcha/v2/data", slider_data)]
