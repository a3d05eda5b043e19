"""Password reset by hand: account, picture, code, new password."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def at_reset(person, leaver, skin, console):
    console.switch(resend_after=0)
    person.page.goto(console.account_url)
    person.follow("Forgot password?")
    person.sees("Reset password")
    return person


def name_account(person, email):
    person.field("Email/Phone number/Xiaomi Account ID").fill(email)
    person.press("Next")


def read_picture(person):
    expect(person.page.locator(".mi-captcha-field__image")).to_have_js_property("naturalWidth", value=150)
    person.field("Enter captcha").fill(person.shown())
    person.press("Submit")
    person.code_field()


RULE = "8 to 16 characters, both letters and digits"


def choose(person, first, second):
    person.field("New password").fill(first)
    person.field("Repeat the new password").fill(second)
    person.press("Submit")


@pytest.mark.thorough
def test_new_password_that_follows_the_rule_works_and_the_old_one_does_not(at_reset, leaver, console, events):
    name_account(at_reset, "nobody@example.test")
    at_reset.reads("This account doesn't exist")
    name_account(at_reset, leaver["email"])
    at_reset.field("Enter captcha").fill("wrong")
    at_reset.press("Submit")
    at_reset.reads("Incorrect code")
    read_picture(at_reset)
    at_reset.type_code(leaver)
    for first, second, told in (
        ("short1", "short1", RULE), ("fresh2026", "fresh2027", "The passwords differ"), ("lettersonly", "lettersonly", RULE),
    ):  # fmt: skip
        choose(at_reset, first, second)
        expect(at_reset.page.get_by_role("alert").filter(visible=True)).to_contain_text(told)
        assert console.account(leaver["email"])["password"] == leaver["password"]
    choose(at_reset, "fresh2026", "fresh2026")
    at_reset.sees("Password changed")
    happened = events()
    assert happened[-5:] == ["captcha-passed", "reset-started", "code-sent", "code-accepted", "password-reset"]
    assert set(happened[:-5]) == {"captcha-shown", "captcha-failed", "reset-refused"}
    at_reset.sign_in(leaver)
    at_reset.reads("Invalid username or password")
    at_reset.enter(leaver["email"], "fresh2026")
    at_reset.at_home()


def test_reset_asks_for_no_picture_where_none_is_switched(client, console, leaver):
    console.switch(captcha_places=["sign_in"])
    answer = client.post(f"{console.account_url}/pass/forgetPassword", data={"account": leaver["email"]})
    assert answer.headers["location"] == "/pass/forgetPassword/verify"


def test_later_steps_cannot_be_opened_first(client, console):
    for step in ("verify", "new"):
        answer = client.get(f"{console.account_url}/pass/forgetPassword/{step}")
        assert answer.headers["location"] == "/pass/forgetPassword"
