"""No form is carried to another host: a redirect that keeps what was typed (307, 308) is stopped at the browser's door.

The gate sees where a form leads, not where the console's answer leads it on to. Playwright's own routes never see the
hops of a redirect (its documentation says so), so the browser is asked to stop at each.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.console import Site
from pages.origin import Origin
from runner.errors import WrongHost

_HARMLESS: Final = frozenset({"GET", "HEAD"})


class Fence:
    """Watches the documents that one tab asks for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.broken: asyncio.Future[WrongHost] = asyncio.get_running_loop().create_future()
        """Done, with what to say, when a form was about to leave the console."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._top = ""

    async def put_around(self, tab: Tab) -> None:
        """Begin to watch; it ends with the tab."""
        devtools = await tab.context.new_cdp_session(tab)
        self._top = (await devtools.send("Target.getTargetInfo"))["targetInfo"]["targetId"]  # names the main frame, too
        devtools.on("Fetch.requestPaused", lambda stopped: self._judge(devtools, stopped))
        await devtools.send("Fetch.enable", {"patterns": [{"urlPattern": "http*", "resourceType": "Document"}]})

    def _judge(self, devtools: CDPSession, stopped: Mapping[str, Any]) -> None:
        request = stopped["request"]
        leaves = (
            stopped.get("frameId") == self._top
            and request["method"] not in _HARMLESS
            and not self.site.is_at(request["url"])
        )
        if leaves and not self.broken.done():
            where = Origin.of_page(request["url"]) or "another place"
            self.broken.set_result(WrongHost(f"The console led the form on to {where}, so it was stopped on its way."))
        task = asyncio.ensure_future(_answer(devtools, stopped["requestId"], leaves=leaves))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _answer(devtools: CDPSession, request: str, *, leaves: bool) -> None:
    with suppress(PlaywrightError):  # the tab is gone
        if leaves:
            await devtools.send("Fetch.failRequest", {"requestId": request, "errorReason": "BlockedByClient"})
        else:
            await devtools.send("Fetch.continueRequest", {"requestId": request})
