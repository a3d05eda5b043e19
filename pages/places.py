"""Where a tab was led by the entry of a menu: a person remembers it, and goes back there by its address."""

from __future__ import annotations

from playwright.async_api import Page as Tab

from pages.kept import kept_on


def remember(tab: Tab, title: str, before: str, address: str) -> None:
    """Note that an entry named after a screen led to this address; one that changed no address tells nothing."""
    if plain(before) != plain(address):
        _places(tab)[plain(address)] = (title, address)


def was_led_to(tab: Tab, title: str, address: str) -> bool:
    """Whether an entry named after this screen led to this address before."""
    return _places(tab).get(plain(address), ("", ""))[0] == title


def way_back(tab: Tab, title: str) -> str:
    """The address an entry named after this screen led to last; empty where none did."""
    return next((address for name, address in reversed(_places(tab).values()) if name == title), "")


def forget(tab: Tab, title: str) -> None:
    """That address leads there no longer."""
    for place in [place for place, (name, _) in _places(tab).items() if name == title]:
        del _places(tab)[place]


def plain(address: str) -> str:
    """An address without its queries."""
    before, _, fragment = address.partition("#")
    return f"{before.partition('?')[0]}#{fragment.partition('?')[0]}"


def _places(tab: Tab) -> dict[str, tuple[str, str]]:
    return kept_on(tab, "places", dict)
