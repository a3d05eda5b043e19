"""Finds a secret in what a text says once somebody reads it: between marks and tags, escaped several times, in data.

``covering`` looks for the ways in which a secret is usually written. Here the text is read instead, round after round as
long as it holds escapes, and compared by letters and digits alone; each sign remembers where in the text it stood.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SHORTEST: Final = 5
"""Letters and digits of a secret that is looked for with anything between them."""
_ROUNDS: Final = 4
_DEPTH: Final = 2
"""Data within data."""

_HEX: Final = "[0-9a-fA-F]"
_ESCAPE: Final = re.compile(
    rf"(?P<bytes>(?:%{_HEX}{{2}})+|(?:={_HEX}{{2}})+|(?:\\{{1,8}}x{_HEX}{{2}})+|(?:\\{{1,8}}[0-3][0-7]{{2}})+)"
    rf"|(?:\\{{1,8}}u|%u)\{{?(?P<unit>{_HEX}{{4}})\}}?|\\{{1,8}}(?:u\{{|U)(?P<sign>{_HEX}{{1,8}})\}}?"
    r"|(?P<named>&(?:\#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z]{2,8});?)|(?P<nothing><[^<>]{0,200}>|=\r?\n|\\{1,8}[abfnrtv])"
)
_HOLDS_ESCAPES: Final = re.compile(r"[\\%&=<]")
_BASE_64: Final = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_PAIR: Final = rf"(?:0x|\\x)?{_HEX}{{2}}"
_BYTES: Final = re.compile(rf"(?:{_PAIR}[\s:,-]{{0,2}}){{{SHORTEST - 1},}}{_PAIR}")
_NUMBERS: Final = re.compile(rf"(?:\d{{1,6}}[\s,;]{{1,3}}){{{SHORTEST - 1},}}\d{{1,6}}")


class _Reading:
    """A text, and for each of its signs where in the first text it begins and ends."""

    def __init__(self, text: str, starts: list[int], ends: list[int]) -> None:
        self.text, self.starts, self.ends = text, starts, ends

    @classmethod
    def of(cls, text: str) -> _Reading:
        return cls(text, list(range(len(text))), list(range(1, len(text) + 1)))

    def unescaped(self) -> _Reading:
        """Read every escape in it once."""
        signs: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for match in _ESCAPE.finditer(self.text):
            signs.append(self.text[at : match.start()])
            starts += self.starts[at : match.start()]
            ends += self.ends[at : match.start()]
            for sign, start, end in _signs(match):
                signs.append(sign)
                starts.append(self.starts[start])
                ends.append(self.ends[end - 1])
            at = match.end()
        signs.append(self.text[at:])
        return _Reading("".join(signs), starts + self.starts[at:], ends + self.ends[at:])

    def spans(self, sought: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Find each place that holds one of those rows of letters and digits."""
        bare = _bare(self.text)
        found = [one for one in sought if one in bare]
        if not found:
            return
        of = [number for number, sign in enumerate(self.text) for _ in _letters(sign)]
        for one in found:
            at = bare.find(one)
            while at >= 0:
                yield self.starts[of[at]], self.ends[of[at + len(one) - 1]]
                at = bare.find(one, at + 1)


def spans(text: str, secrets: frozenset[str]) -> list[tuple[int, int]]:
    """Where in a text one of the secrets can be read; in order, and apart from each other."""
    sought = _sought(secrets)
    if not sought:
        return []
    merged: list[tuple[int, int]] = []
    for start, end in sorted(_found(text, sought, _DEPTH)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _found(text: str, sought: frozenset[str], depth: int) -> Iterator[tuple[int, int]]:
    reading = _Reading.of(text)
    yield from reading.spans(sought)
    for _ in range(_ROUNDS):
        if _HOLDS_ESCAPES.search(reading.text) is None:
            break
        former, reading = reading, reading.unescaped()
        if reading.text == former.text:
            break
        yield from reading.spans(sought)
    if depth:
        for match, inside in _data_in(reading.text):
            if any(_found(inside, sought, depth - 1)):
                yield reading.starts[match.start()], reading.ends[match.end() - 1]


@lru_cache(256)
def _sought(secrets: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*map(_forms, secrets))


def _forms(secret: str) -> frozenset[str]:
    """The secret's letters and digits, forwards and backwards, and as a program shows it that takes UTF-8 for Latin-1."""
    raw = secret.encode("utf-8", "replace")
    written = {secret, raw.decode("latin-1"), raw.decode("cp1252", "replace")}
    forms = {_bare(one) for one in written | {one[::-1] for one in written}}
    return frozenset(one for one in forms if len(one) >= SHORTEST)


def _bare(text: str) -> str:
    if text.isascii():
        return re.sub(r"[\W_]+", "", text).lower()
    return "".join(map(_letters, text))


@lru_cache(65536)
def _letters(sign: str) -> str:
    """The letters and digits of one sign, without case, accent, style and script of its digits."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in plain if one.isalnum())


def _signs(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """What an escape stands for, sign by sign."""
    start, end = match.span()
    if escaped := match["bytes"]:
        width = len(re.split(rf"(?<={_HEX}{{2}})(?=[%=\\])", escaped, maxsplit=1)[0])
        base = 8 if re.match(r"\\+[0-3]", escaped) else 16
        raw = bytes(int(one, base) for one in re.findall(r"[0-3][0-7]{2}" if base == 8 else rf"{_HEX}{{2}}", escaped))  # noqa: PLR2004
        for sign in _decoded(raw):
            size = len(sign.encode()) if _is_utf_8(raw) else 1
            yield sign, start, min(end, start + width * size)
            start += width * size
    elif unit := match["unit"]:
        yield chr(int(unit, 16)), start, end
    elif (sign := match["sign"]) and int(sign, 16) <= 0x10FFFF:  # noqa: PLR2004 - the last sign there is
        yield chr(int(sign, 16)), start, end
    elif named := match["named"]:
        yield from ((one, start, end) for one in html.unescape(named))


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(raw: bytes) -> str:
    return raw.decode() if _is_utf_8(raw) else raw.decode("latin-1")


def _data_in(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each stretch that may be data, and the texts it may hold."""
    for match in _BASE_64.finditer(text):
        whole = match[0].translate(str.maketrans("-_", "+/"))
        whole = whole[: len(whole) - (len(whole) % 4 == 1)]
        yield from ((match, one) for one in _texts(base64.b64decode(whole + "=" * (-len(whole) % 4))))
    for match in _BYTES.finditer(text):
        try:
            raw = bytes.fromhex(re.sub(r"0x|\\x|[\s:,-]", "", match[0]))
        except ValueError:  # an odd number of digits
            continue
        yield from ((match, one) for one in {*_texts(raw), raw.decode("latin-1")})  # a letter beside it may be taken for a digit
    for match in _NUMBERS.finditer(text):
        yield match, "".join(chr(int(one)) for one in re.findall(r"\d+", match[0]))


def _texts(raw: bytes) -> Iterator[str]:
    if _is_utf_8(raw):  # most words of any language are base 64 of nothing
        yield raw.decode()
    if b"\0" in raw:
        yield raw.decode("utf-16-le", "replace")
