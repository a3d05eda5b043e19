"""The vendor's help centre, where an owner asks for help; a person acts there, nothing is clicked for them."""

from __future__ import annotations

from pages.base import Page
from pages.seen import Seen


class SupportPage(Page):
    """The start of the vendor's help centre."""

    title = "Vendor's support"
    path = "/helpcenter"  # seen 2019-2026: linked by the vendor's own app, and by copies of its account pages
    known_by = ("help centre",)

    def shows(self, seen: Seen) -> bool:
        return any(True for _ in seen.screen.headings(seen.holding("help centre")))
