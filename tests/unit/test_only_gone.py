"""One device is gone where the page's question for every device names all but it; anything else says nothing."""

import asyncio
from types import SimpleNamespace

import pytest

from pages.witness import ALL_DEVICES, PHONES, Told, Witness
from tests.support.people import run_apart

PHONE, TV, LAMP = Told("1", ("Mi 9",)), Told("2", ("Mi TV",)), Told("3", ("Lamp",))


def gone(before, after, *, path=ALL_DEVICES, change=lambda _witness: None):
    """What is gone where these were answered before something was changed, and those after it."""

    async def ask():
        witness = Witness(SimpleNamespace(on=lambda *_: None))
        witness._answers[ALL_DEVICES] = before
        witness.forget()
        if after is not None:
            witness._answers[path] = after
        change(witness)
        return await witness.only_gone()

    return run_apart(ask())


def test_one_that_is_named_no_longer_is_gone():
    assert gone((PHONE, TV, LAMP), (PHONE, LAMP)) == TV


def test_what_was_answered_before_is_still_known_after_a_load_that_asked_nothing():
    def load(witness):
        witness.forget()
        witness._answers[ALL_DEVICES] = (PHONE,)

    assert gone((PHONE, TV), None, change=load) == TV


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((PHONE, TV, LAMP), (PHONE,)), ((PHONE, TV), (PHONE, TV)), ((PHONE, TV), (PHONE, LAMP)), ((PHONE, TV), None),
        ((), ()), ((), (PHONE,)), ((PHONE, TV, LAMP), (PHONE, Told("9", ("New",)))), ((PHONE, PHONE), (PHONE,)),
    ],
    ids=["two are", "none is", "one came", "not asked again", "never asked before", "one more", "others too", "twins"],
)  # fmt: skip
def test_where_anything_else_changed_nothing_is_said(before, after):
    assert gone(before, after) is None


def test_the_question_for_phones_only_says_nothing():
    assert gone((PHONE, TV), (PHONE,), path=PHONES) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda witness: setattr(witness, "has_failed", True),
        lambda witness: witness._pending.update({"a request": "/path"}),
    ],
    ids=["a question failed", "an answer is awaited"],
)
def test_nor_where_the_page_is_not_done_asking(change):
    assert gone((PHONE, TV), (PHONE,), change=change) is None


def test_an_answer_that_is_being_read_is_waited_for():
    def reads(witness):
        async def read():
            await asyncio.sleep(0)
            witness._answers[ALL_DEVICES] = (PHONE,)

        task = asyncio.ensure_future(read())
        witness._tasks.add(task)
        task.add_done_callback(witness._tasks.discard)

    assert gone((PHONE, TV), None, change=reads) == TV
