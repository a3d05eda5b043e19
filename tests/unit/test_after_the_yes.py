"""After the yes: the thing is gone only where the list says so, and nothing is answered or tried twice."""

import pytest

from pages.reading import Changed
from pages.witness import Told
from runner.core.acts import Known
from runner.errors import RunnerError
from scenarios import _gone, _removal
from scenarios._removal import remove_all
from scenarios._things import DEVICES
from tests.support.fakes import device
from tests.support.people import run_apart
from tests.support.removals import BOTH, PHONE, WATCH, goes, known, take, two_devices
from tests.support.screens import CannotRemove, Devices, Question, SignIn


@pytest.fixture
def run(monkeypatch):
    return two_devices(monkeypatch)


def test_a_further_question_about_the_row_is_answered_as_well(run):
    run.comes = [Question(run, "Delete Mi 9?"), Question(run, "Really delete Mi 9?", goes(run)), Devices(run)]

    take(run)

    assert run.pressed() == ["Delete device", "Yes", "Yes"]
    assert run.log.count("picture before") == 3  # of the list, and of each question
    assert known(run) == [Known.DONE]


def test_a_sign_in_after_the_yes_leads_back_to_the_list_and_no_second_yes(run):
    run.comes = [Question(run, "Delete Mi 9?", goes(run)), SignIn(run)]

    take(run)

    assert run.pressed() == ["Delete device", "Yes"]
    assert run.log[-2:] == ["sign in", "read"]


def test_an_old_list_is_loaded_anew_before_the_yes_is_said_to_have_failed(run, monkeypatch):
    async def load_anew(*_):
        run.log.append("load anew")
        goes(run)()

    monkeypatch.setattr(_gone, "load_anew", load_anew)
    run.comes = [Question(run, "Delete Mi 9?"), Devices(run)]

    take(run)

    assert (known(run), run.log[-3:]) == ([Known.DONE], ["read", "load anew", "read"])


def test_what_is_listed_after_the_yes_and_after_loading_anew_is_not_pressed_again(run):
    run.comes = [Question(run, "Delete Mi 9?"), Devices(run)]

    with pytest.raises(RunnerError, match=r"still lists Mi 9 although its removal was confirmed\. It was not tried again"):
        take(run)

    assert (run.pressed(), known(run)) == (["Delete device", "Yes"], [Known.CLICKED])


@pytest.mark.parametrize("by_itself", [True, False], ids=["by itself", "once it is loaded anew"])
def test_a_list_that_lags_behind_is_waited_for(run, monkeypatch, by_itself):
    """What a console reads its list from may go on listing for seconds what it has removed."""
    monkeypatch.setattr(_gone, "LAGS", 600 if by_itself else 0)
    goes_on = {"wait": 2, "load anew": 2}
    moment = "wait" if by_itself else "load anew"

    def later(which, also):
        async def happens(*given):
            await also(*given)
            goes_on[which] -= 1
            if which == moment and not goes_on[which]:
                goes(run)()

        return happens

    monkeypatch.setattr(_gone, "wait_for_change", later("wait", _gone.wait_for_change))
    monkeypatch.setattr(_gone, "load_anew", later("load anew", _gone.load_anew))
    run.comes = [Question(run, "Delete Mi 9?"), Devices(run)]

    take(run)

    assert (run.pressed(), known(run)) == (["Delete device", "Yes"], [Known.DONE])
    assert run.log.count("load anew") == (1 if by_itself else 2)
    assert "went on listing Mi 9" in run.notes[0]


def test_a_row_that_went_before_its_removal_was_taken_is_looked_for_in_the_list_loaded_anew(run, monkeypatch):
    """A page may show a removal at once, and take it back when the console refuses it."""

    async def load_anew(*_):
        run.log.append("load anew")
        run.linked = list(BOTH)

    monkeypatch.setattr(_gone, "load_anew", load_anew)
    run.witness.change_is_taken = False
    run.comes = [Question(run, "Delete Mi 9?", goes(run)), Devices(run)]

    with pytest.raises(RunnerError, match="still lists Mi 9"):
        take(run)

    assert known(run) == [Known.CLICKED]


def test_a_removal_that_was_answered_with_a_no_and_is_still_listed_is_refused_and_the_others_go_on(run):
    run.witness.change_is_taken, run.witness.change_was_refused = False, True
    run.comes = [Question(run, "Delete Mi 9?"), Devices(run)]

    (kept,) = run_apart(remove_all(run, DEVICES, [PHONE], BOTH))

    assert "did not remove Mi 9: it answered with an error. It was not tried again." in kept
    assert (run.pressed(), known(run)) == (["Delete device", "Yes"], [Known.REFUSED])


def test_a_row_that_says_something_else_after_the_yes_is_still_listed(run):
    """A row may be unfolded, or say that it is being removed; without an id its name alone tells."""
    plain = device("Mi 9", more=("Phone",))
    run.linked = [plain, WATCH]
    run.consented = frozenset(["unlink the device Mi 9"])

    def unfold():
        run.linked = [device("Mi 9", more=("Phone", "Find device", "On")), WATCH]

    run.comes = [Question(run, "Delete Mi 9?", unfold), Devices(run)]

    with pytest.raises(RunnerError, match="still lists Mi 9"):
        run_apart(remove_all(run, DEVICES, [plain], [plain, WATCH]))
    assert known(run) == [Known.CLICKED]


def test_a_list_that_never_holds_still_is_no_proof_that_the_row_is_gone(run):
    run.unreadable = [Changed("drawn anew") for _ in range(9)]
    run.comes = [Question(run, "Delete Mi 9?", goes(run)), Devices(run)]

    with pytest.raises(RunnerError, match="still lists Mi 9"):
        take(run)

    assert known(run) == [Known.CLICKED]


@pytest.mark.parametrize("gone", [False, True], ids=["still listed", "gone all the same"])
def test_a_refusal_is_believed_only_after_the_list_was_looked_at(run, gone):
    """An answer that was lost on its way reads like a refusal."""
    run.comes = [Question(run, "Delete Mi 9?", goes(run) if gone else lambda: None), CannotRemove(run)]

    kept = run_apart(remove_all(run, DEVICES, [PHONE], BOTH))

    assert run.log[-2:] == ["load anew", "read"]
    assert known(run) == [Known.DONE if gone else Known.REFUSED]
    assert bool(kept) is not gone
    assert (run.notes[0] == "The console said “Try again later”, and Mi 9 is gone all the same.") is gone


def test_after_the_yes_nothing_is_tried_again_whatever_changes(run, monkeypatch):
    async def lost(*_, **__):
        raise Changed("drawn anew")

    run.comes = [Question(run, "Delete Mi 9 from your account?")]
    monkeypatch.setattr(_removal, "see_what_came_of_it", lost)

    with pytest.raises(Changed):
        take(run)

    assert run.pressed() == ["Delete device", "Yes"]
    assert known(run) == [Known.CLICKED]


def test_a_console_that_asks_on_and_on_is_not_answered_for_ever(run):
    run.comes = [Question(run, f"Delete Mi 9? Once more, {count}") for count in range(9)]

    with pytest.raises(RunnerError, match="went on asking about Mi 9, and the run stopped answering"):
        take(run)

    assert run.pressed() == ["Delete device", "Yes", "Yes", "Yes"]
    assert known(run) == [Known.CLICKED]


def test_a_further_question_about_another_thing_is_not_answered(run):
    run.comes = [Question(run, "Delete Mi 9 from your account?"), Question(run, "And delete Mi Watch as well?")]

    with pytest.raises(RunnerError, match="the run stopped answering"):
        take(run)

    assert run.pressed() == ["Delete device", "Yes"]


@pytest.fixture
def told(run):
    """The list is on screen after the yes, and the page was told that this one is gone."""
    run.witness.gone = Told("1", ("Mi 9",))
    run.comes = [Question(run, "Delete Mi 9?", goes(run)), Devices(run), Devices(run)]
    return run


def test_where_the_page_was_told_of_all_but_this_one_the_whole_list_is_not_read_again(told):
    take(told)

    assert known(told) == [Known.DONE]
    assert "read" not in told.log


@pytest.mark.parametrize(
    "doubt",
    [
        lambda run: setattr(run.witness, "gone", Told("2", ("Mi 9",))),
        lambda run: setattr(run.witness, "gone", None),
        lambda run: run.comes.pop(),
        lambda run: setattr(run, "linked", [PHONE]),
    ],
    ids=["another one", "not told", "no list on screen", "none is left"],
)
def test_in_any_doubt_it_is(told, doubt):
    doubt(told)

    take(told)

    assert known(told) == [Known.DONE]
    assert "read" in told.log


def test_a_list_that_still_draws_it_is_believed_more_than_what_the_page_was_told(told):
    told.comes[0].then = lambda: None

    with pytest.raises(RunnerError, match="still lists Mi 9"):
        take(told)

    assert known(told) == [Known.CLICKED]
