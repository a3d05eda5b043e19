"""Reads ``trail.jsonl`` line by line, and names what was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from runner.trail import chain
from runner.trail.events import problem
from runner.trail.source import DAMAGE, Source, Unreadable
from runner.trail.strict_json import loads

LONGEST_LINE: Final = 1 << 20
"""Bytes; the longest text of an event is far shorter."""

_SHOWN: Final = 5
_LARGEST_GAP: Final = 100_000


class Findings:
    """Sentences about what is wrong: the first few in full, the rest as a number."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.count = 0

    def add(self, words: str) -> None:
        """Keep one more."""
        self.count += 1
        if self.count <= _SHOWN:
            self.words.append(words)

    def lines(self) -> list[str]:
        """The sentences, with the number of those left out."""
        more = self.count - len(self.words)
        return [*self.words, *([f"and {more:,} more of the kind"] if more else [])]


@dataclass
class Chain:
    """What reading the whole file told. Its size grows with the number of pictures only."""

    lines: int = 0
    head: str = chain.GENESIS
    broken: Findings = field(default_factory=Findings)
    invalid: Findings = field(default_factory=Findings)
    pictures: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: dict[str, Any] | None = None
    last: dict[str, Any] | None = None
    open_intents: Findings = field(default_factory=Findings)


def events(source: Source) -> Iterator[tuple[bytes, dict[str, Any] | None]]:
    """Each line, without its newline, and the event on it, or None when it holds none.

    Raises:
        Unreadable: the file cannot be read.
    """
    with source.open(chain.EVENTS) as file:
        try:
            while data := file.readline(LONGEST_LINE + 1):
                whole = data.endswith(b"\n")
                if not whole and len(data) > LONGEST_LINE:
                    raise Unreadable(f"a line is longer than {LONGEST_LINE:,} bytes")
                yield (data[:-1], _event(data[:-1])) if whole else (data, None)
        except DAMAGE:
            raise Unreadable("it is damaged") from None


def _event(data: bytes) -> dict[str, Any] | None:
    try:
        event = loads(data)
    except ValueError:
        return None
    numbered = isinstance(event, dict) and type(event.get("n")) is int and isinstance(event.get("prev"), str)
    return event if numbered else None


class ChainReader:
    """Follows the chain. One line at a time it decides what a deviation means."""

    def __init__(self) -> None:
        self.result = Chain()
        self._expected = 1
        self._missing: dict[int, None] = {}
        self._strayed = False
        self._intents: dict[str, int] = {}

    def read(self, source: Source) -> Chain:
        """Read the whole file.

        Raises:
            Unreadable: it cannot be read.
        """
        for data, event in events(source):
            self.result.lines += 1
            if event is None:
                self.result.invalid.add(f"line {self.result.lines} is not an event")
                self.result.broken.add(f"line {self.result.lines} is no link")
                self._strayed, self._expected = True, self._expected + 1
                self.result.head = chain.digest(data)
            else:
                self._take(data, event)
        self._conclude()
        return self.result

    def follow(self, data: bytes, event: dict[str, Any]) -> None:
        """Take the next line, for who reads the file himself."""
        self.result.lines += 1
        self._take(data, event)

    def _take(self, data: bytes, event: dict[str, Any]) -> None:
        self._follow(event)
        self._note(event)
        self.result.head = chain.digest(data)

    def _follow(self, event: dict[str, Any]) -> None:
        n, where, say = event["n"], self.result.lines, self.result.broken.add
        in_turn = n == self._expected
        if n in self._missing:
            del self._missing[n]
            say(f"event {n} stands at line {where}: lines were re-ordered")
        elif n < self._expected:
            say(f"line {where} was added: there is an event {n} already")
        elif n - self._expected > _LARGEST_GAP:
            say(f"line {where} carries a number that cannot be: {n}")
        elif not in_turn:
            self._missing.update(dict.fromkeys(range(self._expected, n)))
        elif event["prev"] != self.result.head and not self._strayed:
            where_changed = f"line {where - 1} was changed" if where > 1 else "line 1 was changed, or not the first"
            say(f"{where_changed}: line {where} remembers another SHA-256")
        # After a stray line the next link cannot hold, and says nothing new.
        self._strayed = not in_turn
        if 0 <= n - self._expected <= _LARGEST_GAP:
            self._expected = n + 1

    def _note(self, event: dict[str, Any]) -> None:
        result, kind = self.result, event.get("kind")
        if (wrong := problem(event)) is not None:
            result.invalid.add(f"line {result.lines}: {wrong}")
            return
        result.last = event
        if kind == "picture":
            result.pictures[event["file"]] = event
        elif kind == "intent":
            self._intents[event["act"]] = result.lines
        elif kind == "outcome":
            self._intents.pop(event["act"], None)
        result.closed = event if kind == "run-closed" else None

    def _conclude(self) -> None:
        numbers = sorted(self._missing)
        if numbers:
            span = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
            self.result.broken.add(f"{'event' if len(numbers) == 1 else 'events'} {span} were removed")
        for act, line in self._intents.items():
            self.result.open_intents.add(f"the result of “{act}” (line {line}) is not on record")
