"""What may stand in the way of any screen: nuisances, new terms, and the console's refusals."""

from __future__ import annotations

from typing import ClassVar

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import Nuisance, Obstacle, Refusal, first_seen
from pages.console import Site


class CookieBanner(Nuisance):
    """Asks which cookies may be kept; we keep none that is not needed."""

    title = "Cookie banner"

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        self.reject_button = first_seen(tab.get_by_role("button", name=site.says("reject cookies")))  # inferred 2026

    @property
    def landmark(self) -> Locator:
        return self.reject_button

    async def dismiss(self) -> None:
        await self.reject_button.click()


class Promotion(Nuisance):
    """An advertisement over the page."""

    title = "Promotion"

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # Only a dialogue that calls itself a promotion: closing any dialogue unseen would be a guess. Inferred 2026.
        self.close_button = first_seen(
            tab.locator('[role="dialog"][class*="promo"]').get_by_role("button", name=site.says("close"))
        )

    @property
    def landmark(self) -> Locator:
        return self.close_button

    async def dismiss(self) -> None:
        await self.close_button.click()


class NewTerms(Obstacle):
    """The vendor changed its terms; agreeing binds the owner, so the owner does it."""

    title = "New terms"
    kind = "terms"
    wanted = "Read the new terms in the browser window and accept them there if you agree."

    @property
    def landmark(self) -> Locator:
        # role inferred 2026; the words' sources: pages/wording
        return first_seen(self.tab.get_by_role("heading", name=self.site.mentions("new terms")))


class _Notice(Refusal):
    """A refusal that is known by its words."""

    label: ClassVar[str]

    @property
    def landmark(self) -> Locator:
        # role inferred 2026; the words' sources: pages/wording
        return first_seen(self.tab.get_by_text(self.site.mentions(self.label)))


class WrongPassword(_Notice):
    """Code 70016: account or password not accepted."""

    title = "Wrong account or password"
    label = "wrong password"


class NoSuchAccount(_Notice):
    """Code 20003: the console knows no such account; it may have been deleted."""

    title = "No such account"
    label = "no such account"


class AccountBlocked(_Notice):
    """Code 350008: the account is frozen; only the vendor's support can help."""

    title = "Account blocked"
    label = "blocked"


class TooManyTries(_Notice):
    """Signing in was tried too often; trying on makes it worse."""

    title = "Too many attempts"
    label = "too many"


class TooManyCodes(_Notice):
    """Codes were asked for too often."""

    title = "Too many codes"
    label = "too many codes"


class Forbidden(_Notice):
    """Code 403."""

    title = "Access forbidden"
    label = "forbidden"


class DevicesFirst(_Notice):
    """The console will not delete an account that devices still hold."""

    title = "Devices still hold the account"
    label = "devices first"


REFUSALS: tuple[type[Refusal], ...] = (
    WrongPassword, NoSuchAccount, AccountBlocked, TooManyCodes, TooManyTries, DevicesFirst, Forbidden,
)  # fmt: skip

NUISANCES: tuple[type[Nuisance], ...] = (CookieBanner, Promotion)
