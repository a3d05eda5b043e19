"""The form that asks for a code sent by e-mail or phone: the same in the identity check, deletion and reset."""

from __future__ import annotations

from typing import ClassVar

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import Obstacle, first_seen
from pages.console import Site
from pages.gate import fill_secret, press_guarded


class CodePage(Obstacle):
    """A code was sent, or can be; a person reads it and types it in."""

    title = "Verification code"
    kind = "code"
    wanted = "Enter the code that was sent to the account's e-mail address or phone."

    valid_seconds: ClassVar[float] = 60
    """How long a code counts; 60 s told by guides for the deletion (2020-2024), inferred for the others."""

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        self.code_field = first_seen(
            tab.get_by_role("textbox", name=site.says("code field")),
            tab.locator('input[name="ticket"]'),  # field name seen in the identity check, 2021-2026
            tab.locator('input[autocomplete="one-time-code"]'),
        )
        # role inferred 2026; the words' sources: pages/wording
        self.send_button = first_seen(tab.get_by_role("button", name=site.says("send code")))
        # role inferred 2026; the words' sources: pages/wording
        self.resend_button = first_seen(tab.get_by_role("button", name=site.says("resend")))
        # role inferred 2026; the words' sources: pages/wording
        self.submit_button = first_seen(tab.get_by_role("button", name=site.says("submit")))
        self.trust_box = first_seen(tab.locator('input[name="trust"]'))  # 'trust=true|false' seen 2021-2026
        # role inferred 2026; the words' sources: pages/wording
        self.complaint = first_seen(
            tab.get_by_text(site.mentions("wrong code")), tab.get_by_text(site.mentions("expired code"))
        )
        # role inferred 2026; the words' sources: pages/wording
        self.expired = first_seen(tab.get_by_text(site.mentions("expired code")))

    @property
    def landmark(self) -> Locator:
        return self.code_field.or_(self.send_button).first

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.code_field,)

    async def ask_for_code(self) -> bool:
        """Press *Send code* where the console waits for it; whether it was pressed."""
        if not await self.send_button.is_visible():
            return False
        await self.send_button.click()
        return True

    async def ask_again(self) -> bool:
        """Press *Resend* when the console lets us; whether it was pressed."""
        if not await self.resend_button.is_visible() or not await self.resend_button.is_enabled():
            return False
        await self.resend_button.click()
        return True

    async def enter(self, code: str) -> None:
        """Type the code a person gave us, and send it."""
        await fill_secret(self.code_field, code, self.site)
        await press_guarded(self.submit_button, self.site)
