"""A tab that shows what it is given at any address, the vendor's and a look-alike's; nothing leaves this machine."""

import pytest

from pages.console import Site

ACCOUNT = "https://account.xiaomi.com"
EVIL = "https://account.xiaomi.com.evil.test"


class Stage:
    """A tab whose every request is answered here, and what was asked for."""

    def __init__(self, loop, chrome):
        self.loop = loop
        self.shown, self.sent, self.redirects = {}, [], {}
        self.tab = loop.run(self.open(chrome))

    async def open(self, chrome):
        self.context = await chrome.new_context(viewport={"width": 1000, "height": 700})
        self.context.set_default_timeout(10_000)
        await self.context.route("**/*", self.answer)
        return await self.context.new_page()

    async def answer(self, route):
        request = route.request
        self.sent.append((request.method, request.url, request.post_data or ""))
        if request.url in self.shown:
            await route.fulfill(content_type="text/html; charset=utf-8", body=self.shown[request.url])
        else:
            await route.fulfill(content_type="text/html", body="<p>Thank you</p>")

    def show(self, markup, at=f"{ACCOUNT}/", **also):
        """Show markup at an address; ``also`` maps further addresses to theirs."""
        self.shown = {at: f"<!doctype html><title>Console</title><body>{markup}</body>", **also.get("also", {})}
        self.loop.run(self.tab.goto(at, wait_until="load"))
        self.sent.clear()
        return self.tab

    def posted(self):
        return [(url, body) for method, url, body in self.sent if method == "POST"]

    def value(self, selector="#secret"):
        return self.loop.run(self.tab.locator(selector).first.input_value())

    def close(self):
        self.loop.run(self.context.close())


@pytest.fixture(scope="session")
def _stage(loop, chrome):
    stage = Stage(loop, chrome)
    yield stage
    stage.close()


@pytest.fixture
def stage(_stage):
    return _stage


@pytest.fixture(scope="session")
def vendor():
    return Site()
