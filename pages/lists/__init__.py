"""Lists of things with an action each: rows as a person reads them, whatever the markup."""

from __future__ import annotations

from pages.lists.emptiness import says_none
from pages.lists.numbers import numbers_shown
from pages.lists.paging import next_step, step_back
from pages.lists.row import Labels, Row
from pages.lists.rows import rows_of
from pages.lists.sections import Section, sections_of

__all__ = [
    "Labels", "Row", "Section", "next_step", "numbers_shown", "rows_of", "says_none", "sections_of", "step_back",
]  # fmt: skip
