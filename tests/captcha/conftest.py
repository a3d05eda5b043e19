"""A browser that is asked in a loop of its own: the other tests' browser keeps a loop running in the main thread."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from urllib.parse import urlsplit

import pytest
from playwright.async_api import async_playwright

from tests.captcha.markup import stub_of_frame
from tests.captcha.widgets import WidgetServer, installed

HOME = "http://console.test/"
"""Where the pages of these tests are shown; no such host exists, the browser is answered before it asks the network."""


class Loop:
    """An event loop in a thread; ``run`` waits for a coroutine there."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def run(self, coroutine, seconds=40):
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
        own = os.path.exists(playwright.chromium.executable_path)  # noqa: PTH110 - one look, before anything runs
        browser = await playwright.chromium.launch(
            executable_path=None if own else system,
            args=["--no-sandbox"] if root else [],
        )
        return playwright, browser

    async def stop():
        await browser.close()
        await playwright.stop()

    playwright, browser = loop.run(start())
    yield browser
    loop.run(stop())


class Stage:
    """A tab in which nothing but this machine is reachable: it shows what it is given, at any address."""

    def __init__(self, loop, chrome):
        self.loop = loop
        self.shown = {}
        self.tab = loop.run(self.open(chrome))

    async def open(self, chrome):
        self.context = await chrome.new_context(viewport={"width": 1000, "height": 700}, locale="en-US")
        await self.context.route("**/*", self.answer)
        return await self.context.new_page()

    async def answer(self, route):
        """The markup given for an address; for any other host a short text; this machine itself answers for itself."""
        address = route.request.url
        if urlsplit(address).hostname == "127.0.0.1":
            await route.continue_()
        elif address in self.shown:
            await route.fulfill(content_type="text/html; charset=utf-8", body=self.shown[address])
        else:
            await route.fulfill(content_type="text/html", body=stub_of_frame(address))

    def show(self, markup, at=HOME):
        if "<html" not in markup:
            markup = f"<!doctype html><html><title>Console</title><body>{markup}</body></html>"
        self.shown = {at: markup}
        self.loop.run(self.tab.goto(at, wait_until="load"))
        return self.tab

    def close(self):
        self.loop.run(self.context.close())


@pytest.fixture(scope="session")
def stage(loop, chrome):
    stage = Stage(loop, chrome)
    yield stage
    stage.close()


@pytest.fixture
def tab(stage):
    return stage.tab


@pytest.fixture
def show(stage):
    """Show markup in the tab, as a page of a host of its own."""
    return stage.show


@pytest.fixture(scope="session")
def widgets():
    """The widgets of the npm registry, served on this machine together with what they ask of their servers."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed: the real widgets can't be fetched")
    with WidgetServer(installed()) as server:
        yield server
