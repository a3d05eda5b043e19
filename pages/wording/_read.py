"""Read the words from the files in ``words/``, once and only when somebody asks for one.

A file holds one part of the console. Each label begins with its name in brackets, and ``weak`` behind it if many
buttons carry it; each line below holds one language, the source with its year, and the texts::

    [remove] weak
    en seen 2024, the vendor's app: Remove
    zh inferred 2026: 移除 | 删除
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from pages.wording._known import LANGUAGES, Labels, Source, Wording, Words
from pages.wording.spelling import spellings

Value = TypeVar("Value")
FOLDER = Path(__file__).with_name("words")
PARTS = ("sign_in", "refusals", "codes", "devices", "apps", "deletion", "anywhere", "reset")
_WEAK = "] weak"


class Late(Mapping[str, Value]):
    """A table that is read when it is first used: ``--help`` needs no words."""

    def __init__(self, read: Callable[[], Mapping[str, Value]]) -> None:
        self._read = read

    def __getitem__(self, name: str) -> Value:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


class LateSet(AbstractSet[str]):
    """A set of names that is read when it is first used."""

    def __init__(self, read: Callable[[], AbstractSet[str]]) -> None:
        self._read = read

    def __contains__(self, name: object) -> bool:
        return name in self._read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    @classmethod
    def _from_iterable(cls, names: Iterable[str]) -> AbstractSet[str]:  # type: ignore[override]  # what | and & make
        return frozenset(names)


@cache
def labels() -> Labels:
    """Return every label with the source of each of its wordings."""
    found: dict[str, dict[str, Words]] = {}
    for heading, lines in _blocks():
        words = found[heading.partition("]")[0][1:]] = dict.fromkeys(LANGUAGES, cast("Words", ()))
        for line in lines:
            language, known = _wordings(line)
            words[language] += known
    return found


@cache
def texts() -> Mapping[str, tuple[str, ...]]:
    """Return every label with its texts in all languages, English first, each once, in all its spellings."""
    found: dict[str, tuple[str, ...]] = {}
    for heading, lines in _blocks():
        known = dict.fromkeys(text for line in lines for text in line.partition(": ")[2].split(" | "))
        found[heading.partition("]")[0][1:]] = tuple(dict.fromkeys(each for text in known for each in spellings(text)))
    return found


@cache
def weak() -> frozenset[str]:
    """Return the labels that many buttons carry."""
    return frozenset(heading[1 : -len(_WEAK)] for heading, _ in _blocks() if heading.endswith(_WEAK))


@cache
def _blocks() -> tuple[tuple[str, list[str]], ...]:
    """Every heading with the lines below it, comments left out."""
    blocks: list[tuple[str, list[str]]] = []
    for part in PARTS:
        for line in (FOLDER / f"{part}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                blocks.append((line, []))
            elif line and not line.startswith("#"):
                blocks[-1][1].append(line)
    return tuple(blocks)


def _wordings(line: str) -> tuple[str, Words]:
    """Read one line: the language and its wordings."""
    origin, _, words = line.partition(": ")
    origin, _, where = origin.partition(", ")
    language, source, when = origin.split(" ")
    return language, tuple(Wording(text, cast("Source", source), when, where) for text in words.split(" | "))
