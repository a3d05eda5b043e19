"""The one way text takes into a trail: every string goes through ``redact`` before it is serialised.

Afterwards would be too late: JSON escapes a quote or a backslash in a password, and a plain replace misses it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from runner.trail.events import FIELDS, holds_words

Redact = Callable[[str], str]

LONGEST_TEXT: Final = 20_000
"""Characters of one string; an outline of a monstrous page must not make a line that no reader takes."""


def cleaned(value: object, redact: Redact) -> Any:
    """Copy a value as JSON, with every string in it, keys included, redacted.

    A number whose digits are a secret or an identifier is no better than the text, so it becomes text.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value, redact)
    if isinstance(value, Mapping):
        return {_text(str(key), redact): cleaned(item, redact) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [cleaned(item, redact) for item in value]
    return _text(str(value), redact)


def cleaned_fields(kind: str, fields: Mapping[str, Any], redact: Redact) -> dict[str, Any]:
    """Clean the fields of an event; the closed words and the plain numbers of the list cannot hold a secret."""
    return {
        name: cleaned(value, redact) if holds_words(FIELDS[kind][name]) else value for name, value in fields.items()
    }


def _number(value: float, redact: Redact) -> int | float | str:
    text = str(value)
    if redact(text) != text:
        return _text(text, redact)
    return value if math.isfinite(value) else text


def _text(value: str, redact: Redact) -> str:
    safe = redact(value).encode("utf-8", "replace").decode("utf-8")
    return safe if len(safe) <= LONGEST_TEXT else safe[:LONGEST_TEXT] + "… (cut)"
