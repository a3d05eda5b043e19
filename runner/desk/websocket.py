"""One open page of the desk: it hears of the queue and sees one tab; what the person does goes into that tab."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from playwright.async_api import Error as PlaywrightError
from starlette.websockets import WebSocket, WebSocketDisconnect

from runner.desk.auth import Session
from runner.desk.claims import Claim, Claims
from runner.desk.input import changes_page
from runner.desk.screencast import Screencast
from runner.desk.view_model import card
from runner.operators.base import Answer
from runner.operators.waiting_room import OperatorQueue
from runner.trail.strict_json import loads

TICK: Final = 1.0
"""Seconds after which the queue is told again even if nothing was heard: a code's words and time may have changed."""
_LONGEST: Final = 500
ELSEWHERE: Final = 4001
"""The WebSocket's close code when the person goes on in another window."""


class Connection:
    """The talk with one page. Of several pages of one person, the newest has the word."""

    def __init__(self, socket: WebSocket, session: Session, room: OperatorQueue, service: Claims) -> None:
        self.socket, self.session, self.room, self.service = socket, session, room, service
        self._changed = asyncio.Event()
        self._sending = asyncio.Lock()
        self._looking = asyncio.Lock()
        self._told = ""
        self._sees = True
        """Whether the page is in front of the person."""
        self._seen = asyncio.Event()
        """Set once the page has drawn the last frame it was sent."""
        self._watching: tuple[Claim, asyncio.Task[None]] | None = None

    async def go_on(self) -> None:
        """Talk until the page is closed, or another page of the same person is opened."""
        await self.service.came(self.session, self)
        unwatch = self.room.watch(self._changed.set)
        telling = asyncio.ensure_future(self._tell())
        try:
            await self._hear()
        finally:
            unwatch()
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
            await self._stop_looking()
            self.service.left(self.session, self)

    async def yield_to_another(self) -> None:
        """Leave the word to a page of the same person that was opened later."""
        await self._stop_looking()
        with suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
            await asyncio.wait_for(self.socket.close(ELSEWHERE), 1)  # a line that is dead need not be waited for

    async def _hear(self) -> None:
        while True:
            try:
                said = loads((await self.socket.receive_text()).encode())
            except (WebSocketDisconnect, KeyError):
                return
            except ValueError:
                continue
            if isinstance(said, dict):
                await self._act(said)

    async def _act(self, said: Mapping[str, Any]) -> None:
        match said.get("type"):
            case "take":
                await self._take(str(said.get("id")))
            case "give-back":
                if hold := self._hold():
                    await self.service.give_back(hold)
            case "hand":
                if (hold := self._hold()) and hold.hands and not hold.one.busy:
                    if changes_page(said):
                        self.service.note_act(hold)
                    hold.hands.do(said)
            case "seen":
                self._seen.set()
            case "sees":
                self._sees = bool(said.get("now"))
                await self._look()
            case "code" | "look" | "consent" | "answer" | "give-up" as what:
                self._answer(what, str(said.get("text", ""))[:_LONGEST])

    def _answer(self, what: str, text: str) -> None:
        hold = self._hold()
        if hold is None:
            return
        one = hold.one
        if what == "give-up":
            self.service.give_up(hold, text)
        elif what == "code" and one.pause and one.pause.takes_code and text.strip():
            self.service.answer(hold, Answer("code", text.strip()))
        elif what == "look" and one.pause:
            self.service.answer(hold, Answer("look"))
        elif (what == "consent" and one.plan) or (what == "answer" and one.awaits == "question"):
            self.service.answer(hold, text)

    async def _take(self, id_: str) -> None:
        hold = await self.service.take(self.session, id_)
        if hold is None:
            await self._send({"type": "taken", "id": id_})
            return
        await self._look()
        self._changed.set()

    async def _look(self) -> None:
        """Watch what the person has taken, and nothing while they look elsewhere."""
        async with self._looking:
            hold = self._hold() if self._sees else None
            if self._watching and self._watching[0] is hold:
                return
            await self._look_away()
            if hold and hold.hands:
                self._watching = (hold, asyncio.ensure_future(self._show(Screencast(hold.hands.tab))))

    async def _show(self, view: Screencast) -> None:
        """Send frames as long as the tab is ours, each once the last was drawn: a slow line gets fewer, never older."""
        self._seen.set()
        try:
            await view.start()
            while True:
                await self._seen.wait()
                self._seen.clear()
                frame = await view.next()
                async with self._sending:
                    await self.socket.send_bytes(frame)
        except (PlaywrightError, WebSocketDisconnect, RuntimeError):
            pass  # the tab or the page is gone
        finally:
            await view.stop()

    async def _stop_looking(self) -> None:
        self._sees = False
        await self._look()

    async def _look_away(self) -> None:
        if self._watching:
            _, task = self._watching
            self._watching = None
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _hold(self) -> Claim | None:
        return self.service.held_by(self.session)

    async def _tell(self) -> None:
        """Tell the queue whenever it changes."""
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                self._changed.clear()
                await self._tell_once()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), TICK)

    async def _tell_once(self) -> None:
        hold = self._hold()
        await self._look()
        language = self.session.language
        cards = [card(one, hold if hold and hold.one is one else None, language) for one in self.room.queue()]
        # Times pass by themselves on the page; only what is new is worth a message.
        same = json.dumps([{name: value for name, value in each.items() if name not in _PASSING} for each in cards])
        same += json.dumps([each["code_left"] is None for each in cards])
        if same != self._told or any(each["takes_code"] for each in cards):
            self._told = same
            await self._send({"type": "queue", "cards": cards})

    async def _send(self, what: Mapping[str, Any]) -> None:
        async with self._sending:
            await self.socket.send_text(json.dumps(what, ensure_ascii=False))


_PASSING: Final = frozenset({"waits", "left", "code_left"})
