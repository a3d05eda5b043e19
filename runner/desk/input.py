"""What a person does at the desk, done in the paused tab as real input. Nothing of it is kept or logged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Final, Literal

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from runner.desk.choices import unfold

NAMED: Final = frozenset(
    [
        "Enter",
        "Tab",
        "Backspace",
        "Delete",
        "Escape",
        "Home",
        "End",
        "PageUp",
        "PageDown",
        "ArrowLeft",
        "ArrowRight",
        "ArrowUp",
        "ArrowDown",
        "Shift",
        "Control",
        "Alt",
        "Meta",
    ]
)
"""Keys that go by name; the browser's own shortcuts are none of them."""
Button = Literal["left", "middle", "right"]
_BUTTONS: Final[dict[int, Button]] = {0: "left", 1: "middle", 2: "right"}
_LONGEST: Final = 4000
_MOST: Final = 2000
"""How much waits to be done before further input is dropped: the tab hangs, and nobody would want it all at once."""
_STEPS: Final = frozenset({"touchStart", "touchMove", "touchEnd", "touchCancel"})


class InputForwarder:
    """One person's hands in one tab. What they do is queued: a page that hangs must not keep the person from leaving."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self._devtools: CDPSession | None = None
        self._keys: set[str] = set()
        self._pressed: set[Button] = set()
        self._unfolded = False
        self._todo: list[Mapping[str, Any]] = []
        self._more = asyncio.Event()
        self._worker = asyncio.ensure_future(self._work())

    def do(self, what: Mapping[str, Any]) -> None:
        """Do one thing after those before it; what makes no sense is left alone."""
        if what.get("do") == "move" and self._todo and self._todo[-1].get("do") == "move":
            self._todo.pop()  # only where the pointer is now matters
        if len(self._todo) < _MOST:
            self._todo.append(what)
        self._more.set()

    async def let_go(self) -> None:
        """Release whatever is held down, so that nothing sticks when the person leaves."""
        self._worker.cancel()
        await asyncio.gather(self._worker, return_exceptions=True)
        with suppress(PlaywrightError, TimeoutError):
            await asyncio.wait_for(self._release_all(), 2)
        if self._devtools:
            with suppress(PlaywrightError):
                await self._devtools.detach()

    async def _work(self) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            while self._todo:
                what = self._todo.pop(0)
                if act := _ACTS.get(str(what.get("do"))):
                    # The tab may just have gone on; and what was sent may make no sense.
                    with suppress(PlaywrightError, KeyError, TypeError, ValueError, ArithmeticError):
                        await act(self, what)

    async def _release_all(self, _what: Mapping[str, Any] | None = None) -> None:
        keys, buttons = list(self._keys), list(self._pressed)
        self._keys.clear()
        self._pressed.clear()
        for key in keys:
            await self.tab.keyboard.up(key)
        for button in buttons:
            await self.tab.mouse.up(button=button)

    async def _move(self, what: Mapping[str, Any]) -> None:
        await self.tab.mouse.move(*self._place(what))

    async def _press(self, what: Mapping[str, Any]) -> None:
        await self.tab.mouse.move(*self._place(what))
        if _button(what) == "left" and await unfold(self.tab, *self._place(what)):
            return
        self._pressed.add(_button(what))
        await self.tab.mouse.down(button=_button(what), click_count=min(3, max(1, int(what.get("clicks", 1)))))

    async def _release(self, what: Mapping[str, Any]) -> None:
        await self.tab.mouse.move(*self._place(what))
        if _button(what) not in self._pressed:
            return
        self._pressed.discard(_button(what))
        await self.tab.mouse.up(button=_button(what), click_count=min(3, max(1, int(what.get("clicks", 1)))))

    async def _wheel(self, what: Mapping[str, Any]) -> None:
        await self.tab.mouse.move(*self._place(what))
        await self.tab.mouse.wheel(float(what["dx"]), float(what["dy"]))

    async def _touch(self, what: Mapping[str, Any]) -> None:
        step = str(what["step"])
        if step not in _STEPS:
            return
        if self._devtools is None:
            self._devtools = await self.tab.context.new_cdp_session(self.tab)
        x, y = self._place(what)
        if step == "touchStart":
            self._unfolded = await unfold(self.tab, x, y)
        if self._unfolded:  # the whole tap was for that
            return
        points = [] if step in {"touchEnd", "touchCancel"} else [{"x": x, "y": y, "id": 0}]
        await self._devtools.send("Input.dispatchTouchEvent", {"type": step, "touchPoints": points})

    async def _key(self, what: Mapping[str, Any]) -> None:
        """A key goes down or up; a character that is on no keyboard we know is put in as text."""
        key, down = str(what["key"]), bool(what["down"])
        if key in NAMED or (len(key) == 1 and " " <= key <= "~"):
            if down:
                self._keys.add(key)
                await self.tab.keyboard.down(key)
            elif key in self._keys:
                self._keys.discard(key)
                await self.tab.keyboard.up(key)
        elif down and len(key) == 1:
            await self.tab.keyboard.insert_text(key)

    async def _text(self, what: Mapping[str, Any]) -> None:
        """Pasted text, or what an input method made."""
        await self.tab.keyboard.insert_text(str(what["text"])[:_LONGEST])

    def _place(self, what: Mapping[str, Any]) -> tuple[float, float]:
        """Where in the tab: the desk tells parts of its picture, from 0 to 1."""
        size = self.tab.viewport_size or {"width": 1280, "height": 800}
        x, y = min(1.0, max(0.0, float(what["x"]))), min(1.0, max(0.0, float(what["y"])))
        return x * (size["width"] - 1), y * (size["height"] - 1)


def changes_page(what: Mapping[str, Any]) -> bool:
    """Whether this changes anything in the tab; moving the pointer over it, or letting go, does not."""
    kind = str(what.get("do"))
    return kind in {"press", "wheel", "touch", "text"} or (kind == "key" and bool(what.get("down")))


def _button(what: Mapping[str, Any]) -> Button:
    return _BUTTONS[int(what.get("button", 0))]


_ACTS: Final[dict[str, Callable[[InputForwarder, Mapping[str, Any]], Awaitable[None]]]] = {
    "move": InputForwarder._move,  # noqa: SLF001 - the list of what hands can do
    "press": InputForwarder._press,  # noqa: SLF001
    "release": InputForwarder._release,  # noqa: SLF001
    "wheel": InputForwarder._wheel,  # noqa: SLF001
    "touch": InputForwarder._touch,  # noqa: SLF001
    "key": InputForwarder._key,  # noqa: SLF001
    "text": InputForwarder._text,  # noqa: SLF001
    "away": InputForwarder._release_all,  # noqa: SLF001
}
