"""Stop the browser at each hop of what a tab asks for, and let it go on or not.

Playwright's own routes never see where a redirect leads (its documentation says so), so the browser itself is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab


@dataclass(frozen=True)
class Hop:
    """One address that is about to be asked."""

    address: str
    method: str
    request: str
    """The same for all hops of one request; what names the hop before is left out (seen: Chromium 156)."""
    fills_tab: bool
    """Whether what it answers will be the tab's own document."""


class Hops:
    """Judges what one tab, and the frames in it, ask for."""

    def __init__(
        self, kinds: Sequence[str], may_pass: Callable[[Hop], bool], refusing: Literal["Aborted", "BlockedByClient"]
    ) -> None:
        """Prepare it.

        Arguments:
            kinds: what is stopped at, by the protocol's words for kinds of resources, such as ``Document``.
            may_pass: the judgement; it must not wait.
            refusing: the error for what may not pass. ``Aborted`` leaves the page that is shown; the other one does not.
        """
        self._kinds, self._may_pass, self._refusing = kinds, may_pass, refusing
        self._devtools: CDPSession | None = None
        self._top = ""
        self.answers: set[asyncio.Task[None]] = set()
        """What the browser is being told at the moment."""

    async def begin(self, tab: Tab) -> None:
        """Begin; it ends with the tab, or with :meth:`end`."""
        devtools = self._devtools = await tab.context.new_cdp_session(tab)
        self._top = (await devtools.send("Target.getTargetInfo"))["targetInfo"]["targetId"]  # names the main frame, too
        devtools.on("Fetch.requestPaused", lambda stopped: self._judge(devtools, stopped))
        patterns = [{"urlPattern": "http*", "resourceType": kind} for kind in self._kinds]
        await devtools.send("Fetch.enable", {"patterns": patterns})

    async def end(self) -> None:
        """Let everything pass."""
        if self._devtools:
            with suppress(PlaywrightError):  # the tab is gone
                await self._devtools.detach()

    def _judge(self, devtools: CDPSession, stopped: dict[str, Any]) -> None:
        request, id_ = stopped["request"], stopped["requestId"]
        fills_tab = stopped["resourceType"] == "Document" and stopped.get("frameId") == self._top
        hop = Hop(request["url"], request["method"], stopped.get("networkId", id_), fills_tab)
        answer = ("Fetch.continueRequest", {"requestId": id_})
        if not self._may_pass(hop):
            answer = ("Fetch.failRequest", {"requestId": id_, "errorReason": self._refusing})
        task = asyncio.ensure_future(_tell(devtools, *answer))
        self.answers.add(task)
        task.add_done_callback(self.answers.discard)


async def _tell(devtools: CDPSession, what: str, given: dict[str, Any]) -> None:
    with suppress(PlaywrightError):  # the tab is gone
        await devtools.send(what, given)
