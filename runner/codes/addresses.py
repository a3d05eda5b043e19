"""The lines *From* and *To* of a letter: whose they are, as strictly as it matters and as kindly as it may be.

The standard library's own reader of such lines was seen to raise IndexError at ``From: <``, and to take seconds for a long
one. This one knows a single shape: a name, written however sloppily, and one address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import getaddresses
from typing import Final

LONGEST_LINE: Final = 2_000
"""Characters of a header; RFC 5322 allows a line 998."""
_MOST_LINES: Final = 50

_ADDRESS: Final = r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}"
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_ENCODED: Final = re.compile(r"=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=", re.IGNORECASE)
_COMMENT: Final = re.compile(r"\([^()]*\)")
_NAMED: Final = re.compile(rf"[^<>@,;:()\"\\]*<\s*({_ADDRESS})\s*>\s*", re.IGNORECASE)
_BARE: Final = re.compile(rf"\s*({_ADDRESS})\s*", re.IGNORECASE)


def address_in(header: str) -> str:
    """The one address of a *From* line; empty when there are several, or when it could be read in more than one way."""
    if len(header) > LONGEST_LINE:
        return ""
    line = re.sub(r"\r?\n[ \t]", " ", header)
    line = _ENCODED.sub(" ", _QUOTED.sub(" ", line))
    for _ in range(3):
        line = _COMMENT.sub(" ", line)
    match = _NAMED.fullmatch(line) or _BARE.fullmatch(line)
    return match[1].lower() if match else ""


def is_from(sender: str, expected: Iterable[str]) -> bool:
    """Whether a *From* line holds one of those addresses, or of one of those domains (``@xiaomi.com``, subdomains too)."""
    address = address_in(sender)
    domain = address.rpartition("@")[2]
    for one in (each.strip().lower() for each in expected):
        if one.startswith("@"):
            if domain == one[1:] or domain.endswith(f".{one[1:]}"):
                return True
        elif address and address == one:
            return True
    return False


def is_to(headers: Iterable[str], account: str) -> bool:
    """Whether one of the addresses in those lines is the account's, whole and not as a part of another's."""
    lines = [line[:LONGEST_LINE] for line in list(headers)[:_MOST_LINES]]
    return account.lower() in {address.lower() for _, address in getaddresses(lines)}
