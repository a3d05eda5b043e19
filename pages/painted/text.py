"""The words of a sample as one text, in forms that hide no secret: without case, spaces and marks between letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pages.painted.sample import Word


@dataclass
class Text:
    """A folded text, and which word each of its characters is from."""

    text: str = ""
    of: list[int] = field(default_factory=list)

    def words(self, start: int, end: int) -> set[int]:
        """Return the words that a stretch of the text is from."""
        return {one for one in self.of[start:end] if one >= 0}

    def where(self, sought: str) -> Iterator[set[int]]:
        """Return the words of each place that holds a text."""
        at = self.text.find(sought) if sought else -1
        while at >= 0:
            yield self.words(at, at + len(sought))
            at = self.text.find(sought, at + 1)


def fold(text: str) -> str:
    """Return the text without case, in one form of each letter, without invisible characters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf" and sign != "\u00ad")


def compact(text: str) -> str:
    """Return the folded text without spaces."""
    return "".join(fold(text).split())


def squeezed(text: str) -> str:
    """Return the letters and digits of the folded text."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def spaced_text(words: Iterable[tuple[int, Word]]) -> Text:
    """Join the words of a line as a person reads them."""
    text: list[str] = []
    of: list[int] = []
    for index, word in words:
        if word.joint and text:
            text.append(" ")
            of.append(-1)
        plain = fold(word.text)
        text.append(plain)
        of += [index] * len(plain)
    return Text("".join(text), of)


def compact_text(words: Iterable[Word], *, bare: bool) -> Text:
    """Join all words without anything between them; ``bare`` leaves letters and digits only."""
    text: list[str] = []
    of: list[int] = []
    for index, word in enumerate(words):
        plain = squeezed(word.text) if bare else compact(word.text)
        text.append(plain)
        of += [index] * len(plain)
    return Text("".join(text), of)
