"""What the console calls things: every wording known for each label, in fourteen languages.

The words stand in ``words/``, one file for each part of the console; each says whether it was seen, told by a guide,
or inferred (see docs/console.md). A label that is missing there makes an unknown screen, which is handed to a person;
it never makes a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from pages.wording import _read
from pages.wording._known import LANGUAGES, Labels, Source, Wording
from pages.wording.countdown import counts_down, without_countdown
from pages.wording.lexicon import Lexicon
from pages.wording.spelling import fold

__all__ = [
    "LABELS",
    "LANGUAGES",
    "WEAK",
    "WORDING",
    "Labels",
    "Lexicon",
    "Source",
    "Wording",
    "counts_down",
    "fold",
    "label_of",
    "labels_in",
    "without_countdown",
]

LABELS: Labels = _read.Late(_read.labels)
"""Every label with the source of each of its wordings."""

WORDING: Mapping[str, tuple[str, ...]] = _read.Late(_read.texts)
"""Every label with its texts in all languages: a console that ignores the language asked for is still understood."""

WEAK: AbstractSet[str] = _read.LateSet(_read.weak)
"""Labels that many buttons carry: they count only together with a heading or a sentence."""


@cache
def _known_words() -> Lexicon:
    return Lexicon(WORDING)


def label_of(text: str) -> frozenset[str]:
    """Return every known label that the whole text is, with or without a countdown."""
    return _known_words().label_of(text)


def labels_in(text: str) -> frozenset[str]:
    """Return every known label that the text holds as whole words."""
    return _known_words().labels_in(text)
