"""What every page object is made of: a screen that knows itself.

A *tab* is Playwright's page; a *page* is ours: one screen of the console, with named things and a few verbs. It is
recognised from one reading of the screen, by what a person sees there: words, what can be pressed, what is on top.
A page never waits for the next page and never asserts; ``Run.arrive`` is the one place that asks where we are.
"""

from __future__ import annotations

import time
from functools import reduce
from typing import ClassVar, Final, Literal

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages import acts
from pages.acts import Find
from pages.console import Site
from pages.private import accounts_named_in
from pages.reading import Element, reader_of
from pages.seen import Seen, see, seen_in

Host = Literal["account", "cloud"]
_NAMES_COME: Final = 5.0
"""Seconds in which a page that is recognised shows whose account it is."""


def first_visible(*ways: Locator) -> Locator:
    """The first visible element that any of the ways finds, best way first in the code, document order on screen.

    Playwright's ``or_`` alone raises when two match and waits on a hidden first match; filtering by visibility
    before taking the first one has neither fault (measured with Playwright 1.65).
    """
    seen = reduce(lambda some, other: some.or_(other), ways).filter(visible=True).first
    # On the locator itself: a table of ours would keep every tab for ever, since a way leads by its tab and the run
    # that listens there back to the locator (measured: 0.2 MB a run).
    setattr(seen, _WAYS, ways)
    return seen


_WAYS: Final = "joined_from"


def ways_of(locator: Locator) -> tuple[Locator, ...]:
    """The ways a locator was joined from by :func:`first_visible`; any other locator is its own only way."""
    ways: tuple[Locator, ...] = getattr(locator, _WAYS, (locator,))
    return ways


class Page:
    """One screen of the console."""

    title: ClassVar[str]
    """The screen's name as a person would say it, for questions and reports."""

    host: ClassVar[Host] = "account"
    path: ClassVar[str] = ""
    """Where the screen is found on its host, when it has an address of its own."""

    known_by: ClassVar[tuple[str, ...]] = ()
    """Our names of the labels by which a person knows the screen."""

    whole: ClassVar[bool] = True
    """Whether it fills the window, so that no other such screen can be there at the same time."""

    def __init__(self, tab: Tab, site: Site) -> None:
        self.tab = tab
        self.site = site
        self._seen: Seen | None = None

    def shows(self, seen: Seen) -> bool:
        """Whether this is the screen."""
        raise NotImplementedError

    def recognise(self, seen: Seen) -> bool:
        """Whether this is the screen; if so, the page reads from it from now on."""
        if not self.shows(seen):
            return False
        self._seen = seen
        return True

    @property
    def seen(self) -> Seen:
        """What was on screen when the page was recognised, or looked at last."""
        if self._seen is None:
            raise LookupError(f"“{self.title}” was not looked at yet")
        return self._seen

    async def look(self) -> Seen:
        """Read the screen anew."""
        self._seen = await see(self.tab, self.site)
        return self._seen

    async def is_here(self) -> bool:
        """Whether the screen is what the tab shows now."""
        return self.shows(await self.look())

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        """What must be covered in a picture of this screen, besides what is covered on every screen."""
        return ()

    @classmethod
    def address(cls, site: Site) -> str:
        """The full address of the screen, in the language the site is set to."""
        return site.address(cls.host, site.paths.get(cls.title, cls.path))

    async def press(self, find: Find, what: str, *, guarded: bool = False) -> None:
        """Press something, once it is enabled. See :func:`pages.acts.press`."""
        await acts.press(self.tab, self.site, find, what, guarded=guarded)

    async def press_seen(
        self, element: Element, *within: Element, guarded: bool = False, limit: int = acts.CLICK
    ) -> None:
        """Press an element of what was seen, if it and what is around it still say the same, in so many milliseconds."""
        await acts.press_now(self.tab, self.site, self.seen, element, within, guarded=guarded, limit=limit)

    async def fill_in(self, find: Find, value: str, what: str, *, secret: bool = False) -> None:
        """Fill in a field; a secret through the gate."""
        await acts.fill(self.tab, self.site, find, value, what, secret=secret)


class NamesAccount(Page):
    """A screen that says whose account it is about."""

    async def accounts_named(self) -> list[str]:
        """The account names that a person sees on screen, whole or masked; a page may show them last of all."""
        await self.look()
        names, until = self.names_seen(), time.monotonic() + _NAMES_COME
        while not names and time.monotonic() < until:
            self._seen = seen_in(await reader_of(self.tab).look_after(self.seen.screen, 0.5), self.site)
            names = self.names_seen()
        return names

    def names_seen(self) -> list[str]:
        """The same, of what was seen last."""
        return list(dict.fromkeys(name for _, text in self.seen.blocks for name in accounts_named_in(text)))


class Interruption(Page):
    """Something that stands between us and the wanted screen."""

    whole: ClassVar[bool] = False


class Nuisance(Interruption):
    """In the way, but harmless: a cookie banner, an advertisement. The runner closes it itself."""

    async def dismiss(self) -> None:
        """Close it by the most private choice it offers."""
        raise NotImplementedError


class Obstacle(Interruption):
    """The console requires something that only a person may do."""

    kind: ClassVar[str] = "obstacle"
    """One word for the trail: ``captcha``, ``code``, ``terms``, ``password`` or ``unknown``."""

    wanted: str
    """What the person is asked to do, in one sentence."""


class Notice(Interruption):
    """The console says something that is known by its words alone."""

    label: ClassVar[str]
    """Our name of those words."""

    def shows(self, seen: Seen) -> bool:
        return seen.notice(self.label) is not None

    async def reason(self) -> str:
        """The console's own words, on one line."""
        found = self.seen.notice(self.label)
        return " ".join(found[1].split()) if found else ""


class Refusal(Notice):
    """The console says no. The run ends with the console's own words and is not retried."""


class UnknownScreen(Obstacle):
    """A screen that no page object knows; a person carries on by hand until one appears that we know."""

    title = "Unknown screen"
    kind = "unknown"

    def __init__(self, tab: Tab, site: Site, wanted: str) -> None:
        super().__init__(tab, site)
        self.wanted = wanted

    def shows(self, seen: Seen) -> bool:  # noqa: ARG002 - it is what is left when nothing else is known
        return True
