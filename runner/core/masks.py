"""What a picture must cover, whatever the screen."""

from __future__ import annotations

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages import private
from pages.base import Page
from runner.credentials.vault import Vault


def covers(tab: Tab, page: Page | None, vault: Vault) -> list[Locator]:
    """Every place to cover: secrets always, identifiers unless they may be shown, all fields of an unknown screen.

    Arguments:
        tab: what will be photographed.
        page: the page object the run believes it is on, or None for a screen nobody knows.
        vault: knows the identifiers met so far, and whether they may be shown.
    """
    places = private.secrets_on(tab)
    if page is None:
        places += private.everything_typed_on(tab)
    if not vault.reveal_identifiers:
        places += list(page.sensitive) if page else []
        places += private.identifiers_on(tab, vault.identifiers)
    return places
