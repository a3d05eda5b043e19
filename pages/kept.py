"""What belongs to one tab, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from playwright.async_api import Page as Tab

Kept = TypeVar("Kept")


def kept_on(tab: Tab, name: str, make: Callable[[], Kept]) -> Kept:
    """What is kept of a tab under a name; kept on the tab itself, since a table of ours would keep every tab for ever."""
    attribute = f"_mi_runner_{name}"
    if not hasattr(tab, attribute):
        setattr(tab, attribute, make())
    found: Kept = getattr(tab, attribute)
    return found
