"""A browser that runs already: a Playwright server, or anything that speaks the DevTools protocol."""

import json
import os
import signal
import subprocess
import sys
import urllib.request

import pytest

from runner.batch import browser_pool
from runner.browser import open_browser
from tests.batch.conftest import LOOKS
from tests.support.browsers import AS_ROOT, browser_path
from tests.support.people import free_port


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=10):
            return True
    except OSError:
        return False


@pytest.fixture
def server(playwright, tmp_path):
    """A Playwright server that starts the system's browser."""
    config = tmp_path / "server.json"
    config.write_text(
        json.dumps({"executablePath": browser_path(playwright), "headless": True, "args": AS_ROOT, "host": "127.0.0.1"})
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "playwright", "launch-server", "--browser", "chromium", "--config", str(config)],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    address = process.stdout.readline().strip()
    assert address.startswith("ws://"), address
    yield address
    os.killpg(process.pid, signal.SIGTERM)
    process.wait()
    process.stdout.close()


@pytest.fixture
def work(batch, monkeypatch):
    """Work the list off in this process, in the browser at an address instead of the one that all tests share."""
    monkeypatch.setattr(batch.command.shared, "stands_in", lambda _patch: None)
    monkeypatch.setattr(browser_pool, "open_browser", open_browser)
    return lambda address, *options: batch.run("--browser-endpoint", address, *options)


def test_a_browser_that_speaks_devtools_is_used(batch, work, chrome, shared):
    """The one all tests share, as a browser that somebody else started."""
    batch.add(LOOKS)

    code, _, err = work(shared.endpoint, "--workers", "1")

    assert code == 0, err
    assert batch.states() == {"phone-0": "done"}
    assert chrome.is_connected()
    assert answers(f"{shared.endpoint}/json/version"), "it is not ours to close"


@pytest.mark.thorough
def test_a_playwright_server_is_used(batch, work, server):
    batch.add(LOOKS)

    code, _, err = work(server, "--workers", "1")

    assert code == 0, err
    assert batch.states() == {"phone-0": "done"}


def test_an_endpoint_that_does_not_answer_is_told_without_its_address(batch, work):
    batch.add(LOOKS)

    code, out, err = work(f"ws://127.0.0.1:{free_port()}/token-1234", "--workers", "1")

    assert code == 1
    assert "token-1234" not in out + err + str(batch.entries())
    assert batch.states() == {"phone-0": "failed"}
