"""What is stored is told before anybody deletes it: by `inventory`, and in the consent to leave."""

import io
import json
import re

import pytest
from rich.console import Console

from pages.console import Site
from runner.commands.results import lines_about
from runner.inventory import hints_about, is_nothing, not_shown, places_for, warnings_about
from runner.model import Plan, Status
from runner.operators.base import Nobody
from runner.operators.practice import PracticeOperator
from runner.operators.terminal import consent_panel
from tests.support.people import EMAIL, PASSWORD, Present
from tests.support.tiers import thorough


def panel_text(plan, width=100):
    out = io.StringIO()
    Console(file=out, width=width).print(consent_panel(plan))
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", out.getvalue()).split())


FEW = {"devices": [{"id": "did0a1b2c3d4e5f", "name": "Redmi Note 13"}], "apps": [{"id": "1", "name": "Mi Home"}]}


def check_what_is_told(result, before, console):
    """Everything the console counts is told, and nothing has changed."""
    assert result.status is Status.DONE, result.reason
    assert {kind: int(result.found["stored"][kind]) for kind in before["stored"]} == before["stored"]
    assert [device["name"] for device in result.found["devices"]] == [device["name"] for device in before["devices"]]
    assert [app["name"] for app in result.found["apps"]] == [app["name"] for app in before["apps"]]
    assert console.account(EMAIL) == before


def test_everything_the_console_counts_is_told_and_printed_with_places_and_is_plain_json(start, console, leaver):
    before = console.account(EMAIL)

    run = start("inventory", operator=Nobody())

    result = run.result()
    check_what_is_told(result, before, console)
    assert {event["name"] for event in run.events("finding")} >= {"stored", "devices", "apps", "save_first", "warnings"}
    text = "\n".join(lines_about(result))
    assert re.search(r"^ +640 +photos +https://i\.mi\.com/gallery/h5 \(inferred\)$", text, re.MULTILINE)
    assert re.search(r"^ +37 +notes +https://i\.mi\.com/note/h5#/$", text, re.MULTILINE)
    assert leaver["devices"][0]["name"] in text
    assert leaver["apps"][0]["name"] in text
    assert "! The account has subscriptions (1)" in text
    assert "https://privacy.mi.com/support" in text
    assert json.loads(json.dumps(result.to_json()))["found"]["save_first"]["notes"]["known"] == "seen"


@pytest.mark.parametrize(
    ("language", "balance", "subscriptions"),
    [("es", 12, 2), *thorough(("zh", 0, 0))],
    ids=["es, with both", "zh, with neither"],
)
def test_a_balance_and_a_subscription_are_warned_of_where_they_are(start, console, language, balance, subscriptions):
    stored = {"photos": 3, "balance": balance, "subscriptions": subscriptions}
    console.add_account(email=EMAIL, password=PASSWORD, stored=stored, **FEW)
    console.switch(language=language)
    before = console.account(EMAIL)

    run = start("inventory", operator=Nobody(), site=Site(console.account_url, console.cloud_url, language))

    result = run.result()
    check_what_is_told(result, before, console)
    warnings = result.found["warnings"]
    assert len(warnings) == (2 if balance else 0)
    assert all(words in told for words, told in zip(("balance (12)", "subscriptions (2)"), warnings, strict=False))
    assert set(warnings) <= {event["text"] for event in run.events("note")}
    assert "contacts" in result.found["not_shown"]


@pytest.mark.thorough
def test_the_consent_to_leave_tells_what_is_stored_and_where_to_save_it(start, console):
    console.add_account(email=EMAIL, password=PASSWORD, **FEW)
    person = Present()
    person.consents_as = "somebody else"

    assert start("leave", operator=person).result().status is Status.REFUSED

    text = panel_text(person.plans[0])
    for words in (
        "messages 1893",
        "Beware",
        "subscriptions (1)",
        "https://i.mi.com/",
        "https://privacy.mi.com/support",
    ):
        assert words in text
    assert not re.search(r"devices\D{0,3}1\b|1 devices", text), (
        "devices are listed by name; their count would only repeat it"
    )


@pytest.mark.thorough
def test_a_warning_does_not_take_away_consent_given_beforehand(start, console, site):
    """Notes do, warnings and hints do not: a balance is no reason to doubt whose account it is."""
    console.add_account(email=EMAIL, password=PASSWORD, devices=[], apps=[], stored={"balance": 5})
    operator = PracticeOperator(site, console.control_url, EMAIL)

    run = start("delete-account", operator=operator, yes_delete=EMAIL)

    assert run.result().status is Status.DONE, run.result().reason
    assert [event["by"] for event in run.events("consent")] == ["command-line"]
    assert any("balance (5)" in event["text"] for event in run.events("note"))


@pytest.mark.parametrize("figure", ["0", "0.00", "¥0", "0,00 €", "", "—", "0 / 0"])
def test_zero_in_any_dress_is_nothing(figure):
    assert is_nothing(figure)


@pytest.mark.parametrize("figure", ["1", "0.50", "¥10", "1,863", "active", "٣"])
def test_what_is_not_zero_or_cannot_be_read_is_something(figure):
    assert not is_nothing(figure)


def test_only_what_is_there_gets_a_place_and_what_is_missing_is_said():
    stored = {"photos": "3", "notes": "0"}

    assert list(places_for(stored)) == ["photos"]
    assert "notes" not in not_shown(stored)
    assert "contacts" in hints_about(stored)[-1]
    assert warnings_about({}) == ()


def test_a_plan_says_where_it_was_read_and_what_to_do_if_that_is_not_all():
    plan = Plan("me@example.org", devices=("Mi 9",), pictures=("trails/one/pictures/0005.webp",))

    assert "Read on trails/one/pictures/0005.webp" in panel_text(plan)
    assert "If that is not all that the console shows, type q" in panel_text(plan)
    assert "not all" not in panel_text(Plan("me@example.org", deletes_account=True))


def test_a_plan_without_counts_has_no_empty_rows():
    text = panel_text(Plan("me@example.org", devices=("Mi 9",)))

    assert "Beware" not in text
    assert "Save first" not in text
