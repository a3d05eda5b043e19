"""Where a trail is read from: a folder, an exported package, or a zip of one. Never writes, never unpacks."""

from __future__ import annotations

import hashlib
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from runner.errors import UsageError

MARKS: Final = ("trail.jsonl", "seal.json", "seal.json.sig")
"""A folder with any of these is a trail, whole or not."""

BAG: Final = "bagit.txt"
LARGEST_FILE: Final = 50_000_000
"""Bytes of one picture or other file beside ``trail.jsonl``; a picture of a screen is a thousandth of it."""

_MOST_ENTRIES: Final = 200_000
_LARGEST_ZIP: Final = 20 << 30
_BOMB_RATIO: Final = 200


DAMAGE: Final = (
    OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, LookupError,
    NotImplementedError, RuntimeError, ArithmeticError,
)  # fmt: skip
"""Everything that reading a file of strangers was seen to raise."""

_LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What a file manager leaves in a folder somebody has looked at; it is nobody's evidence."""
_FINDER: Final = "__MACOSX/"


class NotATrail(UsageError):
    """What was given is no trail and no package of one."""


class Unreadable(Exception):
    """A file is there and cannot be read; the message says why."""


class Source:
    """The files of one trail, or of a package: names with ``/``, sizes, and a way to open them."""

    def __init__(
        self,
        name: str,
        files: dict[str, int],
        opener: Callable[[str], IO[bytes]],
        odd: list[str],
        *,
        named: bool = True,
    ) -> None:
        self.name = name
        self.named = named
        """Whether the name is that of the trail's own folder; a zip without a folder in it may be called anything."""
        self.files = files
        self.odd = odd
        """What is there and is no plain file: a link, a device."""
        self._opener = opener
        self._digests: dict[str, str] = {}

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading.

        Raises:
            Unreadable: it cannot be opened.
        """
        try:
            return self._opener(name)
        except DAMAGE as error:
            raise Unreadable(_why(error)) from None

    def digest(self, name: str) -> str:
        """SHA-256 of a file, read once and in pieces.

        Raises:
            Unreadable: it cannot be read to its end.
        """
        if name not in self._digests:
            with self.open(name) as file:
                self._digests[name] = self._hash(file)
        return self._digests[name]

    @staticmethod
    def _hash(file: IO[bytes]) -> str:
        seen = hashlib.sha256()
        try:
            while piece := file.read(1 << 18):
                seen.update(piece)
        except DAMAGE as error:
            raise Unreadable(_why(error)) from None
        return seen.hexdigest()

    def small(self, name: str, largest: int = LARGEST_FILE) -> bytes:
        """The whole of a file that is meant to be small.

        Raises:
            Unreadable: it is larger, or cannot be read.
        """
        if self.files[name] > largest:
            raise Unreadable(f"it holds {self.files[name]:,} bytes, far more than it can need")
        with self.open(name) as file:
            try:
                return file.read(largest + 1)
            except DAMAGE as error:
                raise Unreadable(_why(error)) from None

    def below(self, prefix: str) -> Source:
        """The part of a package that lies under a folder in it."""
        files = {name.removeprefix(prefix): size for name, size in self.files.items() if name.startswith(prefix)}
        part = Source(PurePosixPath(prefix).name, files, lambda name: self._opener(prefix + name), self.odd)
        part._digests = _Below(self, prefix)
        return part


class _Below(dict[str, str]):
    """Shares what was hashed already between a package and the trail in it."""

    def __init__(self, whole: Source, prefix: str) -> None:
        super().__init__()
        self._whole, self._prefix = whole, prefix

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> str:
        return self._whole.digest(self._prefix + name)


def open_source(path: Path) -> Source:
    """Look at what lies at a path.

    Raises:
        NotATrail: it is no trail, no package, or one that is not safe to read.
    """
    if path.is_dir():
        source = _folder(path)
    elif path.is_file():
        source = _zip(path)
    else:
        raise NotATrail(f"{path} does not exist.")
    if BAG in source.files or any(mark in source.files for mark in MARKS):
        return source
    raise NotATrail(f"{path} is not a trail: it holds no trail.jsonl and no package of one.")


def trails_in(path: Path) -> list[Path]:
    """The trails directly inside a folder that is none itself, oldest first; empty for anything else."""
    if not path.is_dir() or any((path / name).exists() for name in (*MARKS, BAG)):
        return []
    return sorted(child for child in path.iterdir() if any((child / mark).is_file() for mark in MARKS))


def _folder(root: Path) -> Source:
    files: dict[str, int] = {}
    odd: list[str] = []
    try:
        for path, status in _walk(root):
            name = path.relative_to(root).as_posix()
            if _is_litter(name):
                continue
            if stat.S_ISREG(status.st_mode):
                files[name] = status.st_size
            elif not stat.S_ISDIR(status.st_mode):
                odd.append(f"{name} is a link or a device; a trail holds plain files only")
    except OSError as error:
        raise NotATrail(f"{root} cannot be read: {error.strerror}.") from None
    return Source(root.resolve().name, files, lambda name: (root / name).open("rb"), odd)


def _walk(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    with os.scandir(root) as entries:
        for entry in entries:
            yield Path(entry.path), entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))


def _zip(path: Path) -> Source:
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE:
        raise NotATrail(f"{path} is not a trail: it is neither a folder nor a readable zip.") from None
    listed = archive.infolist()
    entries = [entry for entry in listed if entry.filename and not entry.is_dir()]
    why = _danger(entries, path.stat().st_size) if all(entry.filename for entry in listed) else _NAMELESS
    if why:
        archive.close()
        raise NotATrail(f"{path} is not opened: {why}.")
    files = {entry.filename: entry.file_size for entry in entries if not _is_litter(entry.filename)}
    tops = {name.split("/")[0] for name in files}
    source = Source(path.stem, files, archive.open, [], named=False)
    if len(tops) == 1 and not files.keys() & {*MARKS, BAG}:
        return source.below(f"{tops.pop()}/")
    return source


def _is_litter(name: str) -> bool:
    return name.startswith(_FINDER) or name.rpartition("/")[2] in _LITTER


_NAMELESS: Final = "it holds a file without a name"


def _danger(entries: list[zipfile.ZipInfo], size: int) -> str | None:
    """Say why a zip must not be read, or None."""
    if len(entries) > _MOST_ENTRIES:
        return f"it claims {len(entries):,} files"
    if len({entry.filename for entry in entries}) < len(entries):
        return "it holds two files of the same name"
    if why := next(filter(None, map(_danger_of, entries)), None):
        return why
    if sum(entry.compress_size for entry in entries) > size or sum(e.file_size for e in entries) > _LARGEST_ZIP:
        return "it is a zip bomb: its parts are larger than itself"
    return None


def _danger_of(entry: zipfile.ZipInfo) -> str | None:
    parts = PurePosixPath(entry.filename.replace("\\", "/"))
    if not parts.parts:
        return _NAMELESS
    if ".." in parts.parts or parts.is_absolute() or ":" in parts.parts[0] or "\\" in entry.filename:
        return "it holds a path that leads out of it"
    if entry.flag_bits & 1:
        return "it is encrypted"
    if entry.file_size > 1 << 20 and entry.file_size > _BOMB_RATIO * max(1, entry.compress_size):
        return f"it is a zip bomb: {entry.compress_size:,} bytes would become {entry.file_size:,}"
    return None


def _why(error: BaseException) -> str:
    return getattr(error, "strerror", None) or "it is damaged"
