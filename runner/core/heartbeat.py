"""A page whose script never returns answers nothing any more, and Playwright waits for it without a limit."""

from __future__ import annotations

import asyncio
from typing import Final

from playwright.async_api import Error as PlaywrightError

from pages.bounded import bounded
from runner.core.windows import Windows
from runner.errors import ConsoleDown

BEAT: Final = 5.0
"""Seconds between two questions whether the page is alive."""
SILENCE: Final = 30.0
"""Seconds without an answer after which the page counts as stuck."""


async def until_stuck(windows: Windows, beat: float = BEAT, silence: float = SILENCE) -> ConsoleDown:
    """Return, with what to say, once the page has not reacted for so long; while a dialog is open it need not."""
    while True:
        await asyncio.sleep(beat)
        if windows.open_dialogs:
            continue
        try:
            await bounded(windows.tab.evaluate("0"), silence)
        except PlaywrightError as problem:
            if "did not react" not in str(problem) or windows.open_dialogs:
                continue  # between two documents, or gone: others notice
            return ConsoleDown(f"The console's page has not reacted for {silence:.0f} s: its script does not end.")
