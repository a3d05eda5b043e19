"""What every test stands on: a browser of this machine, a practice console of its own, and runs with people."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import keyring
import pytest
from keyring.backends.null import Keyring as EmptyKeyring
from people import EMAIL, PASSWORD, Present, Started, build_job, free_port

from pages.console import Site
from runner.practice import Practice

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background, as by CI: what the tests start would ignore Ctrl-C too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
        patch.setenv("MI_TRAIL_KEYS", str(tmp_path_factory.getbasetemp() / "keys"))
        patch.setenv("MI_INTENTS", str(tmp_path_factory.mktemp("intents")))
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright):
    """The human's browser: Playwright's own where it is installed, else the system's."""
    own = Path(playwright.chromium.executable_path)
    system = shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("google-chrome")
    args = dict(browser_type_launch_args)
    if not own.exists() and system:
        args["executable_path"] = system
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args["args"] = [*args.get("args", []), "--no-sandbox"]
    return args


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


@pytest.fixture(params=["current", "classic"])
def skin(request, console):
    console.switch(skin=request.param)
    return request.param


@pytest.fixture
def site(console):
    return Site(console.account_url, console.cloud_url)


@pytest.fixture
def start(site, tmp_path, playwright):
    """Start a scenario in a thread of its own; what is still running at the end of the test is an error."""
    started = []

    def go(scenario, *, operator=None, site=site, **wishes):
        port = free_port()
        job = build_job(site, tmp_path / "trails", scenario, operator=operator or Present(), port=port, **wishes)
        started.append(Started(job, port, playwright))
        return started[-1]

    yield go
    for run in started:
        run.stop()
        run.thread.join(30)
        assert not run.thread.is_alive()


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
    server.wait(10)
    os.close(read)
    os.close(write)
