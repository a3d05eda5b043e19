"""A rectangle in CSS pixels of a tab's window."""

from __future__ import annotations

from typing import NamedTuple


class Rect(NamedTuple):
    """Where something stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, x: float, y: float) -> Rect:
        """Return the same elsewhere."""
        return Rect(self.x + x, self.y + y, self.width, self.height)

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def within(self, other: Rect) -> Rect | None:
        """Return what the two share; None for nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        width, height = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return Rect(x, y, width, height) if width > 0 and height > 0 else None

    def around(self, other: Rect) -> Rect:
        """Return the smallest that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)
