"""A screen nobody knew, as a run remembers it."""

from __future__ import annotations

from dataclasses import dataclass

from pages.base import Page


@dataclass
class Unfamiliar:
    """A screen nobody knew, and where the person who carried on got to."""

    wanted: tuple[type[Page], ...]
    address: str
    outline: str
    picture: str
    reached: type[Page] | None = None
    reached_at: str = ""
