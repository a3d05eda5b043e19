"""One event loop, one driver and one browser for all runs of a test process: each launch costs a second."""

from __future__ import annotations

import asyncio
import pkgutil
import sys
import threading
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

import psutil

import runner
from runner.browser import open_browser
from runner.settings import Settings

LIMIT = 120
"""Seconds after which a coroutine counts as hanging: far beyond what any of them needs."""


class Loop:
    """An event loop in a thread: pytest-playwright keeps a loop of its own running in the main one."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def begin(self, coroutine):
        """Start a coroutine; gives its future."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop)

    def run(self, coroutine, seconds=LIMIT):
        """Wait for a coroutine."""
        return self.begin(coroutine).result(seconds)

    def call(self, act, *given):
        """Call a plain function where the runs are."""

        async def called():
            return act(*given)

        return self.run(called())

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(30)
        self.loop.close()


class SharedBrowser:
    """The browser of all runs in a loop; a person reaches its tabs by its debugging port."""

    def __init__(self, loop):
        self.loop = loop
        self._browser = None
        self._closing = AsyncExitStack()
        self._port = 0

    @property
    def browser(self):
        """The browser, opened when it is first asked for, and again when it is gone."""
        return self.loop.run(self.in_loop())

    async def in_loop(self):
        """The same, for whoever is in the loop already."""
        if self._browser is None or not self._browser.is_connected():
            self._browser, self._port = await self._open(), 0
        return self._browser

    @property
    def endpoint(self):
        """Where a person's own Playwright connects."""
        self._port = self._port or port_of_our_browser()
        return f"http://127.0.0.1:{self._port}"

    def stands_in(self, patch):
        """Be the browser that the product opens, in whichever of its modules."""
        _load_all()  # a module that is loaded later would keep what stands in
        for name, module in list(sys.modules.items()):
            if name.startswith("runner.") and getattr(module, "open_browser", None) is open_browser:
                patch.setattr(module, "open_browser", self._lend)

    @asynccontextmanager
    async def _lend(self, _settings):
        yield await self.in_loop()

    async def _open(self):
        # Port 0: the browser takes a free one and writes it down, so that no two test processes meet.
        settings = Settings(headed=False, browser_args=("--remote-debugging-port=0",))
        browser = await self._closing.enter_async_context(open_browser(settings))
        self._listens_in_its_loop(browser._impl_obj._connection)
        return browser

    def _listens_in_its_loop(self, line):
        """Refuse what a test says to the browser from its own thread, also by ``tab.on(…)``: ``loop.call`` is for that.

        The answer could come before the call is on record, and the next call of whichever test would fail for it.
        """
        said = line.send_message_to_server

        def say(*given, **named):
            assert threading.current_thread() is self.loop.thread, "said to the browser outside of its loop"
            return said(*given, **named)

        line.send_message_to_server = say

    def close(self):
        self.loop.run(self._closing.aclose())


@cache
def _load_all():
    for found in pkgutil.walk_packages(runner.__path__, "runner."):
        if not found.name.endswith("__main__"):
            import_module(found.name)


def port_of_our_browser():
    """The debugging port that a browser of this process has written into its profile."""
    for child in psutil.Process().children(recursive=True):
        try:
            words = child.cmdline()
        except psutil.Error:
            continue
        if "--remote-debugging-port=0" not in words or any(word.startswith("--type=") for word in words):
            continue
        profile = next(word.partition("=")[2] for word in words if word.startswith("--user-data-dir="))
        return int((Path(profile) / "DevToolsActivePort").read_text().split()[0])
    raise AssertionError("no browser of this process has a debugging port")
