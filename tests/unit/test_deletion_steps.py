"""The account's deletion: the one press, what a person did by hand, and what an earlier run left behind."""

import pytest

from pages.interruptions import NoSuchAccount, WrongPassword
from runner.core import irreversible
from runner.core.acts import Known
from runner.core.elsewhere import Elsewhere
from runner.core.intents import Intent
from runner.core.refusal import ConsoleRefused
from runner.errors import Refused, RunnerError
from runner.model import Plan
from scenarios._deletion import delete_for_good, settle_if_gone
from tests.support.fakes import Stage
from tests.support.people import EMAIL, run_apart
from tests.support.screens import Again, Deleted, FirstWarning, Home, LastWarning, SignIn, Step

PLAN = Plan(EMAIL, deletes_account=True)
ACT = PLAN.sentences()[-1]


@pytest.fixture
def run(monkeypatch):
    async def name_again(_run):
        """The console names the same account."""

    monkeypatch.setattr(irreversible, "name_again", name_again)
    return Stage(consented=[ACT])


def refused(run, kind):
    return ConsoleRefused(kind(run.tab, run.site), "No.")


def test_the_account_is_deleted_with_one_press_after_both_pages_named_it(run):
    run.comes = [FirstWarning(run), LastWarning(run), Deleted(run)]

    run_apart(delete_for_good(run, PLAN))

    assert run.pressed() == ["Delete", "Delete for good"]
    assert [line for line in run.log if line.startswith("make sure")] == [f"make sure {EMAIL}"] * 2
    assert (run.acts.done, run.settled) == ([ACT], ["deleted: the console said so"])


@pytest.mark.parametrize("there", [FirstWarning, Home], ids=["it is on screen", "it is not"])
def test_the_first_warning_is_opened_only_where_it_is_not_on_screen(run, there):
    run.page = there(run)
    run.comes = [FirstWarning(run), LastWarning(run), Deleted(run)]

    run_apart(delete_for_good(run, PLAN))

    assert ("open Delete account" in run.log) is (there is Home)
    assert run.pressed() == ["Delete", "Delete for good"]


def test_the_password_is_given_once_more_where_the_console_asks_for_it(run):
    run.comes = [FirstWarning(run), Again(run), LastWarning(run), Deleted(run)]

    run_apart(delete_for_good(run, PLAN))

    assert run.log.count("password again") == 1
    assert run.acts.done == [ACT]


def test_steps_that_only_lead_on_are_passed(run):
    run.comes = [FirstWarning(run), Step(run), Step(run, names=()), LastWarning(run), Deleted(run)]

    run_apart(delete_for_good(run, PLAN))

    assert run.pressed() == ["Delete", "Next", "Next", "Delete for good"]
    assert (len(run.acts.clicks), run.acts.done) == (1, [ACT])


def test_a_step_that_may_delete_at_once_is_pressed_with_all_the_evidence(run):
    run.comes = [FirstWarning(run), Step(run, deletes=True), Deleted(run)]

    run_apart(delete_for_good(run, PLAN))

    assert run.pressed() == ["Delete", "Delete in a step"]
    assert run.log.index("picture before") < run.log.index("begun") < run.log.index("press Delete in a step")
    assert (run.acts.done, run.settled) == ([ACT], ["deleted: the console said so"])


def test_where_the_console_asks_on_after_such_a_step_the_account_is_deleted_by_the_last_one(run):
    run.comes = [FirstWarning(run), Step(run, deletes=True), LastWarning(run), Deleted(run)]

    run_apart(delete_for_good(run, PLAN))

    assert run.pressed() == ["Delete", "Delete in a step", "Delete for good"]
    assert [click.known for click in run.acts.clicks] == [Known.NOT_DONE, Known.DONE]


def test_a_sign_in_after_such_a_step_tells_nothing_so_it_is_not_waited_for(run):
    """A console may end a session together with the account: to begin anew would say that the click was not made."""
    run.comes = [FirstWarning(run), Step(run, deletes=True), SignIn(run)]

    with pytest.raises(AssertionError, match="is not waited for"):
        run_apart(delete_for_good(run, PLAN))

    assert [click.known for click in run.acts.clicks] == [Known.CLICKED]
    assert run.settled == []


@pytest.mark.parametrize("what", ["a sign-in", "elsewhere"])
def test_what_comes_between_begins_the_deletion_from_its_first_page(run, what):
    between = SignIn(run) if what == "a sign-in" else Elsewhere(Home(run))
    run.comes = [FirstWarning(run), between, FirstWarning(run), LastWarning(run), Deleted(run)]

    run_apart(delete_for_good(run, PLAN))

    assert run.pressed() == ["Delete", "Delete", "Delete for good"]


def test_a_console_that_never_comes_to_the_last_warning_is_left_after_three_attempts(run):
    run.comes = [FirstWarning(run), SignIn(run)] * 5

    with pytest.raises(RunnerError, match="In 3 attempts the console did not get to the last warning"):
        run_apart(delete_for_good(run, PLAN))

    assert "Delete for good" not in run.pressed()
    assert run.acts.clicks == []


def test_an_account_that_a_person_deleted_by_hand_is_not_deleted_again_and_is_kept_as_gone(run):
    run.comes = [FirstWarning(run), Elsewhere(Deleted(run))]

    run_apart(delete_for_good(run, PLAN))

    assert (run.acts.clicks, run.acts.gone) == ([], [ACT])
    assert run.settled == ["deleted by a person during a pause: the console said so"]
    assert run.notes == ["You deleted the account by hand during the pause; the console said so."]


def test_a_deletion_whose_notice_does_not_come_stays_open(run):
    run.comes = [FirstWarning(run), LastWarning(run), RunnerError("The console is silent.")]

    with pytest.raises(RunnerError, match="silent"):
        run_apart(delete_for_good(run, PLAN))

    assert [click.known for click in run.acts.clicks] == [Known.CLICKED]
    assert run.settled == []


def test_another_refusal_is_no_sign_that_the_account_is_gone(run):
    run.former = Intent("key", "then", "trail-0", None)
    problem = refused(run, WrongPassword)

    with pytest.raises(ConsoleRefused) as raised:
        run_apart(settle_if_gone(run, problem))

    assert raised.value is problem
    assert run.settled == []


@pytest.mark.parametrize("former", [None, Intent("key", "then", "trail-0", Known.NOT_DONE.value)], ids=["none", "not made"])
def test_an_account_that_no_run_deleted_may_be_mistyped(run, former):
    run.former = former

    with pytest.raises(Refused, match="the name is mistyped"):
        run_apart(settle_if_gone(run, refused(run, NoSuchAccount)))


@pytest.mark.parametrize(("outcome", "settled"), [
    (None, ["deleted: the console no longer knows the account"]), ("deleted: the console said so", []),
], ids=["open", "seen before"])  # fmt: skip
def test_an_account_that_an_earlier_run_deleted_is_gone_and_an_open_end_is_closed(run, outcome, settled):
    run.former = Intent("key", "then", "trail-0", outcome)

    run_apart(settle_if_gone(run, refused(run, NoSuchAccount)))

    assert run.settled == settled
    assert run.summary == "The account is already deleted (then); there is nothing left to do."
