"""How a run ended, from what was raised; and what a page's own question is answered when a person is asked."""

import asyncio
from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError

from runner.core.dialogs import answer_dialog
from runner.core.ending import judge
from runner.errors import GaveUp, NeedsPerson, Refused, TrailError, WrongHost
from runner.model import Status
from tests.support.people import run_apart

TYPED = "Tr0ub4dor-and-3"


@pytest.mark.parametrize(
    ("problem", "status", "kind", "says"),
    [
        (asyncio.CancelledError(), Status.INTERRUPTED, "CancelledError", "stopped before its end"),
        (NeedsPerson("Nobody is here."), Status.WAITS, "NeedsPerson", "Nobody is here."),
        (WrongHost("Not the console."), Status.REFUSED, "WrongHost", "Not the console."),
        (Refused("No."), Status.REFUSED, "Refused", "No."),
        (TrailError("Full."), Status.FAILED, "TrailError", "Full."),
        (OSError(28, "No space left on device"), Status.FAILED, "TrailError", "No space left on device"),
        (PlaywrightError("Target page, context or browser has been closed"), Status.FAILED, "BrowserLost", "window was closed"),
        (PlaywrightError(f"Timeout 10000ms exceeded\nfill('{TYPED}')"), Status.FAILED, "ConsoleDidNotReact", "Timeout"),
        (KeyError(TYPED), Status.FAILED, "Fault", "A fault of mi-runner: KeyError at "),
    ],
    ids=lambda one: f"{type(one).__name__}: {one}".partition("\n")[0] if isinstance(one, BaseException) else "",
)
def test_whatever_is_raised_ends_in_a_status_and_a_sentence_without_what_was_typed(problem, status, kind, says):
    ending = judge(problem)

    assert (ending.status, ending.kind) == (status, kind)
    assert says in ending.sentence
    assert TYPED not in ending.sentence


class Windows:
    """A page that asks something; how it was answered."""

    def __init__(self, kind):
        self.dialog = SimpleNamespace(message="Delete\n it?", type=kind) if kind else None
        self.asked, self.answered = asyncio.Event(), []
        self.asked.set()

    async def answer(self, accept, text):
        self.answered.append((accept, text))


def answer(windows, said):
    """Let a person say this, or raise it; the notes of the run."""
    notes, asked = [], []

    async def ask(question):
        asked.append(question)
        if isinstance(said, BaseException):
            raise said
        return said

    run_apart(answer_dialog(SimpleNamespace(
        windows=windows, operator=SimpleNamespace(ask=ask), note=notes.append, settings=SimpleNamespace(wait=60)
    )))  # fmt: skip
    return notes, asked


@pytest.mark.parametrize(
    ("kind", "said", "answered"),
    [
        ("confirm", " OK ", (True, "")), ("confirm", "rather not", (False, "")), ("confirm", "", (False, "")),
        ("prompt", "12345", (True, "12345")), ("prompt", "", (False, "")),
        ("confirm", NeedsPerson("Nobody is here."), (False, "")), ("confirm", TimeoutError(), (False, "")),
    ],
)  # fmt: skip
def test_a_pages_question_is_answered_with_yes_only_where_the_person_said_so(kind, said, answered):
    windows = Windows(kind)

    notes, asked = answer(windows, said)

    assert windows.answered == [answered]
    assert "“Delete it?”" in asked[0]
    assert notes == [f"You answered the page's question with {'OK' if answered[0] else 'Cancel'}."]


def test_whoever_gives_up_at_a_pages_question_has_not_said_yes_to_it():
    windows = Windows("confirm")

    with pytest.raises(GaveUp):
        answer(windows, GaveUp("You stopped."))

    assert windows.answered == [(False, "")]


def test_a_question_that_is_gone_is_not_asked():
    windows = Windows(None)

    assert answer(windows, "ok") == ([], [])
    assert not windows.asked.is_set()
