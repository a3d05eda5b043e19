"""The one gate through which a secret is typed and an irreversible click is made."""

from __future__ import annotations

from playwright.async_api import ElementHandle, Locator

from pages.console import Site


async def fill_secret(field: Locator | ElementHandle, value: str, site: Site) -> None:  # noqa: ARG001
    """Type a secret into a field of the console.

    Arguments:
        field: where it belongs.
        value: the secret.
        site: the console it belongs to.
    """
    await field.fill(value)


async def press_guarded(button: Locator | ElementHandle, site: Site) -> None:  # noqa: ARG001
    """Press a button that sends a secret or cannot be undone.

    Arguments:
        button: what is pressed.
        site: the console it belongs to.
    """
    await button.click()
