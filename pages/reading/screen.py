"""What a person sees in a tab at one moment, and the questions one may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median_high
from typing import Any, Final

from playwright.async_api import Frame, JSHandle

from pages.reading.element import COVERED, HEADING, LAYERED, Element
from pages.reading.tree import Tree
from pages.rect import Rect

Called = Callable[[str], bool]
"""Whether a text is what is looked for."""

NAVIGATION: Final = frozenset({"navigation", "banner", "contentinfo", "menubar", "tablist"})
"""Roles of the parts of a page that lead elsewhere."""
_LONGEST_LABEL: Final = 80
"""Characters a heading or a button has at most; anything longer is a sentence or a whole block."""

_MOVES_UNHEARD: Final = frozenset({"canvas", "video", "iframe", "embed", "object"})
_LARGER: Final = 1.15
_ORDINARY_WEIGHT: Final = 599
_BY_ROLE: Final = 3
_FAR: Final = 5
"""Elements around a field within which its label is looked for."""


@dataclass(frozen=True, eq=False)
class Screen(Tree):
    """One reading of a tab."""

    origins: tuple[tuple[int, int], ...] | None
    loading: tuple[tuple[str, int], ...]
    """Signs that something is still loading: what kind of sign, and the element's index."""
    data: Mapping[str, Any]
    scripts: tuple[JSHandle, ...]
    looks: tuple[int, ...]
    versions: Mapping[JSHandle, int]
    touches: Mapping[JSHandle, int]
    incomplete: bool = False
    """Whether a frame did not answer, so that something may be missing here."""
    beside: tuple[tuple[Frame, Mapping[str, Any]], ...] = ()
    """What each frame answered to the questions beside the reading, by their names, where they were asked."""

    @property
    def address(self) -> str:
        return str(self.data["address"])

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def is_ready(self) -> bool:
        """Whether the document is loaded, as far as the browser knows."""
        return bool(self.data["state"] != "loading")

    @property
    def window(self) -> Rect:
        """The window's size in CSS pixels, at 0, 0."""
        return Rect(0, 0, self.data["width"], self.data["height"])

    @property
    def scrolls(self) -> bool:
        """Whether the page is longer than the window."""
        return bool(self.data["whole"][1] > self.data["height"] + 4)

    @property
    def is_longer(self) -> bool:
        """Whether the page, or any part of it, can be scrolled."""
        return self.scrolls or any(one.detail and one.detail.get("scrolls") for one in self.elements)

    def shows_the_same_as(self, former: Screen) -> bool:
        """Whether nothing was heard in between, and nothing stands elsewhere; what moves without a word cannot be told."""
        if self is not former and (
            self.versions != former.versions or self.touches != former.touches or self.elements != former.elements
        ):
            return False
        moves = self.loading or any(one.tag in _MOVES_UNHEARD for one in self.elements)
        return not (moves or self.incomplete) and self.data["scroll"] == former.data["scroll"]

    def source_of(self, element: Element) -> tuple[JSHandle, int, int]:
        """The script that read the element, its look, and the element's index there."""
        frame, index = self.origins[element.at] if self.origins else (0, element.at)
        return self.scripts[frame], self.looks[frame], index

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What others found out from this reading, for when it is asked again: a reading does not change."""
        return {}

    # What can be pressed

    @cached_property
    def clickables(self) -> tuple[Element, ...]:
        """Everything that says it can be pressed, by its element, its role or the pointer over it."""
        return tuple(one for one in self.elements if one.clickable and one.seen)

    def buttons(self, called: Called, within: Element | None = None) -> list[Element]:
        """What is called so and can be pressed, uncovered first, the innermost of nested ones.

        Where nothing of that name says that it can be pressed, a text that stands alone counts: listeners cannot be
        seen.
        """
        named = [one for one in self.clickables if self.is_called(one, called)]
        return self.best_of(named, (block for block, text in self.blocks if called(text)), within)

    def best_of(self, named: Iterable[Element], plain: Iterable[Element], within: Element | None) -> list[Element]:
        """Of what is called as wanted, that which :meth:`buttons` gives.

        Arguments:
            named: what can be pressed and is called so.
            plain: the blocks whose text is that, for where nothing else is.
            within: where it is looked for.
        """
        found = [one for one in named if self._within(one, within)]
        found = [one for one in found if not any(self.holds(one, other) and one is not other for other in found)]
        found = found or [one for one in plain if self._within(one, within) and not self.heading_level(one)]
        return sorted(found, key=lambda one: not one.on_top)

    def button(self, called: Called, within: Element | None = None) -> Element | None:
        """The first of these that nothing covers."""
        return next((one for one in self.buttons(called, within) if one.on_top), None)

    def _within(self, element: Element, outer: Element | None) -> bool:
        return outer is None or self.holds(outer, element)

    # Texts

    def is_called(self, element: Element, called: Called) -> bool:
        """Whether one of the element's names is what is looked for."""
        return any(called(name) for name in self.names_of(element))

    def mentions(self, called: Called, *, on_top: bool = True) -> Element | None:
        """The first block of text for which the question holds."""
        return next(
            (block for block, text in self.blocks if called(text) and (self.is_on_top(block) or not on_top)), None
        )

    def is_on_top(self, element: Element) -> bool:
        """Whether the element, or some text or button in it, is seen and not covered."""
        if not element.on_top:
            return False
        tested = [one for one in self.inside(element, itself=True) if one.is_text or one.clickable or one.is_field]
        return any(one.on_top for one in tested) if tested else True

    # Headings

    @cached_property
    def ordinary_size(self) -> float:
        """The size of the font most of the text is written in."""
        sizes = [one.size for one in self.texts for _ in range(min(len(one.text), _LONGEST_LABEL))]
        return median_high(sizes) if sizes else 16.0

    def heading_level(self, element: Element) -> int:
        """How sure a person would be that this is a heading: 3 by its role, 2 by its size, 1 by its weight, 0 not."""
        if element.flags & HEADING or any(one.flags & HEADING for one in self.ancestors_until_block(element)):
            return _BY_ROLE
        texts = [one for one in self.inside(element, itself=True) if one.is_text]
        if not texts or len(self.text_of(element)) > _LONGEST_LABEL:
            return 0
        size = min(one.size for one in texts)
        if size >= self.ordinary_size * _LARGER:
            return 2
        return 1 if min(one.weight for one in texts) > _ORDINARY_WEIGHT and size >= self.ordinary_size else 0

    def ancestors_until_block(self, element: Element) -> Iterator[Element]:
        """The elements around this one that hold the same text and nothing else."""
        text = self.text_of(element)
        for outer in self.ancestors(element):
            if self.text_of(outer) != text:
                return
            yield outer

    def headings(self, called: Called | None = None) -> list[Element]:
        """Blocks of text that are headings, the surest first; called so when asked for.

        A text that leads elsewhere when pressed is none.
        """
        found = []
        for block, text in self.blocks:
            if called and not called(text):
                continue
            level = self.heading_level(block)
            if level and not (level < _BY_ROLE and self.is_pressable(block)) and self.is_on_top(block):
                found.append((level, block))
        return [block for _, block in sorted(found, key=lambda pair: -pair[0])]

    def is_pressable(self, element: Element) -> bool:
        """Whether it is within something that can be pressed."""
        if element.clickable:
            return True
        return any(outer.clickable for outer in self.ancestors(element))

    def in_navigation(self, element: Element) -> bool:
        """Whether it stands in a part of the page that leads elsewhere."""
        return any(outer.role in NAVIGATION for outer in (element, *self.ancestors(element)))

    # Fields and boxes

    @cached_property
    def fields(self) -> tuple[Element, ...]:
        """Everything that can be typed into and is seen."""
        return tuple(one for one in self.elements if one.detail and "field" in one.detail)

    @cached_property
    def boxes(self) -> tuple[Element, ...]:
        """Everything that can be ticked, also where something drawn stands for it."""
        return tuple(one for one in self.elements if one.detail and "box" in one.detail)

    def labels_of(self, element: Element) -> tuple[str, ...]:
        """What a field or box is called: by its markup, by what stands in the box's own element, then beside it."""
        known = element.field or element.box
        said = known.labels if known else ()
        own = self.text_of(element) if element.box else ""
        return (*said, *((own,) if own else ()), *self._beside(element))

    def _beside(self, element: Element) -> list[str]:
        """Short texts in the smallest surroundings that hold this field alone."""
        for steps, outer in enumerate(self.ancestors(element)):
            others = [one for one in (*self.fields, *self.boxes) if one is not element and self.holds(outer, one)]
            if others or steps > _FAR:
                break
            texts = [
                text
                for block, text in self.blocks
                if self.holds(outer, block) and not self.holds(element, block) and len(text) <= 2 * _LONGEST_LABEL
            ]
            if texts:
                return texts
        return [near] if (near := self._nearest_text(element)) else []

    def _nearest_text(self, element: Element) -> str:
        """The text to the left of a field on its line, else just above it."""
        best, nearest = "", 60.0
        box = element.rect
        for block, text in self.blocks:
            if len(text) > _LONGEST_LABEL or self.is_pressable(block):
                continue
            pieces = [one for one in self.inside(block, itself=True) if one.is_text]
            other = pieces[0].rect
            if other.y < box.bottom and other.bottom > box.y:
                far = min(abs(box.x - other.right), abs(other.x - box.right))
            elif other.bottom <= box.y + 4 and other.x < box.right and other.right > box.x - 4:
                far = box.y - other.bottom
            else:
                continue
            if far < nearest:
                best, nearest = text, far
        return best

    # Layers

    @cached_property
    def something_covers(self) -> bool:
        """Whether a layer lies over part of the page, so that something is seen but cannot be reached."""
        return any(one.flags & 1 for one in self.elements)

    @cached_property
    def top_layer(self) -> Element | None:
        """The dialogue or overlay that lies over the rest: the smallest element around all that is on top there.

        None when nothing is covered.
        """
        covered = [one for one in self.elements if one.flags & COVERED]
        if not covered:
            return None
        free = [one for one in self.elements if (one.is_text or one.clickable) and one.on_top and one.in_window]
        roots = []
        for one in free:
            root = one
            for outer in self.ancestors(one):
                if any(self.holds(outer, other) for other in covered):
                    break
                root = outer
            roots.append(root)
        sizes = {root.at: sum(self.holds(root, one) for one in free) for root in roots}
        floating = [root for root in roots if self._floats(root, covered)]
        return max(floating, key=lambda root: (sizes[root.at], root.at), default=None)

    @staticmethod
    def _floats(root: Element, covered: list[Element]) -> bool:
        """Whether it is a layer of its own, rather than a part of the page that happens to be free."""
        return bool(root.flags & LAYERED) or any(root.rect.overlaps(one.rect) for one in covered)

    def dialogs(self) -> list[Element]:
        """What calls itself a dialogue and is on top."""
        return [
            one for one in self.elements if one.role in {"dialog", "alertdialog"} and one.seen and self.is_on_top(one)
        ]

    def where(self, test: Callable[[Element], bool]) -> list[Element]:
        """Every element for which the test holds."""
        return [one for one in self.elements if test(one)]
