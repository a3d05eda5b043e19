"""A run without a browser: the test lays out what comes on screen, and reads what was done about it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from types import SimpleNamespace

from pages.lists import Row
from pages.reading import Element
from pages.told_lists import ToldLists
from runner.core.acts import Acts
from runner.core.intents import Intent
from runner.core.irreversible import changing, irreversible
from runner.model import Account
from tests.support.paper import Paper
from tests.support.people import EMAIL, PASSWORD


def element(text="", *, at=0, parent=-1, end=1, tag="button", flags=0, size=20, style=400, **detail):
    """Something on screen, as it was read."""
    return Element(at, parent, end, tag, "", 0, 0, size, size, flags, text, 14, style, detail or None)


def device(name, *, id="", more=(), **parts):  # noqa: A002 - what a row calls it
    """A row of the list of devices, with its button unless the test gives it other parts."""
    return Row(element(name), name, (name, *more), id, **(parts or {"action": element("Delete device")}))


class Stage:
    """Stands in for a run. ``comes`` holds what is on screen next: a page, None, something raised, or a call for one."""

    def __init__(self, *comes, consented=(), attended=True, answers=()):
        self.comes, self.log, self.notes, self.questions = list(comes), [], [], []
        self.answers, self.found, self.summary, self.page = list(answers), {}, "", None
        self.operator = SimpleNamespace(attended=attended)
        self.account, self.owner, self.consented, self.dry_run = Account(EMAIL), None, frozenset(consented), False
        self.acts, self.trail, self.pauses, self.step_now, self.signed_in = Acts(), Paper([]), 0, 1, False
        self.settings = SimpleNamespace(patience=1)
        self.site = SimpleNamespace(paths={})
        self.tab = SimpleNamespace(url="https://account.example.test/")
        self.witness = Told()
        self.intents, self.former, self.settled = self, None, []
        self.told, self.subject, self.options = {}, "subject", {}
        self.vault = SimpleNamespace(
            password=lambda _name: PASSWORD, new_password=lambda _name: "Fresh-pass1", hide_identifier=lambda *_: None
        )
        self.plan = None
        """What was consented to."""
        self.linked = []
        """The rows that the console's list holds now."""

    def remember_picture(self, what):
        self.log.append(f"picture of {what}")

    async def still_ours(self):
        self.log.append("ours")

    async def begin(self, *_):
        self.log.append("begun")
        return Intent("key", "now", "trail-1", None)

    async def settle(self, _intent, _subject, outcome):
        self.settled.append(outcome)

    async def former_act(self, act):
        return self.former

    async def settle_act(self, act, outcome):
        self.settled.append(outcome)

    async def consent(self, plan, match):
        self.log.append(f"consent {match}")
        self.plan = plan
        self.consented = frozenset(plan.sentences())

    async def arrive(self, *wanted):
        there = await self.meet(*wanted, seconds=None)
        assert there is not None, "nothing came, and a person would be asked"
        return there

    async def meet(self, *wanted, seconds):
        there = self.comes.pop(0) if self.comes else None
        if callable(there):
            there = there()
        if isinstance(there, BaseException):
            raise there
        if there is not None:
            assert any(isinstance(there, kind) or there.title == kind.title for kind in wanted), f"{there} is not waited for"
            self.page = there
        return there

    @asynccontextmanager
    async def step(self, title):
        self.log.append(title)
        yield

    async def open(self, page):
        self.log.append(f"open {page.title}")

    async def picture(self, moment, title):
        self.log.append(f"picture {moment}")

    async def wait_for_turn(self):
        self.log.append("turn")

    async def name_again_if_stale(self):
        self.log.append("name again")

    async def make_sure(self, names):
        self.log.append(f"make sure {', '.join(names)}")
        return "exact"

    async def ask(self, question):
        self.questions.append(question)
        return self.answers.pop(0)

    def require_person(self, why):
        self.log.append("person")

    def skip(self, title, why):
        self.log.append(f"skip {title}")

    def note(self, text):
        self.notes.append(text)

    def find(self, name, value):
        self.found[name] = value

    def was_gone(self, act):
        self.acts.gone.append(act)

    def changing(self, act):
        return changing(self, act)

    def irreversible(self, act, *, once=""):
        return irreversible(self, act, once=once)

    def pressed(self):
        """What was pressed, in its order."""
        return [line.removeprefix("press ") for line in self.log if line.startswith("press ")]


class Told:
    """What the page's own data says; the next answer once the one before was forgotten."""

    def __init__(self, *answers, asked_for_all=False, waits=0):
        self.answers, self.asked_for_all, self.has_failed, self.waits = list(answers), asked_for_all, False, waits
        self.lists, self.gone = ToldLists(), None
        self.change_is_taken, self.change_was_refused = True, False

    def heed_change(self):
        """What is sent from now on may be the change."""

    async def change_was_taken(self, _seconds):
        return self.change_is_taken

    async def devices(self):
        return self.answers[0] if self.answers else None

    async def only_gone(self):
        return self.gone

    async def told(self, _seconds):
        """No answer is still being read."""

    @property
    def is_waiting(self):
        self.waits -= 1
        return self.waits >= 0

    def forget(self):
        self.answers = self.answers[1:] or self.answers
