"""What a button or heading says, apart from the seconds it counts down."""

from __future__ import annotations

from pages.wording import fold, without_countdown


def label(text: str) -> str:
    """Return the words of a button or heading as they are compared: without a countdown, and folded."""
    return fold(without_countdown(text))


def counts_down(text: str) -> bool:
    """Whether seconds are still to wait; "Linked devices (3)" is no such text, but nothing waits for a heading."""
    plain = " ".join(text.split())
    return without_countdown(plain) != plain
