"""The rows of a list: found around a known action, else as what repeats under a known heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from pages.lists.emptiness import says_none
from pages.lists.heading import heading_of
from pages.lists.naming import FIGURE, name_in
from pages.lists.pieces import lines_in
from pages.lists.repeated import alike_beside, is_row_like, repeated_after
from pages.lists.row import Labels, Row
from pages.lists.sections import holds_section
from pages.lists.surroundings import in_menu, is_blank, menus_of
from pages.lists.ticked import are_ticked, box_in
from pages.reading import Element
from pages.seen import Seen
from pages.stems import is_act
from pages.wording import fold

_ID_IN_LINK: Final = re.compile(r"[\w-]*\d[\w-]*")
_SHORTEST_ID: Final = 5
_MENU_SIGNS: Final = re.compile(r"^[⋮⋯…•.︙︰\s]{1,5}$")
_SAME_PLACE: Final = 4
"""Pixels."""


def rows_of(seen: Seen, labels: Labels, data: Mapping[str, Sequence[str]] | None = None) -> list[Row]:
    """Every row of the list that is on screen now.

    Arguments:
        seen: the screen.
        labels: what the list, its action and its emptiness are called.
        data: the names that the page's own data holds, each with its ids, where it was seen.
    """
    known = {fold(name): tuple(ids) for name, ids in (data or {}).items()}
    key = (labels, tuple(known.items()))
    if key not in seen.kept:
        seen.kept[key] = tuple(_find_rows(seen, labels, known))
    return list(seen.kept[key])


def _find_rows(seen: Seen, labels: Labels, known: Mapping[str, tuple[str, ...]]) -> list[Row]:
    heading = heading_of(seen, labels)
    outer = by_action = _around_actions(seen, labels, heading)
    repeated = repeated_after(seen, heading)
    lone = len(by_action) == 1 and len(repeated) > 1 and not is_row_like(by_action[0])
    ticked = are_ticked(seen, repeated, actions_in(seen, labels))
    if len(by_action) == 1 and len(alike := alike_beside(seen, by_action[0])) > 1:
        by_action = outer = alike  # the action of the others is shown once the pointer is there
    elif not by_action or lone or ticked or _holds_each(by_action, repeated):  # a row may have no action of its own
        outer = repeated
    if not any(is_pressable(seen, one) for one in outer):  # nothing says that it can be pressed, so words have to do
        outer = (
            _around(seen, [one for one in seen.clickables if is_menu(seen, one)], heading)
            or _around_actions(seen, labels, heading, plain=True)
            or _around(seen, _openers(seen, heading), heading)
            or outer
            or _around(seen, _named_in_data(seen, known, heading), heading)
        )
    if not any(is_pressable(seen, one) for one in outer) and _are_of_another_list(seen, labels, outer):
        return []
    if _are_page_numbers([seen.screen.text_of(one) for one in outer]) or (
        len(outer) == 1 and is_blank(seen, labels.none, outer[0])
    ):
        return []
    actions = _actions_of(seen, labels, outer, known)
    rows = [
        _row(seen, one, action, known, sure=bool(by_action) or is_pressable(seen, one), ticked=ticked)
        for one, action in zip(outer, actions, strict=True)
    ]
    return [row for row in rows if row.name]


def _are_of_another_list(seen: Seen, labels: Labels, rows: Sequence[Element]) -> bool:
    """Whether the list says that it is empty, and these stand below a heading that comes after those words."""
    words = says_none(seen, labels)
    none = next((block for block, text in seen.blocks if words and text == words), None)
    if none is None or not rows:
        return False
    first = min(row.at for row in rows)
    return any(none.end <= one.at and one.end <= first for one in seen.screen.headings())


def _are_page_numbers(texts: Sequence[str]) -> bool:
    """Whether they count up by one, as the numbers below a list do that lead to its pages."""
    numbers = [int(text) for text in texts if text.strip().isdecimal() and len(text) < _SHORTEST_ID]
    return len(numbers) == len(texts) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _actions_of(
    seen: Seen, labels: Labels, rows: Sequence[Element], known: Mapping[str, tuple[str, ...]]
) -> list[Element | None]:
    """The action of each row. A thing may be called "Delete": its name is no action though it can be pressed.

    Of several in a row the one counts that stands where it does in the others.
    """
    found = [actions_in(seen, labels, row) for row in rows]
    if not any(found) and not any(is_pressable(seen, row) for row in rows):
        found = [
            actions_in(seen, labels, row, plain=True)[1:] or actions_in(seen, labels, row, plain=True) for row in rows
        ]
    if len(rows) == 1 and len(found[0]) == 1 and fold(seen.screen.text_of(found[0][0])) in known:
        return [None]
    named = _openers_within(seen, rows)
    found = [[one for one in some if not _is_name(seen, rows, number, one, named)] for number, some in enumerate(found)]
    places = [one.rect.x + one.width / 2 for some in found for one in some if len(some) == 1]
    middle = median(places) if places else None
    return [_nearest(some, middle) for some in found]


_Within = tuple[int, float, float]
"""The number of a row, and where in it something stands: from the window's left edge, and from the row's top."""


def _openers_within(seen: Seen, rows: Sequence[Element]) -> list[_Within]:
    """Where the rows have their names to press: what says neither one of the console's words nor an act."""
    openers = [one for one in seen.clickables if not seen.names(one) and not is_act(seen.screen.name_of(one))]
    return [
        (number, one.x, one.y - row.y)
        for number, row in enumerate(rows)
        for one in openers
        if seen.screen.holds(row, one)
    ]


def _is_name(seen: Seen, rows: Sequence[Element], number: int, action: Element, named: Sequence[_Within]) -> bool:
    """Whether it is the row's own name: nothing else names the row, or other rows have their names in that place."""
    row = rows[number]
    rest = [text for _, text in lines_in(seen, row, (action,)) if not seen.label_of(text) - {"on", "off"}]
    if not [text for text in rest if not FIGURE.match(text)]:
        return True
    return any(
        other != number and abs(x - action.x) < _SAME_PLACE and abs(y - (action.y - row.y)) < row.height / 2
        for other, x, y in named
    )


def _nearest(some: Sequence[Element], middle: float | None) -> Element | None:
    if not some or middle is None:
        return some[-1] if some else None
    nearest: Element = min(reversed(some), key=lambda one: abs(one.rect.x + one.width / 2 - middle))
    return nearest


def _holds_each(rows: Sequence[Element], repeated: Sequence[Element]) -> bool:
    """Whether each of these rows is one of those that repeat, and there are more of those."""
    homes = [[one.at for one in repeated if one.at <= row.at < one.end or row.at <= one.at < row.end] for row in rows]
    return (
        len(repeated) > len(rows) and all(len(home) == 1 for home in homes) and len({*map(tuple, homes)}) == len(rows)
    )


def is_pressable(seen: Seen, one: Element) -> bool:
    """Whether it can be pressed, or holds something that can."""
    presses = any(seen.screen.holds(one, press) for press in seen.clickables)
    return seen.screen.is_pressable(one) or presses or box_in(seen, one) is not None


def actions_in(seen: Seen, labels: Labels, within: Element | None = None, *, plain: bool = False) -> list[Element]:
    """Everything that can be pressed and is called like the action; where nothing is, every command to remove something.

    Arguments:
        seen: the screen.
        labels: what the action is called.
        within: where it is looked for.
        plain: whether a text counts that does not say that it can be pressed; listeners cannot be seen.
    """
    found = [one for name in (*labels.action, *labels.weak_action) for one in seen.buttons(name, within=within)]
    found = [one for one in found if plain or one.clickable]
    if not found and not plain:
        found = [
            one
            for one in seen.clickables
            if (within is None or seen.screen.holds(within, one))
            and is_act(seen.screen.name_of(one))
            and not seen.names(one) & {"sign out", "delete finally", "delete start", "cancel"}
        ]
    return sorted({one.at: one for one in found}.values(), key=lambda one: one.at)


def _around_actions(seen: Seen, labels: Labels, heading: Element | None, *, plain: bool = False) -> list[Element]:
    """From each known action climb to the highest ancestor that holds no other such action."""
    return _around(seen, actions_in(seen, labels, plain=plain), heading)


def _openers(seen: Seen, heading: Element | None) -> list[Element]:
    """What can be pressed and has a name of its own, rather than one of the console's words or that of a part of the list."""
    free = [one for one in seen.clickables if seen.screen.text_of(one) and not seen.names(one)]
    return [one for one in free if not holds_section(seen, one, heading)]


def _around(seen: Seen, anchors: Sequence[Element], heading: Element | None) -> list[Element]:
    """From each of these climb to the highest ancestor that holds no other of them, nor the heading."""
    screen = seen.screen
    anchors = [one for one in anchors if not screen.in_navigation(one) and (heading is None or one.at > heading.at)]
    menus = menus_of(seen, heading)
    anchors = [one for one in anchors if not in_menu(seen, one, menus)]
    anchors = [one for one in anchors if not any(screen.holds(other, one) for other in anchors if other is not one)]
    rows = []
    for anchor in anchors:
        others = [one for one in anchors if one is not anchor]
        row = anchor
        for outer in screen.ancestors(anchor):
            if any(screen.holds(outer, one) for one in others) or (heading and screen.holds(outer, heading)):
                break
            if holds_section(seen, outer, heading):
                break
            row = outer
            if is_row_like(outer) or (not others and _is_whole(seen, outer, anchor)):
                break
        if screen.text_of(row) != screen.text_of(anchor) or not anchor.clickable or not seen.names(anchor):
            rows.append(row)
    return rows


def _is_whole(seen: Seen, outer: Element, action: Element) -> bool:
    """Whether a lone row needs no more around it: it says more than its buttons do."""
    lines = [text for block, text in seen.screen.blocks if seen.screen.holds(outer, block)]
    words = [text for text in lines if not seen.label_of(text) and not FIGURE.match(text)]
    return bool(words) and outer is not action and (action.clickable or is_pressable(seen, outer))


def _named_in_data(seen: Seen, known: Mapping[str, tuple[str, ...]], heading: Element | None) -> list[Element]:
    """The blocks that say a name the page's own data holds."""
    return [
        block
        for block, text in seen.blocks
        if fold(text) in known and (heading is None or block.at > heading.at) and not seen.screen.in_navigation(block)
    ]


def _row(
    seen: Seen, element: Element, action: Element | None, known: Mapping[str, tuple[str, ...]], *, sure: bool, ticked: bool
) -> Row:
    screen = seen.screen
    inside = [one for one in seen.clickables if screen.holds(element, one)]
    menu = next((one for one in inside if one is not action and is_menu(seen, one)), None)
    pressed = [one for one in (action, menu) if one is not None]
    pieces = lines_in(seen, element, pressed)
    name = name_in(seen, pieces, known)
    opener = _opener(seen, element, inside, pressed, name)
    lines = tuple(text for _, text in pieces)
    box = box_in(seen, element) if ticked else None
    return Row(element, name, lines, _id(element, opener, known, name), action, opener, menu, box, sure=sure)


def is_menu(seen: Seen, one: Element) -> bool:
    """Whether it opens a menu: ⋮, *More*, or a picture without words that says so."""
    if one.popup in {"menu", "true"} or "more" in seen.names(one):
        return True
    text = seen.screen.text_of(one)
    return (
        bool(_MENU_SIGNS.match(text))
        if text
        else bool(re.search(r"more|menu|dots|kebab|ellipsis", one.mark, re.IGNORECASE))
    )


def _opener(
    seen: Seen, element: Element, inside: Sequence[Element], pressed: Sequence[Element], name: str
) -> Element | None:
    """What opens the row's own page: the row itself, its name, or *Details*."""
    screen = seen.screen
    rest = [one for one in inside if not any(screen.holds(one, other) or screen.holds(other, one) for other in pressed)]
    for one in rest:
        if name and name in screen.text_of(one):
            return one
    for one in rest:
        if "details" in seen.names(one):
            return one
    if rest:
        return rest[0]
    around = next((one for one in screen.ancestors(element) if one.clickable), None)
    if element.clickable:
        return element
    if around is not None and screen.text_of(around) == screen.text_of(element):
        return around
    # Nothing says that it can be pressed; listeners cannot be seen, so a person would try its name.
    return next((block for block, text in screen.blocks if screen.holds(element, block) and text == name), None)


def _id(element: Element, opener: Element | None, known: Mapping[str, tuple[str, ...]], name: str) -> str:
    """The id that the page's data gives to this name alone, else the one its link ends with."""
    ids = known.get(fold(name), ())
    if len(ids) == 1:
        return ids[0]
    for one in (element, opener):
        last = one.leads.split("?")[0].rstrip("/").rpartition("/")[2] if one is not None and one.leads else ""
        if len(last) >= _SHORTEST_ID and _ID_IN_LINK.fullmatch(last):
            return last
    return ""
