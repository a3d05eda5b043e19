"""While a person acts in a paused tab, it stays with the console: no foreign page, no second window."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.console import Site


@asynccontextmanager
async def navigation_guard(tab: Tab, addresses: tuple[str, str], refused: Callable[[str], None]) -> AsyncIterator[None]:
    """Refuse navigation of the tab to any host but the console's, and close every window it opens.

    Pictures, scripts and frames of others (a CAPTCHA's) are not touched. Playwright's own routes never see where a
    redirect leads (its documentation says so), so the browser is asked to stop at each hop.

    Arguments:
        tab: where the person acts.
        addresses: the console's account host and its cloud host.
        refused: told the host that was not gone to, or nothing when a window was closed.
    """
    console = Site(*addresses)
    tasks: set[asyncio.Task[None]] = set()

    def later(work: Any) -> None:
        task = asyncio.ensure_future(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def close(popup: Tab) -> None:
        refused("")
        later(_close(popup))

    devtools = await tab.context.new_cdp_session(tab)
    top = (await devtools.send("Target.getTargetInfo"))["targetInfo"]["targetId"]  # names the main frame, too

    def judge(stopped: Mapping[str, Any]) -> None:
        address = stopped["request"]["url"]
        foreign = stopped.get("frameId") == top and not console.is_at(address)
        if foreign:
            refused(urlsplit(address).hostname or "")
        later(_answer(devtools, stopped["requestId"], foreign=foreign))

    devtools.on("Fetch.requestPaused", judge)
    await devtools.send("Fetch.enable", {"patterns": [{"urlPattern": "http*", "resourceType": "Document"}]})
    tab.on("popup", close)
    try:
        yield
    finally:
        tab.remove_listener("popup", close)
        with suppress(PlaywrightError):
            await devtools.detach()


async def _answer(devtools: CDPSession, request: str, *, foreign: bool) -> None:
    with suppress(PlaywrightError):  # the tab or the fence is gone
        if foreign:  # the page that is shown stays
            await devtools.send("Fetch.failRequest", {"requestId": request, "errorReason": "Aborted"})
        else:
            await devtools.send("Fetch.continueRequest", {"requestId": request})


async def _close(popup: Tab) -> None:
    with suppress(PlaywrightError):
        await popup.close()
