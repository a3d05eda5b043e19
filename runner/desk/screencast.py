"""The live view: the newest picture of a paused tab, as often as it changes, as long as somebody looks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from runner.operators.base import Pause

QUALITY: Final = 82
"""Of the JPEG pictures: the letters of a CAPTCHA stay legible, a frame of 1280x800 takes 30 to 80 kB."""


class Screencast:
    """Watches one tab. A frame that nobody fetched in time gives way to the next."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self._newest: bytes | None = None
        self._fresh = asyncio.Event()

    async def start(self) -> None:
        """Begin to watch.

        Raises:
            PlaywrightError: the tab is gone.
        """
        size = self.tab.viewport_size or {"width": 1280, "height": 800}
        await self.tab.screencast.start(
            on_frame=self._take, quality=QUALITY, size={"width": size["width"], "height": size["height"]}
        )

    async def stop(self) -> None:
        """Watch no longer."""
        with suppress(PlaywrightError):
            await self.tab.screencast.stop()

    async def next(self) -> bytes:
        """The newest frame nobody has had yet."""
        await self._fresh.wait()
        self._fresh.clear()
        return self._newest or b""

    def _take(self, frame: Any) -> None:
        self._newest = frame["data"]
        self._fresh.set()


@asynccontextmanager
async def unbannered(tab: Tab, pause: Pause) -> AsyncIterator[None]:
    """Take the runner's banner out of the picture: the desk says the same beside it, and a CAPTCHA may lie below."""
    pause.told_elsewhere = True
    with suppress(PlaywrightError):
        await tab.screencast.hide_overlays()
    try:
        yield
    finally:
        pause.told_elsewhere = False
        with suppress(PlaywrightError):
            await tab.screencast.show_overlays()
