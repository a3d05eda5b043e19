"""The console asks back before it does something that cannot be undone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from pages import acts
from pages.acts import NotReady
from pages.base import Page
from pages.lists.row import Row
from pages.reading import Element
from pages.seen import Seen
from pages.stems import ACTS, THINGS, is_act
from pages.wording import fold

_CANCEL: Final = ("cancel", "no", "not now")
"""Not *Close*: a page of one thing has a cross as well, and its button asks first."""
_DELETION: Final = ("delete start", "delete finally", "delete agree")
_WEAK_YES: Final = ("ok", "confirm", "yes", "next")
_LONGEST: Final = 1500
"""Characters a question has at most; what is longer is a page that happens to hold both buttons."""


_NUMBER: Final = re.compile(r"(?<![\w.])\d{1,4}(?![\w.])")


@dataclass(frozen=True)
class Asked:
    """A question as it was read: its two answers, and what it says."""

    yes: Element
    no: Element
    block: Element
    text: str


class Question(Page):
    """What is on top, with one word for yes, one for no, and a sentence."""

    whole: ClassVar[bool] = False
    yes: ClassVar[tuple[str, ...]]
    """Our names of the labels that name the act."""
    thing: ClassVar[str]
    """What is asked about: ``device`` or ``app``."""
    answered: ClassVar[frozenset[str]] = frozenset()
    """What was asked and answered before: while the console works on the answer, its question is no new one."""

    about: ClassVar[Row | None] = None
    """The row that it is expected to be about: a sentence that names it names the thing."""

    @classmethod
    def of(cls, row: Row) -> type[Question]:
        """The same kind of question, about this row."""
        return type(cls.__name__, (cls,), {"about": row})

    def shows(self, seen: Seen) -> bool:
        return self._asked(seen) is not None

    def _asked(self, seen: Seen) -> Asked | None:
        """The question on screen.

        *OK* is a yes only where the sentence names both the act and the thing, and so is a word nobody has seen there.
        """
        drifted = [
            one for one in seen.clickables if is_act(seen.screen.text_of(one)) and not seen.names(one) & set(_CANCEL)
        ]
        for weak, buttons in ((False, seen.buttons(*self.yes)), (True, seen.buttons(*_WEAK_YES)), (True, drifted)):
            asked = question_in(seen, buttons)
            if asked and fold(asked.text) in self.answered:
                continue
            if asked is None or _answers_within(seen, asked):
                continue
            if not weak or self._names_act_and_thing(seen, asked.text):
                return asked
        return None

    def _names_act_and_thing(self, seen: Seen, text: str) -> bool:
        """Whether a sentence does; of a thing that is called like the account's deletion nobody could say what is meant."""
        named = self.about is not None and names(fold(text), self.about) and not seen.holding(*_DELETION)(text)
        return bool(ACTS.search(text) and (named or THINGS[self.thing].search(text)))

    @property
    def asked(self) -> Asked:
        """The question that was seen."""
        found = self._asked(self.seen)
        if found is None:
            raise NotReady("the question is not on screen any more")
        return found

    def is_about(self, row: Row, others: Sequence[Row] = ()) -> bool:
        """Whether the question names this row, and no other one that it could be mistaken for."""
        text = fold(self.asked.text)
        if not names(text, row):
            return False
        longer = [other for other in others if fold(row.name) in fold(other.name) and not other.is_same(row)]
        return not any(names(text, other) for other in longer)

    def names_any(self, rows: Sequence[Row]) -> bool:
        """Whether the question names any of these."""
        text = fold(self.asked.text)
        return any(names(text, row) for row in rows)

    def is_about_several(self, row: Row, others: Sequence[Row]) -> bool:
        """Whether it names another row besides, or a number of things that is not one where it names none."""
        text = fold(self.asked.text)
        if names(text, row):
            return any(names(text, one) for one in others if fold(one.name) not in fold(row.name))
        return any(int(number) != 1 for number in _NUMBER.findall(text))

    def speaks_of_the_act(self) -> bool:
        """Whether the sentence says what will be done; with no name in it, that is the least it must say."""
        text = self.asked.text
        return bool(ACTS.search(text) or THINGS[self.thing].search(text))

    def another(self) -> type[Question]:
        """The same kind of question, but for this one, which was answered."""
        kind = type(self)
        return type(kind.__name__, (kind,), {"answered": self.answered | {fold(self.asked.text)}})

    async def keep(self) -> None:
        """Say *Cancel*: nothing is done."""
        await self.press_seen(self.asked.no, self.asked.block)

    async def say_yes(self) -> None:
        """The irreversible click: yes to this very question."""
        await self.look()
        asked = self.asked
        await self._type_its_name()
        await self.wait_until_enabled()
        if fold(self.asked.text) != fold(asked.text):
            raise NotReady("the question changed while its button counted down")
        await self.press_seen(self.asked.yes, guarded=True)

    async def _type_its_name(self) -> None:
        """Type the thing's name, where the button waits for that and the question says the name."""
        if self.about is not None and self._field_for_its_name(self.seen) is not None:
            await self.fill_in(self._field_for_its_name, self.about.name, "the field for the thing's name", secret=True)

    def _field_for_its_name(self, seen: Seen) -> Element | None:
        asked = self._asked(seen)
        if asked is None or asked.yes.enabled or self.about is None or not names(fold(asked.text), self.about):
            return None
        found = [one for one in seen.fields if seen.screen.holds(asked.block, one)]
        plain = [one for one in found if one.field and one.field.type == "text" and not seen.is_secret(one)]
        return plain[0] if len(found) == len(plain) == 1 else None

    async def wait_until_enabled(self) -> None:
        """Wait while the button counts down (seen 2026)."""

        def yes(seen: Seen) -> Element | None:
            found = self._asked(seen)
            return found.yes if found else None

        self._seen, _ = await acts.wait_for(self.tab, self.site, yes, what="the question's button")


def names(text: str, row: Row) -> bool:
    """Whether a folded text names the row, as a word of its own."""
    wanted = fold(row.name)
    if row.id and fold(row.id) in text:
        return True
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(wanted) : at + len(wanted) + 1]
        if not (before.isalnum() and wanted[0].isalnum() and before.isascii()) and not (
            after.isalnum() and wanted[-1].isalnum() and after.isascii()
        ):
            return True
        at = text.find(wanted, at + 1)
    return False


def question_in(seen: Seen, yes_words: Sequence[Element]) -> Asked | None:
    """The smallest element with one of these, one word for no, and a sentence besides."""
    screen = seen.screen
    no_words = [one for one in seen.buttons(*_CANCEL) if one not in yes_words]
    for yes in reversed(yes_words):  # a dialogue comes after what it covers
        for outer in screen.ancestors(yes):
            refusing = [one for one in no_words if screen.holds(outer, one)]
            if not refusing:
                continue
            if sum(screen.holds(outer, one) for one in yes_words) > 1 or len(screen.text_of(outer)) > _LONGEST:
                break
            text = _sentence(seen, outer)
            if not text:
                continue
            return Asked(yes, _plainest(seen, refusing), outer, _all_of_it(seen, outer, text))
    return None


def _answers_within(seen: Seen, asked: Asked) -> bool:
    """Whether *Yes* and *No* stand closer together in it, without its button: they answer, and it asked (seen in rows)."""
    closer = question_in(seen, seen.buttons(*_WEAK_YES))
    if closer is None or closer.block.at == asked.block.at:
        return False
    return seen.screen.holds(asked.block, closer.block) and not seen.screen.holds(closer.block, asked.yes)


def _plainest(seen: Seen, refusing: Sequence[Element]) -> Element:
    """*Cancel* rather than the cross."""
    return next((one for one in refusing if "cancel" in seen.names(one)), refusing[0])


def _sentence(seen: Seen, outer: Element) -> str:
    """What it says besides its buttons."""
    pieces = ""
    for one in seen.screen.inside(outer):
        if one.is_text and not seen.screen.is_pressable(one):
            pieces += ("" if not one.joint else " ") + one.text
    return pieces.strip()


def _all_of_it(seen: Seen, outer: Element, text: str) -> str:
    """The question with its title, which may stand outside the smallest element; nothing more to press comes with it."""
    screen = seen.screen
    count = _presses(seen, outer)
    layer = seen.dialogue
    for larger in screen.ancestors(outer):
        if layer is None or not screen.holds(layer, larger):
            break
        closing = [one for one in seen.clickables if screen.holds(larger, one) and "close" in seen.names(one)]
        if _presses(seen, larger) > count + len(closing) + 1:
            break
        text = _sentence(seen, larger)
    return text


def _presses(seen: Seen, outer: Element) -> int:
    return sum(seen.screen.holds(outer, one) for one in seen.clickables)
