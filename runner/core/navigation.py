"""Load a page of the console, again where it stumbles: the only thing a run ever repeats by itself."""

from __future__ import annotations

import asyncio

from playwright.async_api import Error as PlaywrightError

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
    """Go to an address where a screen of that title is expected; the present one of the tab is loaded anew.

    Raises:
        ConsoleDown: it did not load in three attempts.
    """
    why = ""
    for attempt in range(1, PAGE_LOADS + 1):
        why = await _load_once(run, address)
        if not why:
            return
        run.trail.event("retry", what=f"load “{title}”", attempt=attempt, why=why)
        await asyncio.sleep(attempt * 0.5)
    raise ConsoleDown(
        f"The console did not load “{title}” in {PAGE_LOADS} attempts ({why}). "
        "Check the connection, and run the same command again later."
    )


async def _load_once(run: RunContext, address: str) -> str:
    """Load an address; why it failed, or an empty text."""
    try:
        if address == run.tab.url:
            response = await run.tab.reload(wait_until="domcontentloaded")
        else:
            response = await run.tab.goto(address, wait_until="domcontentloaded")
        if response is None:  # only the part behind '#' changed: load it anew, to see what the console says now
            response = await run.tab.reload(wait_until="domcontentloaded")
    except PlaywrightError as problem:
        if is_lost(problem):
            raise
        return run.vault.redact(first_line(problem).split(" at http")[0])
    return f"HTTP {response.status}" if response and response.status >= SERVER_ERROR else ""
