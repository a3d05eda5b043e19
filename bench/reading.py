"""What one reading of the screen costs on a page of about a thousand elements.

The page changes before each look, or the former reading would still hold and nothing would be read; what a look
costs then is printed last. Everything is read anew each time, and what is other than before is told: one text, or every
place where something stands. Wall time depends on what else the machine does, so the time the browser's own thread
worked is printed beside it.

    python bench/reading.py
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time

from playwright.async_api import CDPSession

from pages.reading import reader_of
from runner.browser import open_browser
from runner.settings import Settings

ROW = '<tr><td><img src="/a.png" alt="Phone"></td><td><a href="#">Redmi</a></td><td><button>Remove</button></td></tr>'
PAGE = f'<form><label>Search <input name="q"></label></form><h1>Devices</h1><table>{ROW * 140}</table>'
LOOKS = 200
ONE_TEXT = "number => { document.querySelector('h1').textContent = `Devices ${number}`; }"
EVERYTHING = "number => { document.body.style.marginTop = `${8 + number % 2}px`; }"


async def worked(session: CDPSession) -> float:
    """Seconds the page's thread has worked so far."""
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


async def measure(what: str, change: str = "") -> None:
    async with open_browser(Settings(headed=False)) as browser:
        context = await browser.new_context(viewport={"width": 1280, "height": 800})
        tab = await context.new_page()
        await tab.set_content(PAGE)
        session = await context.new_cdp_session(tab)
        await session.send("Performance.enable", {"timeDomain": "threadTicks"})
        reader = reader_of(tab)
        for _ in range(20):
            screen = await reader.look()
        wall, python = [], time.process_time()
        before = await worked(session)
        for number in range(LOOKS):
            if change:
                await tab.evaluate(change, number)
            began = time.perf_counter()
            screen = await reader.look()
            wall.append((time.perf_counter() - began) * 1000)
        page = (await worked(session) - before) * 1000 / LOOKS
        ours = (time.process_time() - python) * 1000 / LOOKS
    print(
        f"{len(screen.elements)} elements and texts, {what}: "
        f"median {statistics.median(wall):.1f} ms, best {min(wall):.1f} ms; "
        f"processor: page {page:.1f} ms, Python {ours:.1f} ms"
    )


async def main() -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "")
    await measure("one text had changed", ONE_TEXT)
    await measure("everything had moved", EVERYTHING)
    await measure("nothing had changed")


asyncio.run(main())
