"""Identify the page the tab shows: the one place that reads the screen and says which page it is."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.base import Page
from pages.captcha import captcha_on
from pages.codes import CodePage
from pages.console import Site
from pages.interruptions import NUISANCES, REFUSALS, NewTerms
from pages.reading import NotResponding, reader_of
from pages.seen import Seen, see
from runner.core.timings import spending
from runner.errors import ConsoleDown, is_lost

POLL_IDLE = 0.5
"""Seconds a screen is left alone while a person is waited for and nobody has come for a while: many may wait at once."""
LONGEST_WAIT = 1.0
"""Seconds after which a screen is read again although nothing in it said that it changed."""


async def look(tab: Tab, site: Site, wanted: Sequence[type[Page]]) -> Page | None:
    """The page on screen: what covers it first, then refusals, obstacles, and the wanted pages in their order.

    None while nothing we know is there, while two whole screens are recognised at once, or while the tab is between
    two documents. Our pages are recognised on the console's own hosts only.

    Raises:
        ConsoleDown: the page does not react.
        playwright.async_api.Error: the window or the browser is gone.
    """
    try:
        with spending("looking"):
            seen = await see(tab, site, beside=True)
            captcha = await captcha_on(seen.screen, tab, site)
    except NotResponding as problem:
        raise ConsoleDown(f"The console's page hangs: {problem}. Run the same command again.") from None
    except PlaywrightError as problem:
        if is_lost(problem):
            raise
        return None
    if not site.is_at(seen.address):
        return captcha
    return (
        _first_of((*NUISANCES, *REFUSALS), tab, site, seen)
        or captcha
        or _first_of((NewTerms, CodePage), tab, site, seen)
        or _only_one(wanted, tab, site, seen)
    )


def _first_of(kinds: Sequence[type[Page]], tab: Tab, site: Site, seen: Seen) -> Page | None:
    """The first of these pages that is here."""
    for kind in kinds:
        page = kind(tab, site)
        if page.recognise(seen):
            return page
    return None


def _only_one(kinds: Sequence[type[Page]], tab: Tab, site: Site, seen: Seen) -> Page | None:
    """The first of these pages that is here, unless another screen seems to fill the same window."""
    once = dict.fromkeys(kinds)  # a wanted page is one of all the known ones, too
    here = [page for page in (kind(tab, site) for kind in once) if page.recognise(seen)]
    whole = [page for page in here if page.whole]
    return here[0] if here and len(whole) < 2 else None  # noqa: PLR2004 - one window, one screen


async def is_loading(tab: Tab) -> bool:
    """Whether the console showed its own loading sign when it was read last (seen: al-one/hass-xiaomi-miot #2513)."""
    last = reader_of(tab).last
    return last is not None and any(kind == "page" for kind, _ in last.loading)


async def wait_for_change(tab: Tab, seconds: float = LONGEST_WAIT) -> None:
    """Wait until the screen changes, without asking it meanwhile."""
    await reader_of(tab).wait_for_change(min(seconds, LONGEST_WAIT))
