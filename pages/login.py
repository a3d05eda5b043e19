"""The sign-in screen, in the current skin (2021 on) and the classic one (until about 2020)."""

from __future__ import annotations

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import Page, first_seen
from pages.console import Site
from pages.gate import fill_secret, press_guarded


class LoginPage(Page):
    """Account, password, an agreement box where there is one, and the button."""

    title = "Sign-in"
    path = "/"  # seen 2021-2026: redirects to /pass/serviceLogin and on to /fe/service/login/password

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # name seen 2021-2026 in the current skin; #username in a saved copy of the classic one, 2020
        self.account_field = first_seen(tab.locator('input[name="account"]'), tab.locator("#login-main-form #username"))
        # name seen 2021-2026 in the current skin; #pwd in a saved copy of the classic one, 2020
        self.password_field = first_seen(tab.locator('input[name="password"]'), tab.locator("#login-main-form #pwd"))
        self.password_tab = first_seen(tab.get_by_role("tab", name=site.says("password tab")))  # inferred 2026
        self.agreement_box = first_seen(
            tab.get_by_role("checkbox", name=site.mentions("agreement")),  # guides, 2024
            tab.locator('input[type="checkbox"][name="agreement"]'),
        )
        self.sign_in_button = first_seen(
            tab.get_by_role("button", name=site.says("sign in")),
            tab.locator("button.mi-button[type=submit]"),  # class seen 2021-2026
            tab.locator("#login-button"),  # saved copy of the classic skin, 2020
        )
        # The reset screen asks for an account too, so the password tells sign-in apart; where the first tab is a
        # QR code (inferred 2026, for Chinese), the tab that leads to the password does.
        self._known_by = first_seen(
            tab.locator('input[name="password"]').and_(tab.locator("form:has(input[name='account']) input")),
            tab.locator("#login-main-form #pwd"),
            tab.get_by_role("tab", name=site.says("password tab")),
        )

    @property
    def landmark(self) -> Locator:
        return self._known_by

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.account_field, self.password_field)

    async def fill(self, account: str, password: str) -> None:
        """Fill in both fields and tick the agreement where the console asks for it."""
        if not await self.password_field.is_visible():
            await self.password_tab.click()
        await fill_secret(self.account_field, account, self.site)
        await fill_secret(self.password_field, password, self.site)
        if await self.agreement_box.is_visible():
            await self.agreement_box.check()

    async def press_sign_in(self) -> None:
        """Send the form: once; a refusal is never answered with a second try."""
        await press_guarded(self.sign_in_button, self.site)
