"""Which labels a text on screen is, or holds, fast enough to be asked of every text of every look."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from pages.wording.countdown import without_countdown
from pages.wording.spelling import fold

Names = frozenset[str]
NONE: Names = frozenset()
_COUNTDOWN = 40
"""How many characters a countdown may add to a label."""
_REMEMBERED = 4096


class Lexicon:
    """The labels of one wording, by their texts as :func:`fold` writes them."""

    def __init__(self, wording: Mapping[str, Iterable[str]]) -> None:
        by_text: dict[str, set[str]] = {}
        for name, texts in wording.items():
            for text in texts:
                by_text.setdefault(fold(text), set()).add(name)
        by_text.pop("", None)
        self._labels: dict[str, Names] = {text: frozenset(names) for text, names in by_text.items()}
        self._longest = max(map(len, self._labels), default=0)
        self._by_start: dict[str, list[str]] = {}
        for text in sorted(self._labels, key=len, reverse=True):
            if len(text) > 1:  # a single sign ("是") stands in half of all sentences
                self._by_start.setdefault(text[:2], []).append(text)

        # A screen is looked at several times a second and seldom changes in between.
        self.label_of = lru_cache(_REMEMBERED)(self._label_of)
        self.labels_in = lru_cache(_REMEMBERED)(self._labels_in)

    def _label_of(self, text: str) -> Names:
        """Return every label that the whole text is, with or without a countdown; most texts are none."""
        if len(text) > self._longest + _COUNTDOWN and len(" ".join(text.split())) > self._longest + _COUNTDOWN:
            return NONE
        folded = fold(text)
        found = self._labels.get(folded)
        if found is None:
            bare = without_countdown(folded)
            found = NONE if bare == folded else self._labels.get(bare, NONE)
        return found

    def _labels_in(self, text: str) -> Names:
        """Return every label that the text holds as whole words.

        The longest wins: "Don't agree" holds no "Agree", "Delete account" no "Delete". Weak labels are in it too.
        """
        folded = fold(text)
        return NONE.union(*(self._labels[words] for words in self._found_in(folded)))

    def _found_in(self, text: str) -> Iterator[str]:
        """The texts of labels in a folded text, none of them inside a longer one."""
        covered = 0
        for at in range(len(text) - 1):
            for words in self._by_start.get(text[at : at + 2], ()):
                end = at + len(words)
                if end > covered and text.startswith(words, at) and _is_whole(text, at, end):
                    yield words
                    covered = end
                    break


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end; Chinese puts nothing between its words."""
    return not (start and _joined(text[start - 1], text[start])) and not (
        end < len(text) and _joined(text[end - 1], text[end])
    )


@cache
def _joined(one: str, other: str) -> bool:
    return _in_word(one) and _in_word(other)


@cache
def _in_word(sign: str) -> bool:
    chinese = "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff"
    return not chinese and (sign.isalnum() or unicodedata.category(sign).startswith("M"))
