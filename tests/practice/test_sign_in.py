"""Signing in by hand, on both skins, and every way the console refuses it."""

import pytest
from playwright.sync_api import expect


def test_right_password_leads_to_the_account(person, leaver, skin, console):
    person.sign_in(leaver)
    person.at_home()
    person.sees(f"Xiaomi Account ID: {leaver['id']}")
    assert [(row["event"], row["sid"]) for row in console.ledger(leaver["email"])] == [("signed-in", "passport")]


def test_sign_in_returns_to_the_place_within_the_cloud_host(person, leaver, skin, console):
    """The fragment never reaches a server, so every hop has to carry it in the browser."""
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.sees("My devices")


def test_one_sign_in_serves_both_hosts(person, leaver, skin, console):
    person.sign_in(leaver)
    person.at_home()
    person.page.goto(console.cloud_url)
    person.sees("Mi Cloud")
    assert [row["event"] for row in console.ledger()] == ["signed-in"]


@pytest.mark.parametrize("name", ["email", "phone", "id"])
def test_account_is_known_by_each_of_its_names(person, leaver, name):
    person.sign_in({**leaver, "email": leaver[name]})
    person.at_home()


REFUSALS = {
    "wrong-password": ({}, {"password": "wrong1234"}, "Invalid username or password"),
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


def test_refusal_stands_below_the_field_it_is_about(person, leaver, console):
    person.sign_in({**leaver, "password": "wrong1234"})
    expect(person.page.locator("#mi-form-error-password.mi-form-helper-text--error")).to_have_text(
        "Invalid username or password"
    )
    person.enter("nobody@example.test", "wrong1234")
    expect(person.page.locator("#mi-form-error-account")).to_have_text("This account doesn't exist")
    expect(person.page.locator("#mi-form-error-password")).to_have_text("")


def test_deleted_account_does_not_exist_any_more(person, leaver, skin, console):
    console.change_account(leaver["email"], state="deleted")
    person.sign_in(leaver)
    person.reads("This account doesn't exist")


def test_forbidden_sign_in(person, leaver, skin, console):
    console.switch(forbidden=True)
    person.sign_in(leaver)
    person.reads("Access denied")
    assert console.ledger()[-1]["reason"] == "forbidden"


def test_too_many_wrong_passwords_shut_the_account_for_a_while(person, leaver, skin, console):
    console.switch(max_tries=2, account_lock=600)
    person.sign_in({**leaver, "password": "wrong1234"})
    person.reads("Invalid username or password")
    with person.page.expect_response("**/serviceLoginAuth2*"):
        person.enter(leaver["email"], "wrong1235")
    person.reads("Invalid username or password")
    person.enter(leaver["email"], leaver["password"])
    person.reads("Too many attempts. Wait a minute or two and try again.")
    console.advance(601)
    person.enter(leaver["email"], leaver["password"])
    person.at_home()


def test_button_is_active_once_both_fields_hold_what_a_person_put_there(person, leaver, console):
    person.page.goto(console.account_url)
    person.at_sign_in()
    button = person.page.get_by_role("button", name="Sign in", exact=True)
    expect(button).to_be_disabled()
    expect(button).to_contain_class("mi-button--disabled")
    set_by_script = "(field) => { field.value = 'x'; field.dispatchEvent(new Event('input', {bubbles: true})); }"
    for name in ("account", "password"):
        person.page.locator(f"input[name={name}]").evaluate(set_by_script)
    expect(button).to_be_disabled()
    person.page.locator("input[name=account]").fill(leaver["email"])
    expect(button).not_to_contain_class("mi-button--disabled")
    person.page.locator("input[name=password]").fill("")
    expect(button).to_be_disabled()


def test_button_that_waits_for_keys_stays_disabled_after_filling(person, leaver, console):
    console.switch(typing=True)
    person.page.goto(console.account_url)
    person.at_sign_in()
    button = person.page.get_by_role("button", name="Sign in", exact=True)
    for name, text in (("account", leaver["email"]), ("password", leaver["password"])):
        person.page.locator(f"input[name={name}]").fill(text)
    expect(button).to_be_disabled()
    person.page.locator("input[name=password]").press("End")
    expect(button).to_be_enabled()


def test_nothing_is_sent_before_the_terms_are_agreed_to(person, leaver, console):
    sent = []
    person.page.on("request", lambda request: sent.append(request.url))
    person.page.goto(console.account_url)
    person.at_sign_in()
    person.page.locator("input[name=account]").fill(leaver["email"])
    person.page.locator("input[name=password]").fill(leaver["password"])
    person.press("Sign in")
    person.was_told("Agree to the terms and conditions first")
    assert not [address for address in sent if "serviceLoginAuth2" in address]
    person.enter(leaver["email"], leaver["password"])
    person.at_home()
    assert [address for address in sent if "serviceLoginAuth2" in address]


def test_field_left_empty_asks_for_what_is_missing(person, console):
    person.page.goto(console.account_url)
    person.page.locator("input[name=account]").click()
    person.page.locator("input[name=password]").click()
    person.reads("Enter your username")


def test_classic_form_asks_for_what_is_missing(person, console):
    console.switch(skin="classic")
    person.page.goto(console.account_url)
    person.press("Sign in")
    person.reads("Enter your username")


def test_eye_shows_the_password(person, console):
    person.page.goto(console.account_url)
    field = person.page.locator(".mi-password-field input")
    field.fill("wrong1234")
    eye = person.page.get_by_title("Show password")
    eye.click()
    expect(field).to_have_attribute("type", "text")
    eye.click()
    expect(field).to_have_attribute("type", "password")


def test_qr_card_first_hides_the_form(person, leaver, console):
    console.switch(qr_first=True)
    person.page.goto(console.account_url)
    expect(person.page.locator(".mi-scan-code-login")).to_be_visible()
    expect(person.page.locator("input[name=password]")).to_be_hidden()
    person.page.locator(".mi-qr-login-switch").click()
    person.enter(leaver["email"], leaver["password"])
    person.at_home()


def test_there_is_a_tab_for_signing_up(person, console):
    person.page.goto(console.account_url)
    person.page.get_by_role("tab", name="Sign up").click()
    expect(person.page.locator("input[name=password]")).to_be_hidden()
    person.page.get_by_role("tab", name="Sign in").click()
    expect(person.page.locator("input[name=password]")).to_be_visible()


def test_signing_in_with_a_code_is_not_available(person, console):
    person.page.goto(console.account_url)
    person.follow("Sign in with code")
    person.reads("Signing in with a code is not available")


def test_signing_out_ends_the_session(person, leaver, skin, console):
    person.sign_in(leaver)
    person.follow("Sign out")
    person.at_sign_in()
    person.page.goto(f"{console.account_url}/pass/del")
    person.at_sign_in()


def test_labels_are_tied_to_nothing_and_the_box_is_hidden(person, console):
    """What the real page has, and a runner must cope with."""
    person.page.goto(console.account_url)
    person.at_sign_in()
    assert person.page.locator("label[for]").count() == 0
    expect(person.page.locator(".mi-accept-terms label > .ant-checkbox > input.ant-checkbox-input")).to_have_css(
        "opacity", "0"
    )
