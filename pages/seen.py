"""One reading of the screen together with the console's words: what every page object looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from playwright.async_api import Page as Tab

from pages.console import Site
from pages.reading import Element, Screen, reader_of

_SECRET_WORDS: Final = ("current-password", "new-password")
_PARAGRAPH: Final = 400
"""Characters a notice has at most; longer texts tell of many things."""
_NEAR: Final = 3
_ByLabel = Mapping[str, Sequence[Element]]
_LIST_ROLES: Final = frozenset({"listitem", "row", "cell", "gridcell", "option", "treeitem", "columnheader"})


class Seen:
    """What is on screen, asked by our names for the console's labels. Only what nothing covers counts."""

    def __init__(self, screen: Screen, site: Site) -> None:
        self.screen = screen
        self.site = site
        self.words = site.lexicon
        self.kept: dict[object, Any] = {}
        """What was found out from this reading, for whoever asks again: a reading does not change."""

    # Words

    def label_of(self, text: str) -> frozenset[str]:
        """Every label the whole text is."""
        return self.words.label_of(text)

    def called(self, *labels: str) -> Callable[[str], bool]:
        """The question whether a text is one of these labels."""
        wanted = frozenset(labels)
        return lambda text: not wanted.isdisjoint(self.words.label_of(text))

    def holding(self, *labels: str) -> Callable[[str], bool]:
        """The question whether a text holds one of these labels among other words."""
        wanted = frozenset(labels)
        return lambda text: not wanted.isdisjoint(self.words.labels_in(text))

    def names(self, element: Element) -> frozenset[str]:
        """Every label the element is called by."""
        return frozenset().union(*(self.words.label_of(name) for name in self.screen.names_of(element)))

    # What can be pressed

    @cached_property
    def clickables(self) -> tuple[Element, ...]:
        """Everything that can be pressed and that nothing covers; what is scrolled out of the window too."""
        return tuple(one for one in self.screen.clickables if one.on_top)

    def buttons(self, *labels: str, within: Element | None = None) -> list[Element]:
        """What is called so and can be pressed now."""
        named, plain = (_under(labels, table) for table in (self._pressed_by_label, self._text_by_label))
        return [one for one in self.screen.best_of(named, plain, within) if self.screen.is_on_top(one)]

    @cached_property
    def _pressed_by_label(self) -> _ByLabel:
        return _by_label((one, self.names(one)) for one in self.screen.clickables)

    @cached_property
    def _text_by_label(self) -> _ByLabel:
        return _by_label((block, self.label_of(text)) for block, text in self.screen.blocks)

    def button(self, *labels: str, within: Element | None = None) -> Element | None:
        """The first of these; the names given first are looked for first."""
        for name in labels:
            if found := self.buttons(name, within=within):
                return found[0]
        return None

    # Texts

    @cached_property
    def blocks(self) -> tuple[tuple[Element, str], ...]:
        """Every text that nothing covers, by the smallest element that holds it."""
        screen = self.screen
        return tuple((block, text) for block, text in screen.blocks if screen.is_on_top(block))

    def text(self, *labels: str) -> tuple[Element, str] | None:
        """The first text that is one of these labels and nothing else."""
        is_called = self.called(*labels)
        return next(((block, text) for block, text in self.blocks if is_called(text)), None)

    def notice(self, *labels: str) -> tuple[Element, str] | None:
        """The first text that says one of these, alone or in a sentence, and is not part of a list or a button.

        A device may bear any name; what stands in a row of a list, or can be pressed, is no word of the console's.
        """
        is_called, holds = self.called(*labels), self.holding(*labels)
        for block, text in self.blocks:
            if len(text) > _PARAGRAPH or not (is_called(text) or holds(text)):
                continue
            if not self.in_list(block) and not self.screen.is_pressable(block):
                return block, text
        return None

    def in_list(self, block: Element) -> bool:
        """Whether it stands in a row of something that repeats."""
        for outer in (block, *self.screen.ancestors(block)):
            if outer.role in _LIST_ROLES:
                return True
            if outer.role in {"dialog", "alertdialog", "alert", "main", "form"}:
                return False
        return False

    def heading(self, *labels: str) -> Element | None:
        """The surest heading that is one of these labels."""
        return next(iter(self.screen.headings(self.called(*labels))), None)

    # Fields and boxes

    @cached_property
    def fields(self) -> tuple[Element, ...]:
        """Every field that nothing covers."""
        return tuple(one for one in self.screen.fields if one.on_top)

    def field(self, *labels: str, names: Iterable[str] = ()) -> Element | None:
        """The first field whose name in the form is one of these, or that is called so."""
        known = frozenset(names)
        for one in self.fields:
            form = one.field
            if form and known & {form.name, form.id}:
                return one
        is_called = self.called(*labels)
        return next((one for one in self.fields if any(map(is_called, self.screen.labels_of(one)))), None)

    @cached_property
    def secret_fields(self) -> tuple[Element, ...]:
        """Every field that takes a password, also while its eye shows what is typed."""
        return tuple(one for one in self.fields if self.is_secret(one))

    def is_secret(self, element: Element) -> bool:
        """Whether a field takes a password."""
        form = element.field
        if form is None:
            return False
        return (
            form.secret
            or any(word in form.autocomplete for word in _SECRET_WORDS)
            or form.name in {"password", "pwd", "repassword", "passwd"}
        )

    def box(self, *labels: str) -> Element | None:
        """The first box to tick whose label holds one of these."""
        holds = self.holding(*labels)
        for one in self.screen.boxes:
            if any(map(holds, self.screen.labels_of(one))) and self.can_be_ticked(one):
                return one
        return self._drawn_box(holds)

    def _drawn_box(self, holds: Callable[[str], bool]) -> Element | None:
        """A box that is only drawn, beside words that can be pressed with it."""
        for block, text in self.blocks:
            if not holds(text):
                continue
            for outer in (block, *list(self.screen.ancestors(block))[:_NEAR]):
                drawn = [
                    one for one in self.screen.inside(outer) if one.detail and "drawn" in one.detail and one.on_top
                ]
                if len(drawn) == 1:
                    return drawn[0]
        return None

    def can_be_ticked(self, box: Element) -> bool:
        """Whether it, or what stands for it, is in sight: its input may be hidden."""
        if box.on_top:
            return True
        known = box.box
        if known and known.label >= 0:
            return self.screen.is_on_top(self.screen.elements[known.label])
        return any(self.screen.is_on_top(outer) for outer in list(self.screen.ancestors(box))[:2])

    # The whole

    @property
    def address(self) -> str:
        return self.screen.address

    @cached_property
    def is_loading(self) -> bool:
        """Whether the console shows its own sign over the page (seen: al-one/hass-xiaomi-miot #2513)."""
        return any(kind == "page" for kind, _ in self.screen.loading)

    @cached_property
    def may_be_loading(self) -> bool:
        """Whether anything at all says that more is still to come."""
        return bool(self.screen.loading) or self.screen.incomplete or not self.screen.is_ready

    @cached_property
    def dialogue(self) -> Element | None:
        """What lies over the page and has to be answered first, if anything: it takes the middle of the window."""
        layer = self.screen.top_layer
        if layer is not None:
            window = self.screen.window
            box = self._reach(layer)
            middle = box[0] <= window.width / 2 <= box[2] and box[1] <= window.height / 2 <= box[3]
            if middle and any(self.screen.holds(layer, one) for one in self.clickables):
                return layer
        dialogs = [
            one for one in self.screen.dialogs() if any(self.screen.holds(one, press) for press in self.clickables)
        ]
        return dialogs[-1] if dialogs else None

    def _reach(self, layer: Element) -> tuple[float, float, float, float]:
        parts = [one for one in self.screen.inside(layer, itself=True) if one.seen and one.width and one.height]
        parts = parts or [layer]
        return (
            min(one.x for one in parts), min(one.y for one in parts),
            max(one.rect.right for one in parts), max(one.rect.bottom for one in parts),
        )  # fmt: skip


def _by_label(found: Iterable[tuple[Element, frozenset[str]]]) -> _ByLabel:
    table: dict[str, list[Element]] = {}
    for element, labels in found:
        for label in labels:
            table.setdefault(label, []).append(element)
    return table


def _under(labels: Iterable[str], table: _ByLabel) -> list[Element]:
    """What bears any of these labels, in the order of the document."""
    found = {one.at: one for label in labels for one in table.get(label, ())}
    return [found[at] for at in sorted(found)]


def seen_in(screen: Screen, site: Site) -> Seen:
    """The reading with the console's words; the same for the same reading, so that what was found in it is kept."""
    found: Seen = screen.kept.setdefault(id(site), Seen(screen, site))
    return found


async def see(tab: Tab, site: Site, *, beside: bool = False) -> Seen:
    """Read the screen now; ``beside`` as :meth:`pages.reading.Reader.look` says."""
    return seen_in(await reader_of(tab).look(beside=beside), site)
