"""What can be seen of the console without signing in: a table of screens and the landmarks on each."""

from __future__ import annotations

from dataclasses import dataclass

from pages.authorised_apps import AuthorisedAppsPage
from pages.base import Page
from pages.delete_account import DeleteAccountPage
from pages.device_list import DeviceListPage
from pages.homes import AccountHomePage, CloudHomePage
from pages.login import LoginPage
from pages.password_reset import PasswordResetPage
from pages.reading import Element
from pages.seen import Seen


@dataclass(frozen=True)
class Landmark:
    """One landmark: its name for people, and the name of the page object's property that finds it."""

    name: str
    finder: str
    needed: bool = True
    """Whether its absence is a fault: an agreement box is not shown by every skin."""


SCREEN = Landmark("the screen", "")
"""The screen itself, recognised as a whole."""

OPEN_SCREENS: tuple[tuple[type[Page], tuple[Landmark, ...]], ...] = (
    (
        LoginPage,
        (
            SCREEN,
            Landmark("account field", "account_field"),
            Landmark("password field", "password_field"),
            Landmark("sign-in button", "sign_in_button"),
            Landmark("agreement box", "agreement_box", needed=False),
            Landmark("password tab", "password_tab", needed=False),
        ),
    ),
    (
        PasswordResetPage,
        (
            Landmark("heading", "heading"),
            Landmark("account field", "account_field"),
            Landmark("next button", "next_button"),
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


def found_by(page: Page, seen: Seen, mark: Landmark) -> str:
    """By which words or names a landmark was found; empty when it was not."""
    if not page.recognise(seen):
        return ""
    if not mark.finder:
        return " · ".join(sorted(set(words_on(seen)) & set(page.known_by))) or "its fields"
    element: Element | None = getattr(page, mark.finder)
    return described(seen, element) if element is not None else ""


def words_on(seen: Seen) -> frozenset[str]:
    """Every label that is on screen."""
    texts = [seen.label_of(text) for _, text in seen.blocks]
    fields = [seen.label_of(label) for one in seen.fields for label in seen.screen.labels_of(one)]
    return frozenset().union(*texts, *fields, *map(seen.names, seen.clickables))


def described(seen: Seen, element: Element) -> str:
    """An element for people: what it is, and what it is called."""
    kind = "field" if element.field else "box" if element.box else element.role or "text"
    if element.field or element.box:
        labels = seen.screen.labels_of(element)
        name = labels[0] if labels else (element.field.name if element.field else "")
    else:
        name = seen.screen.name_of(element)
    return f"{kind} “{name}”" if name else kind
