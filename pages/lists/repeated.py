"""What repeats on a screen: elements of the same kind, side by side or below each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pages.lists.paging import is_pager
from pages.lists.sections import holds_section
from pages.lists.surroundings import in_menu, menus_of
from pages.lists.ticked import box_in
from pages.reading import Element
from pages.reading.element import NEW_LINE
from pages.seen import Seen

ROW_ROLES = frozenset({"listitem", "row", "article", "option", "treeitem"})
_TAGS = frozenset({"li", "tr", "article"})
_INLINE = frozenset(
    {"span", "b", "i", "em", "strong", "small", "svg", "path", "td", "th", "dt", "dd", "label", "p", "br"}
)
_MOST_LINES = 20
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def is_row_like(element: Element) -> bool:
    """Whether its markup says that it is one of a list."""
    return element.role in ROW_ROLES or element.tag in _TAGS


def repeated_after(seen: Seen, heading: Element | None) -> list[Element]:
    """The elements a person would call the rows below a heading: outermost, united over groups, outside navigation."""
    sets = _sets(seen, heading)
    marked = [group for group in sets if is_row_like(group[0])]
    for groups in (marked, [group for group in sets if len(group) > 1]):
        for pressable in (True, False):
            fitting = [group for group in groups if _pressable(seen, group) is pressable]
            if found := _best(seen, fitting):
                return found
    return []


def alike_beside(seen: Seen, row: Element) -> list[Element]:
    """Return this row and those beside it that look the same, line by line, whether or not anything in them can be pressed."""
    around = seen.screen.parent(row)
    if around is None:
        return [row]
    look = _look(seen, row)
    return [
        one
        for one in seen.screen.children(around)
        if one.at == row.at or (len(look) > 1 and _look(seen, one) == look and seen.screen.is_on_top(one))
    ]


def _look(seen: Seen, one: Element) -> list[object]:
    """How a row looks: its width, then each of its lines by the size and weight of its letters."""
    texts = [text for text in seen.screen.inside(one) if text.is_text and text.joint == NEW_LINE]
    lines = [(text.size, text.weight) for text in texts if not seen.screen.is_pressable(text)]
    return [(one.tag, round(one.width / 4)), *lines] if len(lines) > 1 else []


def _sets(seen: Seen, heading: Element | None) -> list[list[Element]]:
    """Elements of the same shape, united where their parents are alike."""
    screen = seen.screen
    by_shape: dict[tuple[object, ...], list[Element]] = defaultdict(list)
    menus = menus_of(seen, heading)
    for one in screen.elements:
        if not _may_be_row(seen, one, heading) or in_menu(seen, one, menus):
            continue
        parent = screen.parent(one)
        shape = (
            one.tag, one.role, round(one.width / 4), parent.tag if parent else "", _depth(seen, one), one.clickable,
            not is_row_like(one) and any(seen.screen.holds(one, press) for press in seen.clickables),
            any(child.is_text for child in screen.children(one)),
        )  # fmt: skip
        by_shape[shape].append(one)
    return [group for group in by_shape.values() if len(group) > 1 or is_row_like(group[0])]


def _depth(seen: Seen, one: Element) -> int:
    return sum(1 for _ in seen.screen.ancestors(one))


def _may_be_row(seen: Seen, one: Element, heading: Element | None) -> bool:
    if one.is_text or not one.on_top or one.tag in _INLINE or one.tag in _HEADINGS:
        return False
    if heading is not None and (one.at <= heading.at or (one.fixed and not heading.fixed)):
        return False  # toasts repeat as well (Ant Design, 2026), but are no part of a list that scrolls
    screen = seen.screen
    if any(outer.clickable and screen.text_of(outer) != screen.text_of(one) for outer in screen.ancestors(one)):
        return False  # a part of something that is pressed as a whole
    lines = len(screen.lines_of(one))
    if not 0 < lines <= _MOST_LINES or screen.in_navigation(one) or not screen.is_on_top(one):
        return False
    if holds_section(seen, one, heading) or (not is_row_like(one) and is_pager(seen, one)):
        return False
    cells = [child for child in screen.children(one) if not child.is_text]
    return not (cells and all(child.tag == "th" or child.role == "columnheader" for child in cells))


def _pressable(seen: Seen, group: list[Element]) -> bool:
    """Whether most of them can be pressed, or hold something that can."""
    able = sum(
        seen.screen.is_pressable(one)
        or any(seen.screen.holds(one, press) for press in seen.clickables)
        or box_in(seen, one) is not None
        for one in group
    )
    return able * 2 > len(group)


def _best(seen: Seen, groups: list[list[Element]]) -> list[Element]:
    """The largest of the outermost groups; a group of sections that hold the rows is none of rows."""
    kept = [group for group in groups if not any(_are_sections_of(seen, group, other) for other in groups)]
    outermost = [
        group
        for group in kept
        if not any(other is not group and all(_within(one, other) for one in group) for other in kept)
    ]
    return max(outermost, key=len, default=[])


def _within(one: Element, others: Iterable[Element]) -> bool:
    return any(other.at < one.at < other.end for other in others)


def _are_sections_of(seen: Seen, group: list[Element], inner: list[Element]) -> bool:
    """Whether the first are parts of the page, each with several of the others, or none, in it."""
    if group is inner:
        return False
    holding = [sum(seen.screen.holds(one, other) for other in inner) for one in group]
    return sum(holding) == len(inner) and len(inner) > len(group) and _pressable(seen, inner) and max(holding) > 1
