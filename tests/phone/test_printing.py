"""The request is printed without a window, without scripts, and without a word to any server."""

import http.server
import threading
from contextlib import contextmanager

import pytest

from runner.browser import open_browser
from runner.pdf import print_pdf
from runner.settings import Settings
from runner.support_request.package import Photo, Request, hashes_of, write_package
from tests.support.people import run_apart
from tests.support.servers import PageServer
from tests.support.tiers import thorough

pytestmark = pytest.mark.browser


@contextmanager
def listening():
    """A server on loopback, and the paths it was asked for."""
    asked = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *words):
            pass

    server = PageServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("headed", [True, *thorough(False)])
def test_nothing_is_loaded_from_anywhere(headed):
    """In a headed run a second browser without a window prints; its debugging port would be taken already."""

    async def go(address):
        page = f"<p>Hello</p><img src='{address}/picture'><script>fetch('{address}/script')</script>"
        async with open_browser(Settings(headed=False)) as browser:
            tab = await browser.new_page()
            wish = Settings(headed=headed, browser_args=("--remote-debugging-port=1",))
            return await print_pdf(page, wish, tab.context.browser), len(browser.contexts)

    with listening() as (address, asked):
        pdf, contexts = run_apart(go(address))

    assert pdf.startswith(b"%PDF")
    assert asked == []
    assert contexts == 1, "the context it was printed in is closed"


def test_a_package_is_never_written_over(tmp_path):
    photo = Photo("Screen", "screen-1.jpg", b"jpeg")
    folder = write_package(tmp_path, "one", b"%PDF", (photo,))

    with pytest.raises(Exception, match="cannot be written"):
        write_package(tmp_path, "one", b"%PDF other", ())

    assert (folder / "request.pdf").read_bytes() == b"%PDF"
    assert hashes_of(folder)["screen-1.jpg"] == photo.sha256


def test_what_the_owner_types_is_no_markup():
    page = Request("<b>me</b>", "490154203237518", (), "<script>alert(1)</script>", "“<i>blocked</i>”").to_html()

    for tag in ("<b>", "<script>", "<i>"):
        assert tag not in page
