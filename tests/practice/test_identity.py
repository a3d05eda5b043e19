"""The code after the password: by e-mail and phone, wrong, late, too often, and the trusted browser."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def asked(person, leaver, skin, console):
    """The person has entered the right password and is asked for a code."""
    console.switch(identity="email", resend_after=0)
    person.sign_in(leaver)
    person.sees("Verify your identity")
    return person


def test_code_by_mail_lets_in(asked, leaver, console, events):
    asked.press("Send code")
    asked.page.get_by_label("Verification code").wait_for()
    [mail] = console.world.mail
    assert mail["to"] == [leaver["email"]]
    code = re.search(r"\d{6}", mail["text"]).group()
    asked.type_code(leaver, code)
    asked.sees("Mi Account")
    assert events() == ["identity-check-asked", "code-sent", "code-accepted", "signed-in"]


def test_wrong_code_is_told_and_the_right_one_still_counts(asked, leaver):
    asked.press("Send code")
    asked.page.get_by_label("Verification code").wait_for()
    wrong = f"{(int(asked.console.last_code(leaver['email'])) + 1) % 10**6:06d}"
    asked.type_code(leaver, wrong)
    asked.reads("Incorrect verification code")
    asked.type_code(leaver)
    asked.sees("Mi Account")


def test_late_code_is_refused_and_a_new_one_can_be_had(asked, leaver, console):
    asked.press("Send code")
    asked.page.get_by_label("Verification code").wait_for()
    console.advance(61)
    asked.type_code(leaver)
    asked.reads("Code expired")
    old = console.last_code(leaver["email"])
    asked.press("Resend")
    asked.reads("A code was sent to l***r@example.test")
    expect(asked.page.get_by_text("Code expired")).to_be_hidden()
    assert console.last_code(leaver["email"]) != old
    asked.type_code(leaver)
    asked.sees("Mi Account")


def test_codes_are_not_sent_without_end(asked, console, events):
    console.switch(max_codes=2)
    asked.press("Send code")
    asked.page.get_by_label("Verification code").wait_for()
    for told in ("A code was sent", "Too many codes requested. Try again tomorrow."):
        with asked.page.expect_response("**/sendEmailTicket*"):
            asked.press("Resend")
        asked.reads(told)
    assert events().count("code-sent") == 2


def test_resend_waits_for_its_countdown(person, leaver, skin, console):
    console.switch(identity="email", resend_after=2)
    person.sign_in(leaver)
    person.press("Send code")
    resend = person.page.locator(".resend")
    expect(resend).to_be_disabled()
    expect(resend).to_have_text(re.compile(r"^Resend \([12]\)$"))
    expect(resend).to_be_enabled(timeout=4000)
    expect(resend).to_have_text("Resend")


def test_phone_can_be_chosen_where_both_are_offered(person, leaver, skin, console):
    console.switch(identity="both")
    person.sign_in(leaver)
    person.page.get_by_label(re.compile("^Phone")).check()
    person.press("Send code")
    person.page.get_by_label("Verification code").wait_for()
    assert console.world.mail == []
    assert [sms["to"] for sms in console.world.sms] == [leaver["phone"]]
    person.type_code(leaver)
    person.sees("Mi Account")


def test_trusted_browser_is_not_asked_again(asked, leaver, console, events):
    asked.press("Send code")
    asked.page.get_by_label("Trust this browser").check()
    asked.type_code(leaver)
    asked.sees("Mi Account")
    asked.page.get_by_role("link", name="Sign out").click()
    asked.enter(leaver["email"], leaver["password"])
    asked.sees("Mi Account")
    assert events().count("identity-check-asked") == 1
    assert "browser-trusted" in events()


def test_page_cannot_be_skipped(asked, console):
    asked.page.goto(f"{console.account_url}/fe/service/account")
    asked.page.get_by_label("Password", exact=True).wait_for()
