"""A tab in which markup is shown, and the real widgets of the npm registry."""

from __future__ import annotations

import shutil
from urllib.parse import urlsplit

import pytest

from tests.captcha.markup import stub_of_frame
from tests.captcha.widgets import WidgetServer, installed

HOME = "http://console.test/"
"""Where the pages of these tests are shown; no such host exists, the browser is answered before it asks the network."""


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
