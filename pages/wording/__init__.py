"""What the console calls things: every wording known for each label, in seven languages.

One file for each part of the console; each entry says for each language whether it was seen, told by a guide, or
inferred (see docs/console.md). A label that is missing here makes an unknown screen, which is handed to a person; it
never makes a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pages.wording._known import LANGUAGES, Labels, Source, Wording
from pages.wording.apps import APPS
from pages.wording.codes import CODES
from pages.wording.deletion import DELETION
from pages.wording.devices import DEVICES
from pages.wording.interruptions import INTERRUPTIONS
from pages.wording.lexicon import Lexicon
from pages.wording.reset import RESET
from pages.wording.sign_in import SIGN_IN
from pages.wording.spelling import fold, without_countdown
from pages.wording.support import SUPPORT

__all__ = [
    "LABELS",
    "LANGUAGES",
    "WEAK",
    "WORDING",
    "Labels",
    "Lexicon",
    "Source",
    "Wording",
    "fold",
    "label_of",
    "labels_in",
    "without_countdown",
]

_AREAS = (SIGN_IN, CODES, INTERRUPTIONS, DEVICES, APPS, DELETION, RESET, SUPPORT)

LABELS: Labels = MappingProxyType({name: known for area in _AREAS for name, known in area.items()})
"""Every label with the source of each of its wordings."""


def _texts(known: Mapping[str, tuple[Wording, ...]]) -> tuple[str, ...]:
    """Every text of a label, English first, each once."""
    return tuple(dict.fromkeys(wording.text for language in LANGUAGES for wording in known[language]))


WORDING: Mapping[str, tuple[str, ...]] = MappingProxyType({name: _texts(known) for name, known in LABELS.items()})
"""Every label with its texts in all languages: a console that ignores the language asked for is still understood."""

WEAK = frozenset({"confirm delete device", "confirm revoke", "submit", "next"})
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
