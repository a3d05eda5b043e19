"""What the trail of a killed run still holds, and whether it is what a kill leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from runner.trail import chain
from runner.trail.chain_reader import ChainReader, events
from runner.trail.events import PICTURE_FILE
from runner.trail.source import Source, open_source


class Unsafe(Exception):
    """A trail must not be sealed; the message says why."""


@dataclass
class Killed:
    """The whole lines of a cut trail, one by one right, and what lies there beside them."""

    lines: int = 0
    size: int = 0
    head: str = chain.GENESIS
    heads: list[str] = field(default_factory=list)
    steps: int = 0
    first: str = ""
    last: str = ""
    pictures: dict[str, dict[str, Any]] = field(default_factory=dict)
    intents: dict[str, int] = field(default_factory=dict)
    closed: dict[str, Any] | None = None
    strays: list[Path] = field(default_factory=list)
    """Pictures without a line: the run died between the two."""

    @property
    def seconds(self) -> float:
        """From the first line to the last."""
        took = datetime.fromisoformat(self.last) - datetime.fromisoformat(self.first)
        return max(0.0, round(took.total_seconds(), 3))


def read_killed(folder: Path) -> Killed:
    """Read a trail without a seal.

    Raises:
        Unsafe: it is damaged in a way that no kill leaves behind.
        Unreadable: it cannot be read.
    """
    source = open_source(folder)
    told, reader = Killed(), ChainReader()
    for data, event in events(source):
        if event is None:
            # Half a line is what a kill leaves, and only at the very end.
            if told.size + len(data) < source.files[chain.EVENTS]:
                raise Unsafe(f"line {told.lines + 1} is not an event")
            break
        reader.follow(data, event)
        if wrong := [*reader.result.broken.lines(), *reader.result.invalid.lines()]:
            raise Unsafe(wrong[0])
        _note(told, data, event)
    if told.closed is not None:
        raise Unsafe("it says that it ended, and has no seal; mi-runner trail verify tells more")
    _check_files(folder, source, told)
    return told


def _note(told: Killed, data: bytes, event: dict[str, Any]) -> None:
    told.lines, told.size, told.head = told.lines + 1, told.size + len(data) + 1, chain.digest(data)
    told.heads.append(told.head)
    told.first, told.last = told.first or str(event.get("at")), str(event.get("at"))
    kind = event.get("kind")
    told.steps += kind == "step-done"
    if kind == "picture":
        told.pictures[event["file"]] = event
    elif kind == "intent":
        told.intents[event["act"]] = event["step"]
    elif kind == "outcome":
        told.intents.pop(event["act"], None)
    elif kind == "run-closed":
        told.closed = event


def _check_files(folder: Path, source: Source, told: Killed) -> None:
    if source.odd:
        raise Unsafe(source.odd[0])
    for name, event in told.pictures.items():
        if source.files.get(name) != event["bytes"] or source.digest(name) != event["sha256"]:
            raise Unsafe(f"{name} is not the picture that was taken")
    for name in sorted(set(source.files) - set(told.pictures) - {chain.EVENTS}):
        if not re.fullmatch(PICTURE_FILE[1:], name):
            raise Unsafe(f"it holds {name}, which a run that is not at its end does not write")
        told.strays.append(folder / name)
