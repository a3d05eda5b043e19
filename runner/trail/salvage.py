"""Bring the trail of a run that was killed to an honest end, so that it can be verified like any other.

Nothing that is on record is changed. What was cut in the middle (half a line, a picture whose line was never written)
is taken away, and a line says so; what was about to be done for good gets the outcome *not known*.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from PIL import Image

from runner.trail import chain, pictures, stamp
from runner.trail.chain_reader import events
from runner.trail.events import complete
from runner.trail.finish import REPORT, finish
from runner.trail.keys import own_key
from runner.trail.locking import lock
from runner.trail.seal import ALLOWED, SEAL, SIGNATURE, SIGNER, SUMS
from runner.trail.source import open_source
from runner.trail.writer import Written

KILLED: Final = "killed"
"""The status of a run that nobody could close any more."""

_UNFINISHED: Final = (REPORT, SIGNER, ALLOWED, SUMS, stamp.TOKEN, SEAL, SIGNATURE)
_YOUNG: Final = 10.0
"""Seconds during which a folder without events may be a run that just begins."""


def salvage_all(home: Path) -> list[str]:
    """Close every trail in a folder whose run was killed; the names of those that were closed.

    Raises:
        OSError: a file cannot be written.
        TrailError: a seal cannot be written.
    """
    if not home.is_dir():
        return []
    return [path.name for path in sorted(home.iterdir()) if path.is_dir() and salvage(path)]


def salvage(folder: Path) -> bool:
    """Close one trail, unless it is closed, is being written, or holds no event; whether it was closed."""
    path = folder / chain.EVENTS
    if (folder / SIGNATURE).exists() and (folder / SIGNATURE).stat().st_size:
        return False
    if not path.exists() or not path.stat().st_size:
        _remove_empty(folder)
        return False
    with path.open("r+b") as file:
        if not lock(file.fileno()):
            return False
        for name in _UNFINISHED:
            (folder / name).unlink(missing_ok=True)
        told = _Told.read(folder)
        if told.lines:
            outcome = told.closed or _write_end(folder, file, told)
            written = Written(told.head, told.lines, _previews(folder, told.pictures))
            finish(folder, written, outcome, own_key())
            return True
    _remove_empty(folder)
    return False


def _remove_empty(folder: Path) -> None:
    """A run killed before its first line left nothing to tell."""
    names = {path.name for path in folder.iterdir()}
    if names <= {chain.EVENTS, chain.PICTURES} and names and time.time() - folder.stat().st_mtime > _YOUNG:
        (folder / chain.EVENTS).unlink(missing_ok=True)
        if (folder / chain.PICTURES).is_dir():
            (folder / chain.PICTURES).rmdir()
        folder.rmdir()


@dataclass
class _Told:
    """What a cut trail still tells."""

    lines: int = 0
    size: int = 0
    head: str = chain.GENESIS
    steps: int = 0
    first: str = ""
    last: str = ""
    pictures: list[str] = field(default_factory=list)
    intents: dict[str, int] = field(default_factory=dict)
    closed: dict[str, Any] | None = None

    @classmethod
    def read(cls, folder: Path) -> _Told:
        told = cls()
        for data, event in events(open_source(folder)):
            if event is None:
                break  # half a line: the run died while writing it
            told._note(data, event)
        return told

    def _note(self, data: bytes, event: dict[str, Any]) -> None:
        self.lines, self.size, self.head = self.lines + 1, self.size + len(data) + 1, chain.digest(data)
        self.first, self.last = self.first or event["at"], event["at"]
        kind = event["kind"]
        self.steps += kind == "step-done"
        if kind == "picture":
            self.pictures.append(event["file"])
        elif kind == "intent":
            self.intents[event["act"]] = event["step"]
        elif kind == "outcome":
            self.intents.pop(event["act"], None)
        elif kind == "run-closed":
            self.closed = {name: event[name] for name in ("status", "reason", "seconds", "steps", "pictures")}

    @property
    def seconds(self) -> float:
        took = datetime.fromisoformat(self.last) - datetime.fromisoformat(self.first)
        return round(took.total_seconds(), 3)


def _write_end(folder: Path, file: IO[bytes], told: _Told) -> dict[str, Any]:
    cut = (folder / chain.EVENTS).stat().st_size - told.size
    file.truncate(told.size)
    file.seek(told.size)
    strays = [
        path for path in (folder / chain.PICTURES).iterdir() if f"{chain.PICTURES}/{path.name}" not in told.pictures
    ]
    for path in strays:
        path.unlink()
    outcome = {
        "status": KILLED,
        "reason": f"The run was killed after line {told.lines}; another run closed its trail.",
        "seconds": told.seconds,
        "steps": told.steps,
        "pictures": len(told.pictures),
    }
    for act, step in told.intents.items():
        _append(
            file,
            told,
            "outcome",
            step=step,
            act=act,
            result="not known: the run was killed before it saw what came of it",
        )
    if cut or strays:
        names = ", ".join(path.name for path in strays) or "none"
        _append(
            file,
            told,
            "note",
            text=f"Taken away, as the kill had cut it: {cut} bytes of a line; pictures without a line: {names}.",
        )
    _append(file, told, "run-closed", **outcome)
    file.flush()
    return outcome


def _append(file: IO[bytes], told: _Told, kind: str, **fields: Any) -> None:
    data = chain.line(told.lines + 1, chain.now(), kind, told.head, complete(kind, fields))
    file.write(data + b"\n")
    told.lines, told.head = told.lines + 1, chain.digest(data)


def _previews(folder: Path, names: list[str]) -> dict[str, bytes]:
    made = {}
    for name in names:
        with Image.open(folder / name) as image:
            made[name] = pictures.preview(pictures.likeness(image.convert("RGB")))
    return made
