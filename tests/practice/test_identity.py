"""The code after the password: by e-mail and phone, wrong, late, too often, twice, and before some pages."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def asked(person, leaver, skin, console):
    """The person has entered the right password and is asked for a code."""
    console.switch(identity="email", resend_after=0)
    person.sign_in(leaver)
    person.sees("Account Authentication")
    return person


def test_send_is_the_only_control_at_first(asked):
    expect(asked.page.get_by_role("button").filter(visible=True)).to_have_text(["Send"])
    assert asked.page.locator("input:visible").count() == 0
    asked.press("Send")
    asked.code_field()
    submit = asked.page.get_by_role("button", name="Submit")
    expect(submit).to_be_disabled()
    asked.code_field().fill("1")
    expect(submit).to_be_enabled()


def test_code_by_mail_lets_in(asked, leaver, console, events):
    asked.press("Send")
    asked.code_field()
    [mail] = console.world.mail
    assert mail["to"] == [leaver["email"]]
    assert mail["subject"] == "Xiaomi Account verification"
    code = re.search(r"\d{6}", mail["text"]).group()
    asked.type_code(leaver, code)
    asked.at_home()
    assert events() == ["identity-check-asked", "code-sent", "code-accepted", "signed-in"]


def test_wrong_code_is_told_and_the_right_one_still_counts(asked, leaver):
    asked.press("Send")
    asked.code_field()
    wrong = f"{(int(asked.console.last_code(leaver['email'])) + 1) % 10**6:06d}"
    asked.type_code(leaver, wrong)
    expect(asked.page.get_by_role("alert")).to_have_text("Verification code error")
    asked.type_code(leaver)
    asked.at_home()


def test_late_code_is_refused_and_a_new_one_can_be_had(asked, leaver, console):
    asked.press("Send")
    asked.code_field()
    console.advance(61)
    asked.type_code(leaver)
    asked.reads("Code expired. Try again.")
    old = console.last_code(leaver["email"])
    with asked.page.expect_response("**/sendEmailTicket*"):
        asked.press("Resend")
    asked.reads("A code was sent to l***r@example.test")
    expect(asked.page.get_by_text("Code expired")).to_be_hidden()
    assert console.last_code(leaver["email"]) != old
    asked.type_code(leaver)
    asked.at_home()


def test_new_code_makes_the_former_invalid(asked, leaver, console):
    asked.press("Send")
    asked.code_field()
    old = console.last_code(leaver["email"])
    with asked.page.expect_response("**/sendEmailTicket*"):
        asked.press("Resend")
    asked.type_code(leaver, old)
    expect(asked.page.get_by_role("alert")).to_have_text("Verification code error")


@pytest.mark.parametrize(("switch", "later"), [("max_codes", 3601), ("codes_a_day", 86401)])
def test_codes_are_not_sent_without_end(person, leaver, console, events, switch, later):
    console.switch(identity="email", resend_after=0, **{switch: 2})
    person.sign_in(leaver)
    person.press("Send")
    person.code_field()
    for told in ("A code was sent", "Too many codes requested. Try again tomorrow."):
        with person.page.expect_response("**/sendEmailTicket*") as answered:
            person.press("Resend")
        person.reads(told)
    assert '"code": 70022' in answered.value.text()
    assert '"tips": "Too many codes requested' in answered.value.text()
    assert events().count("code-sent") == 2
    console.advance(later)
    with person.page.expect_response("**/sendEmailTicket*"):
        person.press("Resend")
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


def test_resend_waits_for_its_countdown(person, leaver, console):
    console.switch(identity="email", resend_after=2)
    person.sign_in(leaver)
    person.press("Send")
    resend = person.page.locator(".mi-ticket-field__send")
    expect(resend).to_have_text(re.compile(r"^Resend( [12]s)?$"))
    expect(resend).to_have_text("Resend")
    expect(resend).to_be_enabled()


def test_resend_is_disabled_while_it_counts(person, leaver, console):
    console.switch(identity="email", resend_after=600)
    person.sign_in(leaver)
    person.press("Send")
    resend = person.page.locator(".mi-ticket-field__send")
    expect(resend).to_have_text(re.compile(r"^Resend \d+s$"))
    expect(resend).to_be_disabled()


def test_phone_can_be_chosen_where_both_are_offered(person, leaver, console):
    console.switch(identity="both")
    person.sign_in(leaver)
    person.page.locator("label.ant-radio-wrapper").filter(has_text="Phone").click()
    person.press("Send")
    person.code_field()
    assert console.world.mail == []
    assert [sms["to"] for sms in console.world.sms] == [leaver["phone"]]
    person.type_code(leaver)
    person.at_home()


def test_second_check_by_the_other_method_follows(person, leaver, console, events):
    console.switch(identity="email", second_check="other")
    person.sign_in(leaver)
    person.pass_check(leaver)
    person.reads("+49****")
    person.pass_check(leaver)
    person.at_home()
    assert [len(console.world.mail), len(console.world.sms)] == [1, 1]
    assert events() == [
        "identity-check-asked", "code-sent", "code-accepted", "identity-check-asked", "code-sent", "code-accepted",
        "signed-in",
    ]  # fmt: skip


def test_same_check_can_come_without_end(person, leaver, console, events):
    console.switch(identity="email", second_check="same", max_codes=9)
    person.sign_in(leaver)
    for _ in range(3):
        person.pass_check(leaver)
        expect(person.page.get_by_role("button").filter(visible=True)).to_have_text(["Send"])
    assert "signed-in" not in events()
    console.switch(second_check="none")
    person.pass_check(leaver)
    person.at_home()


@pytest.mark.parametrize(
    ("area", "path", "words"),
    [
        ("privacy", "/fe/service/account/privacy", "Manage your data"),
        ("data", "/fe/service/account/privacy/data", "I've read and understood"),
        ("deletion", "/pass/del", "Delete Xiaomi Account"),
    ],
)
def test_check_comes_again_before_some_pages(person, leaver, console, area, path, words):
    console.switch(step_up=[area])
    person.sign_in(leaver)
    person.at_home()
    for _ in range(2):  # opened again, it is not asked again
        person.page.goto(f"{console.account_url}{path}")
        if _ == 0:
            person.sees("Account Authentication")
            person.pass_check(leaver)
        person.sees(words)
    passed = [row for row in console.ledger() if row["event"] == "identity-check-passed"]
    assert [row["area"] for row in passed] == [area]


def test_trusted_browser_is_not_asked_again(asked, leaver, console, events):
    asked.press("Send")
    asked.code_field()
    asked.tick("Add this device to verified devices")
    asked.type_code(leaver)
    asked.at_home()
    asked.follow("Sign out")
    asked.enter(leaver["email"], leaver["password"])
    asked.at_home()
    assert events().count("identity-check-asked") == 1
    assert "browser-trusted" in events()


def test_page_cannot_be_skipped(asked, console):
    asked.page.goto(f"{console.account_url}/fe/service/account")
    asked.at_sign_in()
