"""The one camera, and how its pictures are kept.

What the tab shows is captured as the browser has it, while every frame of the page tells what it paints
(``pages.painted``). From that the covers are decided; they are painted in memory, before anything is written.
Measured at 1280x800 on console-like pages (docs/trail.md has the table): the browser gives PNG fastest, and Pillow
makes lossy WebP of it in a thread.
"""

from __future__ import annotations

import asyncio
import base64
import io
import math
import struct
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image, ImageDraw
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.painted import Longer, Sample, Watch
from pages.reading import reader_of
from pages.rect import Rect
from runner.errors import TrailError
from runner.trail.protocol import session_of
from runner.trail.tall_window import tall_window

Moment = Literal["before", "after", "pause", "unknown"]
WHOLE: Final[frozenset[Moment]] = frozenset({"after"})
"""When the whole page is photographed. Before a click the button must stand where it is pressed, and while a person is
awaited the window is theirs."""
Covering = Callable[[Sample], Iterable[tuple[str, tuple[Rect, ...]]]]
"""What is to be covered in a sample of what is painted: where, by a key that is the same in every sample."""

MASK_COLOUR: Final = "#3a3a3a"
OUTLINE_COLOUR: Final = "#ff6900"
QUALITY: Final = 45
SPEED: Final = 2
"""WebP's method: the click that cannot be undone waits for the picture before it."""
TRIES: Final = 4
"""A page that navigates in the very moment cannot be photographed; a moment later it can. So with one that moves."""
TALL_TRIES: Final = 2
"""The same in a taller window, where a page does not rest that goes on loading what is in sight; the window remains."""
LIMIT: Final = 15.0
"""Seconds the browser may take for a picture."""
PREVIEW_WIDTH: Final = 480
"""Pixels; the report at close holds pictures of this width, so that a step stays under 25 kB with it."""
PREVIEW_HEIGHT: Final = 480
"""Pixels; of a tall picture the report at close holds the beginning, and shows the file when it is enlarged."""
_MARGIN: Final = 2
"""Pixels around a cover: letters reach beyond their boxes."""
_SHARP: Final = 1.05
_ROUNDED: Final = 2
"""Pixels by which a picture's height may be other than computed."""


@dataclass(frozen=True)
class Shot:
    """What the camera saw: a PNG that is never written as it is, and what covers it."""

    uncovered: bytes
    covers: tuple[Rect, ...]
    masked: int
    """How many things are covered."""
    width: float
    """The width of the picture in CSS pixels."""
    outline: Rect | None = None
    """What is about to be pressed."""
    black: bool = False
    """Whether nothing of it may be shown: it could not be told what was painted."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept, its size in pixels, and its thumbnail for the report, not yet encoded."""

    webp: bytes
    width: int
    height: int
    small: Image.Image


async def take(tab: Tab, covering: Covering, outline: Rect | None = None, *, whole: bool = False) -> Shot:
    """Photograph what the tab shows now.

    A page that moves is photographed again, in the hope that it comes to rest. If it does not, everything is covered
    wherever it was on its way; and when even that cannot be told, the picture is black.

    Arguments:
        tab: what is photographed.
        covering: decides what is covered.
        outline: what is about to be pressed, for a line around it; in the window only.
        whole: whether all of a page is shown that is longer than the window.

    Raises:
        TrailError: the tab is closed, or the browser did not deliver.

    """
    best: Shot | None = None
    for attempt in range(1, TRIES + 1):
        try:
            shot, rests = await _shoot_whole(tab, covering) if whole else await _shoot(tab, covering, outline)
        except (PlaywrightError, TimeoutError) as error:
            if tab.is_closed() or (attempt == TRIES and not best):
                # Playwright's text may hold what was filled in, from its second line on; its type names the fault.
                why = "the tab is closed" if tab.is_closed() else type(error).__name__
                raise TrailError(
                    f"No picture could be taken ({why}), so nothing more is done on the console."
                ) from None
            await asyncio.sleep(0.1 * attempt)
            continue
        if rests:
            return shot
        best = best if best and shot.black else shot
    if best is None:
        raise AssertionError  # the last try returns, raises, or has a picture
    return best


async def _shoot_whole(tab: Tab, covering: Covering) -> tuple[Shot, bool]:
    """One picture of the whole page where that is longer than the window, else of the window.

    A document that is photographed for the first time tells its length with the end of the watch, and before only where
    the last reading found it longer: a page that is not is asked nothing more.
    """
    watch, read = await Watch.begin(tab), reader_of(tab).last
    if not watch.longer and read and read.scrolls:
        await watch.measure()
    found = None if watch.longer else await _shoot(tab, covering, watch=watch)
    tall = await _shoot_tall(tab, covering, watch.longer) if watch.longer else None
    if tall:
        return tall, True
    return found or await _shoot(tab, covering)


async def _shoot_tall(tab: Tab, covering: Covering, longer: Longer) -> Shot | None:
    """A picture in a window as tall as the page; None where that shows no more, or nothing that may be seen."""
    shot = None
    with suppress(PlaywrightError, TimeoutError):
        async with tall_window(tab, longer) as shows_more:
            for _ in range(TALL_TRIES if shows_more else 0):
                shot, rests = await _shoot(tab, covering)
                if rests:
                    break
    return None if shot and shot.black else shot


async def _shoot(
    tab: Tab, covering: Covering, outline: Rect | None = None, watch: Watch | None = None
) -> tuple[Shot, bool]:
    """One picture, and whether nothing that is covered moved meanwhile."""
    watch = watch or await Watch.begin(tab)
    png = await capture(tab)
    try:
        samples = await watch.end()
    except (PlaywrightError, TimeoutError):
        return Shot(png, (), 1, 0, black=True), False
    if watch.animated or not samples or not all(sample.complete for sample in samples):
        return Shot(png, (), 1, 0, black=True), False
    steps = [dict(covering(sample)) for sample in samples]
    last = samples[-1]
    covers = tuple(_on_picture(box, last) for box in on_the_way(steps))
    masked = len(set().union(*steps))
    around = _on_picture(outline, last) if outline else None
    views = {(one.width, one.height, one.zoom, one.offset) for one in samples}
    if len(views) > 1 or not _is_of(png, last):  # somebody changed the window's size or zoomed
        return Shot(png, (), 1, last.width, black=True), False
    return Shot(png, covers, masked, last.width, around), all(step == steps[0] for step in steps)


def _is_of(png: bytes, sample: Sample) -> bool:
    """Whether a picture is of the window that was sampled, by the proportions of the two."""
    width, height = struct.unpack(">II", png[16:24])
    return bool(abs(height - sample.height * width / sample.width) <= _ROUNDED)


def on_the_way(steps: list[dict[str, tuple[Rect, ...]]]) -> list[Rect]:
    """Return everything that was covered at any step, and the way from each step to the next."""
    found: dict[Rect, None] = {}
    for number, step in enumerate(steps):
        following = steps[number + 1] if number + 1 < len(steps) else {}
        for key, boxes in step.items():
            found.update(dict.fromkeys(boxes))
            there = following.get(key)
            if there and boxes and there != boxes:
                way = boxes[0]
                for box in (*boxes, *there):
                    way = way.around(box)
                found[way] = None
    return list(found)


def _on_picture(box: Rect, sample: Sample) -> Rect:
    """Where a box is on the picture, in CSS pixels of the picture."""
    x, y = sample.offset
    return Rect((box.x - x) * sample.zoom, (box.y - y) * sample.zoom, box.width * sample.zoom, box.height * sample.zoom)


async def capture(tab: Tab) -> bytes:
    """Return what the tab shows, uncovered, as PNG; only for memory.

    Raises:
        playwright.async_api.Error: the browser did not deliver.
        TimeoutError: it took too long.
    """
    session = await session_of(tab)
    if session is None:
        return await tab.screenshot(animations="allow", caret="initial", timeout=LIMIT * 1000)
    options = {"format": "png", "optimizeForSpeed": True}
    answer = await asyncio.wait_for(session.send("Page.captureScreenshot", options), LIMIT)
    return base64.b64decode(answer["data"])


def covered(shot: Shot) -> Image.Image:
    """Return the picture as it may be kept. Slow (10 ms and more): not for the event loop."""
    with Image.open(io.BytesIO(shot.uncovered)) as opened:
        image = opened.convert("RGB")
    draw = ImageDraw.Draw(image)
    if shot.black:
        draw.rectangle((0, 0, image.width, image.height), fill=MASK_COLOUR)
        return image
    ratio = image.width / shot.width
    for box in shot.covers:
        draw.rectangle(_pixels(box, ratio, _MARGIN), fill=MASK_COLOUR)
    if shot.outline:
        draw.rectangle(_pixels(shot.outline, ratio, 3 * _MARGIN), outline=OUTLINE_COLOUR, width=round(2 * ratio + 1))
    if ratio > _SHARP:
        image = image.resize((round(shot.width), round(image.height / ratio)), Image.Resampling.LANCZOS)
    return image


def _pixels(box: Rect, ratio: float, margin: int) -> tuple[int, int, int, int]:
    return (
        math.floor(box.x * ratio) - margin, math.floor(box.y * ratio) - margin,
        math.ceil(box.right * ratio) + margin - 1, math.ceil(box.bottom * ratio) + margin - 1,
    )  # fmt: skip


def encode(shot: Shot) -> Picture:
    """Turn what the camera saw into what is kept. Slow (20 ms and more): not for the event loop."""
    image = covered(shot)
    return Picture(_webp(image, QUALITY, SPEED), image.width, image.height, thumbnail(image))


def thumbnail(image: Image.Image) -> Image.Image:
    """The picture in small, for the report; the beginning of it where it is tall."""
    width = min(PREVIEW_WIDTH, image.width)
    seen = min(image.height, round(PREVIEW_HEIGHT * image.width / width))
    height = max(1, round(seen * width / image.width))
    box = (0, 0, image.width, seen)
    return image.resize((width, height), Image.Resampling.BILINEAR, box=box, reducing_gap=1.0)


def preview(small: Image.Image) -> bytes:
    """Encode the thumbnail for the report."""
    return _webp(small, 30, SPEED)


def _webp(image: Image.Image, quality: int, method: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=method)
    return buffer.getvalue()
