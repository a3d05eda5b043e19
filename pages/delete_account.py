"""Account deletion and its steps, as told by guides (2020-2024): warning, code, perhaps the password, last warning."""

from __future__ import annotations

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import NamesAccount, Page, first_seen
from pages.console import Site
from pages.gate import fill_secret, press_guarded


class DeleteAccountPage(NamesAccount):
    """The first warning, with the tick box and *Delete Mi Account*."""

    title = "Delete account"
    path = "/pass/del"  # seen in an app's constants and in walkthroughs, 2024-2026

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # inferred 2026; the words' sources: pages/wording
        self.agree_box = first_seen(
            tab.get_by_role("checkbox", name=site.mentions("delete agree")),
            tab.locator('input[type="checkbox"][name="agree"]'),
        )
        # role inferred 2026; the words' sources: pages/wording
        self.start_button = first_seen(tab.get_by_role("button", name=site.says("delete start")))

    @property
    def landmark(self) -> Locator:
        return self.agree_box

    async def agree(self) -> None:
        """Tick *Yes, I want to delete my account*, afresh: a browser may restore a tick that the console has not seen."""
        await self.agree_box.uncheck()
        await self.agree_box.check()

    async def press_delete(self) -> None:
        """Start the deletion: the console now sends a code; nothing is lost yet."""
        await press_guarded(self.start_button, self.site)


class PasswordAgainPage(Page):
    """Some guides tell of the password being asked for once more."""

    title = "Password once more"

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # role inferred 2026; the words' sources: pages/wording
        self.heading = first_seen(tab.get_by_role("heading", name=site.mentions("password again")))
        # inferred 2026
        self.password_field = first_seen(tab.locator('input[type="password"]'))
        # role inferred 2026; the words' sources: pages/wording
        self.submit_button = first_seen(tab.get_by_role("button", name=site.says("submit")))

    @property
    def landmark(self) -> Locator:
        return self.heading

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.password_field,)

    async def enter(self, password: str) -> None:
        """Give the password once more."""
        await fill_secret(self.password_field, password, self.site)
        await press_guarded(self.submit_button, self.site)


class LastWarningPage(NamesAccount):
    """*Make sure that you have signed out on all devices*, and the button that deletes."""

    title = "Last warning"

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # role inferred 2026; the words' sources: pages/wording
        self.delete_button = first_seen(tab.get_by_role("button", name=site.says("delete finally")))

    @property
    def landmark(self) -> Locator:
        return self.delete_button

    async def delete_for_good(self) -> None:
        """The irreversible click: the account is gone."""
        await press_guarded(self.delete_button, self.site)


class AccountDeletedPage(Page):
    """The notice that the account was deleted."""

    title = "Account deleted"

    @property
    def landmark(self) -> Locator:
        # role inferred 2026; the words' sources: pages/wording
        return first_seen(self.tab.get_by_text(self.site.mentions("deleted")))
