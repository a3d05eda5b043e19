"""Where a signed-in person lands: the account home, and the cloud home with what is stored."""

from __future__ import annotations

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import NamesAccount, Page, first_seen
from pages.console import Site


class AccountHomePage(NamesAccount):
    """The account host's start page of somebody signed in."""

    title = "Account home"
    path = "/fe/service/account"  # inferred 2026

    @property
    def landmark(self) -> Locator:
        # role inferred 2026; the words' sources: pages/wording
        return first_seen(self.tab.get_by_role("heading", name=self.site.says("account home")))

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        # inferred 2026
        return (self.owner, self.tab.locator(".account-id, .account-email"))

    @property
    def owner(self) -> Locator:
        """Where the owner's own name stands."""
        return self.tab.locator(".account-name").first  # inferred 2026

    async def owners_name(self) -> str:
        """The name the owner gave; empty where the console shows none."""
        return (await self.owner.inner_text()).strip() if await self.owner.count() else ""


class CloudHomePage(Page):
    """The cloud host's start page, with counts of what is stored there."""

    title = "Cloud home"
    host = "cloud"
    path = "/#/"  # pages behind '#/' seen 2020-2026

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # role inferred 2026; the words' sources: pages/wording
        self.heading = first_seen(tab.get_by_role("heading", name=site.says("cloud home")))
        self.stored = tab.locator("[data-kind]:has(.stored-count)")  # inferred 2026

    @property
    def landmark(self) -> Locator:
        return first_seen(self.stored)

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        # inferred 2026
        return (self.tab.locator(".account-name"),)

    async def counts(self) -> dict[str, str]:
        """What the console says is stored, by kind, in the console's own figures."""
        rows = await self.stored.evaluate_all(
            "rows => rows.map(row => [row.dataset.kind, row.querySelector('.stored-count').innerText.trim()])"
        )
        return {str(kind): str(count) for kind, count in rows}
