"""A page that is only its reading: elements laid out by a test, what was pressed on it, and what a press changes."""

from __future__ import annotations

from types import SimpleNamespace

from pages.reading import Changed, Element, Screen
from pages.seen import Seen
from tests.support.fakes import element

SITE = SimpleNamespace(lexicon=None)


def box(parent=0, *, ticked=False, label=-1, **more):
    """A box to tick; ``ticked`` is None where it does not say."""
    detail = {"kind": "checkbox", "checked": ticked, "name": "", "labels": [], "label": label}
    return element(tag="input", parent=parent, box=detail, **more)


def part(parent=0, **more):
    """Something that holds others, too large to be taken for a box."""
    return element(tag="div", parent=parent, **{"size": 300, **more})


def words(text, parent, **more):
    """A piece of text."""
    return element(text, tag="#text", parent=parent, style=2400, **more)


class Form:
    """Stands in for a tab and its reader. A press on ``works`` ticks the box; ``trouble`` is raised by presses before."""

    def __init__(self, *parts, works=None, trouble=(), changes=0):
        self.parts, self.works, self.trouble, self.changes = parts, works, list(trouble), changes
        self.pressed, self.filled = [], []

    def screen(self):
        ends = list(range(1, len(self.parts) + 1))
        for at, one in enumerate(self.parts):
            outer = one.parent
            while outer >= 0:
                ends[outer], outer = at + 1, self.parts[outer].parent
        placed = [one._replace(at=at, end=end) for at, (one, end) in enumerate(zip(self.parts, ends, strict=True))]
        return Screen(tuple(placed), None, (), {}, (), (), {}, {})

    async def see(self, *_):
        return Seen(self.screen(), SITE)

    async def look_after(self, *_):
        return self.screen()

    async def handle(self, _screen, one, *_within, enabled=True):
        if self.changes:
            self.changes -= 1
            raise Changed("drawn anew")
        return _Handle(self, one)

    def tick(self, ticked):
        self.parts = [
            one._replace(detail={"box": {**one.detail["box"], "checked": ticked}}) if one.box else one for one in self.parts
        ]


class _Handle:
    def __init__(self, form, one: Element):
        self.form, self.one = form, one

    async def click(self, **_how):
        self.form.pressed.append(self.one.at)
        if self.form.trouble:
            raise self.form.trouble.pop(0)
        if self.one.at == self.form.works:
            self.form.tick(not next(one.box.checked for one in self.form.parts if one.box))

    async def fill(self, value, **_how):
        self.form.filled.append(value)
