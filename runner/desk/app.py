"""The desk's pages: a door, the desk, and one WebSocket for everything that happens."""

from __future__ import annotations

import asyncio
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from runner.desk.auth import Access, Session, TooManyTries
from runner.desk.claims import Claims
from runner.desk.strings import LANGUAGES, words
from runner.desk.view_model import pictures_of
from runner.desk.websocket import Connection
from runner.operators.waiting_room import OperatorQueue
from runner.trail.strict_json import loads

FIRST_WORD = 10.0
"""Seconds a page may take for it."""
HERE = Path(str(files("runner.desk")))
_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip


class Pages:
    """The handlers of one desk."""

    def __init__(self, room: OperatorQueue, access: Access, service: Claims, cookie: str, *, secure: bool) -> None:
        """Serve one room.

        Arguments:
            room: the runs that wait.
            access: who may enter.
            service: who has taken what.
            cookie: the session cookie's name; hosts share cookies between their ports.
            secure: whether the desk is served by TLS.
        """
        self.room, self.access, self.service, self.cookie, self.secure = room, access, service, cookie, secure

    def app(self) -> Starlette:
        """The application."""
        return Starlette(
            routes=[
                Route("/enter/{link}", self.door),
                Route("/enter", self.enter, methods=["POST"]),
                Route("/", self.desk),
                Route("/picture/{id}/{number:int}", self.picture),
                WebSocketRoute("/talk", self.talk),
                Mount("/static", StaticFiles(directory=HERE / "static")),
            ]
        )

    async def door(self, request: Request) -> Response:
        """Ask who comes in; the link is not used up by a look."""
        language = _language(request)
        try:
            good = self.access.is_link(request.path_params["link"])
        except TooManyTries:
            return _shut("too many", language, 429)
        return (
            _page("door.html.j2", language, link=request.path_params["link"]) if good else _shut("bad link", language)
        )

    async def enter(self, request: Request) -> Response:
        """Let the person in, and the link's address be forgotten."""
        form = await request.form(max_files=0, max_fields=5)
        link, name, language = (str(form.get(field, "")) for field in ("link", "name", "language"))
        language = language if language in LANGUAGES else _language(request)
        if not name.strip():
            return _page("door.html.j2", language, 422, link=link)
        try:
            session = self.access.enter(link, name, language)
        except TooManyTries:
            return _shut("too many", language, 429)
        if session is None:
            return _shut("bad link", language)
        # A fragment is sent to nobody; the page keeps it for its own origin and takes it out of the address.
        answer = RedirectResponse(f"/#{session.word}", status_code=303)
        answer.set_cookie(self.cookie, session.key, httponly=True, samesite="strict", secure=self.secure, path="/")
        return answer

    async def desk(self, request: Request) -> Response:
        """The desk itself."""
        session = self._session(request)
        if session is None:
            return _shut("bad link", _language(request))
        told = json.dumps(words(session.language), ensure_ascii=False)
        return _page("desk.html.j2", session.language, told=told, name=session.name)

    async def picture(self, request: Request) -> Response:
        """One of the trail's pictures of a waiting run, with everything that identifies covered."""
        session = self._session(request)
        knows = session is not None and session.knows(request.headers.get("x-desk-word"))
        one = self.room.find(request.path_params["id"]) if knows else None
        path = next(iter(pictures_of(one)[request.path_params["number"] :]), None) if one else None
        if path is None or not path.is_file():
            return PlainTextResponse("", status_code=404)
        return FileResponse(path, media_type="image/webp")

    async def talk(self, socket: WebSocket) -> None:
        """Everything that happens while the page is open."""
        session = self._session(socket)
        if session is None:
            await socket.close(1008)
            return
        await socket.accept()
        if not await self._says_the_word(socket, session):
            await socket.close(1008)
            return
        await Connection(socket, session, self.room, self.service).go_on()

    async def _says_the_word(self, socket: WebSocket, session: Session) -> bool:
        """Whether the first thing that is said is the session's word: a cookie reaches pages on other ports, too."""
        try:
            said = loads((await asyncio.wait_for(socket.receive_text(), FIRST_WORD)).encode())
        except (TimeoutError, ValueError, KeyError, WebSocketDisconnect):
            return False
        return isinstance(said, dict) and session.knows(said.get("word"))

    def _session(self, request: Request | WebSocket) -> Session | None:
        return self.access.session(request.cookies.get(self.cookie, ""))


def _page(template: str, language: str, status: int = 200, **values: Any) -> Response:
    page = _templates.get_template(template)
    return HTMLResponse(
        page.render(say=words(language), language=language, languages=LANGUAGES, **values), status_code=status
    )


def _shut(why: str, language: str, status: int = 403) -> Response:
    return _page("shut.html.j2", language, status, why=words(language)[why])


def _language(request: Request) -> str:
    """The first language of the browser that we speak."""
    for part in request.headers.get("accept-language", "").split(","):
        if (tag := part.partition(";")[0].strip().lower()[:2]) in LANGUAGES:
            return tag
    return "en"
