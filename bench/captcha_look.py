"""What a look for CAPTCHAs costs on a page of about a thousand elements; it is asked five times a second.

Run: python bench/captcha_look.py
"""

from __future__ import annotations

import asyncio
import statistics
import time

from playwright.async_api import async_playwright

from pages.captcha import captcha_here
from pages.console import Site
from runner.browser import find_browser, launch_options
from runner.settings import Settings

ROW = '<tr><td><img src="/a.png" alt="Phone"></td><td><a href="#">Redmi</a></td><td><button>Remove</button></td></tr>'
PAGE = f'<form><input name="q"></form><table>{ROW * 140}</table>'
LOOKS = 200


async def main() -> None:
    async with async_playwright() as playwright:
        settings = Settings(headed=False)
        found = await find_browser(playwright, headed=False)
        browser = await playwright.chromium.launch(**launch_options(found, settings))
        tab = await browser.new_page()
        await tab.set_content(PAGE)
        took = []
        for _ in range(LOOKS):
            started = time.perf_counter()
            assert await captcha_here(tab, Site()) is None
            took.append((time.perf_counter() - started) * 1000)
        await browser.close()
    print(
        f"{LOOKS} looks: fastest {min(took):.1f} ms, median {statistics.median(took):.1f} ms, slowest {max(took):.1f} ms"
    )


if __name__ == "__main__":
    asyncio.run(main())
