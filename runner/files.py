"""Write a file so that it is there whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600
"""Nobody else on this machine may read it."""
ORDINARY = 0o666
"""As the user's own umask says."""


def write_atomic(path: Path, data: bytes | str, *, private: bool = True, durable: bool = True) -> None:
    """Replace a file by new content; a reader, or a crash, sees the old one or the new one, never a part.

    Arguments:
        path: the file; its folder must exist.
        data: the whole content; text is written as UTF-8 without changing its line ends.
        private: only this user may read it (where the system knows such permissions).
        durable: return only when it has reached the disk, its name included.

    Raises:
        OSError: it cannot be written; the former file is as it was.
    """
    draft = _write_draft(path, data, private=private, durable=durable)
    try:
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def create_atomic(path: Path, data: bytes | str, *, private: bool = True, durable: bool = True) -> None:
    """Create a file that must not exist yet: of several that try at once, exactly one succeeds.

    Raises:
        FileExistsError: it is there already; it was not touched.
        OSError: it cannot be written, and is not there.
    """
    draft = _write_draft(path, data, private=private, durable=durable)
    try:
        _name_once(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have a folder's entries on disk. Windows cannot sync a folder, and keeps its entries without being asked."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_draft(path: Path, data: bytes | str, *, private: bool, durable: bool) -> Path:
    """Write the content beside the file, under a name that nobody else uses."""
    content = data.encode() if isinstance(data, str) else data
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.draft")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(draft, flags, PRIVATE if private else ORDINARY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return draft


def _name_once(draft: Path, path: Path) -> None:
    """Give the draft its name unless the name is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links (FAT, some network drives)
        _name_without_links(draft, path)


def _name_without_links(draft: Path, path: Path) -> None:
    """Take the name with an empty file, then put the draft in its place."""
    with path.open("xb"):
        pass
    try:
        draft.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
