"""The numbers a page shows of its list: "3 devices", "1 to 10 of 27", "共 3 台设备"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pages.lists.row import Labels, Row
from pages.seen import Seen
from pages.stems import THINGS

_NUMBER: Final = re.compile(r"(?<![\d.,:/-])\d{1,4}(?![\d.,:/-]*\d)")
_TOTAL: Final = re.compile(
    r"\b(?:total|of|de|di|von|sur|dari|z|из|всего|всього|із|toplam|trong|tổng|gesamt|insgesamt|totale|łącznie|jumlah)\b"
    r"|共|总|總|कुल|में से",
    re.IGNORECASE,
)
_LONGEST = 60


def numbers_shown(seen: Seen, labels: Labels, rows: Sequence[Row]) -> list[int]:
    """Every number outside the rows that may say how many there are."""
    found = []
    for block, text in seen.blocks:
        if len(text) > _LONGEST or any(seen.screen.holds(row.element, block) for row in rows):
            continue
        if seen.screen.in_navigation(block) or seen.screen.is_pressable(block):
            continue
        names_it = THINGS[labels.thing].search(text) or _TOTAL.search(text) or seen.label_of(text) & set(labels.heading)
        if names_it:
            found += [int(number) for number in _NUMBER.findall(text)]
    return found
