"""Which of the lines in a row is its name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pages.reading import Element
from pages.seen import Seen
from pages.wording import fold

FIGURE: Final = re.compile(r"^[\W\d_]+$")
_NOT_NAMES: Final = frozenset({"details", "more", "remove", "delete", "find device", "on", "off", "current device"})
_ACTS: Final = frozenset({"remove", "delete"})
_BOLD: Final = 600


def name_in(seen: Seen, blocks: Sequence[tuple[Element, str]], known: Mapping[str, tuple[str, ...]]) -> str:
    """The row's name: what the page's data calls it, else its most prominent line, else its first.

    Arguments:
        seen: the screen.
        blocks: the row's lines, without its buttons.
        known: the names that the page's own data holds.
    """
    for _, text in blocks:
        if fold(text) in known:
            return text
    named = [(block, text) for block, text in blocks if not FIGURE.match(text)]
    if not named:
        return blocks[0][1] if blocks else ""
    may_be = [pair for pair in named if not seen.label_of(pair[1]) & _NOT_NAMES or _begins(seen, pair, blocks)]
    return _most_prominent(may_be or named)[1]


def _begins(seen: Seen, line: tuple[Element, str], blocks: Sequence[tuple[Element, str]]) -> bool:
    """Whether a row begins with *Remove* that is no button of it: a thing may be called so."""
    return line[0] is blocks[0][0] and bool(seen.label_of(line[1]) & _ACTS)


def _most_prominent(blocks: Sequence[tuple[Element, str]]) -> tuple[Element, str]:
    return max(blocks, key=lambda pair: (_prominence(pair[0]), -pair[0].at))


def _prominence(block: Element) -> tuple[float, bool]:
    return (block.size, block.weight >= _BOLD)
