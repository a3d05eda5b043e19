"""The lists in the answers to a page's own questions. Which of them is the one on screen, the screen itself tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pages.wording import fold

_DEEPEST: Final = 5
_MOST: Final = 1000
"""Entries of a list that are looked at; of a longer one nothing is known."""
_LONGEST: Final = 200

Entry = frozenset[str]
"""What one entry of a list says, folded."""
Place = tuple[str, ...]
"""The path that was asked, and the keys that lead to the list in its answer."""


class ToldLists:
    """What was answered since something was last changed, and where each list on screen comes from."""

    def __init__(self) -> None:
        self._answers: dict[Place, list[tuple[Entry, ...]]] = {}
        self._sources: dict[str, frozenset[Place]] = {}

    def take(self, path: str, answer: Any) -> None:
        """Keep the lists of an answer to a question for this path."""
        for keys, entries in _lists_in(answer, ()):
            self._answers.setdefault((path, *keys), []).append(entries)

    def forget(self) -> None:
        """What was answered so far is old; where a list comes from is still known."""
        self._answers.clear()

    def learn(self, what: str, names: Sequence[str]) -> None:
        """Learn where a list comes from: what is on screen, all of it and nothing else, is what was answered there.

        Arguments:
            what: what the list is called here.
            names: the name of each of its rows.
        """
        told = {place for place, answers in self._answers.items() if _names_just(answers[-1], names)}
        known = self._sources.get(what, frozenset())
        # What it is known to come from and was not asked for since remains; what says something else now goes.
        self._sources[what] = frozenset(told | (known - self._answers.keys()))

    def tells_none(self, what: str) -> bool:
        """Whether each place from which the list comes was asked again, and every answer held an empty list there."""
        sources = self._sources.get(what, frozenset())
        return bool(sources) and all(
            (answers := self._answers.get(place)) and not any(answers) for place in sources
        )


def _lists_in(answer: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[Entry, ...]]]:
    """Every list of objects in an answer, the empty ones too, with the keys that lead to it."""
    if isinstance(answer, Mapping) and len(keys) < _DEEPEST:
        for key, value in answer.items():
            yield from _lists_in(value, (*keys, str(key)))
    elif isinstance(answer, list) and len(answer) <= _MOST and all(isinstance(one, Mapping) for one in answer):
        yield keys, tuple(frozenset(_texts_in(one, 0)) for one in answer)


def _texts_in(entry: Mapping[str, Any], depth: int) -> Iterator[str]:
    for value in entry.values():
        if isinstance(value, str) and value.strip():
            yield fold(value[:_LONGEST])
        elif isinstance(value, Mapping) and depth < _DEEPEST:
            yield from _texts_in(value, depth + 1)


def _names_just(entries: Sequence[Entry], names: Sequence[str]) -> bool:
    """Whether each entry bears the name of a row of its own, and no row is left."""
    left = [fold(name) for name in names]
    for entry in entries:
        name = next((one for one in left if one in entry), None)
        if name is None:
            return False
        left.remove(name)
    return bool(entries) and not left
