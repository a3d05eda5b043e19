"""Where a tab was led by the entry of a menu: a person remembers what they pressed, also where no heading says it."""

from __future__ import annotations

from typing import Final

from playwright.async_api import Page as Tab

_PLACES: Final = "_places_entered"


def remember(tab: Tab, title: str, before: str, address: str) -> None:
    """Note that an entry named after a screen led to this address; one that changed no address tells nothing."""
    if plain(before) != plain(address):
        _places(tab)[plain(address)] = title


def was_led_to(tab: Tab, title: str, address: str) -> bool:
    """Whether an entry named after this screen led to this address before."""
    return _places(tab).get(plain(address)) == title


def plain(address: str) -> str:
    """An address without its queries."""
    before, _, fragment = address.partition("#")
    return f"{before.partition('?')[0]}#{fragment.partition('?')[0]}"


def _places(tab: Tab) -> dict[str, str]:
    places: dict[str, str] | None = getattr(tab, _PLACES, None)
    if places is None:
        places = {}
        setattr(tab, _PLACES, places)
    return places
