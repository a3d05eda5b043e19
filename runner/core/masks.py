"""What a picture must cover, decided word by word from a sample of what is painted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from playwright.async_api import Error as PlaywrightError

from pages.base import Obstacle, Page
from pages.console import Site
from pages.delete_account import LastWarningPage, delete_button
from pages.painted import Sample, Word
from pages.painted.forms import forms_of
from pages.painted.text import Text, compact_text, fold, spaced_text, squeezed
from pages.private import is_owners_field, is_secret_field, shapes_in
from pages.question import Question
from pages.rect import Rect
from pages.wording import LABELS, WORDING, label_of
from runner.credentials.vault import Vault

Cover = tuple[str, tuple[Rect, ...]]
"""What is covered, by a key that stays the same from one sample to the next, and where."""

_SHORTEST: Final = 4
"""Letters and digits of a name that is looked for inside and across words; a shorter one must be words of its own."""
_DRAWN_BY_SCRIPT: Final = frozenset({"canvas", "closed", "embed"})
"""What surely paints something that nobody can read, perhaps a password: covered before sign-in and whatever may be shown."""
_TOKENS: Final = re.compile(r"[^\W_]+")
_FIGURE: Final = re.compile(r"\d{1,4}(?:s|gb|mb|kb|%)?")
_CHINESE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")

# Words between the labels, so that the question that is asked can be read in the picture. No name is made of them.
_PLAIN: Final = frozenset(
    ["a", "about", "after", "again", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before", "being", "but", "by", "can", "cannot", "could", "did", "do", "does", "done", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is", "it", "its", "later", "least", "like", "more", "must", "no", "not", "of", "off", "on", "once", "one", "only", "or", "other", "our", "out", "over", "permanently", "please", "s", "should", "so", "still", "stored", "t", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "undo", "undone", "until", "up", "us", "use", "used", "using", "want", "was", "we", "were", "what", "when", "where", "which", "while", "who", "will", "with", "within", "without", "would", "yes", "you", "your", "yourself", "days", "hours", "minutes", "seconds", "photos", "contacts", "notes", "messages", "calls", "recordings", "data", "service", "services", "settings", "home", "page", "search", "loading", "error", "saved", "signed", "gb", "mb", "kb"]
)  # fmt: skip


@dataclass(frozen=True)
class Covers:
    """Decides what is covered in the pictures of one moment of a run.

    Secrets are covered always. What is identifying is covered unless it may be shown: by its shape, by its name once
    that is known; after sign-in everything that is no word of the console's own, and every picture in the page. On a
    screen that nobody knows every field is covered.
    """

    vault: Vault
    site: Site
    page: Page | None = None
    signed_in: bool = False
    _seen: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def known(self) -> tuple[object, ...]:
        """What the covers rest on besides the sample: where two are equal, so are their covers of the same sample."""
        return self.vault.secrets, self.vault.identifiers, type(self.page), self.signed_in

    def __call__(self, sample: Sample) -> Iterator[Cover]:
        """Return everything to cover in a sample."""
        yield from self._fields(sample)
        yield from self._words(sample)
        yield from self._unreadable(sample)

    # Fields

    def _fields(self, sample: Sample) -> Iterator[Cover]:
        for one in sample.fields:
            if one.type == "select" and self.page is not None:
                continue  # its text is among the words
            known_to_be_secret = is_secret_field(one)
            if (
                known_to_be_secret
                or self.page is None
                or (
                    one.filled
                    and not (self.vault.reveal_identifiers and is_owners_field(one) and not self._tells(one.value))
                )
            ):
                yield one.key, one.boxes

    def _tells(self, value: str) -> bool:
        word = Word("", 2, value, ())
        return bool(self._secret_words((word,)))

    # Words

    def _words(self, sample: Sample) -> Iterator[Cover]:
        found = self._secret_words(sample.words)
        if not self.vault.reveal_identifiers:
            found |= self._identifying_words(sample)
        former: Word | None = None
        for index in sorted(found):
            word = sample.words[index]
            if word.boxes:
                yield word.key, (*word.boxes, *_between(former, word))
                former = word

    def _secret_words(self, words: tuple[Word, ...]) -> set[int]:
        secrets = self.vault.secrets
        if not secrets:
            return set()
        whole, bare = compact_text(words, bare=False), compact_text(words, bare=True)
        found: set[int] = set()
        for secret in secrets:
            exact, squeezed_forms = forms_of(secret)
            for text, sought in ((whole, exact), (bare, squeezed_forms)):
                for one in sought:
                    found |= set().union(*text.where(one))
        for line in _lines(words):
            found |= self._redacted(line)
        return found

    def _redacted(self, line: list[tuple[int, Word]]) -> set[int]:
        """The words of a line that a text would not keep either; all of them when none can be told apart."""
        text = " ".join(word.text for _, word in line)
        if self.vault.redact_secrets(text) == text:
            return set()
        those = {index for index, word in line if self.vault.redact_secrets(word.text) != word.text}
        return those or {index for index, _ in line}

    def _identifying_words(self, sample: Sample) -> set[int]:
        found = {index for index, word in enumerate(sample.words) if word.owner}
        bare = compact_text(sample.words, bare=True)
        long, short = self._names()
        for name in long:
            found |= set().union(*bare.where(name))
        for line in _lines(sample.words):
            text = spaced_text(line)
            for start, end in shapes_in(text.text):
                found |= text.words(start, end)
            found |= _whole_words(text, short)
            if self.signed_in:
                found |= self._not_the_consoles(line)
        return found

    def _names(self) -> tuple[list[str], list[str]]:
        """The identifiers known so far: those found anywhere, and those that are words of their own."""
        known = set(self.vault.identifiers)
        known |= {one.partition("@")[0] for one in known if "@" in one}
        names = {one: squeezed(one) for one in known}
        long = [bare for bare in names.values() if len(bare) >= _SHORTEST or _CHINESE.search(bare)]
        return long, [" ".join(_TOKENS.findall(fold(one))) for one, bare in names.items() if bare not in long]

    def _not_the_consoles(self, line: list[tuple[int, Word]]) -> set[int]:
        """Every word of a line that the console's own labels do not hold."""
        whole = spaced_text(line).text
        labels = self._labels()
        if label_of(whole) or whole in labels:
            return set()
        foreign = [not self._is_own_word(word.text) for _, word in line]
        for place, (_, word) in enumerate(line):  # "Redmi Note 8": a figure beside a name is part of it
            beside = foreign[max(place - 1, 0) : place + 2]
            foreign[place] = foreign[place] or (any(beside) and any(sign.isdigit() for sign in word.text))
        return {index for (index, _), one in zip(line, foreign, strict=True) if one}

    def _is_own_word(self, word: str) -> bool:
        known = self._seen.get(word)
        if known is None:
            words = _vocabulary(self.site.language)
            if _CHINESE.search(word):
                known = bool(label_of(word))
            else:
                known = (
                    all(one in words or one in _PLAIN or _FIGURE.fullmatch(one) for one in _TOKENS.findall(fold(word)))
                    and sum(sign.isdigit() for sign in word) <= _SHORTEST
                )
            self._seen[word] = known
        return known

    def _labels(self) -> frozenset[str]:
        return frozenset() if self.site.wording is WORDING else _folded(self.site.wording)

    # What cannot be read

    def _unreadable(self, sample: Sample) -> Iterator[Cover]:
        for frame in sample.frames:
            yield frame.key, frame.boxes
        if self._is_puzzle():
            return
        identifying = self.signed_in and not self.vault.reveal_identifiers
        for medium in sample.media:
            if not medium.icon and (identifying or medium.kind in _DRAWN_BY_SCRIPT):
                yield medium.key, medium.boxes

    def _is_puzzle(self) -> bool:
        return isinstance(self.page, Obstacle) and self.page.kind == "captcha"


def _between(former: Word | None, word: Word) -> Iterator[Rect]:
    """The gap between two covered words of a line: it would tell how long each of them is."""
    if former is None:
        return
    one, other = former.boxes[-1], word.boxes[0]
    gap = other.x - one.right
    if abs(one.y - other.y) < one.height / 2 and 0 < gap < one.height:
        yield Rect(one.right, min(one.y, other.y), gap, max(one.height, other.height))


def _lines(words: tuple[Word, ...]) -> Iterator[list[tuple[int, Word]]]:
    line: list[tuple[int, Word]] = []
    for pair in enumerate(words):
        if pair[1].joint == 2 and line:  # noqa: PLR2004 - begins a line of its own
            yield line
            line = []
        line.append(pair)
    if line:
        yield line


def _whole_words(text: Text, names: list[str]) -> set[int]:
    found: set[int] = set()
    for name in filter(None, names):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.text):
            found |= text.words(*match.span())
    return found


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Every word of the console's labels in the language asked for and in English.

    Not in every language: "Ada" is a word in one of them.
    """
    texts = (fold(one.text) for label in LABELS.values() for name in {"en", language} for one in label.get(name, ()))
    return frozenset(token for text in texts for token in _TOKENS.findall(text))


def _folded(wording: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(fold(text) for known in wording.values() for text in known)


def about_to_be_pressed(page: Page | None) -> Rect | None:
    """Where the button was read that the page would press for good; None where the page has none."""
    button = None
    with suppress(LookupError, PlaywrightError):  # it was not looked at, or went away
        if isinstance(page, Question):
            button = page.asked.yes
        elif isinstance(page, LastWarningPage):
            button = delete_button(page.seen)
    return button.rect if button else None
