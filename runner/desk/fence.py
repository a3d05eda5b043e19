"""While a person acts in a paused tab, it stays with the console: no foreign page, no second window."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab
from playwright.async_api import Route


@asynccontextmanager
async def fenced(tab: Tab, addresses: Iterable[str]) -> AsyncIterator[None]:
    """Refuse navigation of the tab to any host but the console's, and close every window it opens.

    Pictures, scripts and frames of others (a CAPTCHA's) are not touched.
    """
    foreign = re.compile(rf"^https?://(?!{'|'.join(map(_pattern, addresses))})", re.IGNORECASE)
    closing: set[asyncio.Task[None]] = set()

    async def refuse(route: Route) -> None:
        request = route.request
        with suppress(PlaywrightError):
            if request.is_navigation_request() and request.frame == tab.main_frame:
                await route.abort("aborted")  # the page that is shown stays
            else:
                await route.fallback()

    def close(popup: Tab) -> None:
        task = asyncio.ensure_future(_close(popup))
        closing.add(task)
        task.add_done_callback(closing.discard)

    await tab.route(foreign, refuse)
    tab.on("popup", close)
    try:
        yield
    finally:
        tab.remove_listener("popup", close)
        with suppress(PlaywrightError):
            await tab.unroute(foreign, refuse)


async def _close(popup: Tab) -> None:
    with suppress(PlaywrightError):
        await popup.close()


def _pattern(address: str) -> str:
    """What an address on the console begins with after its scheme: its host, or a host of its domain."""
    host = urlsplit(address).hostname or ""
    end = r"(?=[:/?#]|$)"
    labels = host.split(".")
    if _is_address(host) or len(labels) < 2:  # noqa: PLR2004 - a domain has two labels
        return re.escape(host) + end
    return rf"(?:[a-z0-9-]+\.)*{re.escape('.'.join(labels[-2:]))}{end}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
