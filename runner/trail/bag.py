"""A package of a trail: BagIt (RFC 8493), so that ``bagit.py --validate`` and ``sha256sum -c`` check it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from runner.trail.source import BAG, Source, Unreadable

DECLARATION: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAGS: Final = "tagmanifest-sha256.txt"
PAYLOAD: Final = "data/"


def manifest(sums: Iterable[tuple[str, str]]) -> str:
    """The text of a manifest: a line ``SHA-256  path`` for each file. BagIt escapes three characters in paths."""
    return "".join(f"{digest}  {_escaped(name)}\n" for name, digest in sorted(sums))


def problems(source: Source) -> list[str]:
    """Say in what a package differs from what it declares."""
    missing = [name for name in (MANIFEST, TAGS, INFO) if name not in source.files]
    if missing:
        return [f"{', '.join(missing)} of the package is missing"]
    try:
        if source.small(BAG, 1000) != DECLARATION.encode():
            return [f"{BAG} was changed"]
        payload = {name for name in source.files if name.startswith(PAYLOAD)}
        tags = set(source.files) - payload - {TAGS}
        return [*_compare(source, MANIFEST, payload), *_compare(source, TAGS, tags)]
    except Unreadable as error:
        return [f"the package cannot be read: {error}"]


def trail_in(source: Source) -> Source | None:
    """The trail that a package holds, or None when it holds none."""
    found = {name.split("/")[1] for name in source.files if re.fullmatch(r"data/[^/]+/(trail\.jsonl|seal\.json)", name)}
    return source.below(f"{PAYLOAD}{found.pop()}/") if len(found) == 1 else None


def _compare(source: Source, listing: str, present: set[str]) -> list[str]:
    text = source.small(listing).decode("utf-8", "replace")
    lines = text.split("\n")
    listed: dict[str, str] = {}
    for number, line in enumerate(lines[:-1], 1):
        match = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if match is None or _unescaped(match[2]) in listed:
            return [f"line {number} of {listing} was changed"]
        listed[_unescaped(match[2])] = match[1]
    if lines[-1]:
        return [f"the last line of {listing} is cut"]
    return [
        *(f"{name} is missing" for name in sorted(set(listed) - present)),
        *(f"{name} does not belong to the package" for name in sorted(present - set(listed))),
        *(f"{name} was changed" for name in sorted(set(listed) & present) if source.digest(name) != listed[name]),
    ]


def _escaped(name: str) -> str:
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unescaped(name: str) -> str:
    return name.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
