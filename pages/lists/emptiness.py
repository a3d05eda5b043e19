"""Whether a list says that it is empty, in words that stand alone."""

from __future__ import annotations

from pages.lists.heading import heading_of
from pages.lists.row import Labels
from pages.lists.surroundings import heads_a_column, is_blank
from pages.reading import Element
from pages.seen import Seen


def says_none(seen: Seen, labels: Labels, *, entered: bool = False) -> str:
    """The console's words that nothing is in the list, when they can mean nothing else; else an empty text.

    They stand alone: under the list's heading, with nothing to press in their block, no other heading between, and not
    in a row. A device may be called "No linked devices", and a group may be empty while another is not.

    Arguments:
        seen: the screen.
        labels: what the list and its emptiness are called.
        entered: whether the list's own entry of the menu led here, so that a heading may be missing.
    """
    heading = heading_of(seen, labels)
    if heading is None and not entered:
        return ""
    start = heading.at if heading is not None else -1
    is_none = seen.called(*labels.none)
    found = [(block, text) for block, text in seen.blocks if is_none(text) and block.at > start]
    if len(found) != 1:
        return ""
    block, text = found[0]
    if seen.in_list(block) and not _fills_its_table(seen, labels, block):
        return ""
    if seen.screen.is_pressable(block) or seen.screen.heading_level(block) == 3:  # noqa: PLR2004
        return ""
    between = [one for one in seen.screen.headings() if start < one.at < block.at and not heads_a_column(seen, one)]
    if between or _has_something_to_press(seen, heading, block):
        return ""
    return text


def _fills_its_table(seen: Seen, labels: Labels, block: Element) -> bool:
    """Whether the words are all that a table says below its headings."""
    row = next((one for one in (block, *seen.screen.ancestors(block)) if one.role == "row" or one.tag == "tr"), None)
    return row is not None and is_blank(seen, labels.none, row)


def _has_something_to_press(seen: Seen, heading: Element | None, block: Element) -> bool:
    """Whether the largest element around the words, that does not hold the heading, holds anything to press."""
    around = block
    for outer in seen.screen.ancestors(block):
        if outer.role in {"main", "document"} or outer.tag == "body" or (heading and seen.screen.holds(outer, heading)):
            break
        if heading is None and any(
            seen.screen.in_navigation(one) for one in seen.clickables if seen.screen.holds(outer, one)
        ):
            break
        around = outer
    return any(seen.screen.holds(around, one) for one in seen.clickables)
