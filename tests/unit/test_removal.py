"""On the way to the yes: which row and which page is pressed, and which question is about the thing that is to go."""

import pytest

from pages.acts import NotReady
from pages.reading import Changed
from pages.rest import TRIES
from runner.core.acts import Known
from runner.core.elsewhere import Elsewhere
from runner.errors import NeedsPerson, RunnerError
from scenarios._removal import remove_all
from scenarios._things import DEVICES
from tests.support.fakes import device, element
from tests.support.people import run_apart
from tests.support.removals import ACTS, BOTH, PHONE, WATCH, goes, known, take, two_devices
from tests.support.screens import CannotRemove, Devices, OwnPage, Question, SignIn


@pytest.fixture
def run(monkeypatch):
    return two_devices(monkeypatch)


def test_a_question_about_the_row_is_answered_with_yes_and_the_list_is_looked_at(run):
    run.comes = [Question(run, "Delete Mi 9 from your account?", goes(run)), Devices(run)]

    take(run)

    assert run.pressed() == ["Delete device", "Yes"]
    assert known(run) == [Known.DONE]
    assert run.log[-1] == "read"


def test_what_the_console_lists_no_longer_is_told_as_gone_and_nothing_is_pressed(run):
    run.linked = [WATCH]

    take(run)

    assert (run.pressed(), run.acts.gone) == ([], ACTS[:1])
    assert run.notes == ["Mi 9 was not linked any more."]


def test_a_row_that_one_look_missed_is_no_row_that_is_gone(run, monkeypatch):
    """A list that stands at its second page does not show the first; read as a whole it does."""
    looks = iter([None, PHONE])

    async def find(*_):
        return next(looks)

    monkeypatch.setattr(Devices, "find", find)
    run.comes = [Question(run, "Delete Mi 9 from your account?", goes(run)), Devices(run)]

    take(run)

    assert (known(run), run.acts.gone) == ([Known.DONE], [])


def test_rows_that_cannot_be_told_apart_now_are_left_to_a_person(run, monkeypatch):
    async def find(*_):
        raise LookupError

    monkeypatch.setattr(Devices, "find", find)

    with pytest.raises(NeedsPerson, match="cannot be told apart, so none was pressed"):
        take(run)

    assert run.pressed() == []


@pytest.mark.parametrize("problem", [Changed("drawn anew"), NotReady("not there")], ids=["drawn anew", "not there"])
def test_what_was_drawn_anew_before_the_yes_is_looked_for_once_more(run, problem):
    run.comes = [problem, Question(run, "Delete Mi 9 from your account?", goes(run)), Devices(run)]

    take(run)

    assert run.pressed() == ["Delete device", "Delete device", "Yes"]
    assert known(run) == [Known.NOT_DONE, Known.DONE]


def test_a_row_with_nothing_to_press_is_no_row_to_guess_at(run):
    run.linked = [device("Mi 9", id="1", action=None), WATCH]

    with pytest.raises(RunnerError, match="In 3 attempts the console did not ask about Mi 9"):
        take(run)

    assert (run.pressed(), known(run)) == ([], [Known.NOT_DONE] * 3)


def test_a_sign_in_on_the_way_is_gone_through_and_the_row_is_pressed_again(run):
    run.comes = [SignIn(run), Question(run, "Delete Mi 9 from your account?", goes(run)), Devices(run)]

    take(run)

    assert run.log.count("sign in") == 1
    assert run.pressed() == ["Delete device", "Delete device", "Yes"]
    assert known(run) == [Known.NOT_DONE, Known.DONE]


def test_a_page_that_is_drawn_anew_after_it_opened_is_looked_at_again(run, no_pause):
    run.linked = [device("Mi 9", id="1", opener=element("Mi 9")), WATCH]
    question = Question(run, "Delete Mi 9 from your account?", goes(run))
    run.comes = [OwnPage(run, redrawn=TRIES - 1), question, Devices(run)]

    take(run)

    assert run.log.count("look again") == TRIES - 1
    assert known(run) == [Known.DONE]


def test_a_page_that_is_another_things_once_it_is_drawn_anew_is_not_touched(run, no_pause):
    run.linked = [device("Mi 9", id="1", opener=element("Mi 9")), WATCH]
    run.comes = [OwnPage(run, redrawn=1, becomes_another=True) for _ in range(3)]

    with pytest.raises(RunnerError, match="did not ask about Mi 9"):
        take(run)

    assert "press Delete on its page" not in run.log


def test_a_page_that_goes_on_being_drawn_anew_is_left(run, no_pause):
    run.linked = [device("Mi 9", id="1", opener=element("Mi 9")), WATCH]
    run.comes = [OwnPage(run, redrawn=99) for _ in range(3)]

    with pytest.raises(RunnerError, match="did not ask about Mi 9"):
        take(run)

    assert known(run) == [Known.NOT_DONE] * 3


def test_a_page_that_is_about_another_thing_is_not_touched(run):
    run.linked = [device("Mi 9", id="1", opener=element("Mi 9")), WATCH]
    run.comes = [OwnPage(run, another=True) for _ in range(3)]

    with pytest.raises(RunnerError, match="did not ask about Mi 9"):
        take(run)

    assert run.pressed() == ["Mi 9"] * 3
    assert run.notes == ["What opened is not about Mi 9, so nothing was pressed there."] * 3


def test_a_locked_phone_is_told_of_and_its_own_page_asks(run):
    run.linked = [device("Mi 9", id="1", opener=element("Mi 9")), WATCH]
    run.comes = [OwnPage(run, locked=True), Question(run, "Delete Mi 9 from your account?", goes(run)), Devices(run)]

    take(run)

    assert run.pressed() == ["Mi 9", "Delete on its page", "Yes"]
    assert run.notes == ["Mi 9 has “Find device” on: sign out on it as well, or it stays locked to the account."]


def test_one_that_the_console_does_not_let_go_is_told_and_the_next_is_removed(run):
    run.comes = [CannotRemove(run), Question(run, "Delete Mi Watch from your account?", goes(run, WATCH)), Devices(run)]

    kept = run_apart(remove_all(run, DEVICES, BOTH, BOTH))

    assert kept == run.notes == ["The console did not remove Mi 9: “Try again later”."]
    assert known(run) == [Known.REFUSED, Known.DONE]


def test_a_console_that_does_not_ask_back_has_removed_it_when_the_list_says_so(run):
    run.comes = [goes(run)]

    take(run)

    assert known(run) == [Known.DONE]
    assert run.notes == ["The console removed Mi 9 without asking back."]
    assert run.log[-1] == "read"


def test_nor_does_it_count_before_the_console_has_taken_it(run):
    run.witness.change_is_taken = False
    run.comes = [goes(run)]

    with pytest.raises(AssertionError, match="a person would be asked"):
        take(run)

    assert Known.DONE not in known(run)
    assert run.notes == []


def test_a_question_that_nobody_knows_stays_on_screen_for_the_person(run):
    """The list is asked only where nothing lies over it: asking it would close the question."""
    run.covered = True
    run.comes = [None, Question(run, "Delete Mi 9 from your account?", goes(run)), Devices(run)]

    take(run)

    assert "read" not in run.log[: run.log.index("press Yes")]
    assert known(run) == [Known.DONE]


@pytest.mark.parametrize(("by_hand", "end"), [(True, Known.DONE), (False, Known.NOT_DONE)], ids=["to the end", "not to the end"])
def test_what_a_person_did_by_hand_is_believed_when_the_list_shows_it(run, by_hand, end):
    def carried_on():
        if by_hand:
            goes(run)()
        return Elsewhere(Devices(run))

    yes = Question(run, "Delete Mi 9 from your account?", goes(run))
    run.comes = [None, carried_on] if by_hand else [None, carried_on, yes, Devices(run)]

    take(run)

    assert known(run)[0] == end
    assert ("Yes" in run.pressed()) is not by_hand


def test_a_question_without_a_name_is_answered_where_it_speaks_of_the_act_and_nothing_else_was_asked(run):
    run.comes = [Question(run, "Delete this device from your account?", goes(run)), Devices(run)]

    take(run)

    assert run.pressed() == ["Delete device", "Yes"]


@pytest.mark.parametrize("text", ["Delete Mi Watch from your account?", "Get the newsletter?"], ids=["another thing", "no act"])
def test_a_question_about_something_else_is_answered_with_cancel(run, text):
    run.comes = [Question(run, text) for _ in range(3)]

    with pytest.raises(RunnerError, match="did not ask about Mi 9"):
        take(run)

    assert run.pressed() == ["Delete device", "Cancel"] * 3
    assert known(run) == [Known.NOT_DONE] * 3


def test_a_question_without_a_name_after_a_pause_may_be_anybodys_and_is_cancelled(run):
    def after_a_pause():
        run.pauses += 1
        return Question(run, "Delete this device from your account?")

    run.comes = [after_a_pause] * 3

    with pytest.raises(RunnerError, match="did not ask about Mi 9"):
        take(run)

    assert "Yes" not in run.pressed()
