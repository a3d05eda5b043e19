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


def name_in(
    seen: Seen, blocks: Sequence[tuple[Element, str]], known: Mapping[str, tuple[str, ...]], *, acts: bool
) -> str:
    """The row's name: what the page's data calls it, else its most prominent line, else its first.

    Arguments:
        seen: the screen.
        blocks: the row's lines, without its buttons.
        known: the names that the page's own data holds.
        acts: whether the row's own button was found, so that another *Remove* is what a thing is called.
    """
    for _, text in blocks:
        if fold(text) in known:
            return text
    named = [(block, text) for block, text in blocks if not FIGURE.match(text)]
    if not named:
        return blocks[0][1] if blocks else ""
    best = _most_prominent(named)
    stands_out = all(_prominence(block) < _prominence(best[0]) for block, _ in named if block is not best[0])
    if seen.label_of(best[1]) & _ACTS and (acts or stands_out):
        return best[1]
    return _most_prominent([pair for pair in named if not seen.label_of(pair[1]) & _NOT_NAMES] or named)[1]


def _most_prominent(blocks: Sequence[tuple[Element, str]]) -> tuple[Element, str]:
    return max(blocks, key=lambda pair: (_prominence(pair[0]), -pair[0].at))


def _prominence(block: Element) -> tuple[float, bool]:
    return (block.size, block.weight >= _BOLD)
