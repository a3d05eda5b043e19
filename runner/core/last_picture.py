"""The same picture is not taken twice: where nothing changed since the last one, that one gets a second name."""

from __future__ import annotations

from typing import Any, Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.bounded import bounded
from pages.reading import Screen, reader_of
from runner.core.masks import Covers
from runner.trail import Moment

TWICE: Final[frozenset[Moment]] = frozenset({"before", "after"})
"""The moments of which two may show the same; in a pause somebody acts, and an unknown screen is looked at for itself."""


class LastPicture:
    """What the last picture of a tab was of: the reading before it, and what was to be covered."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._screen: Screen | None = None
        self._known: Any = None

    def was_taken(self, covers: Covers) -> None:
        """Note that a picture was taken now. What changed between the last reading and it, the next reading tells.

        Of a page that is longer than its window it may show more than the window: the next one is taken.
        """
        screen = reader_of(self._tab).last
        self._screen, self._known = (screen if screen and not screen.is_longer else None), covers.known

    async def shows_this_too(self, moment: Moment, covers: Covers) -> bool:
        """Whether a picture taken now would show the same, with the same covered."""
        screen, reader = self._screen, reader_of(self._tab)
        if screen is None or reader.last is None or moment not in TWICE or covers.known != self._known:
            return False
        if not reader.last.shows_the_same_as(screen):
            return False
        try:
            now = await bounded(reader.look())
        except PlaywrightError:  # between two documents
            return False
        return now.shows_the_same_as(screen)
