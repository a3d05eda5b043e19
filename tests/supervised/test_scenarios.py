"""Each scenario to its end, in three languages and behind both sign-ins, by the practice console's own ledger."""

from collections import Counter

import pytest

from pages.console import Site
from runner.model import Status
from runner.operators.practice import PracticeOperator
from runner.trail import pictures
from scenarios import _lists
from tests.support.people import EMAIL, Present

CHANGES = {"device-unlinked", "app-revoked", "account-deleted", "deletion-started", "password-reset"}


def seen(console):
    """How often the console saw each event of the account."""
    return Counter(row["event"] for row in console.ledger(EMAIL))


def changes(console):
    return {event: times for event, times in seen(console).items() if event in CHANGES}


def keep(console, leaver, devices=0, apps=0):
    """Let the account hold only so many of each."""
    leaver["devices"], leaver["apps"] = leaver["devices"][:devices], leaver["apps"][:apps]
    console.change_account(EMAIL, devices=leaver["devices"], apps=leaver["apps"])


@pytest.fixture
def helper(site, console, leaver):
    return PracticeOperator(site, console.control_url, EMAIL)


@pytest.mark.in_fast
def test_leave_ends_with_an_empty_deleted_account(start, console, leaver, helper, monkeypatch):
    taken, take = [], pictures.take

    async def counted(*given, **how):
        taken.append(given)
        return await take(*given, **how)

    monkeypatch.setattr(pictures, "take", counted)
    result = start("leave", operator=helper).result()

    assert (result.status, result.exit_code) == (Status.DONE, 0), result.reason
    assert changes(console) == {
        "device-unlinked": len(leaver["devices"]), "app-revoked": len(leaver["apps"]), "deletion-started": 1,
        "account-deleted": 1,
    }  # fmt: skip
    assert console.account(EMAIL)["state"] == "deleted"
    kept = list((result.trail / "pictures").iterdir())
    assert len(taken) < len(kept), "a list that nothing changed since the last click is not photographed again"


@pytest.mark.thorough
def test_leave_in_chinese_behind_the_classic_sign_in_and_then_once_more(start, console, leaver, helper):
    keep(console, leaver, devices=1, apps=1)
    console.switch(language="zh", skin="classic")
    site = Site(console.account_url, console.cloud_url, "zh")
    once = {"device-unlinked": 1, "app-revoked": 1, "deletion-started": 1, "account-deleted": 1}

    first = start("leave", operator=helper, site=site).result()
    assert first.status is Status.DONE, first.reason
    assert changes(console) == once

    again = start("leave", operator=helper, site=site).result()
    assert again.status is Status.DONE, again.reason
    assert "already deleted" in again.reason
    assert changes(console) == once


def test_devices_are_listed_and_nothing_changes(start, console, leaver):
    result = start("list-devices").result()

    assert [device["id"] for device in result.found["devices"]] == [device["id"] for device in leaver["devices"]]
    assert [device["name"] for device in result.found["devices"]] == [device["name"] for device in leaver["devices"]]
    assert changes(console) == {}


def test_devices_are_unlinked_by_name_and_by_id_and_no_others_and_the_consent_is_on_record(start, console, leaver):
    one, kept, other = leaver["devices"]

    run = start("unlink-devices", options={"devices": (one["name"], other["id"])}, yes_delete=EMAIL)

    result = run.result()
    assert result.status is Status.DONE, result.reason
    (consent,) = run.events("consent")
    assert (consent["by"], consent["matched"]) == ("command-line", "exact")
    assert len(consent["what"]) == 2
    assert [event["act"] for event in run.events("intent")] == consent["what"]
    assert [event["act"] for event in run.events("outcome")] == consent["what"]
    unlinked = [row["device"] for row in console.ledger(EMAIL) if row["event"] == "device-unlinked"]
    assert sorted(unlinked) == sorted([one["id"], other["id"]])
    assert [device["id"] for device in console.account(EMAIL)["devices"]] == [kept["id"]]


def test_a_device_that_is_not_there_is_said_and_is_no_failure(start, console, leaver):
    result = start("unlink-devices", options={"devices": ("no such phone",)}).result()

    assert result.status is Status.DONE
    assert "None of the devices" in result.reason
    assert changes(console) == {}


def test_apps_are_revoked_once_with_the_persons_consent(start, console, leaver, monkeypatch):
    loads = []

    async def load_anew(*_):
        loads.append("anew")

    monkeypatch.setattr(_lists, "_load_anew", load_anew)
    console.switch(language="es")
    site, person = Site(console.account_url, console.cloud_url, "es"), Present()

    first = start("revoke-apps", operator=person, site=site).result()

    assert first.status is Status.DONE, first.reason
    assert person.plans[0].account == EMAIL
    assert len(person.plans[0].apps) == len(leaver["apps"])
    assert changes(console) == {"app-revoked": len(leaver["apps"])}
    assert loads == [], "that the last one is gone, the page's own data says"


@pytest.mark.thorough
def test_where_no_app_is_left_there_is_nothing_to_do(start, console, leaver):
    keep(console, leaver)

    result = start("revoke-apps").result()

    assert result.status is Status.DONE, result.reason
    assert "nothing to do" in result.reason
    assert changes(console) == {}


def test_the_account_is_not_deleted_while_devices_are_linked(start, console, leaver, helper):
    result = start("delete-account", operator=helper).result()

    assert (result.status, result.exit_code) == (Status.REFUSED, 4)
    assert leaver["devices"][0]["name"] in result.reason
    assert changes(console) == {}


def test_a_password_is_reset_and_the_new_one_works(start, console, leaver, helper):
    result = start("reset-password", operator=helper).result()

    assert result.status is Status.DONE, result.reason
    assert changes(console) == {"password-reset": 1}
    assert start("list-devices", password="Fresh-pass1").result().status is Status.DONE


@pytest.mark.thorough
def test_a_dry_run_of_the_deletion_asks_for_no_code(start, console, helper):
    console.add_account(email="empty@example.test", password="Tr0ub4dor-and-3", devices=[], apps=[])

    result = start("delete-account", operator=helper, dry_run=True, account="empty@example.test").result()

    assert result.status is Status.DONE, result.reason
    events = {row["event"] for row in console.ledger("empty@example.test")}
    assert not events & (CHANGES | {"code-sent"})


@pytest.mark.thorough
def test_another_name_typed_is_no_consent(start, console, leaver):
    person = Present()
    person.consents_as = "somebody.else@example.test"

    result = start("unlink-devices", operator=person).result()

    assert result.status is Status.REFUSED
    assert changes(console) == {}


@pytest.mark.thorough
def test_a_page_that_names_another_account_is_refused(start, console, helper):
    console.change_account(EMAIL, devices=[], apps=[])
    console.switch(names="other")

    result = start("delete-account", operator=helper).result()

    assert result.status is Status.REFUSED, result.reason
    assert changes(console) == {}
