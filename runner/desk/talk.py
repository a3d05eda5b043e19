"""One open page of the desk: it hears of the queue and sees one tab; what the person does goes into that tab."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from playwright.async_api import Error as PlaywrightError
from starlette.websockets import WebSocket, WebSocketDisconnect

from runner.desk.access import Session
from runner.desk.cards import card
from runner.desk.room import Hold, Service
from runner.desk.view import View
from runner.handoff import Answer
from runner.waiting import WaitingRoom

TICK: Final = 1.0
"""Seconds after which the queue is told again even if nothing was heard: a code's words and time may have changed."""
_LONGEST: Final = 500


class Talk:
    """The talk with one page."""

    def __init__(self, socket: WebSocket, session: Session, room: WaitingRoom, service: Service) -> None:
        self.socket, self.session, self.room, self.service = socket, session, room, service
        self._changed = asyncio.Event()
        self._sending = asyncio.Lock()
        self._told = ""
        self._watching: tuple[Hold, asyncio.Task[None]] | None = None

    async def go_on(self) -> None:
        """Talk until the page is closed."""
        unwatch = self.room.watch(self._changed.set)
        self.service.came(self.session)
        telling = asyncio.ensure_future(self._tell())
        try:
            await self._hear()
        finally:
            unwatch()
            telling.cancel()
            await self._look_away()
            await asyncio.gather(telling, return_exceptions=True)
            self.service.left(self.session)

    async def _hear(self) -> None:
        while True:
            try:
                said = json.loads(await self.socket.receive_text())
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
                    await self._look_away()
                    await self.service.give_back(hold)
            case "hand":
                if (hold := self._hold()) and hold.hands:
                    await hold.hands.do(said)
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
        await self._look_away()
        hold = await self.service.take(self.session, id_)
        if hold is None:
            await self._send({"type": "taken", "id": id_})
            return
        if hold.hands and hold.one.tab:
            self._watching = (hold, asyncio.ensure_future(self._show(View(hold.one.tab))))
        self._changed.set()

    async def _show(self, view: View) -> None:
        """Send frames as long as the tab is ours; a slow line gets fewer, never older ones."""
        try:
            await view.start()
            while True:
                frame = await view.next()
                async with self._sending:
                    await self.socket.send_bytes(frame)
        except (PlaywrightError, WebSocketDisconnect, RuntimeError):
            pass  # the tab or the page is gone
        finally:
            await view.stop()

    async def _look_away(self) -> None:
        if self._watching:
            _, task = self._watching
            self._watching = None
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _hold(self) -> Hold | None:
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
        if self._watching and self._watching[0] is not hold:
            await self._look_away()
        cards = [card(one, mine=bool(hold and hold.one is one)) for one in self.room.queue()]
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
