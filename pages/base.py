"""What every page object is made of: a screen that knows itself.

A *tab* is Playwright's page; a *page* is ours: one screen of the console, with named locators and a few verbs.
A page never waits for the next page and never asserts; ``Run.arrive`` is the one place that asks where we are.
"""

from __future__ import annotations

from functools import reduce
from typing import ClassVar, Final, Literal

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.console import Site
from pages.private import accounts_named_in

Host = Literal["account", "cloud"]


def first_seen(*ways: Locator) -> Locator:
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
    """The ways a locator was joined from by :func:`first_seen`; any other locator is its own only way."""
    ways: tuple[Locator, ...] = getattr(locator, _WAYS, (locator,))
    return ways


class Page:
    """One screen of the console."""

    title: ClassVar[str]
    """The screen's name as a person would say it, for questions and reports."""

    host: ClassVar[Host] = "account"
    path: ClassVar[str] = ""
    """Where the screen is found on its host, when it has an address of its own."""

    def __init__(self, tab: Tab, site: Site) -> None:
        self.tab = tab
        self.site = site

    @property
    def landmark(self) -> Locator:
        """The one element by which a person would know the screen."""
        raise NotImplementedError

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        """What must be covered in a picture of this screen."""
        return ()

    @classmethod
    def address(cls, site: Site) -> str:
        """The full address of the screen, in the language the site is set to."""
        return site.address(cls.host, site.paths.get(cls.title, cls.path))

    async def is_here(self) -> bool:
        """Whether the screen is what the tab shows now."""
        return await self.landmark.is_visible()


class ListPage(Page):
    """A list that stays on screen behind the dialogue over one of its rows.

    It is here only when no dialogue covers it: a list that is read, or left, while the console still works on an
    answer would be read too early, or cut that work short.
    """

    async def is_here(self) -> bool:
        covered = self.tab.locator('[role="dialog"], [role="alertdialog"], dialog[open]').filter(visible=True)
        return await super().is_here() and not await covered.count()


class Question(Page):
    """The console asks back before it does something for good."""

    yes: ClassVar[str]
    """Our name of the label on the button that does it."""

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # inferred 2026
        self.question = first_seen(tab.locator('[role="alertdialog"]'), tab.locator(".mainbox.confirm"))
        # role inferred 2026; the words' sources: pages/wording
        self.confirm_button = first_seen(self.question.get_by_role("button", name=site.says(self.yes)))
        # role inferred 2026; the words' sources: pages/wording
        self.cancel_button = first_seen(
            self.question.get_by_role("button", name=site.says("cancel")),
            self.question.get_by_role("link", name=site.says("cancel")),
        )

    @property
    def landmark(self) -> Locator:
        return self.confirm_button

    async def is_about(self, name: str) -> bool:
        """Whether the question names this one."""
        return name in " ".join((await self.question.inner_text()).split())

    async def keep(self) -> None:
        """Say *Cancel*: nothing is done."""
        await self.cancel_button.click()


class NamesAccount(Page):
    """A screen that says whose account it is about."""

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        self.account_shown = tab.locator(".account-shown")  # inferred

    async def accounts_named(self) -> list[str]:
        """The account names on screen, whole or masked: where the console puts them, else anywhere in the text."""
        place = self.account_shown.first if await self.account_shown.count() else self.tab.locator("body")
        return accounts_named_in(await place.inner_text())

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.account_shown,)


class Interruption(Page):
    """Something that stands between us and the wanted screen."""


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


class Refusal(Interruption):
    """The console says no. The run ends with the console's own words and is not retried."""

    @property
    def words(self) -> Locator:
        """Where the console's own words stand."""
        return self.landmark

    async def reason(self) -> str:
        """The console's own words, on one line."""
        return " ".join((await self.words.inner_text()).split())


class UnknownScreen(Obstacle):
    """A screen that no page object knows; a person carries on by hand until one appears that we know."""

    title = "Unknown screen"
    kind = "unknown"

    def __init__(self, tab: Tab, site: Site, wanted: str) -> None:
        super().__init__(tab, site)
        self.wanted = wanted

    @property
    def landmark(self) -> Locator:
        return self.tab.locator("body")
