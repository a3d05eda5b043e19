"""The console's own no, apart from the other errors so that ``runner.errors`` needs no page."""

from __future__ import annotations

from pages.base import Refusal
from runner.errors import Refused


class ConsoleRefused(Refused):
    """The console said no, in its own words; ``kind`` is the page class of the refusal."""

    def __init__(self, refusal: Refusal, words: str) -> None:
        super().__init__(f"The console refused ({refusal.title}): “{words}”. It was not tried again.")
        self.kind = type(refusal)
        self.words = words
