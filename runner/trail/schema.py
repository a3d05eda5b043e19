"""The closed list of events as a JSON Schema (draft 2020-12), kept as ``schema.json`` beside this file.

``python -m runner.trail.schema`` writes the file anew; a test fails when it was forgotten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from runner.trail.events import FIELDS, SHA256, TIME, Kind

FILE: Final = Path(__file__).with_name("schema.json")
_TYPES: Final = {"str": "string", "int": "integer", "number": "number", "bool": "boolean"}


def schema() -> dict[str, Any]:
    """The schema of one line of ``trail.jsonl``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One event of a mi-runner trail, version 1",
        "oneOf": [_event(kind, fields) for kind, fields in FIELDS.items()],
    }


def text() -> str:
    """What ``schema.json`` holds."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _event(kind: str, fields: dict[str, Kind]) -> dict[str, Any]:
    properties = {
        "n": {"type": "integer", "minimum": 1}, "at": {"type": "string", "pattern": f"^{TIME}$"}, "kind": {"const": kind},
        "prev": _field(SHA256), **{name: _field(what) for name, what in fields.items()},
    }  # fmt: skip
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _field(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, tuple):
        return {"enum": list(kind)}
    if kind.startswith("~"):
        return {"type": "string", "pattern": f"^{kind[1:]}$"}
    name, optional = kind.rstrip("?"), kind.endswith("?")
    if name == "any":
        return {} if optional else {"not": {"type": "null"}}
    return {"type": [_TYPES[name], "null"] if optional else _TYPES[name]}


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
