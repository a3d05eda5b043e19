"""Signing in by hand, on both skins, and every way the console refuses it."""

import pytest
from playwright.sync_api import expect


def test_right_password_leads_to_the_account(person, leaver, skin, console):
    person.sign_in(leaver)
    person.sees("Mi Account")
    expect(person.page.locator(".account-id")).to_have_text(leaver["id"])
    assert [(row["event"], row["sid"]) for row in console.ledger(leaver["email"])] == [("signed-in", "passport")]


def test_sign_in_returns_to_the_place_within_the_cloud_host(person, leaver, skin, console):
    """The fragment never reaches a server, so every hop has to carry it in the browser."""
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.sees("Linked devices")


def test_one_sign_in_serves_both_hosts(person, leaver, skin, console):
    person.sign_in(leaver)
    person.sees("Mi Account")
    person.page.goto(console.cloud_url)
    person.sees("Mi Cloud")
    assert [row["event"] for row in console.ledger()] == ["signed-in"]


@pytest.mark.parametrize("name", ["email", "phone", "id"])
def test_account_is_known_by_each_of_its_names(person, leaver, name):
    person.sign_in({**leaver, "email": leaver[name]})
    person.sees("Mi Account")


REFUSALS = {
    "wrong-password": ({}, {"password": "wrong1234"}, "Incorrect account or password"),
    "no-account": ({}, {"email": "nobody@example.test"}, "This account doesn't exist"),
    "blocked": ({"state": "blocked"}, {}, "Account blocked"),
}


@pytest.mark.parametrize("reason", REFUSALS)
def test_refusal_is_told_and_noted(person, leaver, skin, console, reason):
    changes, typed, words = REFUSALS[reason]
    console.change_account(leaver["email"], **changes)
    person.sign_in({**leaver, **typed})
    person.reads(words)
    assert [(row["event"], row["reason"]) for row in console.ledger()] == [("sign-in-refused", reason)]


def test_deleted_account_does_not_exist_any_more(person, leaver, skin, console):
    console.change_account(leaver["email"], state="deleted")
    person.sign_in(leaver)
    person.reads("This account doesn't exist")


def test_forbidden_sign_in(person, leaver, skin, console):
    console.switch(forbidden=True)
    person.sign_in(leaver)
    person.reads("Access forbidden")
    assert console.ledger()[-1]["reason"] == "forbidden"


def test_too_many_wrong_passwords_shut_the_account_for_a_while(person, leaver, skin, console):
    console.switch(max_tries=2, account_lock=600)
    person.sign_in({**leaver, "password": "wrong1234"})
    person.reads("Incorrect account or password")
    person.enter(leaver["email"], "wrong1235")
    person.reads("Incorrect account or password")
    person.enter(leaver["email"], leaver["password"])
    person.reads("Too many attempts. Try again later.")
    console.advance(601)
    person.enter(leaver["email"], leaver["password"])
    person.sees("Mi Account")


def test_empty_form_asks_for_what_is_missing(person, console, skin):
    person.page.goto(console.account_url)
    person.press("Sign in")
    person.reads("Enter your account")


def test_qr_tab_first_hides_the_form(person, leaver, console):
    console.switch(qr_first=True)
    person.page.goto(console.account_url)
    expect(person.page.get_by_label("Password", exact=True)).to_be_hidden()
    person.page.get_by_role("tab", name="Password sign-in").click()
    person.enter(leaver["email"], leaver["password"])
    person.sees("Mi Account")


def test_code_tab_says_that_it_is_not_available(person, console):
    person.page.goto(console.account_url)
    person.page.get_by_role("tab", name="Sign in with code").click()
    person.reads("Signing in with a code is not available")


def test_signing_out_ends_the_session(person, leaver, skin, console):
    person.sign_in(leaver)
    person.page.get_by_role("link", name="Sign out").click()
    person.page.get_by_label("Password", exact=True).wait_for()
    person.page.goto(f"{console.account_url}/pass/del")
    person.page.get_by_label("Password", exact=True).wait_for()
