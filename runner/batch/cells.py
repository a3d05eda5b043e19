"""One cell of a list as its owner meant it: what is unmistakable is cleaned, what is not is refused, nothing is guessed.

Seen in lists of people who do this for a living: a spreadsheet's ``8.61381E+12`` and ``2100000001.0``, its apostrophe
before a number, marks of direction and zero-width spaces out of a chat, full-width digits, errors such as ``#N/A``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_FORMULA: Final = re.compile(r'="([^"]*)"')
_SHORTENED: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_WITH_ZEROS: Final = re.compile(r"(\+?\d{5,})[.,]0{1,6}")
_FRACTION: Final = re.compile(r"\+?\d{5,}[.,]\d+")
_FULL_WIDTH: Final = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}
_MAIL: Final = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?![.-])(?:[A-Za-z0-9.-]|[^\x00-\x7f]){1,190}(?<![.-])")
_NUMBER: Final = re.compile(r"\+?\d[\d ().-]{3,28}\d")
_PLAIN_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?![.-])[A-Za-z0-9.-]{1,190}(?<![.-])")


class Odd(ValueError):
    """A cell that could mean more than one thing; the message says what is the matter, without repeating it."""


def clean(cell: str) -> str:
    """The cell without what nobody sees: marks of direction, zero-width signs, odd spaces around it.

    Raises:
        Odd: it holds a control character, which no list of accounts needs.
    """
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return "".join(kept for sign in cell if (kept := _seen(sign))).strip()


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Cf", "Cs"}:
        if category == "Cs":
            raise Odd("holds half a character; save the list again")
        return ""
    if category == "Zs" or sign == "\t":
        return " "
    if category in {"Cc", "Zl", "Zp", "Cn", "Co"}:
        raise Odd("holds a control character, such as a line's end within the cell")
    return sign


def clean_account(cell: str) -> str:
    """The account's name as it is signed in with: an e-mail address, a phone number or an id.

    Raises:
        Odd: it is none of these, or a spreadsheet has changed it.
    """
    if _PLAIN_MAIL.fullmatch(cell):
        return cell
    name = clean(cell)
    if formula := _FORMULA.fullmatch(name):
        name = formula[1].strip()
    if name[:1] == "'" and _NUMBER.fullmatch(name[1:].strip()):
        name = name[1:].strip()
    if not name.isascii():
        name = "".join(map(_ascii, name)).strip()
    if number := _WITH_ZEROS.fullmatch(name):
        name = number[1]
    if _SHORTENED.fullmatch(name):
        raise Odd("was shortened by a spreadsheet, so its digits are lost; format the column as text and type it again")
    if name.startswith("'"):
        raise Odd("begins with an apostrophe; remove it")
    if _FRACTION.fullmatch(name):
        raise Odd("is a number with a fraction; format the column as text and type it again")
    if name and not (_is_mail(name) or _NUMBER.fullmatch(name)):
        raise Odd("is neither an e-mail address nor a phone number nor an id")
    return name


def _is_mail(name: str) -> bool:
    """Whether it is an address, of letters of any script: the quotation marks of a word processor are no part of one."""
    others = (sign for sign in name if not sign.isascii())
    return _MAIL.fullmatch(name) is not None and all(unicodedata.category(sign)[0] in "LMN" for sign in others)


def _ascii(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign.translate(_FULL_WIDTH)
