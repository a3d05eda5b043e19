"""One thing's own page, and what the console says when it will not let one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pages.acts import NotReady
from pages.base import Notice, Page
from pages.lists import Labels, Row
from pages.lists.rows import actions_in
from pages.question import names
from pages.reading import Element
from pages.seen import Seen
from pages.wording import fold


class ThingPage(Page):
    """One thing's own page, dialogue or menu, with the one button that removes it."""

    whole: ClassVar[bool] = False
    labels: ClassVar[Labels]

    def shows(self, seen: Seen) -> bool:
        return self._action(seen) is not None

    def _action(self, seen: Seen) -> Element | None:
        found = actions_in(seen, self.labels)
        layer = seen.dialogue
        if layer is not None:
            found = [one for one in found if seen.screen.holds(layer, one)]
        return found[0] if len(found) == 1 else None

    def is_about_another(self, row: Row, rows: Sequence[Row]) -> bool:
        """Whether the dialogue that is open names other rows and not this one. A menu beside its row names none."""
        layer = self.seen.dialogue
        if layer is None:
            return False
        texts = [fold(text) for block, text in self.seen.blocks if self.seen.screen.holds(layer, block)]
        named = [one for one in rows if any(names(text, one) for text in texts)]
        return bool(named) and not any(one.is_same(row) for one in named)

    async def press_remove(self) -> None:
        """Ask for the removal by the button that was seen; Changed or NotReady where it was drawn anew, and not pressed."""
        action = self._action(self.seen)
        if action is None:
            raise NotReady("the button that removes it is not there any more")
        await self.press_seen(action, guarded=True)


class NotRemoved(Notice):
    """The console says that it did not remove something."""


class WentWrong(NotRemoved):
    """The console says that something went wrong, and not what: the answer to a yes that it could not carry out."""

    title = "Something went wrong"
    label = "something wrong"
    known_by = ("something wrong",)
