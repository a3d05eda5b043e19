"""Finds a secret or an identifier in a text, however it is written there.

The console repeats what was typed: in capitals, spaced out, as HTML or in an address, once encoded and once more. Each sign
of a secret is looked for in every way it can be written, with up to three separators between two signs; the whole also
backwards, in base 64 and in hexadecimal.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from runner.credentials.readings import spans

SHORTEST: Final = 4
"""Signs of a secret that is looked for in other forms than its own; a shorter one would cover half of every text."""

_BETWEEN: Final = "[\\s\u00ad\u200b-\u200f\u2060\ufeff._·•*/|,:;\u2010-\u2015-]{0,3}"
_FOLDED: Final = r"(?:\s|\\r|\\n){0,4}"
_MASK: Final = "*•●∗＊×…"
_MASKED_MAIL: Final = re.compile(rf"[\w.+-]{{0,64}}[{_MASK}]{{1,64}}[\w.+-]{{0,64}}[@＠](?:…|\.\.\.|[\w{_MASK}](?:[\w.{_MASK}…-]{{0,100}}[\w{_MASK}…])?)")
_MASKED_NUMBER: Final = re.compile(rf"\+?\d[\d() -]{{0,8}}[{_MASK}xX]{{2,20}}(?: [{_MASK}xX]{{2,20}}){{0,4}}[\d() -]{{0,6}}\d")
_MASKED_END: Final = re.compile(rf"(?<![\w{_MASK}])[{_MASK}]{{3,20}}[ -]?\d{{2,6}}(?!\w)|\+?\d{{2,4}}(?:…|\.{{3,8}})\d{{2,4}}(?!\w)")
_MASKED_NAME: Final = re.compile("(?<![\u3400-\u9fff])[\u3400-\u9fff][*＊]{1,3}(?![*＊\\w])|(?<![*＊\\w])[*＊]{1,2}[\u3400-\u9fff]{1,2}(?![\u3400-\u9fff])")
_NUMBER: Final = re.compile(r"\+?[\d\s().-]{6,30}")


def cover_secrets(text: str, secrets: frozenset[str], covered: str) -> str:
    """The text without those secrets."""
    for pattern in map(_secret, sorted(secrets, key=len, reverse=True)):
        text = pattern.sub(covered, text)
    for start, end in reversed(spans(text, secrets)):
        text = text[:start] + covered + text[end:]
    return text


def cover_identifiers(text: str, identifiers: Mapping[str, str]) -> str:
    """The text with each identifier's name in its place; also those that the console shows with stars in them."""
    text = _MASKED_MAIL.sub("‹masked address›", text) if "@" in text or "＠" in text else text
    text = _MASKED_END.sub("‹masked number›", _MASKED_NUMBER.sub("‹masked number›", text))
    text = _MASKED_NAME.sub("‹masked name›", text)
    for value in sorted(identifiers, key=len, reverse=True):
        text = _identifier(value).sub(_name(identifiers[value]), text)
    if spans(text, frozenset(identifiers)):
        for value in sorted(identifiers, key=len, reverse=True):
            for start, end in reversed(spans(text, frozenset({value}))):
                text = text[:start] + identifiers[value] + text[end:]
    return text


def _name(name: str) -> Callable[[re.Match[str]], str]:
    return lambda _: name


@lru_cache(4096)
def _secret(secret: str) -> re.Pattern[str]:
    if len(secret) < SHORTEST:
        return re.compile(re.escape(secret))
    ways = [_BETWEEN.join(map(_sign, each)) for each in (secret, secret[::-1])]
    spelt = dict.fromkeys(one.encode("utf-8", "replace") for one in (secret, secret.upper(), secret.lower(), secret[::-1]))
    # Lines of base 64 are broken wherever a letter or a log breaks them.
    ways += [f"(?-i:{_FOLDED.join(map(re.escape, core))})" for each in spelt for core in sorted(_in_base_64(each))]
    ways.append("[\\s:]?".join(f"{byte:02x}" for byte in secret.encode("utf-8", "replace")))
    return re.compile("|".join(ways), re.IGNORECASE)


@lru_cache(65536)
def _identifier(value: str) -> re.Pattern[str]:
    if _NUMBER.fullmatch(value):
        return _number(value)
    words = value.split()
    pattern = r"\s{1,3}".join("".join(map(_sign, word)) for word in words)
    # A short name is part of many words; it is covered where it stands alone.
    return re.compile(pattern if len(value) > SHORTEST else rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _number(value: str) -> re.Pattern[str]:
    """A number with anything between its digits, and of a phone number also what is left without its country."""
    digits = [sign for sign in value if sign.isdigit()]
    country = min(3, max(0, len(digits) - 7)) if value.lstrip().startswith("+") else 0
    between = _BETWEEN.replace(r"\s", r"\s()")
    head = "".join(f"(?:{_sign(digit)}{between})?" for digit in digits[:country])
    return re.compile(rf"\+?{head}" + between.join(map(_sign, digits[country:])))


@lru_cache(4096)
def _sign(sign: str) -> str:
    """Every way one sign can be written."""
    code, raw = ord(sign), sign.encode("utf-8", "replace")
    ways = [re.escape(sign), "".join(f"%(?:25)?{byte:02x}" for byte in raw), f"&(?:amp;)*#0*{code};?", f"&(?:amp;)*#x0*{code:x};?"]
    ways += [rf"\\u0*{code:04x}", rf"\\x{code:02x}"] if code < 1 << 16 else []
    # One sign may be several in capitals (ß, ǰ), or be put together of a letter and its accent.
    others = (sign.upper(), sign.lower(), sign.casefold(), *(unicodedata.normalize(how, sign) for how in ("NFD", "NFKC")))
    several = {other.lower() for other in others if len(other) > 1}  # each once: two ways to the same sign cost 2^n
    ways += map(re.escape, sorted(several))
    if (named := html.escape(sign)) != sign:
        ways.append(named.replace("&", "&(?:amp;)*"))
    if 0x21 <= code <= 0x7E:  # noqa: PLR2004 - the signs that have a full-width form
        ways.append(chr(code + 0xFEE0))
    if sign in "\"'\\/":
        ways.insert(0, r"\\" + re.escape(sign))
    if sign == " ":
        ways += [r"\+", "\u00a0", "&nbsp;"]
    return f"(?:{'|'.join(ways)})"


def _in_base_64(raw: bytes) -> set[str]:
    """What stands in base 64 wherever the secret begins in it, without the signs that depend on what is beside it."""
    cores = set()
    for before, skipped in ((0, 0), (1, 2), (2, 3)):
        text = base64.b64encode(b"\0" * before + raw).decode()
        core = text[skipped : (before + len(raw)) * 8 // 6]
        if len(core) > SHORTEST:
            cores |= {core, core.translate(str.maketrans("+/", "-_"))}
    return cores
