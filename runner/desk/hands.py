"""What a person does at the desk, done in the paused tab as real input. Nothing of it is kept or logged."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, Literal, cast

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

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
_BUTTONS: Final = {0: "left", 1: "middle", 2: "right"}
_LONGEST: Final = 4000
_STEPS: Final = frozenset({"touchStart", "touchMove", "touchEnd", "touchCancel"})


class Hands:
    """One person's hands in one tab."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self._devtools: CDPSession | None = None
        self._down: set[str] = set()

    async def do(self, what: Mapping[str, Any]) -> None:
        """Do one thing; what makes no sense is left alone."""
        act = getattr(self, f"_{what.get('do')}", None)
        if act is None:
            return
        with suppress(PlaywrightError, KeyError, TypeError, ValueError):  # the tab may just have gone on
            await act(what)

    async def let_go(self) -> None:
        """Release whatever is held down, so that nothing sticks when the person leaves."""
        with suppress(PlaywrightError):
            for key in list(self._down):
                await self.tab.keyboard.up(key)
            await self.tab.mouse.up()
        self._down.clear()
        if self._devtools:
            with suppress(PlaywrightError):
                await self._devtools.detach()

    async def _move(self, what: Mapping[str, Any]) -> None:
        await self.tab.mouse.move(*self._place(what))

    async def _press(self, what: Mapping[str, Any]) -> None:
        await self.tab.mouse.move(*self._place(what))
        await self.tab.mouse.down(button=_button(what), click_count=min(3, max(1, int(what.get("clicks", 1)))))

    async def _release(self, what: Mapping[str, Any]) -> None:
        await self.tab.mouse.move(*self._place(what))
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
        points = [] if step in {"touchEnd", "touchCancel"} else [{"x": x, "y": y, "id": 0}]
        await self._devtools.send("Input.dispatchTouchEvent", {"type": step, "touchPoints": points})

    async def _key(self, what: Mapping[str, Any]) -> None:
        """A key goes down or up; a character that is on no keyboard we know is put in as text."""
        key, down = str(what["key"]), bool(what["down"])
        if key in NAMED or (len(key) == 1 and " " <= key <= "~"):
            if down:
                self._down.add(key)
                await self.tab.keyboard.down(key)
            elif key in self._down:
                self._down.discard(key)
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


def _button(what: Mapping[str, Any]) -> Literal["left", "middle", "right"]:
    return cast("Literal['left', 'middle', 'right']", _BUTTONS[int(what.get("button", 0))])
