"""A tab that shows small pages of the tests' own making, and what is read from it.

One browser for all of them, asked in a loop of its own: pytest-playwright keeps a loop running in the main thread.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import async_playwright

from pages.console import Site
from pages.reading import reader_of

HOME = "http://127.0.0.1:1/"
"""Where the pages are shown; the browser is answered before it asks the network."""


class Loop:
    """An event loop in a thread; ``run`` waits for a coroutine there."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def run(self, coroutine, seconds=60):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(seconds)

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()


@pytest.fixture(scope="session")
def loop():
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def chrome(loop):
    system = shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("google-chrome")
    root = hasattr(os, "geteuid") and os.geteuid() == 0

    async def start():
        playwright = await async_playwright().start()
        own = Path(playwright.chromium.executable_path).exists()
        browser = await playwright.chromium.launch(
            executable_path=None if own else system, args=["--no-sandbox"] if root else []
        )
        return playwright, browser

    async def stop():
        await browser.close()
        await playwright.stop()

    playwright, browser = loop.run(start())
    yield browser
    loop.run(stop())


class Stage:
    """A tab that shows what it is given, at any address; nothing else is reachable."""

    def __init__(self, loop, chrome, **context):
        self.loop = loop
        self.pages = {}
        self.answers = {}
        self.loads = 0
        self.tab = loop.run(self._open(chrome, context))
        self.site = Site(HOME.rstrip("/"), HOME.rstrip("/"))

    async def _open(self, chrome, context):
        self.context = await chrome.new_context(**{"viewport": {"width": 1000, "height": 700}, **context})
        await self.context.route("**/*", self._answer)
        return await self.context.new_page()

    async def _answer(self, route):
        address = route.request.url
        path = urlsplit(address).path
        if path in self.answers:
            await self.answers[path](route)
        elif address in self.pages:
            self.loads += 1
            await route.fulfill(content_type="text/html; charset=utf-8", body=self.pages[address])
        else:
            await route.fulfill(status=404, body="")

    def show(self, markup, at=HOME, **others):
        """Show markup; ``others`` are further pages by path, for frames."""
        if "<html" not in markup:
            markup = f"<!doctype html><html><title>Console</title><body>{markup}</body></html>"
        self.pages = {at: markup, **{HOME + path: text for path, text in others.items()}}
        self.loads = 0
        self.loop.run(self.tab.goto(at, wait_until="load"))
        return self.look()

    def look(self, **how):
        return self.loop.run(reader_of(self.tab).look(**how))

    def script(self, text):
        return self.loop.run(self.tab.evaluate(text))

    def press(self, screen, element, *within):
        async def go():
            handle = await reader_of(self.tab).handle(screen, element, *within)
            await handle.click(timeout=5000)

        self.loop.run(go())

    def close(self):
        self.loop.run(self.context.close())


@pytest.fixture(scope="session")
def _stage(loop, chrome):
    stage = Stage(loop, chrome)
    yield stage
    stage.close()


@pytest.fixture
def stage(_stage):
    _stage.answers = {}
    return _stage
