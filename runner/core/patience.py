"""How often one arrival tries the same thing again: every loop around a page has an end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from pages.base import Nuisance

DISMISSALS: Final = 3
"""How often one nuisance is closed before it counts as one that does not go away."""
NUISANCES: Final = 8
"""How many are closed in all: two may take turns."""
LOADS: Final = 3
"""How often an error page is loaded anew that keeps coming back."""


@dataclass
class Patience:
    """What has been tried since the run began to wait for a page."""

    closed: Counter[type[Nuisance]] = field(default_factory=Counter)
    loads: int = 0

    def is_over_with(self, nuisance: Nuisance) -> bool:
        """Whether this nuisance was closed often enough; counts that it is about to be closed once more."""
        if self.closed[type(nuisance)] >= DISMISSALS or self.closed.total() >= NUISANCES:
            return True
        self.closed[type(nuisance)] += 1
        return False

    @property
    def is_over(self) -> bool:
        """Whether a nuisance stays, so that waiting on makes no sense."""
        return bool(self.closed) and (
            max(self.closed.values()) >= DISMISSALS or self.closed.total() >= NUISANCES
        )

    def may_load_again(self) -> bool:
        """Whether an error page may be loaded once more; counts that it will be."""
        self.loads += 1
        return self.loads <= LOADS
