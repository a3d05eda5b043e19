"""JSON of strangers: what this project never writes is no JSON here, whatever Python's parser would make of it."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn

DEEPEST: Final = 32
"""Levels of lists and objects; an honest line has five."""
_LARGEST: Final = 2**53
"""The largest whole number that every JSON reader keeps exactly (RFC 8259, section 6)."""
_TEXT: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


def loads(data: bytes) -> Any:
    """Read one JSON value.

    Raises:
        ValueError: it is none, is too deep, or holds NaN, a number without bound, a key twice or half a character.
    """
    if data.count(b"[") + data.count(b"{") > DEEPEST:
        _check_depth(data)
    try:
        value = json.loads(
            data, parse_constant=_refuse, parse_float=_finite, parse_int=_whole, object_pairs_hook=_once,
        )  # fmt: skip
        if b"\\u" in data:  # only an escape can hold half of a surrogate pair
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("too deep") from None
    return value


def _check_depth(data: bytes) -> None:
    depth = 0
    for sign in re.findall(rb"[\[\]{}]", _TEXT.sub(b"", data)):
        depth += 1 if sign in {b"[", b"{"} else -1
        if depth > DEEPEST:
            raise ValueError("too deep")


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse("a number without bound")


def _whole(text: str) -> int:
    value = int(text) if len(text) < 20 else _LARGEST + 1  # noqa: PLR2004 - far more digits than it may have
    return value if abs(value) <= _LARGEST else _refuse("a number without bound")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found
