"""Consent: the account's own name, typed by a person or given beforehand for exactly this account; else nothing is done."""

import asyncio
from types import SimpleNamespace

import pytest

from runner.core import consent
from runner.core.consent import get_consent
from runner.core.intents import Intent
from runner.errors import NeedsPerson, Refused
from runner.model import Account, Plan
from runner.operators.base import Act
from tests.support.paper import Paper
from tests.support.people import EMAIL, Present, run_apart

PLAN = Plan(EMAIL, devices=("Redmi",), deletes_account=True)
BEFORE, AFTER = "a.person@example.test", "z.person@example.test"
"""Names on both sides of the account's in the alphabet."""
DIED = Intent("key", "2026-11-24T00:00:00+00:00", "died", None)
REFUSED = Intent("key", "2026-11-24T00:00:00+00:00", "refused", "not done")


class Owner(Present):
    """Types these names, one after the other, and says who acted."""

    def __init__(self, *names):
        super().__init__()
        self.names = list(names)

    async def consent(self, plan):
        self.plans.append(plan)
        return self.names.pop(0)

    def acts(self):
        return [Act("Ana", 1.5)]


@pytest.fixture
def run():
    log = []
    return SimpleNamespace(
        account=Account(EMAIL), read_on={}, settings=SimpleNamespace(yes_delete=None, wait=60, consent_by="command-line"),
        operator=Owner(EMAIL), trail=Paper(log), log=log, former={}, told={}, consented=frozenset(), dry_run=False,
        owner_is_stale=False, reporter=SimpleNamespace(note=log.append, waiting=lambda what: log.append(("waits", what))),
    )  # fmt: skip


def ask(run, plan=PLAN, match="exact"):
    run_apart(get_consent(run, plan, match))
    return [event for event in run.trail.events if event["kind"] == "consent"]


def test_the_name_that_a_person_types_is_consent_to_the_whole_plan(run):
    (event,) = ask(run)

    assert run.consented == set(PLAN.sentences())
    assert (event["account"], event["what"]) == (EMAIL, PLAN.sentences())
    assert (event["by"], event["matched"]) == ("terminal", "exact")
    assert run.owner_is_stale, "whoever consents sits at the browser and may have signed in as another"


def test_consent_is_on_disk_before_anything_follows_from_it(run):
    ask(run)

    assert run.log[-2:] == ["consent", "durable"]


def test_one_consent_does_not_end_another(run):
    run.consented = frozenset({"revoke the app Mail"})

    ask(run)

    assert run.consented == {"revoke the app Mail", *PLAN.sentences()}


@pytest.mark.parametrize("given", [EMAIL, EMAIL.upper()])
def test_consent_given_beforehand_for_this_account_asks_nobody(run, given):
    run.settings.yes_delete = given

    (event,) = ask(run)

    assert run.operator.plans == []
    assert event["by"] == "command-line"
    assert (run.owner_is_stale, run.consented) == (False, set(PLAN.sentences()))


@pytest.mark.parametrize("given", [None, "", BEFORE, AFTER])
def test_consent_given_beforehand_for_nobody_or_another_account_does_not_count(run, given):
    run.settings.yes_delete = given

    (event,) = ask(run)

    assert len(run.operator.plans) == 1
    assert event["by"] == "terminal"


@pytest.mark.parametrize(
    ("plan", "match"), [(PLAN, "masked"), (Plan(EMAIL, devices=("Redmi",), notes=("It was clicked before.",)), "exact")]
)
def test_what_is_odd_is_for_a_person_whatever_was_given_beforehand(run, plan, match):
    run.settings.yes_delete = EMAIL

    (event,) = ask(run, plan, match)

    assert len(run.operator.plans) == 1
    assert (event["by"], event["matched"]) == ("terminal", match)


@pytest.mark.parametrize("typed", [BEFORE, AFTER, ""])
def test_another_name_is_no_consent_however_often_it_is_typed(run, typed):
    run.operator.names = [typed] * consent.TRIES + [EMAIL]

    with pytest.raises(Refused, match="no consent"):
        ask(run)

    assert len(run.operator.plans) == 3
    assert run.consented == frozenset()
    assert run.trail.kinds() == ["person-acted"]


def test_a_name_may_be_mistyped_twice_and_the_person_is_told(run):
    run.operator.names = [BEFORE, AFTER, f" {EMAIL.upper()} "]

    ask(run)

    assert run.consented == set(PLAN.sentences())
    assert run.log.count("That is not the account's name.") == 2


def test_nobody_who_answers_in_time_is_no_consent(run):
    run.settings.wait = 0.01
    run.operator.consent = lambda _plan: asyncio.Event().wait()

    with pytest.raises(NeedsPerson, match=r"Nobody consented within 0\.01 s"):
        ask(run)

    assert run.consented == frozenset()
    assert run.trail.kinds() == ["person-acted"]


def test_who_waits_is_told_that_it_is_for_consent_and_when_that_is_over(run):
    ask(run)

    assert [one for one in run.log if one[0] == "waits"] == [("waits", "Your consent"), ("waits", "")]


@pytest.mark.parametrize(("last", "shown"), [("pictures/0001.webp", ("pictures/0001.webp",)), (None, ())])
def test_the_person_is_shown_what_the_run_saw_last(run, last, shown):
    run.trail.last_picture = last

    ask(run)

    assert run.operator.plans[0].pictures == shown


def test_the_person_is_shown_where_each_thing_was_read_and_nothing_else(run):
    run.trail.last_picture = "pictures/0007.webp"
    run.read_on = {"apps": "pictures/0003.webp", "devices": "pictures/0005.webp"}
    run.operator.names *= 2

    ask(run, Plan(EMAIL, devices=("Redmi",), apps=("Mail",)))
    ask(run, Plan(EMAIL, apps=("Mail",)))

    assert [plan.pictures for plan in run.operator.plans] == [
        ("pictures/0005.webp", "pictures/0003.webp"), ("pictures/0003.webp",),
    ]  # fmt: skip


def test_a_dry_run_asks_nobody_and_has_no_consent(run):
    run.dry_run = True

    assert ask(run) == []
    assert (run.operator.plans, run.consented) == ([], frozenset())


@pytest.mark.parametrize(
    ("former", "notes", "told"),
    [(DIED, ("It may have been pressed.",), True), (REFUSED, (), True), (DIED, (), False)],
    ids=["the plan tells it", "a click not made", "nobody was told"],
)
def test_an_earlier_attempt_counts_as_told_only_where_it_was(run, former, notes, told):
    """Only what a person was told of may be taken up again; a click that was not made needs no telling."""
    run.former = {"delete-account": former}

    ask(run, Plan(EMAIL, deletes_account=True, notes=notes))

    assert run.told == ({"delete-account": former} if told else {})
