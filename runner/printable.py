"""The one way to a terminal: text of the console, of lists and of files is text, whatever it holds.

Seen: a device called ``[conceal]x`` hid itself and all after it from the consent; ``[/]`` ended the run; escape sequences and
marks of direction reached the terminal; a redirected Windows console (cp1252) lost the whole result for a tick mark.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import unicodedata
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

REPLACED: Final = "�"
_JOINERS: Final = frozenset("\u200c\u200d")
"""Words of Persian and Hindi, and families of emoji, need them; they move nothing."""
_DUMB: Final = frozenset({"dumb", "unknown"})
_PLAIN_SIGNS: Final = {
    "✓": "+", "✗": "x", "–": "-", "—": "-", "…": "...", "·": "-", "•": "*", "‹": "<", "›": ">", "“": '"', "”": '"', "‘": "'",
    "’": "'", "→": "->", "├": "|", "└": "`", "─": "-", REPLACED: "?",
}  # fmt: skip
_HANDLER: Final = "mi-runner-plain"


def printable(text: str) -> str:
    """The text on one line, with a mark for every sign that would act on a terminal instead of being seen."""
    text = covered(text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def cover_with(cover: Callable[[str], str]) -> None:
    """Have everything that is printed or sent to the desk pass through a method, as long as its object lives."""
    _covers.append(weakref.WeakMethod(cover))


_covers: list[weakref.WeakMethod[Callable[[str], str]]] = []


def covered(text: str) -> str:
    """The text without any secret that this process knows."""
    for reference in list(_covers):
        cover = reference()
        if cover is None:
            with suppress(ValueError):  # another thread was first
                _covers.remove(reference)
        else:
            text = cover(text)
    return text


def covered_data(data: Any) -> Any:
    """The same for all texts in data made of lists and dictionaries, keys included."""
    if isinstance(data, str):
        return covered(data)
    if isinstance(data, Mapping):
        return {covered_data(key): covered_data(value) for key, value in data.items()}
    return [covered_data(each) for each in data] if isinstance(data, list | tuple) else data


def printable_lines(text: str) -> str:
    """The same for a text of several lines that are ours."""
    return "\n".join(map(printable, text.split("\n")))


def _seen(sign: str) -> str:
    if sign.isprintable() or sign in _JOINERS:
        return sign
    return " " if unicodedata.category(sign) == "Zs" else REPLACED


def printable_json(data: object) -> str:
    """One line of JSON in which every sign that acts on a terminal, or that it cannot show, is an escape."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    text = json.dumps(covered_data(data), ensure_ascii=False)
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign if sign.isprintable() and _encodes(sign, encoding) else _escaped(sign) for sign in text)


def _encodes(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _escaped(sign: str) -> str:
    return json.dumps(sign)[1:-1]


def say(text: str, *, err: bool = False) -> None:
    """Print lines of text: results on stdout, talk on stderr."""
    # Not click.echo: it takes a stream in ASCII for a mistake, and writes UTF-8 to whoever asked for ASCII.
    print(printable_lines(text), file=sys.stderr if err else sys.stdout, flush=True)


def say_json(data: object) -> None:
    """Print one JSON value on stdout."""
    print(printable_json(data), flush=True)  # noqa: T201


def say_trace(trace: str) -> None:
    """Say where in the code something unexpected happened, on stderr, to whoever called with ``--debug``."""
    if trace and "--debug" in sys.argv:
        say(trace, err=True)


def is_dumb() -> bool:
    """Whether the terminal says that it knows no escape sequences."""
    return os.environ.get("TERM", "").lower() in _DUMB


def prepare_output() -> None:
    """Have stdout and stderr lose nothing, whatever encoding they have: signs they do not know are written otherwise."""
    codecs.register_error(_HANDLER, _write_otherwise)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _write_otherwise(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    bad = problem.object[problem.start : problem.end]
    known = "".join(_PLAIN_SIGNS.get(sign) or sign.encode("ascii", "backslashreplace").decode() for sign in bad)
    return known, problem.end
