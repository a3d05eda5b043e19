"""One code out of one letter, or none: the one that the letter presents as the code. Nothing is guessed.

Six digits stand in many letters: a postcode, an order, a year and a month. Only those count that a word for *code* leads
to, or that stand alone in the line after such a word. Everything here takes time in proportion to the letter's length,
whoever wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Final

from runner.codes.html_words import LONGEST_TEXT, words_of
from runner.operators.typed import is_invisible

_LONGEST_HTML: Final = 200_000
_MOST: Final = 20
"""Places of a code that are looked at."""

_DIGITS: Final = r"(?:\d{6}(?! \d{3})|\d{3}[ -]\d{3}(?! ?\d))"
"""Six digits: the length seen in the console's letters (guides, 2020-2024; independent programs, 2026)."""
_CODE: Final = rf"(?<![A-Za-z0-9_#./=+&%-])(?<!\d[ -])(?P<code>{_DIGITS})(?![./:-]?\d)(?![A-Za-z_%])"
_WORD: Final = (
    r"(?:(?<![A-Za-z])(?:verification|security|confirmation|sign-?in|login|access|one-?time|pass|"
    r"Bestätigungs|Sicherheits|Verifizierungs)?[ -]?codes?(?![A-Za-z])(?! postal)|\bOTP\b|"
    r"c[óo]digo(?! postal)|codice(?! postale)|cod(?:ul)?\b|\bkode?(?! pos)\w{0,6}|\bkodu\w{0,6}|код\w{0,3}|"
    r"验证码|驗證碼|校验码|校驗碼|動態碼|动态码|認証コード|確認コード|検証コード|인증\s?번호|인증\s?코드|\bmã(?! bưu)|कोड|কোড|รหัส|رمز|koodi|kód)"
)
_OTHER_CODES: Final = re.compile(
    r"(?:post(?:al|leit)?|zip|pin|area|country|dial(?:ling|ing)?|promo\w*|discount|voucher|coupon|bar|qr|error|status|source)[ -]?$",
    re.IGNORECASE,
)
_LEADS: Final = r"[^\d.,;!?。，；！？\n]{0,45}"
_BEFORE: Final = re.compile(rf"(?P<word>{_WORD}){_LEADS}{_CODE}", re.IGNORECASE)
_AFTER: Final = re.compile(
    rf"{_CODE}\s{{0,2}}(?:(?:is|as|为|是|es|é|è|est|ist|это|adalah|là)(?![a-z])[^\d.,;!?。，；！？\n]{{0,30}}?|\w{{0,15}}\s?)(?P<word>{_WORD})",
    re.IGNORECASE,
)
_ANY: Final = re.compile(_CODE)
_ADDRESS: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)
"""A link; in Chinese text it ends without a space."""
_ONE_BY_ONE: Final = re.compile(r"(?<![^\s])\d(?:\s+\d){5}(?![^\s])")
"""A digit in each cell of a table."""
_BACKWARDS: Final = "\u202e"
"""Digits after it are read from the last to the first."""
_ENDS: Final = re.compile(r"[.!?。！？](?=\s|$)|[。！？\n]")


def code_in(text: str, html: str) -> str | None:
    """The one code a letter presents, in either of its parts; None when it presents none, or several different ones."""
    parts = [text[:LONGEST_TEXT], words_of(html[:_LONGEST_HTML])]
    if any(_BACKWARDS in part for part in parts):
        return None
    tidy = [*map(_tidy, parts)]
    led, alone = [*map(_led_to, tidy)], [*map(_alone, tidy)]
    if any(one and other - one for one, other in zip(led, alone, strict=True)):
        return None  # a greeting may hold words for a code, too
    found = set().union(*led) or set().union(*alone)
    return found.pop() if len(found) == 1 else None


def _tidy(text: str) -> str:
    """What a person reads: no invisible marks, no links, ASCII digits, digits that stand one by one in one."""
    seen = "".join(_seen(sign) for sign in text)
    joined = _ONE_BY_ONE.sub(lambda row: re.sub(r"\s+", "", row[0]), _ADDRESS.sub(" ", seen))
    return re.sub(r"[ \t]+", " ", joined)


def _seen(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign.isdecimal():
        return str(int(sign))
    if sign.isspace():
        return "\n" if sign in "\u2028\u2029\x85" else " "
    if unicodedata.category(sign) == "Pd":
        return "-"
    return "" if is_invisible(sign) and not sign.isalpha() and not _is_mark_of_a_word(sign) else sign


def _is_mark_of_a_word(sign: str) -> bool:
    """Vowel signs of Hindi or Thai are marks too, and make the words by which a code is known."""
    return "\u0900" <= sign <= "\u0eff"


def _led_to(text: str) -> set[str]:
    """Codes that a word leads to, or that are followed by *is your code*."""
    found: set[str] = set()
    for pattern in (_BEFORE, _AFTER):
        for match in islice(pattern.finditer(text), _MOST):
            if not _OTHER_CODES.search(text[max(0, match.start("word") - 20) : match.start("word")]):
                found.add(_plain(match["code"]))
                found |= _beside(text, match)
            if len(found) > 1:
                return found
    return found


def _beside(text: str, match: re.Match[str]) -> set[str]:
    """Whatever else in the same sentence could be meant as well."""
    start = max((end.end() for end in _ENDS.finditer(text, max(0, match.start() - 300), match.start())), default=0)
    end = _ENDS.search(text, match.end())
    stretch = text[max(start, match.start() - 300) : min(end.start() if end else len(text), match.end() + 300)]
    return {_plain(other["code"]) for other in _ANY.finditer(stretch)}


def _alone(text: str) -> set[str]:
    """Codes that stand alone in a line, after one that speaks of a code."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    found = set()
    for number, line in enumerate(lines):
        match = _ANY.fullmatch(line.strip(" *_[]【】「」“”\"'"))
        before = lines[max(0, number - 3) : number]
        if match and before and _speaks_of_a_code(before):
            found.add(_plain(match["code"]))
    return found


def _speaks_of_a_code(before: list[str]) -> bool:
    near = before[-1:] if not before[-1].endswith((":", "：")) else before
    return any(
        not _OTHER_CODES.search(line[max(0, word.start() - 20) : word.start()])
        for line in near
        for word in re.finditer(_WORD, line[:500], re.IGNORECASE)
    )


def _plain(code: str) -> str:
    return re.sub(r"\D", "", code)
