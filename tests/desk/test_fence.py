"""A tab in a person's hands stays with the console, whatever leads away from it."""

import asyncio
import http.server
import threading

import pytest
from people import run_apart

from runner.browser import open_browser
from runner.desk.navigation import belongs, fenced, home_of
from runner.settings import Settings


class Site(http.server.BaseHTTPRequestHandler):
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
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def after_a_click(address, on, *, fence=True):
    """Where the tab is after a click, what its frame shows, how many windows there are, and what was told."""

    async def scene():
        told = []
        async with open_browser(Settings(headed=False)) as browser:
            tab = await (await browser.new_context()).new_page()
            await tab.goto(f"{address}/home")
            if not fence:
                return await click(tab, on), told
            async with fenced(tab, [address], told.append):
                await tab.reload()
                return await click(tab, on), told

    return run_apart(scene())


async def click(tab, on):
    await tab.locator(on).click(no_wait_after=True)
    await asyncio.sleep(0.4)
    frames = [frame.url.rpartition("/")[2] for frame in tab.frames[1:]]
    return tab.url.rpartition("/")[2], frames, len(tab.context.pages)


@pytest.mark.parametrize("on", ["#link", "#redirect", "#button"])
def test_what_leads_elsewhere_is_refused_and_told(address, on):
    (there, frames, windows), told = after_a_click(address, on)

    assert (there, frames, windows) == ("home", ["inside"], 1), "the page stays, with the frames of others in it"
    assert told == ["localhost"]


def test_a_window_of_its_own_is_closed_and_told(address):
    (there, _, windows), told = after_a_click(address, "#window")

    assert (there, windows, told) == ("home", 1, [""])


def test_the_console_itself_is_open(address):
    (there, _, _), told = after_a_click(address, "#own")

    assert (there, told) == ("own", [])


def test_without_the_fence_the_redirect_would_lead_away(address):
    """So that the tests above can fail."""
    (there, _, _), _ = after_a_click(address, "#redirect", fence=False)

    assert there == "foreign"


@pytest.mark.parametrize(
    ("host", "console", "inside"),
    [
        ("account.xiaomi.com", "account.xiaomi.com", True),
        ("global.account.xiaomi.com", "account.xiaomi.com", True),
        ("us.i.mi.com", "i.mi.com", True),
        ("xiaomi.com.evil.test", "account.xiaomi.com", False),
        ("evilxiaomi.com", "account.xiaomi.com", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("10.0.0.1", "127.0.0.1", False),
        ("1.127.0.0.1.test", "127.0.0.1", False),
        ("localhost.evil.test", "localhost", False),
    ],
)
def test_which_hosts_belong_to_a_console(host, console, inside):
    assert belongs(host, home_of(console)) is inside
