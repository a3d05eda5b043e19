"""The one camera, and how its pictures are kept.

Measured at 1280x800 on console-like pages (docs/trail.md has the table): the browser gives PNG fastest, and Pillow
makes lossy WebP of it in a thread in under 30 ms at 17 kB. The browser's own ``type="webp"`` takes 20 to 40 ms longer
on the path the run waits for, and is no smaller; lossless WebP is larger or takes 0.2 s of a core.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from runner.errors import TrailError

Moment = Literal["before", "after", "pause", "unknown"]

MASK_COLOUR: Final = "#3a3a3a"
QUALITY: Final = 45
TRIES: Final = 4
"""A page that navigates in the very moment cannot be photographed; a moment later it can."""
PREVIEW_WIDTH: Final = 480
"""Pixels; the report at close holds pictures of this width, so that a step stays under 25 kB with it."""


@dataclass(frozen=True)
class Shot:
    """What the camera saw: a PNG, and how many elements were covered."""

    png: bytes
    masked: int


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept, its size in pixels, and its small likeness for the report, not yet encoded."""

    webp: bytes
    width: int
    height: int
    small: Image.Image


async def take(tab: Tab, mask: Sequence[Locator]) -> Shot:
    """Photograph what the tab shows now, with everything in ``mask`` covered.

    Raises:
        TrailError: the tab is closed, or the browser did not deliver.

    """
    for attempt in range(1, TRIES + 1):
        try:
            return await _shoot(tab, mask)
        except PlaywrightError as error:
            if tab.is_closed() or attempt == TRIES:
                # Playwright's text may hold what was filled in, from its second line on; its type names the fault.
                why = "the tab is closed" if tab.is_closed() else type(error).__name__
                raise TrailError(
                    f"No picture could be taken ({why}), so nothing more is done on the console."
                ) from None
            await asyncio.sleep(0.1 * attempt)
    raise AssertionError  # the loop ends by returning or raising


async def _shoot(tab: Tab, mask: Sequence[Locator]) -> Shot:
    # Counting rides along with the picture instead of holding it up.
    png, counts = await asyncio.gather(
        tab.screenshot(mask=list(mask), mask_color=MASK_COLOUR, animations="disabled", caret="hide", scale="css"),
        asyncio.gather(*(locator.count() for locator in mask)),
    )
    return Shot(png, sum(counts))


def develop(png: bytes) -> Picture:
    """Turn the camera's PNG into what is kept. Slow (30 ms and more): not for the event loop."""
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGB")
    return Picture(_webp(image, QUALITY), image.width, image.height, likeness(image))


def likeness(image: Image.Image) -> Image.Image:
    """The picture in small, for the report."""
    width = min(PREVIEW_WIDTH, image.width)
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0)


def preview(small: Image.Image) -> bytes:
    """Encode the likeness for the report."""
    return _webp(small, 30)


def _webp(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=4)
    return buffer.getvalue()
