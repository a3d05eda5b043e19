"""What the key's folder remembers of a trail that is being written: the head of its chain after each line.

Whoever can write to a trail's folder can write a whole false trail and leave it without a seal. The key's folder is the
owner's alone, so only what it remembers is signed when the run itself was killed and could not.

One file a trail, in ``open/``: a head a line, written before the trail's own line, and ``durable N`` after the first N
lines were made durable. It goes as soon as the trail is sealed.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runner.trail import private

_FOLDER: Final = "open"
_HEAD: Final = re.compile(r"[0-9a-f]{64}")


class Memory:
    """The memory of one trail, while it is written."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        """Use :meth:`begin` or :func:`recall`.

        Raises:
            OSError: the file cannot be opened.
        """
        self.path = path
        self._file = private.create(path, "xb" if new else "ab")

    @classmethod
    def begin(cls, name: str) -> Memory:
        """Start remembering a trail, called by the name of its folder.

        Raises:
            OSError: the key's folder cannot be written.
        """
        where = _where()
        where.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(where / f"{name}.{secrets.token_hex(4)}", new=True)

    def add(self, head: str) -> None:
        """Remember the head that the chain has after the next line."""
        self._file.write(f"{head}\n".encode())
        self._file.flush()

    def sync(self) -> None:
        """Have it on disk."""
        os.fsync(self._file.fileno())

    def durable(self, lines: int) -> None:
        """Remember that so many lines of the trail are on disk."""
        self._file.write(f"durable {lines}\n".encode())
        self._file.flush()

    def close(self) -> None:
        """Stop writing; what is remembered stays."""
        self._file.close()

    def forget(self) -> None:
        """The trail has its seal, or is gone: nothing is to be remembered."""
        self._file.close()
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Remembered:
    """What was remembered: every head, and how many lines were durable."""

    path: Path
    heads: tuple[str, ...]
    durable: int


def names() -> set[str]:
    """The names of all trails that are remembered."""
    where = _where()
    return {path.name.rpartition(".")[0] for path in where.iterdir()} if where.is_dir() else set()


def recall(name: str, first: str) -> Remembered | None:
    """What is remembered of the trail with that name and that SHA-256 of its first line."""
    return next((one for one in _all(name) if one.heads[:1] == (first,)), None)


def forget(name: str) -> None:
    """Forget a trail that is gone."""
    for one in _all(name):
        one.path.unlink(missing_ok=True)


def _where() -> Path:
    from runner.trail.keys import folder  # late: it brings all of cryptography

    return folder() / _FOLDER


def _all(name: str) -> list[Remembered]:
    where = _where()
    found = [path for path in where.iterdir() if path.name.rpartition(".")[0] == name] if where.is_dir() else []
    return [_read(path) for path in found]


def _read(path: Path) -> Remembered:
    heads: list[str] = []
    durable = 0
    for line in path.read_text("ascii", "replace").split("\n")[:-1]:
        if _HEAD.fullmatch(line):
            heads.append(line)
        elif re.fullmatch(r"durable [0-9]{1,9}", line):
            durable = int(line.split()[1])
    return Remembered(path, tuple(heads), durable)
