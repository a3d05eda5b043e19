"""Files and folders that only their owner can read, from their first byte on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, cast


def create(path: Path, mode: str = "xb") -> BinaryIO:
    """Open a new file for its owner only (Windows: for whoever may read the folder)."""
    return cast(BinaryIO, open(path, mode, opener=_opener))


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def make_folder(path: Path) -> None:
    """Make a new folder for its owner only.

    Raises:
        OSError: it is there, or cannot be made.
    """
    path.mkdir(mode=0o700)
