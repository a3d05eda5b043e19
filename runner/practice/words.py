"""What the console says, in English, Spanish and Chinese: ``words.tsv``, where each text says where it comes from.

``app 2024``: the vendor's own account app; ``pages 2026``: programs that drive the vendor's pages; ``guide``: articles;
``zh seen``: only the Chinese, in the console's own error table; ``inferred``: ours. Only English is meant by the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("en", "es", "zh")
LOCALES = {"en": "en_US", "es": "es_ES", "zh": "zh_CN"}
_FILE = Path(__file__).with_name("words.tsv")


def _read() -> dict[str, tuple[str, str, str]]:
    rows = [row.split("\t") for row in _FILE.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    return {key: (en, es, zh) for key, en, es, zh, _source in rows[1:]}


WORDS = MappingProxyType(_read())
KINDS = (
    "contacts",
    "messages",
    "photos",
    "notes",
    "recordings",
    "call log",
    "devices",
    "apps",
    "balance",
    "subscriptions",
)
"""What an account stores, as the console names it."""


def say(key: str, language: str, **values: object) -> str:
    """A text in a language, with its blanks filled.

    Raises:
        KeyError: there is no such text.
    """
    return WORDS[key][LANGUAGES.index(language)].format(**values)


def words_table() -> Mapping[str, tuple[str, str, str]]:
    """Every text in every language, for the scripts of the pages."""
    return WORDS


def language_of(locale: str) -> str | None:
    """The language a locale such as ``es_ES`` or ``zh`` asks for, None when it is none of ours."""
    language = locale.replace("-", "_").partition("_")[0].lower()
    return language if language in LANGUAGES else None
