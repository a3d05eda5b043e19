"""What no picture of any screen may show, wherever it stands.

Each page names what is sensitive on it; this is the net below: fields that hold secrets by their type, and texts that
look like an e-mail address, a telephone number, an account id, an IMEI or a serial number, masked hints included.
"""

from __future__ import annotations

import re

from playwright.async_api import Frame, Locator
from playwright.async_api import Page as Tab

# l***r@example.org counts too: a hint narrows down whose account it is.
EMAIL = re.compile(r"[^\s@<>()\"',;:]+@[^\s@<>()\"',;:]+\.[a-z]{2,}", re.IGNORECASE)
LONG_NUMBER = re.compile(r"(?<![\w.])\+?\d[\d *•-]{6,}\d(?![\w.])")

SECRET_FIELDS = ", ".join(
    (
        'input[type="password"]',
        'input[autocomplete~="one-time-code"]',
        'input[autocomplete~="current-password"]',
        'input[autocomplete~="new-password"]',
        'input[name="ticket"]',  # the code, in the identity check (seen)
        'input[name="captCode"]',  # the CAPTCHA's answer (seen)
        'input[name="icode"]',  # the same in the vendor's other forms (seen)
        ".miverify_captcha_input",  # the same in its check of risk (seen)
        "#captcha-code",  # the same in the classic skin (saved copy)
    )
)

# Fields that hold who somebody is, on whatever screen, also behind a dialogue; and where consoles put the owner's name.
IDENTIFYING_PLACES = ", ".join(
    (
        'input[name="account"]',  # seen 2021-2026
        "#username",  # the same in the classic skin (saved copy)
        'input[type="email"]',
        'input[type="tel"]',
        'input[autocomplete~="username"]',
        ".account-name",  # inferred
        "#account-displayname",  # classic skin (saved copy)
    )
)


def secrets_on(tab: Tab) -> list[Locator]:
    """Every field of every frame that holds a secret by its type or name."""
    return [frame.locator(SECRET_FIELDS) for frame in tab.frames]


def identifiers_on(tab: Tab, known: tuple[str, ...] = ()) -> list[Locator]:
    """Every text of every frame that looks like an identifier of a person or a device, or equals a known one."""
    return [place for frame in tab.frames for place in _identifiers_in(frame, known)]


def everything_typed_on(tab: Tab) -> list[Locator]:
    """Every field of every frame: for a screen we do not know."""
    return [frame.locator("input, textarea, select, [contenteditable]") for frame in tab.frames]


def accounts_named_in(text: str) -> list[str]:
    """The account names a text holds: e-mail addresses and long numbers, whole or masked with asterisks."""
    return [found.group().strip() for pattern in (EMAIL, LONG_NUMBER) for found in pattern.finditer(text)]


def without_identifiers(text: str) -> str:
    """The text with a mark in place of whatever looks like an identifier."""
    for pattern in (EMAIL, LONG_NUMBER):
        text = pattern.sub("‹identifier›", text)
    return text


def _identifiers_in(frame: Frame, known: tuple[str, ...]) -> list[Locator]:
    # One search for all of them: each costs a walk over the whole document, and a picture waits for it.
    shapes = "|".join((EMAIL.pattern, LONG_NUMBER.pattern, *map(re.escape, known)))
    return [frame.locator(IDENTIFYING_PLACES), frame.get_by_text(re.compile(shapes, re.IGNORECASE))]
