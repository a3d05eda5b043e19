"""A window that is as tall as its page for the moment of a picture.

What is painted is sampled within the window only (``pages.painted``). So the window itself becomes taller, and the picture
and its samples are of the same state: fixed bars, and parts as high as the window, stand in both where they stand. The
browser's own pictures beyond the window (``captureBeyondViewport``, ``full_page``) move those in the picture alone.

The size is set through the camera's own session, not by Playwright: that would change the size of a headed browser's
window on the screen too, and leaves a tall one behind where that window is maximised (read: 1.65).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.bounded import perhaps_unheeded
from pages.painted import Longer
from runner.trail.protocol import session_of

WINDOWS: Final = 8
"""A picture is at most so many windows tall: a list of about 80 devices, in 90 kB. The row that is acted upon is in the picture
before the click, wherever it stands."""
MOST: Final = 10_000
"""CSS pixels, where the window itself is tall: WebP ends at 16,383."""
_MOST_DEVICE_PIXELS: Final = 16_000
"""What the browser paints at once on a sharp screen."""
LIMIT: Final = 3.0
"""Seconds the browser may take to change the size."""
BACK: Final = 2.0
"""Seconds for putting everything back: after Ctrl-C somebody waits for it."""


def height_for(longer: Longer) -> int:
    """How tall the window is to be, within all limits."""
    height = longer.size[1]
    return int(min(height + longer.more, max(height, min(WINDOWS * height, MOST, _MOST_DEVICE_PIXELS / longer.scale))))


@asynccontextmanager
async def tall_window(tab: Tab, longer: Longer) -> AsyncIterator[bool]:
    """Make the window so tall that all of the page is in it, and afterwards as it was; whether it shows more now.

    The size is changed once: a page that becomes longer still is seen as far as that.

    Raises:
        playwright.async_api.Error: the document is another one now, or the tab is gone.
        TimeoutError: the page does not answer.
    """
    height, session = height_for(longer), await session_of(tab)
    if session is None or not _is_as_set(tab, longer) or height == longer.size[1]:
        yield False
        return
    await longer.keep(height - longer.size[1])
    try:
        await _set_height(session, longer, height)
        yield await longer.settled()
    finally:
        going_back = perhaps_unheeded(asyncio.ensure_future(asyncio.wait_for(_put_back(session, longer), BACK)))
        with suppress(TimeoutError):  # the page hangs, and is of no use any more
            await asyncio.shield(going_back)  # whoever waited may be stopped once more


def _is_as_set(tab: Tab, longer: Longer) -> bool:
    """Whether the window has the size that was set: a person may have zoomed, or look at a window of their own."""
    size = tab.viewport_size
    return size is not None and (size["width"], size["height"]) == longer.size


async def _put_back(session: CDPSession, longer: Longer) -> None:
    with suppress(PlaywrightError, TimeoutError):  # the tab is gone
        await _set_height(session, longer, longer.size[1])
    await longer.put_back()


async def _set_height(session: CDPSession, longer: Longer, height: int) -> None:
    (width, _), (screen_width, screen_height) = longer.size, longer.screen
    metrics: dict[str, Any] = {
        "width": width, "height": height, "deviceScaleFactor": longer.scale, "mobile": False,
        "screenWidth": screen_width, "screenHeight": screen_height,
        "screenOrientation": {"angle": 0, "type": "landscapePrimary"},
    }  # fmt: skip
    await asyncio.wait_for(session.send("Emulation.setDeviceMetricsOverride", metrics), LIMIT)
