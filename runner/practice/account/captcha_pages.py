"""The addresses a CAPTCHA's pictures come from, and where miverify's answers go."""

from __future__ import annotations

import base64

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runner.practice.captcha import Challenge, click_picture, letters_picture, slider_pictures
from runner.practice.web import answer, form_of, language, world_of
from runner.practice.words import say

PURPOSES = ("login", "register", "reset")
PANEL_KINDS = ("slider", "click", "picture")
PANEL_PURPOSES = ("login", "code")


async def get_code(request: Request) -> Response:
    """A new picture with letters; the cookie ``ick`` names it (seen)."""
    purpose = request.query_params.get("icodeType", "login")
    shown = world_of(request).captchas.show("image", purpose if purpose in PURPOSES else "login")
    response = Response(letters_picture(str(shown.answer)), 200, {"Cache-Control": "no-store"}, "image/png")
    response.set_cookie("ick", shown.ick)
    return response


async def panel_data(request: Request) -> Response:
    """A new puzzle for miverify's panel; named by the cookie ``ick`` too (path seen, its answer inferred)."""
    kind, purpose = request.query_params.get("type", "slider"), request.query_params.get("k", "login")
    if kind not in PANEL_KINDS or purpose not in PANEL_PURPOSES:
        return answer(1, 400, desc="type")
    shown = world_of(request).captchas.show(kind, purpose)
    response = answer(0, **_drawn(shown))
    response.set_cookie("ick", shown.ick)
    return response


def _drawn(shown: Challenge) -> dict[str, object]:
    if shown.kind == "slider":
        whole, piece = slider_pictures(shown)
        return {"picture": _inline(whole), "piece": _inline(piece), "top": shown.top}
    if shown.kind == "click":
        return {"picture": _inline(click_picture(shown)), "letters": shown.letters}
    return {"picture": _inline(letters_picture(str(shown.answer)))}


def _inline(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


async def panel_answer(request: Request) -> Response:
    """Judge an answer; a right one is worth the cookie ``vToken`` (seen), which the next request brings along."""
    world, form = world_of(request), await form_of(request)
    kind, purpose, typed = (form.get(name, "") for name in ("type", "k", "answer"))
    if not world.captchas.answered(request.cookies.get("ick", ""), kind, purpose, typed, None):
        return answer(1, desc=say("wrong captcha", language(request)))
    response = answer(0)
    response.set_cookie("vToken", world.captchas.grant(purpose), httponly=True)
    return response


ROUTES = [
    Route("/pass/getCode", get_code),
    Route("/captcha/v2/data", panel_data),
    Route("/captcha/v2/image/verify", panel_answer, methods=["POST"]),
]
