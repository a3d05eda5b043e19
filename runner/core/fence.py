"""Nothing typed is carried to another host: a redirect that keeps it (307, 308) is stopped at the browser's door.

The gate sees where a form leads, not where the console's answer leads it on to: the tab's own document, one in a frame,
or what a script sent.
"""

from __future__ import annotations

import asyncio
from typing import Final

from playwright.async_api import Page as Tab

from pages.console import Site
from pages.origin import Origin
from runner.core.hops import Hop, Hops
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
        self.hops = Hops(_WATCHED, self._may_pass, "BlockedByClient")
        self._sent_to_console: dict[str, bool] = {}

    async def put_around(self, tab: Tab) -> None:
        """Begin to watch; it ends with the tab."""
        await self.hops.begin(tab)

    def _may_pass(self, hop: Hop) -> bool:
        if not self._leaves(hop):
            return True
        if not self.broken.done():
            where = Origin.of_page(hop.address) or "another place"
            self.broken.set_result(WrongHost(f"The console led the form on to {where}, so it was stopped on its way."))
        return False

    def _leaves(self, hop: Hop) -> bool:
        """Whether what was meant for the console goes elsewhere; what others' frames send to their own hosts does not."""
        if hop.method in _HARMLESS:
            return False
        is_console = self.site.is_at(hop.address)
        began = self._sent_to_console.setdefault(hop.request, is_console)
        while len(self._sent_to_console) > _MOST_FOLLOWED:
            del self._sent_to_console[next(iter(self._sent_to_console))]
        return not is_console and (began or hop.fills_tab)
