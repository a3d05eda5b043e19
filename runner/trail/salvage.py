"""Bring the trail of a run that was killed to an honest end, so that it can be verified like any other.

Only a trail that this user's own run wrote is sealed: it never had a seal, its chain holds, and the key's folder
remembers its every line. Everything else is left as it is, and a sentence says why: whoever can write to a trail's
folder could have put it there. Nothing that is on record is changed. What was cut in the middle (half a line, a picture
whose line was never written) is taken away, and a line says so; what was about to be done for good gets the outcome
*not known*. The seal says that the trail was salvaged.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from PIL import Image

from runner.errors import RunnerError
from runner.trail import chain, memory, pictures
from runner.trail.events import complete
from runner.trail.finish import finish
from runner.trail.keys import own_key
from runner.trail.killed import Killed, Unsafe, read_killed
from runner.trail.locking import lock
from runner.trail.memory import Memory, Remembered
from runner.trail.seal import SIGNATURE
from runner.trail.source import DAMAGE, MARKS
from runner.trail.writer import Written

KILLED: Final = "killed"
"""The status of a run that nobody could close any more."""

_YOUNG: Final = 10.0
"""Seconds during which a folder without events may be a run that just begins."""


@dataclass
class Salvaged:
    """What came of it: the trails that were closed, and for each that was left alone a sentence."""

    closed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def salvage_all(home: Path) -> Salvaged:
    """Close every trail in a folder whose run was killed; one that cannot be closed does not stop the others."""
    try:
        folders = sorted(path for path in home.iterdir() if path.is_dir()) if home.is_dir() else []
    except OSError as error:
        return Salvaged(left=[f"{home} cannot be read: {error.strerror}."])
    return _salvage_each(folders)


def _salvage_each(folders: list[Path]) -> Salvaged:
    result = Salvaged()
    for folder in folders:
        try:
            if salvage(folder):
                result.closed.append(folder.name)
        except Unsafe as problem:
            result.left.append(f"The trail {folder.name} was left without a seal: {problem}.")
        except (RunnerError, *DAMAGE, TypeError, AttributeError) as problem:
            why = getattr(problem, "strerror", None) or type(problem).__name__
            result.left.append(f"The trail {folder.name} was left without a seal: it is damaged ({why}).")
    return result


def salvage_remembered(home: Path) -> Salvaged:
    """The same for the trails of this user's own runs only, without looking at all the others."""
    return _salvage_each(sorted(home / name for name in memory.names() if (home / name).is_dir()))


def salvage(folder: Path) -> bool:
    """Close one trail, unless it is closed, is being written, or holds no event; whether it was closed.

    Raises:
        Unsafe: it must not be sealed; the message says why.
        OSError: a file cannot be read or written.
        TrailError: the seal cannot be written.
    """
    path = folder / chain.EVENTS
    if (folder / SIGNATURE).exists() and (folder / SIGNATURE).stat().st_size:
        return False
    if not path.is_file() or path.is_symlink():
        if any((folder / mark).exists() for mark in MARKS):
            raise Unsafe(f"its {chain.EVENTS} is missing")
        _remove_empty(folder)
        return False
    with path.open("r+b") as file:
        if not lock(file.fileno()):
            return False
        if path.stat().st_size:
            told = read_killed(folder)
            if told.lines:
                _close(folder, file, told)
                return True
            if folder.name not in memory.names():
                raise Unsafe(f"its {chain.EVENTS} holds no line of a run")
    _remove_empty(folder)
    return False


def _close(folder: Path, file: IO[bytes], told: Killed) -> None:
    remembered = _remembered(folder, told)
    memo = Memory(remembered.path)
    try:
        missing = max(0, len(remembered.heads) - told.lines - 1)  # the last one may have been remembered, not written
        salvaged = {"lines": told.lines, "missing": missing}
        outcome = _write_end(folder, file, told, memo, missing)
        previews = _previews(folder, list(told.pictures))
        finish(folder, Written(told.head, told.lines, previews), outcome, own_key(), salvaged)
    finally:
        memo.close()
    memo.forget()


def _remembered(folder: Path, told: Killed) -> Remembered:
    """What the key's folder remembers, when the trail agrees with it line by line.

    Raises:
        Unsafe: it does not.
    """
    remembered = memory.recall(folder.name, told.heads[0])
    if remembered is None:
        raise Unsafe("no run of this user is known to have written it")
    if told.heads != list(remembered.heads[: told.lines]):
        raise Unsafe("its lines are not those the run wrote")
    if told.lines < remembered.durable:
        raise Unsafe(f"lines were cut off: the run had {remembered.durable} on disk, {told.lines} are left")
    return remembered


def _remove_empty(folder: Path) -> None:
    """A run killed before its first line left nothing to tell."""
    names = {path.name for path in folder.iterdir()}
    if names <= {chain.EVENTS, chain.PICTURES} and names and time.time() - folder.stat().st_mtime > _YOUNG:
        (folder / chain.EVENTS).unlink(missing_ok=True)
        if (folder / chain.PICTURES).is_dir():
            (folder / chain.PICTURES).rmdir()
        folder.rmdir()
        memory.forget(folder.name)


def _write_end(folder: Path, file: IO[bytes], told: Killed, memo: Memory, missing: int) -> dict[str, Any]:
    cut = (folder / chain.EVENTS).stat().st_size - told.size
    file.truncate(told.size)
    file.seek(told.size)
    for path in told.strays:
        path.unlink()
    outcome = {
        "status": KILLED,
        "reason": f"The run was killed after line {told.lines}; another run closed its trail.",
        "seconds": told.seconds,
        "steps": told.steps,
        "pictures": len(told.pictures),
    }

    def append(kind: str, **fields: Any) -> None:
        data = chain.line(told.lines + 1, chain.now(), kind, told.head, complete(kind, fields))
        told.lines, told.head = told.lines + 1, chain.digest(data)
        memo.add(told.head)
        file.write(data + b"\n")

    for act, step in told.intents.items():
        append("outcome", step=step, act=act, result="not known: the run was killed before it saw what came of it")
    if cut or told.strays:
        names = ", ".join(path.name for path in told.strays) or "none"
        append(
            "note", text=f"Taken away, as the kill had cut it: {cut} bytes of a line; pictures without a line: {names}."
        )
    if missing:
        append("note", text=f"The run had written {missing} more lines, which are lost; all before them were durable.")
    append("run-closed", **outcome)
    file.flush()
    return outcome


def _previews(folder: Path, names: list[str]) -> dict[str, bytes]:
    made = {}
    for name in names:
        with Image.open(folder / name) as image:
            made[name] = pictures.preview(pictures.thumbnail(image.convert("RGB")))
    return made
