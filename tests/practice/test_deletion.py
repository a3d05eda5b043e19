"""Deleting the account by hand: the whole way, every refusal, and the order the server insists on."""

import re

import pytest
from playwright.sync_api import expect

AGREE = "Yes, I want to delete my Xiaomi Account and all its data permanently"


@pytest.fixture
def bare(console):
    """An account that no device holds."""
    return console.add_account(email="bare@example.test", devices=[], apps=[])


def begin(person):
    person.tick(AGREE)
    person.press("Delete Xiaomi Account")
    person.code_field()


def wrong(console, account):
    return "000000" if console.last_code(account["email"]) != "000000" else "111111"


def test_account_is_deleted_once_and_the_session_is_dead(person, bare, console, events):
    person.sign_in(bare, f"{console.account_url}/pass/del")
    person.sees("Delete Xiaomi Account")
    button = person.page.get_by_role("button", name="Delete Xiaomi Account")
    expect(button).to_be_disabled()
    person.tick(AGREE)
    expect(button).to_be_enabled()
    person.press("Delete Xiaomi Account")
    person.type_code(bare)
    person.reads("Make sure that you have signed out of Xiaomi Account on all devices.")
    person.press("Delete account")
    person.sees("Your account has been deleted")
    assert events() == ["signed-in", "deletion-started", "code-sent", "code-accepted", "account-deleted"]
    assert console.account(bare["email"])["state"] == "deleted"
    person.page.goto(f"{console.account_url}/pass/del")
    person.enter(bare["email"], bare["password"])
    person.reads("This account doesn't exist")


@pytest.mark.thorough
def test_devices_that_hold_the_account_refuse_its_deletion_at_the_first_step_and_at_the_last(person, leaver, console):
    person.sign_in(leaver, f"{console.account_url}/pass/del")
    person.tick(AGREE)
    person.press("Delete Xiaomi Account")
    refusal = person.page.get_by_role("alert")
    expect(refusal).to_contain_text("Sign out of Xiaomi Account on all devices first.")
    expect(refusal.locator(".ant-alert-description > div")).to_have_text(["Redmi Note 13", "Xiaomi Pad 6"])
    refused = console.ledger()[-1]
    assert (refused["event"], refused["reason"]) == ("deletion-refused", "devices")
    assert refused["devices"] == [device["id"] for device in leaver["devices"] if device["holds_account"]]

    console.change_account(leaver["email"], devices=[])
    person.page.goto(f"{console.account_url}/pass/del")
    begin(person)
    person.type_code(leaver)
    person.reads("Make sure")
    console.change_account(leaver["email"], devices=[{"name": "New phone", "holds_account": True}])
    person.press("Delete account")
    expect(refusal).to_contain_text("New phone")
    assert console.account(leaver["email"])["state"] == "active"


@pytest.mark.thorough
def test_only_a_code_in_time_and_the_password_where_switched_lead_to_a_question_that_can_be_cancelled(
    person, bare, console, events
):
    console.switch(resend_after=0, delete_asks_password=True)
    person.sign_in(bare, f"{console.account_url}/pass/del")
    begin(person)
    person.page.reload()
    person.code_field()
    assert events().count("code-sent") == 1, "reloading sends no second code"
    person.type_code(bare, wrong(console, bare))
    person.reads("Verification code error")
    console.advance(61)
    person.type_code(bare)
    person.reads("Code expired")
    with person.page.expect_response("**/pass/del/verify"):
        person.press("Resend")
    expect(person.page.get_by_text("Code expired")).to_be_hidden()
    person.type_code(bare)
    person.sees("Enter your password")
    for typed in ("wrong1234", bare["password"]):
        person.page.locator("input[name=password]").fill(typed)
        person.press("Submit")
        person.reads("Invalid username or password" if typed == "wrong1234" else "Make sure")
    assert console.ledger()[-1]["event"] == "password-confirmed"
    person.press("Cancel")
    person.at_home()
    assert console.account(bare["email"])["state"] == "active"
    assert console.ledger()[-1]["event"] == "deletion-cancelled"


NAMES = {"full": "bare@example.test", "masked": "b***e@example.test", "other": "somebody.else@example.test"}


@pytest.mark.thorough
def test_page_names_the_account_as_switched_and_its_server_insists_on_the_order(person, bare, console, events):
    person.sign_in(bare, f"{console.account_url}/fe/service/account/privacy")
    person.follow("Delete account")  # the address of the vendor's app
    person.sees("Delete Xiaomi Account")
    assert person.page.url == f"{console.account_url}/pass/del"
    for names, shown in NAMES.items():
        console.switch(names=names)
        person.page.reload()
        account = person.page.locator(".mi-layout__title + div")
        expect(account).to_contain_text(shown)
        assert (bare["id"] in account.inner_text()) == (names != "other")

    person.page.request.post(f"{console.account_url}/pass/del", form={})
    assert events() == ["signed-in", "deletion-refused"], "nothing is deleted without the tick"
    for step in ("verify", "password", "confirm"):
        before = len(console.ledger())
        answer = person.page.request.post(f"{console.account_url}/pass/del/{step}", form={"ticket": "123456"})
        assert answer.status == 409
        assert [row["reason"] for row in console.ledger()[before:]] == ["out-of-order"]
        assert console.account(bare["email"])["state"] == "active"


def test_deletion_needs_a_session(client, console, leaver, events):
    answer = client.post(f"{console.account_url}/pass/del/confirm", headers={"Accept": "text/html"})
    assert answer.status_code == 302
    assert "/pass/serviceLogin" in answer.headers["location"]
    assert events() == []


def test_notice_is_for_whoever_comes_from_the_deletion(client, console):
    answer = client.get(f"{console.account_url}/pass/del/done?key=made-up")
    assert answer.headers["location"].startswith("/pass/serviceLogin")


@pytest.mark.thorough
def test_last_question_is_a_dialogue_whose_button_counts_down_and_deletes_nothing_before(person, bare, console):
    console.switch(countdown=600)
    person.sign_in(bare, f"{console.account_url}/pass/del")
    begin(person)
    person.type_code(bare)
    dialog = person.dialog()
    expect(dialog).to_contain_text("Before you delete your account")
    expect(dialog).to_contain_text(bare["id"])
    button = dialog.get_by_role("button").last
    expect(button).to_have_text(re.compile(r"^Delete account \(\d+s\)$"))
    expect(button).to_be_disabled()
    assert console.account(bare["email"])["state"] == "active"
    console.switch(countdown=1)
    person.page.reload()
    person.press("Delete account")  # waits for the words without the countdown
    person.sees("Your account has been deleted")
