"""Where are we? The one place that looks at the screen and says which page it is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.base import Page, first_seen
from pages.captcha import captcha_here
from pages.codes import CodePage
from pages.console import Site
from pages.interruptions import NUISANCES, REFUSALS, NewTerms
from runner.errors import is_lost

LOOK_EVERY = 0.2
"""Seconds between two looks at the screen, once it has kept us waiting; at first we look more often."""
EAGER = 0.02
PATIENT = 0.5
"""Seconds between two looks while a person is waited for and nobody has come for a while: many may wait at once."""


async def look(tab: Tab, site: Site, wanted: Sequence[type[Page]]) -> Page | None:
    """The page on screen: what covers it first, then refusals, obstacles, and the wanted pages in their order.

    None while nothing we know is there, while the tab is between two documents, and on any host but the console's own:
    there, only what a person may do is recognised.

    Raises:
        playwright.async_api.Error: the window or the browser is gone.
    """
    try:
        if not site.is_at(tab.url):
            return await captcha_here(tab, site)
        return (
            await _first_of((*NUISANCES, *REFUSALS), tab, site)
            or await captcha_here(tab, site)
            or await _first_of((NewTerms, CodePage, *wanted), tab, site)
        )
    except PlaywrightError as problem:
        if is_lost(problem):
            raise
    return None


async def _first_of(kinds: Sequence[type[Page]], tab: Tab, site: Site) -> Page | None:
    """The first of these pages that is here. Mostly none is, and one question instead of one for each tells that."""
    known = [kind(tab, site) for kind in kinds]
    if not await first_seen(*(page.landmark for page in known)).is_visible():
        return None
    for page in known:
        if await page.is_here():
            return page
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
