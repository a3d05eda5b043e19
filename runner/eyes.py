"""Where are we? The one place that looks at the screen and says which page it is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.base import Page
from pages.captcha import captcha_here
from pages.codes import CodePage
from pages.console import Site
from pages.interruptions import NUISANCES, REFUSALS, NewTerms
from runner.errors import is_lost

LOOK_EVERY = 0.2
"""Seconds between two looks at the screen, once it has kept us waiting; at first we look more often."""
EAGER = 0.02


async def look(tab: Tab, site: Site, wanted: Sequence[type[Page]]) -> Page | None:
    """The page on screen: what covers it first, then refusals, obstacles, and the wanted pages in their order.

    None while nothing we know is there, or while the tab is between two documents.

    Raises:
        playwright.async_api.Error: the window or the browser is gone.
    """
    try:
        covering: tuple[type[Page], ...] = (*NUISANCES, *REFUSALS)
        for kind in covering:
            if await (page := kind(tab, site)).is_here():
                return page
        if captcha := await captcha_here(tab, site):
            return captcha
        others: tuple[type[Page], ...] = (NewTerms, CodePage, *wanted)
        for known in others:
            if await (found := known(tab, site)).is_here():
                return found
    except PlaywrightError as problem:
        if is_lost(problem):
            raise
    return None


async def is_loading(tab: Tab) -> bool:
    """Whether the console shows its own loading sign (seen: al-one/hass-xiaomi-miot #2513)."""
    try:
        return await tab.locator("#__page_loading").first.is_visible()
    except PlaywrightError:
        return False


async def pause_between_looks(waited: float = LOOK_EVERY * 4) -> None:
    """Let the browser get on before the next look: shortly while the screen has only just been asked for.

    Arguments:
        waited: seconds since then.
    """
    await asyncio.sleep(min(LOOK_EVERY, max(EAGER, waited / 4)))
