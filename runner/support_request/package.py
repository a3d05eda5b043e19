"""The package for the vendor's support: a folder with the request as PDF and the cleaned photographs.

It holds what support asks for - the account, the IMEI, an invoice - so it is no part of the trail, which is handed on
without such things: it lies in ``requests/`` beside the trails, and its owner alone may read it.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from runner.errors import RunnerError

PDF = "request.pdf"
FOLDER = "requests"


@dataclass(frozen=True)
class Photo:
    """A cleaned photograph: what it shows, the name of its file, and the JPEG itself."""

    shows: str
    name: str
    jpeg: bytes

    @property
    def address(self) -> str:
        """The picture inside a page."""
        return "data:image/jpeg;base64," + base64.b64encode(self.jpeg).decode("ascii")

    @property
    def sha256(self) -> str:
        """The file's hash, so that the request says which pictures belong to it."""
        return hashlib.sha256(self.jpeg).hexdigest()


@dataclass(frozen=True)
class Request:
    """What is asked of the vendor's support, and what proves it."""

    account: str
    imei: str
    photos: tuple[Photo, ...]
    details: str = ""
    notice: str = ""
    """What the console itself says of the account, in its own words."""
    made: datetime | None = None

    def to_html(self) -> str:
        """The request as one page that needs nothing else."""
        source = files("runner.support_request").joinpath("templates", "request.html.j2").read_text(encoding="utf-8")
        page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        made = (self.made or datetime.now(UTC)).strftime("%Y-%m-%d")
        return page.from_string(source).render(request=self, made=made, imei=spaced(self.imei))


def spaced(imei: str) -> str:
    """An IMEI as it is written for people: type, serial number and check digit apart."""
    return f"{imei[:8]} {imei[8:14]} {imei[14:]}"


def write_package(home: Path, name: str, pdf: bytes, photos: tuple[Photo, ...]) -> Path:
    """Write the folder, readable by its owner only.

    Arguments:
        home: where trails are kept.
        name: the folder's name, that of the trail; must not give the account away.
        pdf: the printed request.
        photos: what goes with it.

    Raises:
        RunnerError: it could not be written.
    """
    folder = home / FOLDER / name
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        for file, data in {PDF: pdf, **{photo.name: photo.jpeg for photo in photos}}.items():
            _write_private(folder / file, data)
    except OSError as problem:
        raise RunnerError(f"The package cannot be written to {folder} ({problem.strerror}).") from None
    return folder


def hashes_of(folder: Path) -> Mapping[str, str]:
    """The package's files by name, each with its SHA-256."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def _write_private(path: Path, data: bytes) -> None:
    # Never readable by others, not even for a moment; Windows keeps to the rights of the user's folder.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
