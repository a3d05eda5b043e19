"""The closed list of events: their names, their fields, and what each field may hold.

``schema.json`` beside this file says the same as a JSON Schema for readers in other languages; a test holds the two
together. Version 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

SCHEMA_VERSION: Final = 1

Kind = str | tuple[str, ...]
"""What a field holds: ``str``, ``int``, ``number``, ``bool``, ``any``, a pattern, or a closed list of words.

A trailing ``?`` means that the field may be null, and is written as null when it was not given.
"""

TIME: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
SHA256: Final = "~[0-9a-f]{64}"
PICTURE_FILE: Final = r"~pictures/[0-9]{4,}-[a-z0-9-]{1,80}\.webp"
MOMENTS: Final = ("before", "after", "pause", "unknown")

FIELDS: Final[dict[str, dict[str, Kind]]] = {
    "run-opened": {
        "schema": "int",
        "version": "str",
        "scenario": "str",
        "label": "str",
        "console": "str?",
        "operator": "str?",
        "headless": "bool?",
        "dry_run": "bool?",
        "language": "str?",
        "browser": "any?",
    },
    "step-started": {"step": "int", "title": "str"},
    "step-done": {"step": "int", "title": "str", "seconds": "number"},
    "step-skipped": {"step": "int", "title": "str", "why": "str"},
    "step-failed": {"step": "int", "title": "str", "why": "str"},
    "page": {"screen": "str", "address": "str?"},
    "picture": {
        "step": "int",
        "moment": MOMENTS,
        "file": PICTURE_FILE,
        "sha256": SHA256,
        "bytes": "int",
        "width": "int",
        "height": "int",
        "masked": "int",
    },
    "pause-started": {"pause": "int", "why": "str?", "awaits": "str?", "screen": "str?", "deadline": "any?"},
    "pause-ended": {
        "pause": "int",
        "seconds": "number",
        "by": ("screen", "terminal", "desk", "timeout", "interrupt", "window-closed", "codes", "practice"),
        "who": "str?",
    },
    "person-acted": {"who": "str", "seconds": "number", "at_the": "str"},
    "code-asked": {"pause": "int?"},
    "code-typed": {"by": "str"},
    "nuisance-dismissed": {"screen": "str"},
    "refusal": {"screen": "str?", "words": "str"},
    "retry": {"what": "str", "attempt": "int", "why": "str?"},
    "finding": {"name": "str", "value": "any?"},
    "consent": {
        "account": "str",
        "what": "any?",
        "by": ("terminal", "command-line", "desk", "file", "practice"),
        "matched": ("exact", "masked"),
    },
    "intent": {"step": "int", "act": "str", "account": "str?"},
    "outcome": {"step": "int", "act": "str", "result": "str"},
    "note": {"text": "str"},
    "unknown-screen": {"outline": "any?"},
    "browser-lost": {"why": "str?"},
    "run-closed": {"status": "str", "reason": "str", "seconds": "number", "steps": "int", "pictures": "int"},
}
"""Every kind of event and its fields, in the order they are written."""

_PYTHON: Final[dict[str, tuple[type, ...]]] = {
    "str": (str,),
    "int": (int,),
    "number": (int, float),
    "bool": (bool,),
    "any": (str, int, float, bool, list, dict),
}


def holds_words(kind: Kind) -> bool:
    """Whether a field of this kind may hold free text, which has to be redacted."""
    return isinstance(kind, str) and kind.rstrip("?") in {"str", "any"}


def complete(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields in their order, with null for those that may be null and were not given.

    Raises:
        ValueError: the kind or a field is not on the list, or holds the wrong sort of value.

    """
    if kind not in FIELDS:
        raise ValueError(f"{kind!r} is no kind of event; the list is in runner/trail/events.py")
    if extra := sorted(set(fields) - set(FIELDS[kind])):
        raise ValueError(f"the event {kind!r} has no field {', '.join(extra)}")
    whole = {name: fields.get(name) for name in FIELDS[kind]}
    for name, value in whole.items():
        if not fits(FIELDS[kind][name], value):
            raise ValueError(f"the field {name!r} of the event {kind!r} cannot hold {type(value).__name__}")
    return whole


def fits(kind: Kind, value: object) -> bool:
    """Whether a value is what the field may hold."""
    if isinstance(kind, tuple):
        return isinstance(value, str) and value in kind
    if value is None:
        return kind.endswith("?")
    if kind.startswith("~"):
        return isinstance(value, str) and re.fullmatch(kind[1:], value) is not None
    name = kind.rstrip("?")
    if isinstance(value, bool) and name in {"int", "number"}:
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return isinstance(value, _PYTHON[name])


def problem(event: Mapping[str, Any]) -> str | None:
    """Say in what an event read from a file differs from the list, or None when it does not."""
    kind = event.get("kind")
    if not isinstance(kind, str) or kind not in FIELDS:
        return "a kind of event that is not on the list"
    if not _is_time(event.get("at")):
        return f"{kind}: its time is missing, or not written as the runner writes it"
    given = [name for name in event if name not in {"n", "at", "kind", "prev"}]
    if set(given) != set(FIELDS[kind]):
        odd = sorted(set(given) ^ set(FIELDS[kind]))
        return f"{kind}: the fields {', '.join(odd)[:120]} are missing or do not belong there"
    wrong = next((name for name in given if not fits(FIELDS[kind][name], event[name])), None)
    return f"{kind}: the field {wrong} does not hold what it should" if wrong else None


def _is_time(value: object) -> bool:
    if not isinstance(value, str) or re.fullmatch(TIME, value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
