"""A tab in a person's hands stays with the console, whatever leads away from it."""

import asyncio
import http.server
import threading
import time
from contextlib import nullcontext

import pytest

from pages.console import Site
from runner.desk.navigation import navigation_guard
from tests.support.servers import PageServer
from tests.support.started import LIMIT


class Pages(http.server.BaseHTTPRequestHandler):
    """Asked as 127.0.0.1 it is the console, asked as localhost somebody else."""

    def do_GET(self):
        port = self.server.server_port
        if self.path == "/leads-away":
            self.send_response(302)
            self.send_header("Location", f"http://localhost:{port}/foreign")
            self.end_headers()
            return
        page = (
            f"<a id=link href='http://localhost:{port}/foreign'>x</a><a id=redirect href='/leads-away'>x</a>"
            f"<a id=window target=_blank href='/own'>x</a><a id=own href='/own'>x</a>"
            f"<form id=form method=get action='http://localhost:{port}/foreign'><button id=button>x</button></form>"
            f"<iframe src='http://localhost:{port}/inside'></iframe>"
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write((page if self.path == "/home" else self.path).encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address():
    server = PageServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def after_a_click(address, loop, shared):
    """Where the tab is after a click, what its frame shows, how many windows there are, and what was told."""

    async def scene(on, there, fence):
        told = []
        context = await (await shared.in_loop()).new_context()
        tab = await context.new_page()
        await tab.goto(f"{address}/home")
        async with navigation_guard(tab, Site(address, address), told.append) if fence else nullcontext():
            await tab.reload()
            await tab.locator(on).click(no_wait_after=True)
            until = time.monotonic() + LIMIT
            while not (there == tab.url.rpartition("/")[2] if there else told and len(context.pages) == 1):
                assert time.monotonic() < until, (tab.url, told, len(context.pages))
                await asyncio.sleep(0.02)
            frames = [frame.url.rpartition("/")[2] for frame in tab.frames[1:]]
            seen = tab.url.rpartition("/")[2], frames, len(context.pages)
        await context.close()
        return seen, told

    return lambda on, there="", *, fence=True: loop.run(scene(on, there, fence))


@pytest.mark.parametrize("on", ["#link", "#redirect", "#button"])
def test_what_leads_elsewhere_is_refused_and_told(after_a_click, on):
    (there, frames, windows), told = after_a_click(on)

    assert (there, frames, windows) == ("home", ["inside"], 1), "the page stays, with the frames of others in it"
    assert told == ["localhost"]


def test_a_window_of_its_own_is_closed_and_told(after_a_click):
    (there, _, windows), told = after_a_click("#window")

    assert (there, windows, told) == ("home", 1, [""])


def test_the_console_itself_is_open(after_a_click):
    (there, _, _), told = after_a_click("#own", "own")

    assert (there, told) == ("own", [])


def test_without_the_fence_the_redirect_would_lead_away(after_a_click):
    """So that the tests above can fail."""
    (there, _, _), _ = after_a_click("#redirect", "foreign", fence=False)

    assert there == "foreign"
