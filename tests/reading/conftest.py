"""A tab that shows small pages of the tests' own making, and what is read from it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from pages.console import Site
from pages.reading import reader_of

HOME = "http://127.0.0.1:1/"
"""Where the pages are shown; the browser is answered before it asks the network."""


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
            await handle.click(timeout=60_000)

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
