"""How a wording is written down: the text, where it is from, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Source = Literal["seen", "guide", "inferred"]
"""``seen`` in public code or a saved page, told by a ``guide``, or ``inferred``: our own reading, may be wrong."""

LANGUAGES = ("en", "es", "zh", "ru", "pt", "id", "hi")
"""English, Spanish, Chinese (simplified), Russian, Portuguese, Indonesian, Hindi."""


@dataclass(frozen=True)
class Wording:
    """One text the console may show; ``when`` is the year or years of the source."""

    text: str
    source: Source
    when: str


Words = tuple[Wording, ...]
Labels = Mapping[str, Mapping[str, Words]]
"""Our name of a label, then the language, then every wording known for it."""


def seen(when: str, *texts: str) -> Words:
    """Read in public code, a saved page or the vendor's own files."""
    return tuple(Wording(text, "seen", when) for text in texts)


def guide(when: str, *texts: str) -> Words:
    """Told by articles and walkthroughs."""
    return tuple(Wording(text, "guide", when) for text in texts)


def inferred(*texts: str) -> Words:
    """Our own reading, written down in 2026; may be wrong."""
    return tuple(Wording(text, "inferred", "2026") for text in texts)
