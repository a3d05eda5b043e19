"""A browser that runs already: a Playwright server, or anything that speaks the DevTools protocol."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from runner.browser import QUIET
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
def devtools(playwright, tmp_path):
    """A browser that somebody else started."""
    port = free_port()
    process = subprocess.Popen(
        [browser_path(playwright), "--headless", *AS_ROOT, *QUIET, f"--remote-debugging-port={port}", f"--user-data-dir={tmp_path / 'profile'}", "about:blank"],
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not answers(f"http://127.0.0.1:{port}/json/version"):
        assert time.monotonic() < until, "the browser did not start"
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    os.killpg(process.pid, signal.SIGTERM)  # Debian's browser is a script that starts the browser
    process.wait()


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


def test_a_browser_that_speaks_devtools_is_used(batch, devtools):
    batch.add(LOOKS, LOOKS)

    code, _, err = batch.end(batch.begin("--workers", "2", "--browser-endpoint", devtools))

    assert code == 0, err
    assert list(batch.states().values()) == ["done", "done"]
    assert answers(f"{devtools}/json/version"), "it is not ours to close"


def test_a_playwright_server_is_used(batch, server):
    batch.add(LOOKS)

    code, _, err = batch.end(batch.begin("--workers", "1", "--browser-endpoint", server))

    assert code == 0, err
    assert batch.states() == {"phone-0": "done"}


def test_an_endpoint_that_does_not_answer_is_told_without_its_address(batch):
    batch.add(LOOKS)

    code, out, err = batch.end(batch.begin("--workers", "1", "--browser-endpoint", f"ws://127.0.0.1:{free_port()}/token-1234"))

    assert code == 1
    assert "token-1234" not in out + err + str(batch.entries())
    assert batch.states() == {"phone-0": "failed"}
