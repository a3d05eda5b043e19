"""A tab's own line to the browser, for what Playwright has no call for."""

from __future__ import annotations

from typing import Final

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

_SESSION: Final = "_camera_session"


async def session_of(tab: Tab) -> CDPSession | None:
    """The tab's session; None where the browser speaks no such protocol.

    Raises:
        playwright.async_api.Error: the tab is closed.
    """
    if not hasattr(tab, _SESSION):
        try:
            session = await tab.context.new_cdp_session(tab)
        except PlaywrightError:
            if tab.is_closed():
                raise
            session = None
        setattr(tab, _SESSION, session)
    found: CDPSession | None = getattr(tab, _SESSION)
    return found
