"""One code out of one letter, or none: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email import policy
from email.utils import getaddresses
from html.parser import HTMLParser
from typing import Final

_CODE: Final = re.compile(r"(?<![A-Za-z0-9_#./=-])\d{6}(?![./-]?\d)(?![A-Za-z_])")
"""Six digits on their own: the length seen in the console's letters (guides, 2020-2024)."""
_ADDRESS: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)
"""A link; in Chinese text it ends without a space."""
_HIDDEN: Final = frozenset({"style", "script", "head", "title"})


def code_in(text: str, html: str) -> str | None:
    """The one code a letter holds; None when it holds none, or several different ones."""
    found = _codes(text) or _codes(words_of(html))
    return found.pop() if len(found) == 1 else None


def _codes(text: str) -> set[str]:
    return set(_CODE.findall(_ADDRESS.sub(" ", text)))


def is_to(headers: Iterable[str], account: str) -> bool:
    """Whether one of the addresses in those lines is the account's, whole and not as a part of another's."""
    return account.lower() in {address.lower() for _, address in getaddresses(list(headers))}


def is_from(sender: str, expected: Iterable[str]) -> bool:
    """Whether a *From* line holds one of those addresses, or of one of those domains (``@xiaomi.com``, subdomains too)."""
    address = address_in(sender)
    domain = address.rpartition("@")[2]
    for one in (each.strip().lower() for each in expected):
        if one.startswith("@"):
            if domain == one[1:] or domain.endswith(f".{one[1:]}"):
                return True
        elif address == one:
            return True
    return False


def address_in(header: str) -> str:
    """The one address of a *From* line; empty when there are several, or when it could be read in more than one way."""
    read = policy.default.header_factory("From", header)
    addresses = [one.addr_spec.lower() for one in getattr(read, "addresses", ())]
    return addresses[0] if len(addresses) == 1 and not read.defects else ""


def words_of(html: str) -> str:
    """What a person would read."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join(reader.words)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's shape
        if tag in _HIDDEN:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data.strip())
