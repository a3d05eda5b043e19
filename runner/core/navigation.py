"""Load a page of the console, again where it stumbles: the only thing a run ever repeats by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab
from playwright.async_api import Response

from pages.base import Page
from runner.core.context import RunContext
from runner.errors import ConsoleDown, first_line, is_lost

PAGE_LOADS = 3
"""How often a page is loaded before the console counts as down."""

SERVER_ERROR = 500


async def load(run: RunContext, page: type[Page]) -> None:
    """Go to a page's own address.

    Raises:
        ConsoleDown: it did not load in three attempts.
    """
    if not page.path:
        raise ConsoleDown(
            "The console answered with an error. Run the same command again later."
        )
    await load_address(run, page.address(run.site), page.title)


async def load_address(run: RunContext, address: str, title: str) -> None:
    """Go to an address where a screen of that title is expected.

    Raises:
        ConsoleDown: it did not load in three attempts.
    """
    await _try(run, title, lambda: _go(run, address))


async def load_beside(run: RunContext, tab: Tab, page: type[Page]) -> None:
    """Go to a page's own address in another tab.

    Raises:
        ConsoleDown: it did not load in three attempts.
    """
    address = page.address(run.site)
    await _try(run, page.title, lambda: tab.goto(address, wait_until="domcontentloaded"))


async def load_anew(run: RunContext, title: str) -> None:
    """Ask the console once more for what is on screen, without sending a form again.

    Raises:
        ConsoleDown: it did not load in three attempts.
    """
    address = run.tab.url
    await _try(run, title, lambda: _go_anew(run, address))


async def _try(run: RunContext, title: str, loads: Callable[[], Awaitable[Response | None]]) -> None:
    why = ""
    for attempt in range(1, PAGE_LOADS + 1):
        why = await _load_once(run, loads)
        if not why:
            return
        run.trail.event("retry", what=f"load “{title}”", attempt=attempt, why=why)
        await asyncio.sleep(attempt * 0.5)
    raise ConsoleDown(
        f"The console did not load “{title}” in {PAGE_LOADS} attempts ({why}). "
        "Check the connection, and run the same command again later."
    )


async def _go(run: RunContext, address: str) -> Response | None:
    response = await run.tab.goto(address, wait_until="domcontentloaded")
    # Where only the part behind '#' changed, it is loaded anew, to see what the console says now.
    return response or await _go_anew(run, address)


async def _go_anew(run: RunContext, address: str) -> Response | None:
    if run.document_method != "GET":  # a browser that reloads the answer to a form sends the form again (seen: Chromium 156)
        await run.tab.goto("about:blank")
        return await run.tab.goto(address, wait_until="domcontentloaded")
    return await run.tab.reload(wait_until="domcontentloaded")


async def _load_once(run: RunContext, loads: Callable[[], Awaitable[Response | None]]) -> str:
    """Load something; why it failed, or an empty text."""
    try:
        response = await loads()
    except PlaywrightError as problem:
        if is_lost(problem):
            raise
        return run.vault.redact(first_line(problem).split(" at http")[0])
    return f"HTTP {response.status}" if response and response.status >= SERVER_ERROR else ""
