"""The one early end that names a page, apart from the others so that ``runner.errors`` needs no page."""

from __future__ import annotations

from pages.base import Page
from runner.errors import RunnerError


class Elsewhere(RunnerError):
    """A person carried on from an unknown screen to one we know, but not to the one waited for.

    ``page`` is that page. A scenario that can begin its step anew catches this; otherwise it ends the run.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(
            f"The run waited for another screen than “{page.title}”, to which you carried on. "
            "Run the same command again to go on."
        )
        self.page = page
