"""While a person acts in a paused tab, it stays with the console: no foreign page, no second window."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.console import Site
from runner.core.hops import Hop, Hops


@asynccontextmanager
async def navigation_guard(tab: Tab, site: Site, refused: Callable[[str], None]) -> AsyncIterator[None]:
    """Refuse navigation of the tab to any host but the console's, and close every window it opens.

    Pictures, scripts and frames of others (a CAPTCHA's) are not touched.

    Arguments:
        tab: where the person acts.
        site: the console.
        refused: told the host that was not gone to, or nothing when a window was closed.
    """
    closing: set[asyncio.Task[None]] = set()

    def close(popup: Tab) -> None:
        refused("")
        task = asyncio.ensure_future(_close(popup))
        closing.add(task)
        task.add_done_callback(closing.discard)

    def may_pass(hop: Hop) -> bool:
        foreign = hop.fills_tab and not site.is_at(hop.address)
        if foreign:
            refused(urlsplit(hop.address).hostname or "")
        return not foreign

    hops = Hops(("Document",), may_pass, "Aborted")  # the page that is shown stays
    await hops.begin(tab)
    tab.on("popup", close)
    try:
        yield
    finally:
        tab.remove_listener("popup", close)
        await hops.end()


async def _close(popup: Tab) -> None:
    with suppress(PlaywrightError):
        await popup.close()
