"""One sample of what is painted: words, fields, pictures and frames, with their boxes in CSS pixels of the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pages.rect import Rect

GLUED, SPACED, NEW_LINE = 0, 1, 2
"""How a word joins the one before it."""
_NOWHERE: Final = -1


class Word(NamedTuple):
    """A word, and the parts of it that nothing lies over."""

    key: str
    """The same for the same word of the same text in every sample."""
    joint: int
    text: str
    boxes: tuple[Rect, ...]
    owner: bool = False
    """Whether it stands where consoles put the owner's name."""


class Field(NamedTuple):
    """Something that can be typed into."""

    key: str
    type: str
    name: str
    id: str
    classes: str
    autocomplete: str
    disguised: bool
    """Whether a style paints dots in place of what is typed."""
    filled: bool
    value: str
    """What is painted in it; empty for a password field, whose value is never read."""
    boxes: tuple[Rect, ...]


class Medium(NamedTuple):
    """Something painted that cannot be read: a picture, a drawing, a film, a closed shadow root."""

    key: str
    kind: str
    icon: bool
    """Whether it is too small to hold words."""
    boxes: tuple[Rect, ...]


class Frame(NamedTuple):
    """A frame that could not be read, or that could not be placed: all of it is unknown."""

    key: str
    boxes: tuple[Rect, ...]


@dataclass(frozen=True)
class Sample:
    """What was painted at one moment."""

    width: float
    height: float
    zoom: float
    """How far somebody zoomed in with two fingers; the browser's own zoom is in the size of the window."""
    offset: tuple[float, float]
    words: tuple[Word, ...]
    fields: tuple[Field, ...]
    media: tuple[Medium, ...]
    frames: tuple[Frame, ...]
    complete: bool = True

    @property
    def lines(self) -> Iterable[list[Word]]:
        """Return the words of each stretch of text without a break."""
        line: list[Word] = []
        for word in self.words:
            if word.joint == NEW_LINE and line:
                yield line
                line = []
            line.append(word)
        if line:
            yield line


@dataclass
class Framed:
    """What one frame said: its samples, and its place among the frames of the document around it."""

    number: int
    parent: int
    place: int
    samples: list[dict[str, Any]]
    restless: bool


def joined(frames: list[Framed], missing: int) -> list[Sample]:
    """Put the samples of frames into those of the document around them.

    A frame that moved, or changed while the document around it did, is not placed: all of it is unknown then.

    Arguments:
        frames: what each frame said, the main one first.
        missing: how many frames said nothing.
    """
    main = frames[0]
    steps = max((len(frame.samples) for frame in frames), default=0)
    return [_at(frames, main, step, missing) for step in range(steps)]


def _at(frames: list[Framed], main: Framed, step: int, missing: int) -> Sample:
    data = main.samples[min(step, len(main.samples) - 1)]
    gathered = _Gathered(frames, step)
    gathered.take(main, 0.0, 0.0, None)
    width, height = data["window"]
    return Sample(
        width, height, data["zoom"], tuple(data["offset"]), tuple(gathered.words), tuple(gathered.fields),
        tuple(gathered.media), tuple(gathered.unread), complete=gathered.complete and missing >= 0,
    )  # fmt: skip


class _Gathered:
    def __init__(self, frames: list[Framed], step: int) -> None:
        self.frames, self.step = frames, step
        self.words: list[Word] = []
        self.fields: list[Field] = []
        self.media: list[Medium] = []
        self.unread: list[Frame] = []
        self.complete = True

    def take(self, framed: Framed, x: float, y: float, window: tuple[Rect, ...] | None) -> None:
        data = framed.samples[min(self.step, len(framed.samples) - 1)]
        self.complete = self.complete and data["complete"]

        def boxes(raw: Iterable[Iterable[float]]) -> tuple[Rect, ...]:
            moved = [Rect(*box).moved(x, y) for box in raw]
            if window is None:
                return tuple(moved)
            return tuple(part for box in moved for pane in window if (part := box.within(pane)))

        mark = f"{framed.number}:"
        self.words += [
            Word(mark + key, joint, text, boxes(raw), owner) for key, joint, text, raw, owner in data["words"]
        ]
        self.fields += [
            Field(**{**one, "key": f"{mark}{one['key']}", "boxes": boxes(one["boxes"])}) for one in data["fields"]
        ]
        self.media += [
            Medium(f"{mark}{one['key']}", one["kind"], one["icon"], boxes(one["boxes"])) for one in data["media"]
        ]
        for one in data["frames"]:
            inner = self._inner(framed, one["index"])
            panes = boxes(one["boxes"])
            if inner is None or not self._stands_still(framed, one["key"]):
                self.unread.append(Frame(f"{mark}{one['key']}", panes))
            else:
                self.take(inner, x + one["left"], y + one["top"], panes)

    def _inner(self, outer: Framed, index: int) -> Framed | None:
        if index == _NOWHERE:
            return None
        found = [one for one in self.frames if one.parent == outer.number and one.place == index]
        return found[0] if len(found) == 1 and found[0].samples else None

    def _stands_still(self, framed: Framed, key: int) -> bool:
        places = {
            (one["left"], one["top"]) for sample in framed.samples for one in sample["frames"] if one["key"] == key
        }
        return len(places) == 1
