"""A code as people type and copy it, and as the console wants it: digits of ASCII, without anything between them."""

from __future__ import annotations

import unicodedata
from typing import Final

_BETWEEN: Final = frozenset("-_.·•/|,'’")
"""What people and letters put between the digits of a code, besides spaces and every kind of dash."""


def plain_code(typed: str) -> str:
    """The code, where the text is one: full-width digits, spaces, dashes and invisible marks are how it was written.

    A text that is no row of digits comes back without invisible marks, for the console to say what it makes of it.
    """
    kept = "".join(sign for sign in typed if not is_invisible(sign)).strip()
    digits = "".join(sign for sign in kept if not _separates(sign))
    if digits and all(sign.isdecimal() for sign in digits):
        return "".join(str(unicodedata.decimal(sign)) for sign in digits)
    return kept


def is_invisible(sign: str) -> bool:
    """Whether a sign shows nothing: a zero-width space, a mark of direction, a soft hyphen, a control."""
    return unicodedata.category(sign) in {"Cf", "Cc", "Cs", "Mn", "Me"} and sign not in "\t\n\r"


def _separates(sign: str) -> bool:
    return sign.isspace() or sign in _BETWEEN or unicodedata.category(sign) == "Pd"
