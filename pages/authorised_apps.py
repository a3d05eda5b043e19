"""Apps and websites that may use the account, and their withdrawal."""

from __future__ import annotations

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import ListPage, Question, first_seen
from pages.console import Site
from pages.gate import press_guarded


class AuthorisedAppsPage(ListPage):
    """Every app and website with access to the account."""

    title = "Authorised apps"
    path = "/fe/service/account/authorization"  # inferred 2026; guides only say "privacy / permissions"

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # role inferred 2026; the words' sources: pages/wording
        self.heading = first_seen(tab.get_by_role("heading", name=site.says("apps heading")))
        self.items = tab.locator("li[data-app-id], #authList tr[data-app-id]")  # inferred 2026, one for each skin
        # role inferred 2026; the words' sources: pages/wording
        self.nothing = first_seen(tab.get_by_text(site.says("no apps")))

    @property
    def landmark(self) -> Locator:
        return first_seen(self.items, self.nothing)

    async def apps(self) -> list[tuple[str, str]]:
        """The authorised apps as (id, name), in the console's order."""
        found = await self.items.evaluate_all(
            """rows => rows.map(row => [row.dataset.appId,
                 (row.querySelector('.app-name') || row).innerText.trim().split('\\n')[0]])"""
        )
        return [(str(id_), " ".join(str(name).split())) for id_, name in found]

    async def press_revoke(self, app_id: str) -> None:
        """Ask for one app's withdrawal; the console asks back before it does anything."""
        # inferred 2026
        row = self.tab.locator(f'[data-app-id="{app_id}"]')
        # role inferred 2026; the words' sources: pages/wording
        await row.get_by_role("button", name=self.site.says("revoke")).click()


class ConfirmWithdrawal(Question):
    """The question *Revoke access?* before an app loses it."""

    title = "Confirm withdrawal"

    yes = "confirm revoke"

    async def withdraw_for_good(self) -> None:
        """The irreversible click: the app loses its access."""
        await press_guarded(self.confirm_button, self.site)
