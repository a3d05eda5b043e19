"""Where commands write: a new file, never inside a trail."""

from __future__ import annotations

from pathlib import Path

import click

from runner.errors import UsageError

EXISTING = click.Path(path_type=Path)


def outside(target: Path, trail: Path) -> Path:
    """The target, when it does not lie in the trail.

    Raises:
        UsageError: it does; a sealed trail must stay as it is.
    """
    if trail.is_dir() and target.resolve().is_relative_to(trail.resolve()):
        raise UsageError(f"{target} lies inside the trail, which must stay as it was sealed. Choose another place.")
    return target


def write_new(target: Path, data: bytes, beside: Path) -> None:
    """Write a file, over an older one of the same name, but never inside the trail ``beside``.

    Raises:
        UsageError: it cannot be written.
    """
    outside(target, beside)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.") from None
