"""What every test stands on: a browser of this machine, a practice console of its own, and runs with people."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from types import SimpleNamespace
from uuid import uuid4

import keyring
import pytest
from hypothesis import HealthCheck, settings
from keyring.backends.null import Keyring as EmptyKeyring
from playwright.sync_api import expect

from pages.console import Site
from runner.practice import Practice
from tests.support.browsers import AS_ROOT, browser_path
from tests.support.command import Command
from tests.support.loop import Loop, SharedBrowser
from tests.support.people import EMAIL, PASSWORD, Present, build_job
from tests.support.settled import Settled
from tests.support.started import Started
from tests.support.tiers import thorough

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background, as by CI: what the tests start would ignore Ctrl-C too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


expect.set_options(timeout=60_000)  # far beyond need: the machine may be busy
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")

BY_FIXTURE = {"browser": {"playwright", "shared"}, "linux": {"_dovecot", "postgres", "screen"}}
"""A test that uses one of these has the mark by itself."""


def pytest_collection_modifyitems(items):
    """Give marks by what a test uses, so that none is forgotten."""
    for item in items:
        for mark, fixtures in BY_FIXTURE.items():
            if fixtures & set(item.fixturenames):
                item.add_marker(mark)


@pytest.fixture(scope="session", autouse=True)
def _no_keyring():
    """No test reads or writes the keyring of whoever runs it."""
    keyring.set_keyring(EmptyKeyring())


@pytest.fixture(autouse=True)
def _no_settings_of_ours(tmp_path_factory):
    """No test is told anything by the environment of whoever runs it, nor touches their signing key or their intents."""
    with pytest.MonkeyPatch.context() as patch:  # one of its own: a test may undo what it has patched itself
        for name in [name for name in os.environ if name.startswith("MI_")]:
            patch.delenv(name)
        # Folders of this test alone: what one test leaves remembered must not answer for the next, in whatever order
        # they run. Not made by mktemp, which looks through all its folders for the next number, before each test anew.
        own = tmp_path_factory.getbasetemp() / "own" / uuid4().hex
        patch.setenv("MI_TRAIL_KEYS", str(own / "keys"))
        patch.setenv("MI_INTENTS", str(own / "intents"))
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright):
    """The human's browser: Playwright's own where it is installed, else the system's."""
    args = [*browser_type_launch_args.get("args", []), *AS_ROOT]
    return {**browser_type_launch_args, "executable_path": browser_path(playwright), "args": args}


@pytest.fixture(scope="session")
def _served():
    with Practice(port=0) as console:
        yield console


@pytest.fixture
def console(_served):
    """The practice console, empty and with every switch at its default."""
    _served.reset()
    return _served


@pytest.fixture
def leaver(console):
    """An account with devices and apps, as the practice console makes them."""
    return console.add_account(email=EMAIL, password=PASSWORD)


@pytest.fixture(params=["current", *thorough("classic")])
def skin(request, console):
    """Both sign-in pages, one after the other."""
    console.switch(skin=request.param)
    return request.param


@pytest.fixture
def site(console):
    return Site(console.account_url, console.cloud_url)


@pytest.fixture(scope="session")
def loop():
    """The event loop of all runs of this test process; ``loop.run(coroutine)`` waits for one."""
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def shared(loop):
    """The browser of all runs of this test process, in that loop."""
    shared = SharedBrowser(loop)
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def chrome(shared):
    """That browser itself, for tests that show pages of their own in it."""
    return shared.browser


@pytest.fixture(scope="session")
def command(loop, shared):
    """The command line, called in this process; see tests/support/command.py."""
    return Command(loop, shared)


@pytest.fixture
def start(site, tmp_path, playwright, shared):
    """Start a scenario that goes on beside the test; what still runs at the end of the test is ended."""
    started = []

    def go(scenario, *, operator=None, site=site, patience=None, **wishes):
        patience = patience and Settled(patience)
        job = build_job(
            site, tmp_path / "trails", scenario, operator=operator or Present(), patience=patience, **wishes
        )
        started.append(Started(job, shared, playwright))
        return started[-1]

    yield go
    for run in started:
        run.stop()


@pytest.fixture
def screen(tmp_path):
    """A virtual screen for a browser window, which can be photographed."""
    if not sys.platform.startswith("linux"):
        pytest.skip("Xvfb is for Linux; elsewhere there is a screen")
    if not shutil.which("Xvfb"):
        pytest.fail("Xvfb is missing: install the package xvfb")
    read, write = os.pipe()
    frame = tmp_path / "frame"
    frame.mkdir()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-fbdir", str(frame)], pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield SimpleNamespace(
        display=f":{os.read(read, 16).decode().strip()}", photograph=(frame / "Xvfb_screen0").read_bytes
    )
    server.terminate()
    server.wait(60)
    os.close(read)
    os.close(write)
