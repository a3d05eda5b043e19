"""The banner in the browser window: what is awaited of the person, over whatever the console shows.

Playwright's screencast overlay lies on top of the page, lets every click through, survives navigation and is no part
of the console's document (measured with Playwright 1.65), so that recognising a screen never sees it.
"""

from __future__ import annotations

import contextlib
import html
from collections.abc import AsyncIterator

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

_STYLE = (
    "position:fixed;left:50%;top:12px;transform:translateX(-50%);max-width:80vw;padding:12px 20px;"
    "background:#1d2433;color:#fff;border-left:6px solid #ff6900;border-radius:8px;"
    "font:15px/1.4 system-ui,sans-serif;box-shadow:0 6px 24px rgba(0,0,0,.35)"
)


class Banner:
    """One banner on one tab; showing another replaces it."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self._shown: object | None = None
        self._text = ""

    async def show(self, text: str, more: str = "") -> None:
        """Say what is awaited; a window that is closing shows nothing and that is no error."""
        if text + more == self._text:
            return
        await self.clear()
        body = f"<b>mi-runner waits for you</b><br>{html.escape(text)}"
        if more:
            body += f"<br><span style='opacity:.8'>{html.escape(more)}</span>"
        with contextlib.suppress(PlaywrightError):
            self._shown = await self.tab.screencast.show_overlay(f"<div style='{_STYLE}'>{body}</div>")
            self._text = text + more

    async def clear(self) -> None:
        """Take it away."""
        shown, self._shown, self._text = self._shown, None, ""
        if shown is not None:
            with contextlib.suppress(PlaywrightError):
                await shown.close()  # type: ignore[attr-defined]  # Playwright's Disposable

    @contextlib.asynccontextmanager
    async def hidden(self) -> AsyncIterator[None]:
        """Keep the banner out of a picture."""
        if self._shown is None:
            yield
            return
        await self.tab.screencast.hide_overlays()
        try:
            yield
        finally:
            with contextlib.suppress(PlaywrightError):
                await self.tab.screencast.show_overlays()
