"""A console that asks about another thing, asks without end, or does not do what it says: what is told is so."""

import pytest

from runner.core.fence import Fence
from runner.model import Status
from tests.support.people import EMAIL
from tests.support.settled import SOON
from tests.support.tiers import thorough

OTHER = """const ask = antd.confirm; antd.confirm = (title, name, ...more) => ask(title, '%s', ...more)"""
WITHOUT_END = """const ask = antd.confirm; let asked = 0; antd.confirm = function again(title, name, ok, act) {
  ask(title + ' '.repeat(asked) + '?'.repeat(asked++), name, ok, async () => { setTimeout(() => again(title, name, ok, act)); return ''; }); }"""
WITHOUT_ASKING = "antd.confirm = (title, name, ok, act) => act()"
UNLINKING = """const post = page.post; page.post = async (path, values) => {
  const answer = path.endsWith('/unlink') && %s; return answer || post(path, values); }"""
NOT_DONE = UNLINKING % "{code: 0}"
FAILS_ONCE = UNLINKING % "!window.failed && (window.failed = true, {code: 500})"
ANSWER_LOST = UNLINKING % "(await post(path, values), {code: 500})"


@pytest.fixture
def unlink(start, console, leaver, monkeypatch):
    """Unlink the first device of a console whose pages run a script besides; the run and what the ledger says of it."""

    def go(script, patience=None):
        whole = Fence.put_around

        async def put_around(fence, tab):
            await whole(fence, tab)
            await tab.context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {script} }})")

        monkeypatch.setattr(Fence, "put_around", put_around)
        run = start("unlink-devices", options={"devices": (leaver["devices"][0]["name"],)}, yes_delete=EMAIL, patience=patience)
        run.result()
        return run, [row["device"] for row in console.ledger(EMAIL) if row["event"] == "device-unlinked"]

    return go


def test_a_question_about_another_device_is_answered_with_cancel(unlink, leaver):
    first, other, _ = leaver["devices"]

    run, unlinked = unlink(OTHER % other["name"])

    assert (run.result().status, unlinked) == (Status.FAILED, [])
    assert f"the console did not ask about {first['name']}" in run.result().reason
    assert any("so the answer was Cancel" in event["text"] for event in run.events("note"))
    assert {event["result"] for event in run.events("outcome")} == {"not done"}


@pytest.mark.parametrize(
    ("script", "why", "known"),
    [
        (FAILS_ONCE, "did not remove", "refused by the console"),
        *thorough((WITHOUT_END, "went on asking", "clicked, not seen"), (NOT_DONE, "still lists", "clicked, not seen")),
    ],
    ids=["it would do it the second time", "it asks without end", "it says that it did it"],
)
def test_a_yes_that_did_nothing_is_told_as_it_was_and_not_given_again(unlink, script, why, known):
    run, unlinked = unlink(script)

    assert (run.result().status, unlinked) == (Status.FAILED, [])
    assert why in run.result().reason
    assert [event["result"].partition(":")[0] for event in run.events("outcome")] == [known]


@pytest.mark.parametrize(
    ("script", "patience", "told"),
    [(ANSWER_LOST, None, "is gone all the same"), *thorough((WITHOUT_ASKING, SOON, "without asking back"))],
    ids=["it says that it failed", "it does not ask back"],
)
def test_what_is_gone_was_removed_whatever_the_console_said(unlink, leaver, script, patience, told):
    run, unlinked = unlink(script, patience)

    assert run.result().status is Status.DONE, run.result().reason
    assert unlinked == [leaver["devices"][0]["id"]]
    assert any(told in event["text"] for event in run.events("note"))
