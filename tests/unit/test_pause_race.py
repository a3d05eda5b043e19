"""What ends a pause: whichever comes first, and everything else is tidied up."""

import asyncio

import pytest

from runner.errors import GaveUp
from runner.operators.base import Answer, first_of
from tests.support.people import run_apart


async def never():
    await asyncio.Event().wait()


async def soon():
    await asyncio.sleep(0.01)


def test_the_screen_ends_it_and_the_prompt_is_tidied_up():
    tidied = []

    async def prompt():
        try:
            await never()
        finally:
            tidied.append(True)

    assert run_apart(first_of(soon, prompt, 5)) is None
    assert tidied == [True]


def test_the_person_ends_it():
    async def typed():
        return Answer("code", "123456")

    assert run_apart(first_of(never, typed, 5)).code == "123456"


def test_giving_up_is_a_reason_of_its_own():
    async def stop():
        return Answer("give-up")

    with pytest.raises(GaveUp):
        run_apart(first_of(never, stop, 5))


def test_the_deadline_ends_it():
    with pytest.raises(TimeoutError):
        run_apart(first_of(never, never, 0.05))


def test_what_the_watcher_finds_wrong_is_told():
    async def crash():
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        run_apart(first_of(crash, never, 5))


def test_an_answer_never_prints_its_code():
    assert "123456" not in repr(Answer("code", "123456"))
