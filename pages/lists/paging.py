"""More of a list than fits on the screen: next pages, *Load more*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pages.lists.row import Row
from pages.reading import Element
from pages.seen import Seen

_ARROWS: Final = re.compile(r"^[>›»→❯▶]$")
_NEXT_MARK: Final = re.compile(r"(?:^|[-_\s])next(?:$|[-_\s])", re.IGNORECASE)


def next_step(seen: Seen, rows: Sequence[Row], done: int) -> Element | None:
    """What shows more of the list: *Load more*, *Next page*, an arrow, or the number of the page after this one.

    Arguments:
        seen: the screen.
        rows: what was read from it; nothing in a row leads on.
        done: how many pages were read.
    """
    free = [
        one for one in seen.clickables if one.enabled and not any(seen.screen.holds(row.element, one) for row in rows)
    ]
    free = [one for one in free if not _is_off(seen, one)]
    for name in ("load more", "next page"):
        if found := next((one for one in free if name in seen.names(one)), None):
            return found
    last = max((row.element.end for row in rows), default=0)
    after = [one for one in free if one.at >= last]
    for one in after:
        text = seen.screen.text_of(one)
        if "next" in seen.names(one) or _ARROWS.match(text or one.text) or (not text and _NEXT_MARK.search(one.mark)):
            return one
    numbered = [one for one in after if seen.screen.text_of(one) == str(done + 1)]
    return numbered[0] if numbered and any(seen.screen.text_of(one) == str(done) for one in seen.clickables) else None


def _is_off(seen: Seen, one: Element) -> bool:
    """Whether an element around it that is as small says that it is disabled (Ant Design's ``li``, seen)."""
    text = seen.screen.text_of(one)
    for outer in seen.screen.ancestors(one):
        if seen.screen.text_of(outer) != text:
            return False
        if not outer.enabled:
            return True
    return False
