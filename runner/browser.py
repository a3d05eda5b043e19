"""Find a browser on this machine and start it, as what it is: automation that does not hide."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Playwright
from playwright.async_api import Error as PlaywrightError

from pages.bounded import bounded
from runner.credentials.driver import start_driver
from runner.errors import RunnerError, UsageError, first_line
from runner.settings import Settings

# Full browsers first; the shell is smaller and faster, but has no window.
SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
SYSTEM_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
# Installed programs Playwright knows where to find; Edge is part of Windows.
CHANNELS = {"win32": ("chrome", "msedge"), "darwin": ("chrome", "msedge")}

# No look-ups and updates of the browser's own: the run speaks to the console only.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


@dataclass(frozen=True)
class Found:
    """A browser on this machine: ``path`` or ``channel``, and how it was found."""

    path: str | None
    channel: str | None
    how: str


async def find_browser(playwright: Playwright, *, headed: bool, chosen: str | None = None) -> Found | None:
    """The browser to use: the one chosen, Playwright's own, the system's, or an installed Chrome or Edge; else None.

    Raises:
        UsageError: a browser was chosen and is not there.
    """
    if chosen:
        return _chosen(chosen)
    own = Path(playwright.chromium.executable_path)
    if own.exists():
        return Found(str(own if headed else _own_shell(own) or own), None, "Playwright's own")
    names = SYSTEM_BROWSERS if headed else (*SYSTEM_SHELLS, *SYSTEM_BROWSERS)
    for name in names:
        if path := shutil.which(name):
            return Found(path, None, "the system's")
    for channel in CHANNELS.get(sys.platform, ()):
        if await _starts(playwright, channel):
            return Found(None, channel, "installed")
    return None


def _own_shell(own: Path) -> Path | None:
    """Playwright's own headless shell, beside its browser: smaller, and faster with many contexts."""
    home = next((folder for folder in own.parents if folder.name.startswith("chromium-")), None)
    if home is None:
        return None
    names = (f"{name}{own.suffix}" for name in ("chrome-headless-shell", "headless_shell"))
    found = (path for name in names for path in home.parent.glob(f"chromium_headless_shell-*/*/{name}"))
    return max(found, default=None)


def _chosen(chosen: str) -> Found:
    if os.sep not in chosen and "/" not in chosen and not shutil.which(chosen):
        return Found(None, chosen, "the channel you chose")
    path = shutil.which(chosen)
    if not path:
        raise UsageError(f"There is no browser at {chosen}; correct MI_BROWSER or --browser.")
    return Found(path, None, "the one you chose")


async def _starts(playwright: Playwright, channel: str) -> bool:
    try:
        browser = await playwright.chromium.launch(channel=channel, headless=True)
    except PlaywrightError:
        return False
    await browser.close()
    return True


def needs_screen() -> bool:
    """Whether this machine has no screen to show a window on."""
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def launch_options(found: Found, settings: Settings) -> dict[str, Any]:
    """What to start the browser with. As root, Chromium refuses its sandbox; only then is it left out."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    width, height = settings.viewport
    window = [f"--window-size={width + 20},{height + 110}"] if settings.headed else []
    return {
        "headless": not settings.headed,
        "executable_path": found.path,
        "channel": found.channel,
        "args": [*QUIET, *window, *settings.browser_args, *(["--no-sandbox"] if as_root else [])],
        # Ctrl-C is ours: the trail is closed first, then the browser.
        "handle_sigint": False,
    }


@asynccontextmanager
async def open_browser(settings: Settings) -> AsyncIterator[Browser]:
    """A running browser, closed again at the end.

    Raises:
        UsageError: no browser was found, or a window was asked for where there is no screen.
        RunnerError: the browser was found and did not start.
    """
    if settings.headed and needs_screen():
        raise UsageError(
            "There is no screen to show a browser window on. Use --headless, or run under Xvfb: xvfb-run -a mi-runner …"
        )
    async with start_driver() as playwright:
        if settings.browser_endpoint:
            browser = await _connect(playwright, settings.browser_endpoint)
            try:
                yield browser
            finally:
                await close_quietly(browser)
            return
        found = await find_browser(playwright, headed=settings.headed, chosen=settings.browser)
        if not found:
            raise UsageError("No browser was found. 'mi-runner doctor --install-browser' gets one.")
        try:
            browser = await playwright.chromium.launch(**launch_options(found, settings))
        except PlaywrightError as problem:
            raise RunnerError(
                f"The browser {found.path or found.channel} did not start: {first_line(problem)}"
            ) from None
        try:
            yield browser
        finally:
            await close_quietly(browser)


async def _connect(playwright: Playwright, endpoint: str) -> Browser:
    """Use a browser that runs already: a Playwright server, or anything that speaks the DevTools protocol."""
    devtools = endpoint.startswith("http") or "/devtools/" in endpoint
    try:
        if devtools:
            return await playwright.chromium.connect_over_cdp(endpoint)
        return await playwright.chromium.connect(endpoint)
    except PlaywrightError as problem:
        # Not its text: an endpoint's address may hold a token.
        raise RunnerError(
            f"No browser answered at the endpoint ({type(problem).__name__}); nothing was opened. Check --browser-endpoint."
        ) from None


async def close_quietly(browser: Browser) -> None:
    """Close a browser that may be gone already, or may not react."""
    with suppress(PlaywrightError):
        await bounded(browser.close())
