"""The chain: each line of ``trail.jsonl`` remembers the SHA-256 of the line before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Final

GENESIS: Final = "0" * 64
"""What the first line remembers."""

EVENTS: Final = "trail.jsonl"
PICTURES: Final = "pictures"


def now() -> str:
    """Tell the time in UTC, to the millisecond: ``2026-11-23T21:50:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def line(n: int, at: str, kind: str, prev: str, fields: dict[str, Any]) -> bytes:
    """Serialise one event, without its newline."""
    event = {"n": n, "at": at, "kind": kind, "prev": prev, **fields}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
