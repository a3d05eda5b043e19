"""The fence around what is typed, without a browser: it sees each request, and whether it is led away."""

import asyncio

from pages.console import Site
from runner.core.fence import Fence
from tests.support.people import run_apart

CONSOLE = "https://account.xiaomi.com"


class Devtools:
    """The browser's side of the fence: tells of requests, and hears what becomes of them."""

    def __init__(self):
        self.context, self.stopped, self.let_go = self, [], 0

    async def new_cdp_session(self, _tab):
        return self

    def on(self, _name, judge):
        self.judge = judge

    async def send(self, what, given=None):
        if what == "Fetch.failRequest":
            self.stopped.append(given["requestId"])
        self.let_go += what == "Fetch.continueRequest"
        return {"targetInfo": {"targetId": "top"}}

    def sends(self, number, address):
        request = {"method": "POST", "url": address}
        self.judge({"request": request, "requestId": f"r{number}", "networkId": f"n{number}", "resourceType": "XHR"})


def test_what_a_page_sends_is_followed_however_much_it_has_sent_before():
    """A page of the console may send thousands of things; the next one is stopped all the same when it is led away."""

    async def scene():
        fence, browser = Fence(Site()), Devtools()
        await fence.put_around(browser)
        for number in range(1200):
            browser.sends(number, f"{CONSOLE}/ping")
        browser.sends(1199, "https://evil.test/")
        browser.sends(1300, "https://elsewhere.test/")  # it was never meant for the console
        await asyncio.gather(*fence.hops.answers)
        return browser, fence.broken.result(), len(fence._sent_to_console)

    browser, problem, remembered = run_apart(scene())

    assert (browser.stopped, browser.let_go) == (["r1199"], 1201)
    assert "led the form on to https://evil.test" in str(problem)
    assert remembered <= 500
