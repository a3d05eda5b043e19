"""The vendor's help centre, where an owner asks for help; a person acts there, nothing is clicked for them."""

from __future__ import annotations

from playwright.async_api import Locator

from pages.base import Page, first_seen


class SupportPage(Page):
    """The start of the vendor's help centre."""

    title = "Vendor's support"
    path = "/helpcenter"  # seen 2019-2026: linked by the vendor's own app, and by copies of its account pages

    @property
    def landmark(self) -> Locator:
        # role inferred 2026; the words' sources: pages/wording
        return first_seen(self.tab.get_by_role("heading", name=self.site.mentions("help centre")))

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        # Whatever is asked there, the owner answers with who they are; inferred 2026.
        return (self.tab.locator("input, textarea, select, [contenteditable]"),)
