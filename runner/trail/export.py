"""Packages a trail for somebody else: BagIt 1.0 (RFC 8493), as a folder or a zip."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import IO

from runner.errors import UsageError
from runner.trail import bag
from runner.trail.source import BAG, Source


def export(source: Source, target: Path, extra: Mapping[str, bytes]) -> None:
    """Write a package.

    Arguments:
        source: the trail.
        target: a name that is not taken; ending in ``.zip`` for a zip.
        extra: files to stand beside the trail in the package, by name.

    Raises:
        UsageError: the target is there already.
        OSError: it cannot be written.
    """
    if target.exists():
        raise UsageError(f"{target} is there already; nothing was written. Choose another name with --output.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    if target.suffix == ".zip":
        with zipfile.ZipFile(draft, "w") as archive:
            _pack(source, extra, _Zip(archive, target.stem))
    else:
        _pack(source, extra, _Folder(draft))
    # Appears whole or not at all.
    draft.rename(target)


class _Folder:
    def __init__(self, root: Path) -> None:
        shutil.rmtree(root, ignore_errors=True)
        self._root = root

    def open(self, name: str) -> IO[bytes]:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, top: str) -> None:
        self._archive, self._top = archive, top

    def open(self, name: str) -> IO[bytes]:
        entry = zipfile.ZipInfo(f"{self._top}/{name}", datetime.now(UTC).timetuple()[:6])
        entry.compress_type = zipfile.ZIP_STORED if name.endswith((".webp", ".pdf")) else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return self._archive.open(entry, "w")


def _pack(source: Source, extra: Mapping[str, bytes], into: _Folder | _Zip) -> None:
    sums: dict[str, str] = {}
    octets = 0
    for name in sorted(source.files):
        path = f"{bag.PAYLOAD}{source.name}/{name}"
        with source.open(name) as file, into.open(path) as copy:
            sums[path], size = _copy(file, copy)
        octets += size
    for name, data in extra.items():
        sums[bag.PAYLOAD + name] = _write(into, bag.PAYLOAD + name, data)
        octets += len(data)
    info = (
        f"Bag-Software-Agent: mi-runner {metadata.version('mi-runner')}\nBagging-Date: {datetime.now(UTC):%Y-%m-%d}\n"
        f"External-Identifier: {source.name}\nPayload-Oxum: {octets}.{len(sums)}\n"
    )
    texts = {BAG: bag.DECLARATION, bag.INFO: info, bag.MANIFEST: bag.manifest(sums.items())}
    tags = {name: _write(into, name, text.encode()) for name, text in texts.items()}
    _write(into, bag.TAGS, bag.manifest(tags.items()).encode())


def _copy(file: IO[bytes], copy: IO[bytes]) -> tuple[str, int]:
    seen, size = hashlib.sha256(), 0
    while piece := file.read(1 << 18):
        seen.update(piece)
        size += copy.write(piece)
    return seen.hexdigest(), size


def _write(into: _Folder | _Zip, name: str, data: bytes) -> str:
    with into.open(name) as file:
        file.write(data)
        file.flush()
        if isinstance(into, _Folder):
            os.fsync(file.fileno())
    return hashlib.sha256(data).hexdigest()
