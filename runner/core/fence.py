"""Nothing typed is carried to another host: a redirect that keeps it (307, 308) is stopped at the browser's door.

The gate sees where a form leads, not where the console's answer leads it on to: the tab's own document, one in a frame,
or what a script sent. Playwright's own routes never see the
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
_WATCHED: Final = ("Document", "XHR", "Fetch", "Ping")
_MOST_FOLLOWED: Final = 500
"""Requests whose beginning is remembered; a chain of redirects has at most twenty hops."""


class Fence:
    """Watches what one tab sends."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.broken: asyncio.Future[WrongHost] = asyncio.get_running_loop().create_future()
        """Done, with what to say, when a form was about to leave the console."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._top = ""
        self._sent_to_console: dict[str, bool] = {}

    async def put_around(self, tab: Tab) -> None:
        """Begin to watch; it ends with the tab."""
        devtools = await tab.context.new_cdp_session(tab)
        self._top = (await devtools.send("Target.getTargetInfo"))["targetInfo"]["targetId"]  # names the main frame, too
        devtools.on("Fetch.requestPaused", lambda stopped: self._judge(devtools, stopped))
        patterns = [{"urlPattern": "http*", "resourceType": kind} for kind in _WATCHED]
        await devtools.send("Fetch.enable", {"patterns": patterns})

    def _leaves(self, stopped: Mapping[str, Any]) -> bool:
        """Whether what was meant for the console goes elsewhere; what others' frames send to their own hosts does not."""
        request = stopped["request"]
        if request["method"] in _HARMLESS:
            return False
        is_console = self.site.is_at(request["url"])
        # All hops of a request have the network's one number; what names the former hop is left out (seen: Chromium 156).
        began = self._sent_to_console.setdefault(stopped.get("networkId", stopped["requestId"]), is_console)
        while len(self._sent_to_console) > _MOST_FOLLOWED:
            del self._sent_to_console[next(iter(self._sent_to_console))]
        of_the_tab = stopped["resourceType"] == "Document" and stopped.get("frameId") == self._top
        return not is_console and (began or of_the_tab)

    def _judge(self, devtools: CDPSession, stopped: Mapping[str, Any]) -> None:
        request, leaves = stopped["request"], self._leaves(stopped)
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
