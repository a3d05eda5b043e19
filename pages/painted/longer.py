"""What of a tab's page its window does not show, and a taller window's bounds around a picture of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import JSHandle

LIMIT: Final = 3.0
"""Seconds a frame may take; the pages themselves stop waiting after less."""
_MAIN: Final = 0.4
"""Of the window: a frame that fills less of it is not what a person came for."""

_KEEP: Final = "(watch, more) => watch.keep(more)"
_SETTLED: Final = "watch => watch.whole.settled()"
_PUT_BACK: Final = "watch => watch.whole.putBack()"

Measured = Mapping[str, Any]
"""What a frame said of itself: its size, and by how much it is too low."""


@dataclass(frozen=True)
class Longer:
    """A page that is longer than its window, or holds a part that is."""

    more: int
    """CSS pixels by which the window would have to be taller."""
    size: tuple[int, int]
    """The window's size in CSS pixels, as the page has it."""
    scale: float
    screen: tuple[int, int]
    _scripts: tuple[JSHandle, ...] = field(repr=False)
    _main: JSHandle = field(repr=False)
    """The script of the frame that is longer."""

    async def keep(self, more: int) -> None:
        """Have every frame remember where it is scrolled to, before the window becomes taller by so many pixels.

        Raises:
            playwright.async_api.Error: the document is another one now.
            TimeoutError: a frame does not answer.
        """
        await asyncio.wait_for(asyncio.gather(*(one.evaluate(_KEEP, more) for one in self._scripts)), LIMIT)

    async def settled(self) -> bool:
        """Wait until the page has come to rest in the taller window; whether it shows more of itself there.

        Raises:
            playwright.async_api.Error: the document is another one now.
            TimeoutError: the page does not answer.
        """
        return bool(await asyncio.wait_for(self._main.evaluate(_SETTLED), LIMIT))

    async def put_back(self) -> None:
        """Have every frame scrolled to where it was, once the window has its size again. A frame may be gone."""
        await asyncio.gather(*(_put_back(one) for one in self._scripts))


async def _put_back(script: JSHandle) -> None:
    with suppress(PlaywrightError, TimeoutError):
        await asyncio.wait_for(script.evaluate(_PUT_BACK), LIMIT)


def longer_of(said: Sequence[tuple[JSHandle, Measured | None]]) -> Longer | None:
    """Return by how much the window is too low; None where it shows everything, or where a layer lies over the page.

    Arguments:
        said: each frame's script and what it measured, the main one first.
    """
    main = said[0][1]
    if main is None or main["layered"]:
        return None
    large = _MAIN * main["width"] * main["height"]
    found = [(one["more"], script) for script, one in said if one and one["width"] * one["height"] >= large]
    more, script = max(found, key=lambda one: one[0])
    if not more:
        return None
    return Longer(
        int(more), (main["width"], main["height"]), main["scale"], tuple(main["screen"]), tuple(one for one, _ in said),
        script,
    )  # fmt: skip
