"""The one click: what has to hold before it, what is kept of it afterwards, and that it stays unmade where a part fails."""

import asyncio
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError

from pages.acts import NotReady
from pages.reading import Changed
from runner.core import irreversible as module
from runner.core.acts import Acts, Known
from runner.core.intents import Intent
from runner.core.irreversible import changing, irreversible
from runner.core.refusal import ConsoleRefused
from runner.errors import NeedsPerson, Refused, SignedOut, TrailError, WrongHost
from tests.support.paper import Paper
from tests.support.people import EMAIL, run_apart

ACT, ONCE = f"delete the account {EMAIL} and all its data", "delete-account"
SUBJECT = object()
CRASH = PlaywrightError("Target page, context or browser has been closed")
NO = ConsoleRefused(SimpleNamespace(title="Too many attempts"), "Try again later")
EVERYTHING = ["named", "picture", "intent", "durable", "ours", "begun"]
"""What happens before the click, in this order."""


class Kept:
    """Where intents are kept: what was asked of it."""

    def __init__(self, log):
        self.log, self.begun, self.settled = log, [], []

    async def still_ours(self):
        self.log.append("ours")

    async def begin(self, *words):
        self.log.append("begun")
        self.begun.append(words)
        return Intent("key", "now", "trail-1", None)

    async def settle(self, intent, subject, outcome):
        self.settled.append((intent.trail, subject, outcome))


@pytest.fixture
def run(monkeypatch):
    log = []

    async def note_named(_run):
        log.append("named")

    async def picture(moment, title):
        log.append("picture")
        assert (moment, title) == ("before", ACT)

    monkeypatch.setattr(module, "name_again", note_named)
    return SimpleNamespace(
        acts=Acts(), consented=frozenset({ACT}), dry_run=False, told={}, step_now=3, subject=SUBJECT, log=log,
        trail=Paper(log), intents=Kept(log), picture=picture, note=log.append, account=SimpleNamespace(name=EMAIL),
    )  # fmt: skip


def press(run, *words, problem=None, once=ONCE):
    """Come to the click, say these words of it, and end in this problem; what is then known of it."""

    async def go():
        async with irreversible(run, ACT, once=once) as click:
            run.log.append("click")
            assert click.known is Known.UNSURE
            for word in words:
                getattr(click, word)()
            if problem:
                raise problem

    run_apart(go())
    return run.acts.clicks[0].known


def outcome(run):
    (event,) = [event for event in run.trail.events if event["kind"] == "outcome"]
    assert (event["step"], event["act"]) == (3, ACT)
    return event["result"]


def test_everything_is_made_sure_of_in_its_order_before_the_click(run):
    assert press(run, "clicked", "seen") is Known.DONE

    assert run.log == [*EVERYTHING, "click", "outcome"]
    assert run.trail.events[0] == {"kind": "intent", "step": 3, "act": ACT, "account": EMAIL}


@pytest.mark.parametrize("change", [{"consented": frozenset()}, {"consented": frozenset({"unlink"})}, {"dry_run": True}])
def test_without_consent_and_in_a_dry_run_nothing_is_even_looked_at(run, change):
    vars(run).update(change)

    with pytest.raises(Refused, match="There is no consent"):
        press(run)

    assert run.log == []


def test_the_picture_is_taken_while_the_account_is_named(run, monkeypatch):
    pictured = asyncio.Event()

    async def named_after_the_picture(_run):
        await pictured.wait()
        run.log.append("named")

    async def picture(_moment, _title):
        run.log.append("picture")
        pictured.set()

    monkeypatch.setattr(module, "name_again", named_after_the_picture)
    run.picture = picture

    assert press(run, "clicked", "seen") is Known.DONE
    assert run.log[:3] == ["picture", "named", "intent"]


def test_that_another_is_signed_in_is_told_also_where_the_picture_failed(run, monkeypatch):
    async def another(_run):
        await asyncio.sleep(0)
        raise Refused("The page shows somebody else.")

    async def no_picture(_moment, _title):
        raise TrailError("The disk is full.")

    monkeypatch.setattr(module, "name_again", another)
    run.picture = no_picture

    with pytest.raises(Refused, match="somebody else"):
        press(run)


@pytest.mark.parametrize("step", range(len(EVERYTHING)), ids=EVERYTHING)
@pytest.mark.parametrize("problem", [Refused("no"), TrailError("full"), SignedOut("ended")], ids=lambda one: type(one).__name__)
def test_where_a_part_of_it_fails_the_click_is_not_made(run, monkeypatch, step, problem):
    owner, name = [
        (module, "name_again"), (run, "picture"), (run.trail, "event"), (run.trail, "durable"),
        (run.intents, "still_ours"), (run.intents, "begin"),
    ][step]  # fmt: skip

    def broken(*_words, **_fields):
        raise problem

    async def broken_when_awaited(*_words, **_fields):
        raise problem

    monkeypatch.setattr(owner, name, broken if name == "event" else broken_when_awaited)

    with pytest.raises(type(problem)):
        press(run)

    assert "click" not in run.log
    assert [click.known for click in run.acts.clicks] == ([Known.NOT_DONE] if step > 2 else [])
    if step > 2:
        assert outcome(run) == f"not done: {problem}"


def test_an_attempt_that_nobody_was_told_of_needs_a_person(run):
    async def begin(*_):
        raise FileExistsError

    run.intents.begin = begin

    with pytest.raises(NeedsPerson, match="of which you were not told, so it was not done"):
        press(run)

    assert "click" not in run.log


def test_a_run_whose_own_click_was_not_made_may_come_to_it_later(run):
    press(run, "not_made")
    press(run, "clicked", "seen")

    (_, *first), (_, *second) = run.intents.begun
    assert first[-1] is None
    assert second[-1] is not None


def test_what_the_person_was_told_of_is_taken_up_again(run):
    earlier = Intent("key", "then", "died", None)
    run.told = {ONCE: earlier}

    press(run)

    assert run.intents.begun == [(SUBJECT, ONCE, "trail-1", earlier)]


def test_what_may_be_done_again_is_not_kept_as_done(run):
    assert press(run, "clicked", "seen", once="") is Known.DONE

    assert (run.intents.begun, run.intents.settled) == ([], [])


ENDS = {
    "seen": (("clicked", "seen"), None, "done", "deleted: the console said so"),
    "nothing said": ((), None, "clicked, not seen", None),
    "only clicked": (("clicked",), None, "clicked, not seen", None),
    "said to be unmade": (("not_made",), None, "not done", "not done"),
    "refused afterwards": (("clicked",), NO, f"refused by the console: {NO}", "refused by the console"),
    "said to be refused": (("clicked", "refused"), None, "refused by the console", "refused by the console"),
    "refused before": ((), NO, f"not done: {NO}", "not done"),
    "seen, then refused": (("clicked", "seen"), NO, f"done: {NO}", "deleted: the console said so"),
    "the gate": ((), WrongHost("elsewhere"), "not done: elsewhere", "not done"),
    "signed out": ((), SignedOut("ended"), "not done: ended", "not done"),
    "drawn anew before it was pressed": ((), Changed("gone"), "not done: Changed: gone", "not done"),
    "drawn anew after it was pressed": (("clicked",), NotReady("gone"), "clicked, not seen: NotReady: gone", None),
    "a disk that is full": ((), TrailError("full"), "not done: full", "not done"),
    "the gate, after the click": (("clicked",), WrongHost("elsewhere"), "clicked, not seen: elsewhere", None),
    "a crash in it": ((), CRASH, "not known: the browser window was closed", None),
    "a crash after it": (("clicked",), CRASH, "clicked, not seen: the browser window was closed", None),
    "a crash when it was seen": (("clicked", "seen"), CRASH, "done: the browser window was closed", "deleted: the console said so"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "problem", "told", "settled"), ENDS.values(), ids=ENDS)
def test_what_is_kept_of_the_click_is_what_is_known_of_it(run, words, problem, told, settled):
    """An intent stays open, so that a person is asked, unless somebody knows what came of the click."""
    with pytest.raises(type(problem)) if problem else nullcontext():
        press(run, *words, problem=problem)

    assert outcome(run) == told
    assert run.intents.settled == ([("trail-1", SUBJECT, settled)] if settled else [])


def test_a_click_whose_end_cannot_be_recorded_is_done_all_the_same(run):
    async def settle(*_):
        raise TrailError("The disk is full.")

    run.intents.settle = settle

    assert press(run, "clicked", "seen") is Known.DONE

    assert "The disk is full. A later run will ask you about it." in run.log


@pytest.mark.parametrize(("word", "problem", "told"), [
    ("seen", None, "done"), ("", None, "clicked, not seen"), ("", CRASH, "not known: the browser window was closed"),
    ("", WrongHost("elsewhere"), "not done: elsewhere"),
])  # fmt: skip
def test_a_change_that_needs_no_further_consent_is_on_record_too(run, word, problem, told):
    async def go():
        async with changing(run, ACT) as click:
            if word:
                getattr(click, word)()
            if problem:
                raise problem

    with pytest.raises(type(problem)) if problem else nullcontext():
        run_apart(go())

    assert outcome(run) == told
    assert run.log == ["intent", "outcome"]
