"""How a wording is written down: the text, where it is from, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Source = Literal["seen", "guide", "inferred"]
"""``seen`` in public code, a saved page or the vendor's app, told by a ``guide``, or ``inferred``: our own reading,
may be wrong."""

LANGUAGES = ("en", "es", "zh", "ru", "pt", "id", "hi", "de", "fr", "it", "pl", "tr", "vi", "uk")
"""English, Spanish, Chinese (simplified), Russian, Portuguese, Indonesian, Hindi, German, French, Italian, Polish,
Turkish, Vietnamese, Ukrainian."""


class Wording(NamedTuple):
    """One text the console may show; ``when`` is the year or years of the source, ``where`` says more about it."""

    text: str
    source: Source
    when: str
    where: str = ""


Words = tuple[Wording, ...]
Labels = Mapping[str, Mapping[str, Words]]
"""Our name of a label, then the language, then every wording known for it."""
