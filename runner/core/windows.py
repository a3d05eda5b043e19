"""What a page opens besides itself: alerts and questions of its script, other windows, downloads.

Each is recorded. While a person acts, a question is theirs; otherwise a rule answers it: an alert is read, a question
gets *Cancel*, leaving a page is allowed, a foreign window is closed. One window of the console's own is kept aside, for
it may be where the page went on; it is followed when nothing is recognised any more.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Final, Protocol

from playwright.async_api import Dialog, Download
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.bounded import bounded
from pages.console import Site
from pages.origin import Origin

TOLD: Final = 5
"""So many of one sort are told one by one; a page may open them by the hundred."""
SETTLE: Final = 5.0
"""Seconds a new window has to say where it leads."""


class Recorder(Protocol):
    """Who is told what happened."""

    def note(self, text: str) -> None:
        """Say something worth a line."""


class Windows:
    """Everything that one tab opens."""

    def __init__(self, tab: Tab, site: Site, recorder: Recorder) -> None:
        self.tab, self.site, self.recorder = tab, site, recorder
        self.person_acts = False
        """Whether somebody is at the browser, so that questions are theirs."""
        self.dialog: Dialog | None = None
        """The question that waits for a person, while one acts."""
        self.asked = asyncio.Event()
        """Set while there is such a question."""
        self.aside: Tab | None = None
        self.open_dialogs = 0
        self._own: Tab | None = None
        self._opening = 0
        self._counts: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        tab.context.on("dialog", self._heed)  # of whichever window: where nobody listens, Playwright says Cancel at once
        tab.on("download", self._refuse)
        tab.context.on("page", self._opened)

    async def own(self) -> Tab:
        """A tab of the run's own, which is nobody's business: opened once, for it costs a tenth of a second."""
        if self._own is None or self._own.is_closed():
            self._opening += 1
            try:
                self._own = await self.tab.context.new_page()
            finally:
                self._opening -= 1
        return self._own

    async def close_own(self) -> None:
        """Close it, before somebody looks at the window and wonders."""
        tab, self._own = self._own, None
        if tab is not None:
            await self._close(tab)

    async def follow(self) -> bool:
        """Go on where the console opened another window; whether there was one."""
        aside, self.aside = self.aside, None
        if aside is None or aside.is_closed() or not self.site.is_at(aside.url):
            return False
        address = aside.url
        await self._close(aside)
        self.recorder.note("The console went on in another window; the run followed it.")
        with suppress(PlaywrightError):  # what the tab shows then is looked at in any case
            await self.tab.goto(address, wait_until="domcontentloaded")
        return True

    async def tidy(self) -> None:
        """Close what a person or the page left open besides the run's own tab."""
        self.aside = None
        for tab in self.tab.context.pages:
            if tab not in {self.tab, self._own}:
                await self._close(tab)

    @contextmanager
    def for_person(self) -> Iterator[None]:
        """While a person acts, questions are theirs."""
        self.person_acts = True
        try:
            yield
        finally:
            self.person_acts = False

    @asynccontextmanager
    async def left_tidy(self) -> AsyncIterator[None]:
        """Afterwards no question is open, and no window but the run's own."""
        try:
            yield
        finally:
            await self.answer(accept=False)
            await self.tidy()

    async def answer(self, *, accept: bool, text: str = "") -> None:
        """Answer the question that waits for a person."""
        dialog, self.dialog = self.dialog, None
        self.asked.clear()
        if dialog is not None:
            await self._answer(dialog, accept=accept, text=text)

    def _heed(self, dialog: Dialog) -> None:
        self.open_dialogs += 1
        words = " ".join(dialog.message.split())[:200]
        if self.person_acts and dialog.type in {"confirm", "prompt"}:
            self._tell(dialog.type, f"The page asks: “{words}”. It waits for you.")
            self.dialog = dialog
            self.asked.set()
            return
        accept = dialog.type in {"alert", "beforeunload"}
        what = {"alert": "The page said", "beforeunload": "The page asked whether to leave it"}.get(
            dialog.type, "The page asked"
        )
        self._tell(dialog.type, f"{what}: “{words}”. It was answered with {'OK' if accept else 'Cancel'}.")
        self._later(self._answer(dialog, accept=accept))

    async def _answer(self, dialog: Dialog, *, accept: bool, text: str = "") -> None:
        try:
            with suppress(PlaywrightError):  # a person answered it in the window, or the page is gone
                await bounded(dialog.accept(text) if accept else dialog.dismiss(), SETTLE)
        finally:
            self.open_dialogs -= 1

    def _opened(self, tab: Tab) -> None:
        if self._opening or tab in {self._own, self.tab}:
            return
        tab.on("download", self._refuse)
        self._later(self._judge(tab))

    async def _judge(self, tab: Tab) -> None:
        with suppress(PlaywrightError):
            await tab.wait_for_load_state("domcontentloaded", timeout=SETTLE * 1000)
        if tab.is_closed():
            return
        where = str(Origin.of_page(tab.url) or "no address")
        if self.person_acts:
            self._tell("window", f"Another window was opened ({where}) while you acted.")
            return
        ours = self.site.is_at(tab.url)
        self._tell("window", f"The page opened another window ({where}); it was {'set aside' if ours else 'closed'}.")
        former, self.aside = (self.aside, tab) if ours else (tab, self.aside)
        if former is not None:
            await self._close(former)

    def _refuse(self, download: Download) -> None:
        self._tell("download", "The page offered a file; it was not saved.")

        async def cancel() -> None:
            with suppress(PlaywrightError):
                await download.cancel()

        self._later(cancel())

    async def _close(self, tab: Tab) -> None:
        with suppress(PlaywrightError):
            await bounded(tab.close(), SETTLE)

    def _tell(self, sort: str, text: str) -> None:
        self._counts[sort] = count = self._counts.get(sort, 0) + 1
        if count <= TOLD:
            self.recorder.note(text)
        elif count == TOLD + 1:
            self.recorder.note(f"The page goes on opening things of this sort ({sort}); no more of them are told.")

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
