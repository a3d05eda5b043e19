"""The code after the password: by e-mail and phone, wrong, late, too often, twice, and before some pages."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.thorough
def test_only_the_newest_code_in_time_lets_in_and_a_trusted_browser_is_not_asked_again(
    person, leaver, skin, console, events
):
    console.switch(identity="email", resend_after=0, max_codes=9)
    person.sign_in(leaver)
    person.sees("Account Authentication")
    person.page.goto(f"{console.account_url}/fe/service/account")  # the page cannot be skipped
    person.enter(leaver["email"], leaver["password"])
    person.sees("Account Authentication")
    expect(person.page.get_by_role("button").filter(visible=True)).to_have_text(["Send"])
    assert person.page.locator("input:visible").count() == 0

    person.press("Send")
    submit = person.page.get_by_role("button", name="Submit")
    person.code_field()
    expect(submit).to_be_disabled()
    person.code_field().fill("1")
    expect(submit).to_be_enabled()
    [mail] = console.world.mail
    assert mail["to"] == [leaver["email"]]
    assert mail["subject"] == "Xiaomi Account verification"
    first = re.search(r"\d{6}", mail["text"]).group()
    person.type_code(leaver, f"{(int(first) + 1) % 10**6:06d}")
    alert = person.page.get_by_role("alert")
    expect(alert).to_have_text("Verification code error")

    resend(person)
    person.type_code(leaver, first)
    expect(alert).to_have_text("Verification code error")
    console.advance(61)
    person.type_code(leaver)
    person.reads("Code expired. Try again.")
    late = console.last_code(leaver["email"])
    resend(person)
    person.reads("A code was sent to l***r@example.test")
    expect(person.page.get_by_text("Code expired")).to_be_hidden()
    code = re.search(r"\d{6}", console.world.mail[-1]["text"]).group()
    assert code != late
    person.type_code(leaver, f"{(int(code) + 1) % 10**6:06d}")
    expect(alert).to_have_text("Verification code error")
    person.tick("Add this device to verified devices")
    person.type_code(leaver, code)  # which still counts
    person.at_home()
    asked = ["identity-check-asked"] * 2
    let_in = [event for event in events() if event not in {"code-refused", "browser-trusted"}]
    assert let_in == [*asked, *["code-sent"] * 3, "code-accepted", "signed-in"]
    assert "browser-trusted" in events()

    person.follow("Sign out")
    person.enter(leaver["email"], leaver["password"])
    person.at_home()
    assert events().count("identity-check-asked") == len(asked)


def resend(person):
    with person.page.expect_response("**/sendEmailTicket*") as answered:
        person.press("Resend")
    return answered.value


@pytest.mark.thorough
def test_codes_are_not_sent_without_end(person, leaver, console, events):
    console.switch(identity="email", resend_after=0, max_codes=2)
    person.sign_in(leaver)
    person.press("Send")
    person.code_field()
    for told in ("A code was sent", "Too many codes requested. Try again tomorrow."):
        answer = resend(person)
        person.reads(told)
    assert '"code": 70022' in answer.text()
    assert '"tips": "Too many codes requested' in answer.text()
    assert events().count("code-sent") == 2
    console.advance(3601)
    resend(person)
    person.type_code(leaver)
    person.at_home()


def test_limit_of_the_day_outlasts_that_of_the_hour(console, leaver):
    console.switch(codes_a_day=1, resend_after=0)
    account, codes = console.world.known(leaver["email"]), console.world.codes
    codes.make(account, "identity", "email")
    console.advance(3601)
    assert codes.make(account, "identity", "email") == "too-many"
    console.advance(86400)
    assert codes.make(account, "identity", "email") != "too-many"


@pytest.mark.thorough
def test_same_check_can_come_without_end_and_resend_waits_for_its_countdown(person, leaver, console, events):
    console.switch(identity="email", second_check="same", max_codes=9, resend_after=600)
    person.sign_in(leaver)
    again = person.page.locator(".mi-ticket-field__send")
    person.press("Send")
    expect(again).to_have_text(re.compile(r"^Resend \d+s$"))
    expect(again).to_be_disabled()
    person.type_code(leaver)
    only_send = expect(person.page.get_by_role("button").filter(visible=True))
    only_send.to_have_text(["Send"])

    console.switch(resend_after=2)
    person.press("Send")
    expect(again).to_have_text(re.compile(r"^Resend( [12]s)?$"))
    expect(again).to_have_text("Resend")
    expect(again).to_be_enabled()
    person.type_code(leaver)
    only_send.to_have_text(["Send"])
    person.pass_check(leaver)
    only_send.to_have_text(["Send"])
    assert "signed-in" not in events()
    console.switch(second_check="none")
    person.pass_check(leaver)
    person.at_home()


@pytest.mark.thorough
def test_phone_can_be_chosen_and_a_second_check_by_the_other_method_follows(person, leaver, console, events):
    console.switch(identity="both", second_check="other")
    person.sign_in(leaver)
    person.page.locator("label.ant-radio-wrapper").filter(has_text="Phone").click()
    person.press("Send")
    person.code_field()
    assert console.world.mail == []
    assert [sms["to"] for sms in console.world.sms] == [leaver["phone"]]
    person.type_code(leaver)
    person.reads("l***r@example.test")
    person.pass_check(leaver)
    person.at_home()
    assert [len(console.world.mail), len(console.world.sms)] == [1, 1]
    assert events() == [
        "identity-check-asked", "code-sent", "code-accepted", "identity-check-asked", "code-sent", "code-accepted",
        "signed-in",
    ]  # fmt: skip


AREAS = {
    "privacy": ("/fe/service/account/privacy", "Manage your data"),
    "data": ("/fe/service/account/privacy/data", "I've read and understood"),
    "deletion": ("/pass/del", "Delete Xiaomi Account"),
}


@pytest.mark.thorough
def test_check_comes_again_before_some_pages(person, leaver, console):
    person.sign_in(leaver)
    person.at_home()
    for area, (path, words) in AREAS.items():
        console.switch(step_up=[area], resend_after=0)
        person.page.goto(f"{console.account_url}{path}")
        person.sees("Account Authentication")
        person.pass_check(leaver)
        person.sees(words)
        person.page.goto(f"{console.account_url}{path}")  # opened again, it is not asked again
        person.sees(words)
    passed = [row for row in console.ledger() if row["event"] == "identity-check-passed"]
    assert [row["area"] for row in passed] == list(AREAS)
