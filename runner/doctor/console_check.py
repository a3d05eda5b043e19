"""Look at a console without signing in: open each address that shows something, and note what was found, and how.

Nothing is typed and nothing is sent. The one thing pressed is the tab that shows the password field, where a console
shows a QR code first.
"""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.base import Page
from pages.landmarks import CLOSED_SCREENS, OPEN_SCREENS, Landmark, found_by
from pages.login import LoginPage
from pages.outline import outline_of
from pages.screens import SCREENS
from runner.browser import open_browser
from runner.core.masks import Covers
from runner.core.screen import look, wait_for_change
from runner.credentials.vault import Vault
from runner.errors import TrailError, first_line
from runner.settings import Settings
from runner.trail.pictures import covered, take

_FAULT = 400
"""HTTP statuses from here on are worth a word."""

LEADS_TO_SIGN_IN = Landmark("leads to sign-in", "")


@dataclass(frozen=True)
class LandmarkResult:
    """One landmark: each way it is looked for, and whether that way found it."""

    mark: Landmark
    ways: tuple[tuple[str, bool], ...]

    @property
    def by(self) -> str:
        """The first way that found it; empty when none did."""
        return next((name for name, found in self.ways if found), "")

    @property
    def missing(self) -> bool:
        """Whether it should be there and is not."""
        return self.mark.needed and not self.by


@dataclass
class ScreenResult:
    """One screen as it was found."""

    title: str
    address: str
    sightings: list[LandmarkResult] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    picture: Path | None = None
    outline: str = ""

    @property
    def missing(self) -> bool:
        """Whether anything that should be there is not."""
        return any(sighting.missing for sighting in self.sightings)


@dataclass(frozen=True)
class ConsoleReport:
    """All that was seen of a console."""

    browser: str
    screens: tuple[ScreenResult, ...]

    @property
    def missing(self) -> int:
        """How many landmarks are missing."""
        return sum(sighting.missing for screen in self.screens for sighting in screen.sightings)


async def check_console(settings: Settings, folder: Path, vault: Vault) -> ConsoleReport:
    """Open the console's public addresses one after the other.

    Arguments:
        settings: the console, the browser, and for how many seconds a landmark is looked for (``patience``).
        folder: where a picture of each screen goes.
        vault: what must not be read in anything that is kept.

    Raises:
        UsageError, RunnerError: there is no browser, or it does not start.
    """
    async with open_browser(settings) as browser:
        eyes = _Eyes(settings, folder, vault, await _tab(settings, browser))
        opened = [await eyes.visit(page, page, marks) for page, marks in OPEN_SCREENS]
        closed = [await eyes.visit(page, LoginPage, (LEADS_TO_SIGN_IN,)) for page in CLOSED_SCREENS]
        return ConsoleReport(f"{browser.browser_type.name} {browser.version}", (*opened, *closed))


async def _tab(settings: Settings, browser: Browser) -> Tab:
    width, height = settings.viewport
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale=settings.site.locale.replace("_", "-"),
        accept_downloads=False,
    )  # fmt: skip
    return await context.new_page()


@dataclass
class _Eyes:
    settings: Settings
    folder: Path
    vault: Vault
    tab: Tab
    pictures: int = 0

    async def visit(self, asked: type[Page], expected: type[Page], marks: tuple[Landmark, ...]) -> ScreenResult:
        """Open one screen's address, and look for the marks of the screen expected there."""
        seen = ScreenResult(asked.title, bare(asked.address(self.settings.site)))
        await self._open(asked, seen)
        page = expected(self.tab, self.settings.site)
        seen.sightings = await self._look_for(page, marks)
        await self._say_what_else(seen)
        await self._take_picture(seen)
        return seen

    async def _open(self, page: type[Page], seen: ScreenResult) -> None:
        try:
            response = await self.tab.goto(page.address(self.settings.site), wait_until="domcontentloaded")
        except PlaywrightError as problem:
            seen.remarks.append(f"did not load: {self.vault.redact(first_line(problem).split(' at http')[0])}")
            return
        if response and response.status >= _FAULT:
            seen.remarks.append(f"answers HTTP {response.status}")

    async def _look_for(self, page: Page, marks: tuple[Landmark, ...]) -> list[LandmarkResult]:
        until = time.monotonic() + self.settings.patience
        sightings = [LandmarkResult(mark, ()) for mark in marks]
        while True:
            with suppress(PlaywrightError):  # between two documents
                await _show_password(page)
                sightings = [await sight(page, mark) for mark in marks]
            found = all(sighting.ways and not sighting.missing for sighting in sightings)
            if found or (left := until - time.monotonic()) <= 0:
                return sightings
            await wait_for_change(self.tab, left)

    async def _say_what_else(self, seen: ScreenResult) -> None:
        site = self.settings.site
        if seen.missing:
            shown = await look(self.tab, site, SCREENS)
            seen.remarks.append(f"shows “{shown.title}”" if shown else "shows a screen that is not known")
            with suppress(PlaywrightError):
                seen.outline = await outline_of(self.tab, self.vault.redact)
        elif cover := await look(self.tab, site, ()):
            seen.remarks.append(f"“{cover.title}” lies over it")

    async def _take_picture(self, seen: ScreenResult) -> None:
        self.pictures += 1
        path = self.folder / f"{self.pictures:02d}-{re.sub(r'[^a-z]+', '-', seen.title.lower())}.png"
        try:
            shot = await take(self.tab, Covers(self.vault, self.settings.site))
        except TrailError as problem:
            seen.remarks.append(str(problem))
            return
        await asyncio.to_thread(covered(shot).save, path)
        seen.picture = path


async def _show_password(page: Page) -> None:
    """Turn to the password where the first tab is another one; nothing is sent by that."""
    if isinstance(page, LoginPage) and await page.is_here():
        await page.show_password()


async def sight(page: Page, mark: Landmark) -> LandmarkResult:
    """Look for one landmark, and note by which words it was found."""
    seen = await page.look()
    if found := found_by(page, seen, mark):
        return LandmarkResult(mark, ((found, True),))
    return LandmarkResult(mark, tuple((f"the words for “{label}”", False) for label in page.known_by))


def bare(address: str) -> str:
    """An address without query and without a user's name or password."""
    before, sharp, fragment = address.partition("#")
    return re.sub(r"//[^/@]*@", "//", before.partition("?")[0]) + (sharp + fragment if fragment else "")
