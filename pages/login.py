"""The sign-in screen, in whatever skin: an account field and a password field, or the way to them."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

from pages import acts
from pages.base import Page
from pages.private import accounts_named_in
from pages.reading import Element
from pages.seen import Seen

# current skin (seen 2021-2026), classic skin (saved copy, 2020), and what other skins may call it
_ACCOUNT_NAMES = ("account", "username", "user", "email", "loginname")


class LoginPage(Page):
    """Account, password, an agreement box where there is one, and the button."""

    title = "Sign-in"
    path = "/"  # seen 2021-2026: redirects to /pass/serviceLogin and on to /fe/service/login/password
    known_by = ("account field", "password field", "sign in", "password tab", "scan code", "other account")

    def shows(self, seen: Seen) -> bool:
        secrets = seen.secret_fields
        if len(secrets) > 1:
            return False
        if secrets:
            return account_field(seen) is not None or is_remembered(seen)
        return way_to_password(seen) is not None or asks_for_the_account_first(seen)

    # The parts, for whoever looks for them one by one

    @property
    def account_field(self) -> Element | None:
        return account_field(self.seen)

    @property
    def password_field(self) -> Element | None:
        return password_field(self.seen)

    @property
    def sign_in_button(self) -> Element | None:
        return sign_in_button(self.seen)

    @property
    def agreement_box(self) -> Element | None:
        return agreement_box(self.seen)

    @property
    def password_tab(self) -> Element | None:
        return way_to_password(self.seen)

    async def fill(self, account: str, password: str) -> None:
        """Fill in both fields and tick the agreement where the console asks for it."""
        await self.show_password()
        seen = await self.look()
        if account_field(seen) is None and not names_same(seen, account):
            await self.press(lambda now: now.button("other account"), "the link to another account")
        if account_field(await self.look()):
            await self.fill_in(account_field, account, "the account field", secret=True)
        if asks_for_the_account_first(await self.look()):
            await self.press(next_button, "the button that goes on to the password", guarded=True)
            with suppress(acts.NotReady):
                await acts.wait_for(self.tab, self.site, password_field, enabled=False, what="the password field")
        await self.fill_in(password_field, password, "the password field", secret=True)
        if agreement_box(await self.look()):
            await acts.tick(self.tab, self.site, agreement_box, "the agreement box")

    async def show_password(self) -> None:
        """Turn to the password where another way to sign in is shown first; nothing is sent by that."""
        for _ in range(2):
            if password_field(await self.look()) or asks_for_the_account_first(self.seen):
                return
            await self.press(way_to_password, "the way to the password")
            with suppress(acts.NotReady):
                await acts.wait_for(self.tab, self.site, password_field, enabled=False, what="the password field")

    async def press_sign_in(self) -> None:
        """Send the form: once; a refusal is never answered with a second try."""
        button = sign_in_button(await self.look())
        if button is not None and not button.enabled:  # some pages look at their fields on keyup only
            for field in (account_field, password_field):
                await acts.nudge(self.tab, self.site, field)
        await self.press(sign_in_button, "the sign-in button", guarded=True)


def password_field(seen: Seen) -> Element | None:
    """The one password field on screen."""
    return seen.secret_fields[0] if len(seen.secret_fields) == 1 else None


def account_field(seen: Seen) -> Element | None:
    """The field for the account: called so, named so, or the text field just before the password."""
    named = seen.field("account field", names=_ACCOUNT_NAMES)
    if named is not None and not seen.is_secret(named):
        return named
    password = password_field(seen)
    if password is None:
        return None
    before = [one for one in seen.fields if one.at < password.at and _takes_a_name(one)]
    return before[-1] if before else None


def _takes_a_name(element: Element) -> bool:
    form = element.field
    return (
        form is not None
        and form.type in {"text", "email", "tel"}
        and not form.readonly
        and form.most not in range(1, 8)
    )


def is_remembered(seen: Seen) -> bool:
    """Whether the console knows who is signing in and wants the password only, rather than the password once more."""
    if seen.button("other account", "sign in"):
        return True
    return bool(seen.button("forgot password")) and "login" in urlsplit(seen.address).path.lower()


def sign_in_button(seen: Seen) -> Element | None:
    """The button that sends the form; *Sign in* is also the name of a tab (seen 2026)."""
    password = password_field(seen)
    for names in (("sign in",), ("verify", "next", "submit", "confirm")):
        found = [one for one in seen.buttons(*names) if one.role != "tab"]
        after = [one for one in found if password is None or one.at > password.at]
        if after or found:
            return (after or found)[0]
    return None


def agreement_box(seen: Seen) -> Element | None:
    """The box by which the terms are agreed to."""
    if found := seen.box("agreement"):
        return found
    return next((one for one in seen.screen.boxes if one.box and one.box.name == "agreement"), None)


def way_to_password(seen: Seen) -> Element | None:
    """What leads from a QR code or a code by message to the password."""
    if found := seen.button("password tab"):
        return found
    if not (seen.notice("scan code") or seen.field("account field", names=_ACCOUNT_NAMES)):
        return None
    # ".mi-qr-login-switch" seen 2026, "#qrcode-close" in a saved copy of the classic skin
    drawn = [one for one in seen.clickables if re.search(r"qr|scan", one.mark, re.IGNORECASE)]
    return drawn[0] if drawn else None


def asks_for_the_account_first(seen: Seen) -> bool:
    """Whether only the account is asked for here, on a page that is called a sign-in: its password comes next."""
    if seen.secret_fields or len(seen.fields) != 1 or account_field(seen) is None or next_button(seen) is None:
        return False
    if seen.heading("reset heading") or seen.button("password tab", "send code", "get code"):
        return False
    return bool(seen.screen.headings(seen.holding("sign in")))


def next_button(seen: Seen) -> Element | None:
    """What goes on from the account to its password."""
    return seen.button("next")


def names_same(seen: Seen, account: str) -> bool:
    """Whether the sign-in page already names this account, whole or masked."""
    plain = account.casefold().replace(" ", "")
    for _, text in seen.blocks:
        for name in accounts_named_in(text):
            pattern = "".join(".*" if part in "*•" else re.escape(part) for part in name.casefold().replace(" ", ""))
            if re.fullmatch(pattern, plain):
                return True
    return False
