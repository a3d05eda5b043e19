"""A redirect that keeps what was typed (307, 308) does not carry it to another host."""

import threading
from http.server import BaseHTTPRequestHandler

import pytest

from pages.console import Site
from runner.core.fence import Fence
from runner.errors import WrongHost
from tests.support.servers import PageServer

IN_A_FRAME = '<!doctype html><iframe name="a"></iframe><form method="post" action="/in" target="a"><input name="password" value="Tr0ub4dor"><button>Go</button></form>'
BY_A_SCRIPT = """<!doctype html><button onclick="fetch('/in', {method: 'POST', body: new URLSearchParams({password: 'Tr0ub4dor'})})">Go</button>"""
FORM = '<!doctype html><form method="post" action="/in"><input name="password" value="Tr0ub4dor"><button>Go</button></form>'


class Server:
    """A console on this machine, or what looks like one; it remembers what was asked of it."""

    def __init__(self):
        self.asked, self.redirects, self.page = [], {}, FORM
        server = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                server.asked.append((self.command, self.path, body))
                code, where = server.redirects.get(self.path, (200, ""))
                self.send_response(code)
                if where:
                    self.send_header("Location", where)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(server.page.encode())

            do_GET = do_POST = answer  # noqa: N815 - named by http.server

            def log_message(self, *_):
                pass

        self.http = PageServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def posted(self):
        return [body for method, _, body in self.asked if method == "POST"]

    def close(self):
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def servers():
    made = [Server() for _ in range(3)]
    yield made
    for server in made:
        server.close()


@pytest.fixture
def fenced(loop, chrome, servers):
    console, cloud, _ = servers

    async def begin():
        context = await chrome.new_context()
        tab = await context.new_page()
        fence = Fence(Site(console.url, cloud.url))
        await fence.put_around(tab)
        await tab.goto(console.url)
        return tab, fence

    tab, fence = loop.run(begin())
    yield tab, fence
    loop.run(tab.context.close())


@pytest.mark.parametrize("code", [307, 308])
def test_a_form_is_not_carried_to_another_host(loop, servers, fenced, code):
    console, _, evil = servers
    tab, fence = fenced
    console.redirects["/in"] = (code, f"{evil.url}/in")

    async def scene():
        await tab.locator("button").click()
        return await fence.broken

    told = loop.run(scene())

    assert isinstance(told, WrongHost)
    assert evil.url in str(told)
    assert console.posted() == ["password=Tr0ub4dor"]
    assert evil.asked == []


@pytest.mark.parametrize("page", [IN_A_FRAME, BY_A_SCRIPT], ids=["in a frame", "by a script"])
def test_neither_is_what_is_sent_in_a_frame_or_by_a_script(loop, servers, fenced, page):
    console, _, evil = servers
    tab, fence = fenced
    console.page, console.redirects["/in"] = page, (307, f"{evil.url}/in")

    async def scene():
        await tab.goto(console.url)
        await tab.locator("button").click()
        return await fence.broken

    assert isinstance(loop.run(scene()), WrongHost)
    assert console.posted() == ["password=Tr0ub4dor"]
    assert evil.asked == []


def test_what_is_sent_elsewhere_from_the_beginning_is_another_hosts_own(loop, servers, fenced):
    """As a CAPTCHA's script does; the gate sees to it that nothing is typed there."""
    console, _, other = servers
    tab, fence = fenced
    console.page = BY_A_SCRIPT.replace("/in", f"{other.url}/in").replace("{method", "{mode: 'no-cors', method")

    async def scene():
        await tab.goto(console.url)
        async with tab.expect_response(f"{other.url}/in"):
            await tab.locator("button").click()

    loop.run(scene())

    assert other.posted() == ["password=Tr0ub4dor"]
    assert not fence.broken.done()


def test_over_a_hop_of_the_consoles_own_neither(loop, servers, fenced):
    console, cloud, evil = servers
    tab, fence = fenced
    console.redirects["/in"] = (307, f"{cloud.url}/on")
    cloud.redirects["/on"] = (307, f"{evil.url}/in")

    async def scene():
        await tab.locator("button").click()
        return await fence.broken

    assert isinstance(loop.run(scene()), WrongHost)
    assert cloud.posted() == ["password=Tr0ub4dor"]
    assert evil.asked == []


@pytest.mark.parametrize("code", [302, 303, 307])
def test_from_one_host_of_the_console_to_the_other_it_goes_on(loop, servers, fenced, code):
    console, cloud, _ = servers
    tab, fence = fenced
    console.redirects["/in"] = (code, f"{cloud.url}/on")

    async def scene():
        await tab.locator("button").click()
        await tab.wait_for_url(f"{cloud.url}/on")

    loop.run(scene())

    assert not fence.broken.done()


def test_a_redirect_that_carries_nothing_is_no_leak(loop, servers, fenced):
    """It leads to a page of another host, on which nothing is recognised and nothing typed."""
    console, _, evil = servers
    tab, fence = fenced
    console.redirects["/in"] = (302, f"{evil.url}/in")

    async def scene():
        await tab.locator("button").click()
        await tab.wait_for_url(f"{evil.url}/in")

    loop.run(scene())

    assert evil.posted() == []
    assert not fence.broken.done()
