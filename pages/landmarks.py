"""What can be seen of the console without signing in: a table of screens and the landmarks on each."""

from __future__ import annotations

import re
from ast import literal_eval
from dataclasses import dataclass

from playwright.async_api import Locator

from pages.authorised_apps import AuthorisedAppsPage
from pages.base import Page
from pages.delete_account import DeleteAccountPage
from pages.device_list import DeviceListPage
from pages.homes import AccountHomePage, CloudHomePage
from pages.login import LoginPage
from pages.password_reset import PasswordResetPage


@dataclass(frozen=True)
class Mark:
    """One landmark: its name for people, and the locator's name in the page object."""

    name: str
    locator: str
    needed: bool = True
    """Whether its absence is a fault: an agreement box is not shown by every skin."""


OPEN_SCREENS: tuple[tuple[type[Page], tuple[Mark, ...]], ...] = (
    (
        LoginPage,
        (
            Mark("the screen", "landmark"),
            Mark("account field", "account_field"),
            Mark("password field", "password_field"),
            Mark("sign-in button", "sign_in_button"),
            Mark("agreement box", "agreement_box", needed=False),
            Mark("password tab", "password_tab", needed=False),
        ),
    ),
    (
        PasswordResetPage,
        (
            Mark("heading", "heading"),
            Mark("account field", "account_field"),
            Mark("next button", "next_button"),
        ),
    ),
)
"""Screens that show themselves to everybody."""

CLOSED_SCREENS: tuple[type[Page], ...] = (
    AccountHomePage,
    CloudHomePage,
    DeviceListPage,
    AuthorisedAppsPage,
    DeleteAccountPage,
)
"""Screens with an address that must lead whoever is not signed in to the sign-in."""

_SELECTOR = re.compile(r" selector=(.*)>$", re.DOTALL)
_BY = {"internal:role=": "role", "internal:text=": "text", "internal:label=": "label"}


def way_named(way: Locator) -> str:
    """How a locator looks for its element, for people: ``role button``, ``text``, or its CSS.

    Playwright shows a locator's selector in its ``repr`` only (1.65); a test holds us to that shape.
    """
    found = _SELECTOR.search(repr(way))
    selector = str(literal_eval(found.group(1))) if found else "?"
    return ", ".join(_part_named(part) for part in selector.split(" >> "))


def _part_named(part: str) -> str:
    for prefix, name in _BY.items():
        if part.startswith(prefix):
            role = part.removeprefix(prefix).partition("[")[0]
            return f"role {role}" if name == "role" else name
    if part.startswith("internal:and="):
        return "that is also css " + part.removeprefix("internal:and=").strip('"').replace('\\"', '"')
    return f"css {part}"
