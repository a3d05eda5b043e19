"""Reads a ``.env`` file: each value as it is written, or not at all.

Other readers replace ``${…}``, turn ``\\n`` into a line's end and cut at ``#``; each of these was seen to make another password
out of the one that stood there. Nothing is replaced here. Where two readers could take a line differently, it is refused
by its number, and never repeated.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from runner.errors import UsageError

LARGEST: Final = 1 << 20
"""Bytes; a settings file has a few hundred."""

_NAME: Final = re.compile(r"(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*")
_COMMENT: Final = re.compile(r"[ \t]*(?:[ \t]#.*)?")


def read_values(path: Path) -> dict[str, str]:
    """The names and values of a file.

    Raises:
        UsageError: it cannot be read, or a line of it could be taken in two ways.
    """
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(re.split(r"\r\n|\n|\r", _text(path)), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, value = _read(f"Line {number} of {path}", line)
        if name in places:
            raise UsageError(f"{name} stands in {path} twice, in lines {places[name]} and {number}. Remove one of them.")
        values[name], places[name] = value, number
    return values


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise UsageError(f"{path} cannot be read: {problem.strerror}.") from None
    if len(data) > LARGEST:
        raise UsageError(f"{path} holds more than {LARGEST:,} bytes; that is no settings file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UsageError(f"{path} is not in UTF-8. Save it as UTF-8 in your editor, and try again.")
    return text


def _read(where: str, line: str) -> tuple[str, str]:
    name, equals, rest = line.strip().partition("=")
    match = _NAME.fullmatch(name)
    if match is None or not equals:
        raise UsageError(f"{where} is not NAME=value. A comment begins with #.")
    value = rest.strip()
    if value[:1] in {"'", '"'}:
        return match[1], _quoted(f"{where} ({match[1]})", value)
    if value.startswith("#") or re.search(r"\s#", value):
        raise UsageError(
            f"{where} ({match[1]}) has a # that may be a comment or a part of the value. "
            "Put the value in single quotes, or the comment on a line of its own."
        )
    return match[1], value


def _quoted(where: str, value: str) -> str:
    quote = value[0]
    end = value.find(quote, 1)
    if end < 0:
        raise UsageError(f"{where} opens a quote {quote} and does not close it.")
    inside, behind = value[1:end], value[end + 1 :]
    if _COMMENT.fullmatch(behind) is None or (quote == '"' and inside.endswith("\\")):
        other = "single" if quote == '"' else "double"
        raise UsageError(
            f"{where} has a quote {quote} inside a value in such quotes. Put the whole value in {other} quotes."
        )
    return inside
