"""More of a list than fits on the screen: its first page, the next ones, *Load more*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pages.lists.row import Row
from pages.reading import Element
from pages.seen import Seen

_ARROWS: Final = re.compile(r"^[>›»→❯▶]$")
_NEXT_MARK: Final = re.compile(r"(?:^|[-_\s])next(?:$|[-_\s])", re.IGNORECASE)
_BACK_ARROWS: Final = re.compile(r"^[<‹«←❮◀]$")
_BACK_MARK: Final = re.compile(r"(?:^|[-_\s])prev(?:ious)?(?:$|[-_\s])", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?<!\d)(\d{1,4})\s?[-–—~～]\s?(\d{1,4})\D{1,12}(\d{1,4})(?!\d)")
_IN_LINE: Final = 12
"""Pixels by which the middles of two things in one line may differ."""
_PAGERS: Final = {2: (0, 1), 4: (1, 2)}
"""Of so many pictures these turn back and on (Material Design's tables, seen 2026)."""
_NUMBER: Final = re.compile(r"^\s*\d{1,3}\s*$")
_PLACE: Final = re.compile(r"^[\s\d/…·.|–—-]+$")
"""Where one is: "3", "3 / 3", "1-10"."""
_TURNS: Final = frozenset({"next", "next page", "previous page", "load more"})


def next_step(seen: Seen, rows: Sequence[Row], done: int) -> Element | None:
    """What shows more of the list: *Load more*, *Next page*, an arrow, or the number of the page after this one.

    Arguments:
        seen: the screen.
        rows: what was read from it; nothing in a row leads on.
        done: how many pages were read.
    """
    free = _free(seen, rows)
    for name in ("load more", "next page"):
        if found := next((one for one in free if name in seen.names(one)), None):
            return found
    after = _below(free, rows)
    for one in after:
        if _means(seen, one, {"next", "next page"}, _ARROWS, _NEXT_MARK):
            return one
    if forward := _beside_range(seen, rows, forward=True):
        return forward
    numbered = next((one for one in after if seen.screen.text_of(one) == str(done + 1)), None)
    return numbered if numbered and any(one.text.strip() == str(done) for one in seen.screen.texts) else None


def step_back(seen: Seen, rows: Sequence[Row]) -> Element | None:
    """What leads towards the first page of the list: its number, *Previous*, an arrow; None on the first page.

    A list whose last page was emptied may stay there and say that it holds nothing.

    Arguments:
        seen: the screen.
        rows: what was read from it; nothing in a row leads on.
    """
    free = _free(seen, rows)
    below = _below([one for one in seen.clickables if not _is_in(seen, one, rows)], rows)
    for one in below:
        if "previous page" in seen.names(one) or (
            rows and _means(seen, one, {"previous page"}, _BACK_ARROWS, _BACK_MARK)
        ):  # without rows an arrow may lead away from the list
            return one if one in free else None
    if back := _beside_range(seen, rows, forward=False):
        return back
    first = next((one for one in _below(free, rows) if seen.screen.text_of(one) == "1"), None)
    return first if first is not None and _is_elsewhere(seen, first, bool(rows)) else None


def _is_elsewhere(seen: Seen, first: Element, any_rows: bool) -> bool:
    """Whether "1" stands among page numbers, and another of them is the page on screen: it alone cannot be pressed."""
    screen = seen.screen
    around = next((outer for outer in screen.ancestors(first) if screen.text_of(outer) != "1"), None)
    if around is None or first.chosen:
        return False
    numbers = [one for one in screen.inside(around) if one.is_text and _NUMBER.match(one.text)]
    now = [one for one in numbers if not screen.is_pressable(one) or any(up.chosen for up in screen.ancestors(one))]
    return len(numbers) > 1 and (bool(now) or not any_rows)


def _beside_range(seen: Seen, rows: Sequence[Row], *, forward: bool) -> Element | None:
    """What turns the page where only "1-10 of 27" says what the pictures beside it do: back and on, or both ends too."""
    for block, text in seen.blocks:
        found = _RANGE.search(text)
        if not found or _is_in(seen, block, rows):
            continue
        first, last, total = map(int, found.groups())
        if not first <= last <= total or (last == total if forward else first == 1):
            continue
        icons = [one for one in seen.clickables if one.at > block.at and not seen.screen.name_of(one)]
        icons = [one for one in icons if abs(one.y + one.height / 2 - block.y - block.height / 2) < _IN_LINE]
        if len(icons) in _PAGERS:
            step = icons[_PAGERS[len(icons)][forward]]
            return step if step.enabled else None
    return None


def _free(seen: Seen, rows: Sequence[Row]) -> list[Element]:
    """What can be pressed and stands in no row."""
    free = [one for one in seen.clickables if one.enabled and not _is_in(seen, one, rows)]
    return [one for one in free if not _is_off(seen, one)]


def _is_in(seen: Seen, one: Element, rows: Sequence[Row]) -> bool:
    return any(seen.screen.holds(row.element, one) for row in rows)


def _below(free: Sequence[Element], rows: Sequence[Row]) -> list[Element]:
    last = max((row.element.end for row in rows), default=0)
    return [one for one in free if one.at >= last]


def _means(seen: Seen, one: Element, labels: set[str], arrow: re.Pattern[str], mark: re.Pattern[str]) -> bool:
    """Whether it says one of the labels, is drawn as an arrow, or has no words and a style that is named so."""
    text = seen.screen.text_of(one)
    if not text and labels & seen.words.labels_in(seen.screen.name_of(one)):  # "Go to next page" (Material UI, seen)
        return True
    return bool(
        labels & (seen.names(one) | _said_around(seen, one))
        or arrow.match(text or one.text)
        or (not text and mark.search(one.mark))
    )


def _said_around(seen: Seen, one: Element) -> frozenset[str]:
    """What is said of the elements around it that hold nothing else to press (Ant Design's ``li``, seen)."""
    said: frozenset[str] = frozenset()
    for outer in seen.screen.ancestors(one):
        if sum(seen.screen.holds(outer, other) for other in seen.clickables) > 1:
            break
        said |= seen.label_of(outer.text)
    return said


def _is_off(seen: Seen, one: Element) -> bool:
    """Whether an element around it that is as small says that it is disabled (Ant Design's ``li``, seen)."""
    text = seen.screen.text_of(one)
    for outer in seen.screen.ancestors(one):
        if seen.screen.text_of(outer) != text:
            return False
        if not outer.enabled:
            return True
    return False


def is_pager(seen: Seen, one: Element) -> bool:
    """Whether it only turns pages: it says nothing but *Previous*, *Next*, arrows and numbers, and words among them."""
    pieces = [text.text.strip() for text in seen.screen.inside(one) if text.is_text and text.text.strip()]
    turns = [
        bool(seen.label_of(piece) & _TURNS or _ARROWS.match(piece) or _BACK_ARROWS.match(piece)) for piece in pieces
    ]
    return any(turns) and all(does or _PLACE.match(piece) for does, piece in zip(turns, pieces, strict=True))
