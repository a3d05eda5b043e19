"""What the page sent to change something was taken once it is answered, and not with an error."""

import asyncio
from types import SimpleNamespace

import pytest

from pages.witness import Witness
from tests.support.people import run_apart

LONG, SHORT = 60, 0.02
"""Seconds."""


class Sent:
    """A question of the page's own, and how it is answered."""

    resource_type, failure = "fetch", "net::ERR_FAILED"

    def __init__(self, witness, method="POST"):
        self.url, self.method, self.witness = "https://i.mi.com/device/remove", method, witness
        witness._asked(self)

    def answer(self, status=200, body="{}"):
        async def text():
            return body

        headers = {"content-type": "application/json"}
        response = SimpleNamespace(request=self, status=status, headers=headers, text=text)
        self.witness._began(response)
        self.witness._answered(self)

    def fail(self):
        self.witness._failed(self)


def heeded(scene, seconds=LONG):
    """Whether the change was taken, and whether it was refused; ``scene`` begins what happens meanwhile."""

    async def go():
        witness = Witness(SimpleNamespace(on=lambda *_: None))
        poll = Sent(witness)
        witness.heed_change()
        asyncio.get_running_loop().call_later(SHORT, scene(witness, poll))
        return await witness.change_was_taken(seconds), witness.change_was_refused

    return run_apart(go())


def test_an_answer_that_comes_late_is_waited_for():
    assert heeded(lambda witness, _: Sent(witness).answer) == (True, False)


@pytest.mark.parametrize(
    ("how", "refused"),
    [
        (lambda sent: sent.answer(body='{"code": 70016}'), True),
        (lambda sent: sent.answer(403), True),
        (lambda sent: sent.answer(503), False),
        (lambda sent: sent.fail(), False),
    ],
    ids=["an error in the answer", "forbidden", "the console is broken", "no answer"],
)
def test_one_that_failed_was_not_taken_and_may_be_a_refusal(how, refused):
    def scene(witness, _):
        sent = Sent(witness)
        return lambda: how(sent)

    assert heeded(scene) == (False, refused)


def test_one_that_is_never_answered_was_not_taken():
    def scene(witness, _):
        Sent(witness)
        return lambda: None

    assert heeded(scene, SHORT) == (False, False)


def test_what_only_asks_and_what_was_asked_before_is_not_waited_for_and_says_nothing():
    def scene(witness, poll):
        Sent(witness, "GET").answer(500)
        poll.answer(403)
        Sent(witness, "GET")
        return lambda: None

    assert heeded(scene) == (True, False)
