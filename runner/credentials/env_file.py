"""Read a ``.env`` file: each value as it is written, or not at all.

python-dotenv finds the lines, names and quotes. Its values are not used: it turns ``\\n`` into the end of a line and cuts
at ``#``, and each of these made another password out of the one in the file (seen 2026-11). A line that two programs could
read differently is refused by its number, and never repeated.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Final

from dotenv.parser import parse_stream

from runner.errors import UsageError

LARGEST: Final = 1 << 20
"""Bytes; a settings file has a few hundred."""

_NAME: Final = re.compile(r"(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*")
_BLANK: Final = " \t\r\n"
"""Around a value; of other spaces nobody sees whether they belong to it."""
_COMMENT: Final = re.compile(r"[ \t]*(?:[ \t]#.*)?")


def read_values(path: Path) -> dict[str, str]:
    """The names and values of a file.

    Raises:
        UsageError: it cannot be read, or a line of it could be taken in two ways.
    """
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for binding in parse_stream(io.StringIO(_text(path), newline="")):
        line, number = binding.original.string.strip(_BLANK), binding.original.line
        if not line or line.startswith("#"):
            continue
        # A blank line or a comment in front belongs to python-dotenv's line; a quote may run over several.
        name, value = _read(f"Line {number} of {path}", re.split(r"\r\n|\n|\r", line)[0])
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
    name, equals, rest = line.strip(_BLANK).partition("=")
    match = _NAME.fullmatch(name)
    if match is None or not equals:
        raise UsageError(f"{where} is not NAME=value. A comment begins with #.")
    value = rest.strip(_BLANK)
    if value != value.strip():
        raise UsageError(
            f"{where} ({match[1]}) begins or ends with a space that another program may keep or drop. "
            "Put the value in single quotes, with that space or without it."
        )
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
