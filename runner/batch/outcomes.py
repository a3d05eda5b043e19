"""What came of the accounts of a batch: the database's word, and the trail's where it is on this machine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from runner.batch.outcome import Outcome
from runner.batch.store import Entry
from runner.trail import strict_json

_LONGEST: Final = 65536
"""Bytes in which the last line of a trail is looked for."""


def outcomes_of(entries: Iterable[Entry], folder: Path) -> list[Outcome]:
    """The outcome of each account; ``folder`` holds the batch's trails."""
    return [
        Outcome(
            entry.number, entry.label, entry.scenario, entry.state, _reason(entry, folder), entry.trail, entry.seconds,
            entry.attempts, entry.worker, entry.kind,
        )
        for entry in entries
    ]  # fmt: skip


def _reason(entry: Entry, folder: Path) -> str:
    """The trail's own sentence, which has the console's words; else what the database keeps."""
    if entry.state not in {"refused", "failed"} or not entry.trail:
        return entry.reason
    try:
        with (folder / entry.trail / "trail.jsonl").open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _LONGEST))
            last = strict_json.loads(file.read().splitlines()[-1])
    except (OSError, ValueError, IndexError):
        return entry.reason
    reason = last.get("reason") if isinstance(last, dict) else None
    return reason if isinstance(reason, str) and reason else entry.reason
