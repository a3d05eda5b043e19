"""Forgetting on purpose: a trail goes, and a signed line says that it was there and went."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from runner.errors import UsageError
from runner.trail import chain, memory
from runner.trail.keys import fingerprint, own_key, public_blob
from runner.trail.locking import lock
from runner.trail.seal import SEAL
from runner.trail.source import Source
from runner.trail.sshsig import BadSignature, sign, verify
from runner.trail.strict_json import loads

TOMBSTONES: Final = "tombstones.jsonl"
_NAMESPACE: Final = "mi-runner-tombstone"
_UNITS: Final = {"h": 1, "d": 24, "w": 24 * 7}


def age(text: str) -> timedelta:
    """Read an age: ``36h``, ``90d``, ``12w``.

    Raises:
        UsageError: it is none.
    """
    match = re.fullmatch(r"([0-9]{1,5})([hdw])", text.strip())
    if match is None:
        raise UsageError(f"{text!r} is no age. Write 36h, 90d or 12w.")
    return timedelta(hours=int(match[1]) * _UNITS[match[2]])


def began(name: str) -> datetime | None:
    """When a trail's run began, by the name of its folder; None for a folder that was not named by the runner."""
    try:
        return datetime.strptime(name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def forget(folder: Path, source: Source, why: str) -> None:
    """Put a signed line on record, then remove the trail.

    Raises:
        UsageError: a run is writing it now.
        OSError: the line cannot be written, or the folder not be removed.
    """
    if chain.EVENTS in source.files:
        with (folder / chain.EVENTS).open("rb") as file:
            if not lock(file.fileno()):
                raise UsageError(f"A run is writing {folder} now; it was left alone.")
    facts = {
        "at": chain.now(), "trail": folder.name, "why": why, "files": len(source.files),
        "bytes": sum(source.files.values()), "seal": source.digest(SEAL) if SEAL in source.files else None,
    }  # fmt: skip
    _append(folder.parent / TOMBSTONES, facts)
    shutil.rmtree(folder)
    memory.forget(folder.name)


def tombstones(home: Path) -> list[tuple[dict[str, Any], str | None]]:
    """The lines about trails that were removed, each with what is wrong with it, or None."""
    path = home / TOMBSTONES
    found: list[tuple[dict[str, Any], str | None]] = []
    prev = chain.GENESIS
    for data in path.read_bytes().splitlines() if path.is_file() else []:
        fact, wrong = _read(data, prev)
        found.append((fact, wrong))
        prev = chain.digest(data)
    return found


def _append(path: Path, facts: dict[str, Any]) -> None:
    key = own_key()
    lines = path.read_bytes().splitlines() if path.is_file() else []
    prev = chain.digest(lines[-1]) if lines else chain.GENESIS
    body = {**facts, "prev": prev, "key": fingerprint(public_blob(key.public_key()))}
    signature = base64.b64encode(sign(key, _bytes(body), _NAMESPACE)).decode()
    with path.open("ab") as file:
        file.write(_bytes({**body, "signature": signature}) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _read(data: bytes, prev: str) -> tuple[dict[str, Any], str | None]:
    try:
        fact = loads(data)
        signature = base64.b64decode(fact.pop("signature"))
        key = fingerprint(verify(signature, _bytes(fact), _NAMESPACE))
    except (ValueError, KeyError, AttributeError, TypeError, BadSignature):
        return {}, "the line was changed"
    if key != fact.get("key"):
        return fact, "the line was signed anew by another key"
    return fact, None if fact.get("prev") == prev else "a line before it was removed or changed"


def _bytes(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
