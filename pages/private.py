"""What no picture and no outline may show: secrets wherever they are painted, and what tells a person or a device.

Two kinds. A *secret* is covered always. What is *identifying* is covered unless it may be shown: e-mail addresses,
telephone numbers, ids, serial numbers, and masked hints of them, by their shape; names, once they are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pages.painted.sample import Field

# l***r@example.org counts too: a hint narrows down whose account it is.
EMAIL = re.compile(r"[^\s@<>()\"',;:]+@[^\s@<>()\"',;:]+\.[a-z]{2,}", re.IGNORECASE)
LONG_NUMBER = re.compile(r"(?<![\w.])\+?\d[\d *•-]{6,}\d(?![\w.])")

_HIDING: Final = "*•●∗⁎"
_NUMBER: Final = re.compile(rf"[+(]?[\d{_HIDING}](?:[\s.,/()'’:_·–—-]{{0,3}}[\d{_HIDING}]){{6,}}")
"""600.123.456, +34 ******456, 861234/567890."""
_HINT: Final = re.compile(rf"[^\s{_HIDING}]*[{_HIDING}]{{2,}}\S*")
"""l***n@…, A** B**."""
_ADDRESS: Final = re.compile(r"\s?@\s?(?=\S)")
_TOKEN: Final = re.compile(r"[^\W_]+(?:[-_:.][^\W_]+)*")
_SERIAL: Final = 8
"""Signs that a serial number has at least; three of them are digits."""
_DIGITS: Final = 3


def shapes_in(text: str) -> Iterator[tuple[int, int]]:
    """Find what looks like an identifier where it is painted; wider than what is read as an account's name."""
    for pattern in (_NUMBER, _HINT):
        yield from (found.span() for found in pattern.finditer(text))
    for at in _ADDRESS.finditer(text):
        start, end = at.start(), at.end()
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if start < at.start():
            yield start, end
    for token in _TOKEN.finditer(text):
        signs = [sign for sign in token.group() if sign.isalnum()]
        if len(signs) >= _SERIAL and sum(sign.isdigit() for sign in signs) >= _DIGITS:
            yield token.span()


_SECRET_NAMES: Final = frozenset(
    {
        "password",  # seen 2021-2026; its type is text while its eye is open
        "repassword",  # seen, registration
        "pwd",  # classic skin (saved copy)
        "ticket",  # the code, in the identity check (seen)
        "captcode",  # the CAPTCHA's answer (seen)
        "icode",  # the same in the vendor's other forms (seen)
        "captcha-code",  # the same in the classic skin (saved copy)
    }
)
_SECRET_WORDS: Final = re.compile(
    r"passw|passwd|(?:^|[-_])pwd|otp|one-time|(?:current|new)-password|captcha|ticket", re.IGNORECASE
)
_ANSWER_CLASS: Final = "miverify_captcha_input"
"""The answer's field in the vendor's check of risk (seen)."""
_OWNERS_FIELD: Final = re.compile(r"account|user|e-?mail|phone|^tel|(?:^|-)tel(?:-|$)", re.IGNORECASE)


def is_secret_field(field: Field) -> bool:
    """Whether a field holds a secret by its type, its name or its style, whatever is typed into it."""
    if field.type == "password" or field.disguised or _ANSWER_CLASS in field.classes.split():
        return True
    if {field.name.lower(), field.id.lower()} & _SECRET_NAMES:
        return True
    return any(_SECRET_WORDS.search(one) for one in (field.name, field.id, field.autocomplete))


def is_owners_field(field: Field) -> bool:
    """Whether a field holds who somebody is, so that what is typed into it may be shown with the identifiers."""
    names = (field.type, field.name, field.id, field.autocomplete)
    return not is_secret_field(field) and any(_OWNERS_FIELD.search(name) for name in names)


def accounts_named_in(text: str) -> list[str]:
    """The account names a text holds: e-mail addresses and long numbers, whole or masked with asterisks."""
    return [found.group().strip() for pattern in (EMAIL, LONG_NUMBER) for found in pattern.finditer(text)]


def without_identifiers(text: str) -> str:
    """The text with a mark in place of whatever looks like an identifier."""
    for pattern in (EMAIL, LONG_NUMBER):
        text = pattern.sub("‹identifier›", text)
    return text
