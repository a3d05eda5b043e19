"""The elements of a screen as a tree, and the texts in it as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pages.reading.element import NEW_LINE, Element


@dataclass(frozen=True, eq=False)
class Tree:
    """Elements and texts in document order; an element's ``at`` is its place among them."""

    elements: tuple[Element, ...]

    def inside(self, outer: Element, *, itself: bool = False) -> tuple[Element, ...]:
        """Everything within an element."""
        return self.elements[outer.at + (not itself) : outer.end]

    def parent(self, element: Element) -> Element | None:
        return self.elements[element.parent] if element.parent >= 0 else None

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Every element around this one, the nearest first."""
        while element.parent >= 0:
            element = self.elements[element.parent]
            yield element

    def children(self, outer: Element) -> Iterator[Element]:
        index = outer.at + 1
        while index < outer.end:
            yield self.elements[index]
            index = self.elements[index].end

    @staticmethod
    def holds(outer: Element, inner: Element) -> bool:
        """Whether the one is the other or around it."""
        return outer.at <= inner.at < outer.end

    def around(self, elements: Iterable[Element]) -> Element | None:
        """The smallest element that holds all of these."""
        found = list(elements)
        if not found:
            return None
        first, last = min(one.at for one in found), max(one.at for one in found)
        outer: Element | None = self.elements[first]
        while outer and not outer.end > last:
            outer = self.parent(outer)
        return outer

    @cached_property
    def texts(self) -> tuple[Element, ...]:
        return tuple(one for one in self.elements if one.is_text)

    # A reading does not change, and every page object asks the same of it: each element's answer is kept.
    @cached_property
    def _texts(self) -> dict[int, str]:
        return {}

    @cached_property
    def _names(self) -> dict[int, tuple[str, ...]]:
        return {}

    def text_of(self, outer: Element) -> str:
        """The text a person sees in an element, on one line."""
        text = self._texts.get(outer.at)
        if text is None:
            text = self._texts[outer.at] = " ".join(self.lines_of(outer))
        return text

    def lines_of(self, outer: Element) -> list[str]:
        """The text a person sees in an element, a line for each block of it."""
        lines: list[str] = []
        for one in self.inside(outer, itself=True):
            if not one.is_text:
                continue
            if one.joint == NEW_LINE or not lines:
                lines.append(one.text)
            else:
                lines[-1] += (" " if one.joint else "") + one.text
        return lines

    def name_of(self, element: Element) -> str:
        """What a person would call the element: its text, else what its markup says of it or of a picture in it."""
        return (
            self.text_of(element)
            or element.text
            or next((one.text for one in self.inside(element) if one.text and one.seen), "")
        )

    def names_of(self, element: Element) -> tuple[str, ...]:
        """Everything the element may be called: its text, and what its markup says."""
        names = self._names.get(element.at)
        if names is None:
            said = (self.text_of(element), element.text, self.name_of(element))
            names = self._names[element.at] = tuple(dict.fromkeys(filter(None, said)))
        return names

    @cached_property
    def blocks(self) -> tuple[tuple[Element, str], ...]:
        """Each stretch of text without a break: the smallest element that holds all of it, and the text."""
        found: list[list[Element]] = []
        for one in self.texts:
            if one.joint == NEW_LINE or not found:
                found.append([one])
            else:
                found[-1].append(one)
        blocks = []
        for pieces in found:
            text = pieces[0].text + "".join((" " if one.joint else "") + one.text for one in pieces[1:])
            outer = self.around(pieces) if len(pieces) > 1 else self.parent(pieces[0])
            if outer:
                blocks.append((outer, text))
        return tuple(blocks)
