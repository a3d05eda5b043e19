"""Deleting the account by hand: the whole way, every refusal, and the order the server insists on."""

import re

import pytest
from playwright.sync_api import expect

AGREE = "Yes, I want to delete my Xiaomi Account and all its data permanently"


@pytest.fixture
def bare(console):
    """An account that no device holds."""
    return console.add_account(email="bare@example.test", devices=[], apps=[])


@pytest.fixture
def at_start(person, bare, console):
    """The person is at the first step."""
    console.switch(resend_after=0)
    person.sign_in(bare, f"{console.account_url}/pass/del")
    person.sees("Delete Xiaomi Account")
    return person


def begin(person):
    person.tick(AGREE)
    person.press("Delete Xiaomi Account")
    person.code_field()


def test_account_is_deleted_once_and_the_session_is_dead(at_start, bare, console, events):
    begin(at_start)
    at_start.type_code(bare)
    at_start.reads("Make sure that you have signed out of Xiaomi Account on all devices.")
    at_start.press("Delete account")
    at_start.sees("Your account has been deleted")
    assert events() == ["signed-in", "deletion-started", "code-sent", "code-accepted", "account-deleted"]
    assert console.account(bare["email"])["state"] == "deleted"
    at_start.page.goto(f"{console.account_url}/pass/del")
    at_start.enter(bare["email"], bare["password"])
    at_start.reads("This account doesn't exist")


def test_button_waits_for_the_tick(at_start):
    button = at_start.page.get_by_role("button", name="Delete Xiaomi Account")
    expect(button).to_be_disabled()
    at_start.tick(AGREE)
    expect(button).to_be_enabled()


def test_devices_that_hold_the_account_refuse_its_deletion(person, leaver, console):
    person.sign_in(leaver, f"{console.account_url}/pass/del")
    person.tick(AGREE)
    person.press("Delete Xiaomi Account")
    refusal = person.page.get_by_role("alert")
    expect(refusal).to_contain_text("Sign out of Xiaomi Account on all devices first.")
    expect(refusal.locator(".ant-alert-description > div")).to_have_text(["Redmi Note 13", "Xiaomi Pad 6"])
    refused = console.ledger()[-1]
    assert (refused["event"], refused["reason"]) == ("deletion-refused", "devices")
    assert refused["devices"] == [device["id"] for device in leaver["devices"] if device["holds_account"]]


def test_device_linked_in_the_meantime_refuses_the_last_step_too(at_start, bare, console):
    begin(at_start)
    at_start.type_code(bare)
    at_start.reads("Make sure")
    console.change_account(bare["email"], devices=[{"name": "New phone", "holds_account": True}])
    at_start.press("Delete account")
    expect(at_start.page.get_by_role("alert")).to_contain_text("New phone")
    assert console.account(bare["email"])["state"] == "active"


def test_late_code_is_refused_and_a_fresh_one_accepted(at_start, bare, console):
    begin(at_start)
    console.advance(61)
    at_start.type_code(bare)
    at_start.reads("Code expired")
    with at_start.page.expect_response("**/pass/del/verify"):
        at_start.press("Resend")
    expect(at_start.page.get_by_text("Code expired")).to_be_hidden()
    at_start.type_code(bare)
    at_start.reads("Make sure")


def test_wrong_code_is_refused(at_start, bare, console):
    begin(at_start)
    at_start.type_code(bare, "000000" if console.last_code(bare["email"]) != "000000" else "111111")
    at_start.reads("Verification code error")


def test_reloading_the_code_step_sends_no_second_code(at_start, events):
    begin(at_start)
    at_start.page.reload()
    at_start.code_field()
    assert events().count("code-sent") == 1


def test_password_is_asked_once_more_where_switched(at_start, bare, console):
    console.switch(delete_asks_password=True)
    begin(at_start)
    at_start.type_code(bare)
    at_start.sees("Enter your password")
    for typed in ("wrong1234", bare["password"]):
        at_start.page.locator("input[name=password]").fill(typed)
        at_start.press("Submit")
        at_start.reads("Invalid username or password" if typed == "wrong1234" else "Make sure")
    assert console.ledger()[-1]["event"] == "password-confirmed"


def test_cancelling_at_the_end_keeps_the_account(at_start, bare, console):
    begin(at_start)
    at_start.type_code(bare)
    at_start.press("Cancel")
    at_start.at_home()
    assert console.account(bare["email"])["state"] == "active"
    assert console.ledger()[-1]["event"] == "deletion-cancelled"


@pytest.mark.parametrize(
    ("names", "shown"),
    [("full", "bare@example.test"), ("masked", "b***e@example.test"), ("other", "somebody.else@example.test")],
)
def test_page_names_the_account_as_switched(person, bare, console, names, shown):
    console.switch(names=names)
    person.sign_in(bare, f"{console.account_url}/pass/del")
    account = person.page.locator(".mi-layout__title + div")
    expect(account).to_contain_text(shown)
    assert (bare["id"] in account.inner_text()) == (names != "other")


@pytest.mark.parametrize("step", ["verify", "password", "confirm"])
def test_step_out_of_order_is_refused_and_noted(at_start, bare, console, step):
    answer = at_start.page.request.post(f"{console.account_url}/pass/del/{step}", form={"ticket": "123456"})
    assert answer.status == 409
    assert console.ledger()[-1]["reason"] == "out-of-order"
    assert console.account(bare["email"])["state"] == "active"


def test_nothing_is_deleted_without_the_tick(at_start, console, events):
    at_start.page.request.post(f"{console.account_url}/pass/del", form={})
    assert events() == ["signed-in", "deletion-refused"]


def test_deletion_needs_a_session(client, console, leaver, events):
    answer = client.post(f"{console.account_url}/pass/del/confirm", headers={"Accept": "text/html"})
    assert answer.status_code == 302
    assert "/pass/serviceLogin" in answer.headers["location"]
    assert events() == []


def test_notice_is_for_whoever_comes_from_the_deletion(client, console):
    answer = client.get(f"{console.account_url}/pass/del/done?key=made-up")
    assert answer.headers["location"].startswith("/pass/serviceLogin")


def test_last_question_is_a_dialogue_whose_button_counts_down(at_start, bare, console):
    console.switch(countdown=1)
    begin(at_start)
    at_start.type_code(bare)
    dialog = at_start.dialog()
    expect(dialog).to_contain_text("Before you delete your account")
    expect(dialog).to_contain_text(bare["id"])
    at_start.press("Delete account")  # waits for the words without the countdown
    at_start.sees("Your account has been deleted")


def test_button_that_counts_down_deletes_nothing(at_start, bare, console):
    console.switch(countdown=600)
    begin(at_start)
    at_start.type_code(bare)
    button = at_start.dialog().get_by_role("button").last
    expect(button).to_have_text(re.compile(r"^Delete account \(\d+s\)$"))
    expect(button).to_be_disabled()
    assert console.account(bare["email"])["state"] == "active"


def test_address_of_the_vendors_app_leads_to_the_deletion(person, bare, console):
    person.sign_in(bare, f"{console.account_url}/fe/service/account/privacy")
    person.follow("Delete account")
    person.sees("Delete Xiaomi Account")
    assert person.page.url == f"{console.account_url}/pass/del"
