"""Password reset: account, CAPTCHA, code, new password twice (seed article and guides)."""

from __future__ import annotations

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import Page, first_seen
from pages.console import Site
from pages.gate import fill_secret, press_guarded


class PasswordResetPage(Page):
    """Which account the password is forgotten of."""

    title = "Password reset"
    path = "/pass/forgetPassword"  # inferred 2026, from the link on saved sign-in pages

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # role inferred 2026; the words' sources: pages/wording
        self.heading = first_seen(tab.get_by_role("heading", name=site.says("reset heading")))
        # inferred 2026
        self.account_field = first_seen(tab.locator('input[name="account"]'))
        # role inferred 2026; the words' sources: pages/wording
        self.next_button = first_seen(tab.get_by_role("button", name=site.says("next")))

    @property
    def landmark(self) -> Locator:
        return self.account_field

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.account_field,)

    async def ask_for(self, account: str) -> None:
        """Name the account and go on."""
        await fill_secret(self.account_field, account, self.site)
        await press_guarded(self.next_button, self.site)


class NewPasswordPage(Page):
    """The new password, twice; 8-16 characters with letters and digits (guide)."""

    title = "New password"

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # inferred 2026
        self.fields = tab.locator('input[type="password"]')
        # inferred 2026
        self.first_field = first_seen(tab.locator('input[name="new_password"]'))
        # inferred 2026
        self.second_field = first_seen(tab.locator('input[name="new_password2"]'))
        # role inferred 2026; the words' sources: pages/wording
        self.submit_button = first_seen(tab.get_by_role("button", name=site.says("submit")))

    @property
    def landmark(self) -> Locator:
        return self.first_field

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.fields,)

    async def choose(self, password: str) -> None:
        """Set the new password: irreversible in so far as the old one is gone."""
        await fill_secret(self.first_field, password, self.site)
        await fill_secret(self.second_field, password, self.site)
        await press_guarded(self.submit_button, self.site)


class PasswordChangedPage(Page):
    """The notice that the password was changed."""

    title = "Password changed"

    @property
    def landmark(self) -> Locator:
        # role inferred 2026; the words' sources: pages/wording
        return first_seen(self.tab.get_by_text(self.site.mentions("password changed")))
