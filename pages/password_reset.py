"""Password reset: account, CAPTCHA, code, new password twice (seed article and guides)."""

from __future__ import annotations

from functools import partial

from pages.base import Page
from pages.login import account_field, asks_for_the_account_first
from pages.reading import Element
from pages.seen import Seen


class PasswordResetPage(Page):
    """Which account the password is forgotten of: an account field and no password."""

    title = "Password reset"
    path = "/pass/forgetPassword"  # inferred 2026, from the link on saved sign-in pages
    known_by = ("reset heading", "account field", "next")

    def shows(self, seen: Seen) -> bool:
        if seen.secret_fields or account_field(seen) is None or next_button(seen) is None:
            return False
        # A sign-in by code has an account field and no password either; it says so, and leads to the password.
        if seen.heading("reset heading") is not None:
            return True
        return seen.button("sign in", "password tab") is None and not asks_for_the_account_first(seen)

    @property
    def heading(self) -> Element | None:
        return self.seen.heading("reset heading")

    @property
    def account_field(self) -> Element | None:
        return account_field(self.seen)

    @property
    def next_button(self) -> Element | None:
        return next_button(self.seen)

    async def ask_for(self, account: str) -> None:
        """Name the account and go on."""
        await self.fill_in(account_field, account, "the account field", secret=True)
        await self.press(next_button, "the button that goes on", guarded=True)


def next_button(seen: Seen) -> Element | None:
    """What goes on to the code."""
    return seen.button("next", "submit", "confirm", "ok")


class NewPasswordPage(Page):
    """The new password, twice; 8-16 characters with letters and digits (guide)."""

    title = "New password"
    known_by = ("new password", "repeat password")

    def shows(self, seen: Seen) -> bool:
        return len(seen.secret_fields) == 2 and submit_button(seen) is not None  # noqa: PLR2004 - once and again

    async def choose(self, password: str) -> None:
        """Set the new password: irreversible in so far as the old one is gone."""
        for number in range(2):
            await self.fill_in(partial(secret, number), password, "the new password", secret=True)
        await self.press(submit_button, "the button that sets the password", guarded=True)


def secret(number: int, seen: Seen) -> Element | None:
    """The first or second of two password fields."""
    fields = seen.secret_fields
    return fields[number] if number < len(fields) else None


def submit_button(seen: Seen) -> Element | None:
    """What sets the password."""
    return seen.button("submit", "confirm", "ok", "next")


class PasswordChangedPage(Page):
    """The notice that the password was changed."""

    title = "Password changed"
    known_by = ("password changed",)

    def shows(self, seen: Seen) -> bool:
        return seen.notice("password changed") is not None and not seen.secret_fields
