"""Signing in by hand, on both skins, and every way the console refuses it."""

import pytest
from playwright.sync_api import expect


def test_one_sign_in_leads_to_the_account_and_serves_both_hosts_until_it_is_ended(person, leaver, skin, console):
    person.sign_in(leaver)
    person.at_home()
    person.sees(f"Xiaomi Account ID: {leaver['id']}")
    assert [(row["event"], row["sid"]) for row in console.ledger(leaver["email"])] == [("signed-in", "passport")]
    person.page.goto(console.cloud_url)
    person.sees("Mi Cloud")
    assert [row["event"] for row in console.ledger()] == ["signed-in"]
    person.page.goto(console.account_url)
    person.follow("Sign out")
    person.at_sign_in()
    person.page.goto(f"{console.account_url}/pass/del")
    person.at_sign_in()


@pytest.mark.thorough
def test_sign_in_by_phone_number_returns_to_the_place_within_the_cloud_host(person, leaver, skin, console):
    """The fragment never reaches a server, so every hop has to carry it in the browser."""
    person.sign_in({**leaver, "email": leaver["phone"]}, f"{console.cloud_url}/#/settings/devices")
    person.sees("My devices")


WRONG = "Invalid username or password"
REFUSALS = {
    "wrong-password": ({}, {"password": "wrong1234"}, WRONG),
    "no-account": ({}, {"email": "nobody@example.test"}, "This account doesn't exist"),
    "blocked": ({"state": "blocked"}, {}, "Account blocked"),
    "deleted": ({"state": "deleted"}, {}, "This account doesn't exist"),
}


@pytest.mark.thorough
def test_every_refusal_is_told_and_noted_until_the_account_is_let_in(person, leaver, skin, console):
    for reason, (changes, typed, words) in REFUSALS.items():
        console.change_account(leaver["email"], **changes)
        person.sign_in({**leaver, **typed})
        person.reads(words)
        noted = console.ledger()[-1]
        assert (noted["event"], noted["reason"]) == ("sign-in-refused", {"deleted": "no-account"}.get(reason, reason))
    assert len(console.ledger()) == len(REFUSALS)
    console.change_account(leaver["email"], state="active")
    console.switch(forbidden=True)
    person.sign_in(leaver)
    person.reads("Access denied")
    assert console.ledger()[-1]["reason"] == "forbidden"

    console.switch(forbidden=False, max_tries=3, account_lock=600)  # one try was wrong already
    person.sign_in({**leaver, "password": "wrong1234"})
    person.reads(WRONG)
    with person.page.expect_response("**/serviceLoginAuth2*"):
        person.enter(leaver["email"], "wrong1235")
    person.reads(WRONG)
    person.enter(leaver["email"], leaver["password"])
    person.reads("Too many attempts. Wait a minute or two and try again.")
    console.advance(601)
    person.enter(leaver["email"], leaver["password"])
    person.at_home()


def test_form_is_what_a_runner_must_cope_with(person, leaver, console):
    """Labels tied to nothing, a hidden box, tabs, and a button that waits for what a person put there."""
    page = person.page
    page.goto(console.account_url)
    person.at_sign_in()
    assert page.locator("label[for]").count() == 0
    box = page.locator(".mi-accept-terms label > .ant-checkbox > input.ant-checkbox-input")
    expect(box).to_have_css("opacity", "0")
    button = page.get_by_role("button", name="Sign in", exact=True)
    account, password = (page.locator(f"input[name={name}]") for name in ("account", "password"))
    expect(button).to_be_disabled()
    expect(button).to_contain_class("mi-button--disabled")

    account.click()
    password.click()
    person.reads("Enter your username")
    set_by_script = "(field) => { field.value = 'x'; field.dispatchEvent(new Event('input', {bubbles: true})); }"
    for field in (account, password):
        field.evaluate(set_by_script)
    expect(button).to_be_disabled()
    account.fill(leaver["email"])
    expect(button).not_to_contain_class("mi-button--disabled")
    password.fill("")
    expect(button).to_be_disabled()

    password.fill("wrong1234")
    field, eye = page.locator(".mi-password-field input"), page.get_by_title("Show password")
    for shown in ("text", "password"):
        eye.click()
        expect(field).to_have_attribute("type", shown)

    page.get_by_role("tab", name="Sign up").click()
    expect(password).to_be_hidden()
    page.get_by_role("tab", name="Sign in").click()
    expect(password).to_be_visible()
    person.follow("Sign in with code")
    person.reads("Signing in with a code is not available")

    console.switch(typing=True)
    page.goto(console.account_url)
    person.at_sign_in()
    account.fill(leaver["email"])
    password.fill(leaver["password"])
    expect(button).to_be_disabled()
    password.press("End")
    expect(button).to_be_enabled()


@pytest.mark.thorough
def test_nothing_is_sent_behind_the_qr_card_before_the_terms_are_agreed_to(person, leaver, console):
    console.switch(qr_first=True)
    sent = []
    person.page.on("request", lambda request: sent.append(request.url))
    person.page.goto(console.account_url)
    expect(person.page.locator(".mi-scan-code-login")).to_be_visible()
    expect(person.page.locator("input[name=password]")).to_be_hidden()
    person.page.locator(".mi-qr-login-switch").click()
    person.at_sign_in()
    person.page.locator("input[name=account]").fill(leaver["email"])
    person.page.locator("input[name=password]").fill(leaver["password"])
    person.press("Sign in")
    person.was_told("Agree to the terms and conditions first")
    assert not [address for address in sent if "serviceLoginAuth2" in address]

    person.enter(leaver["email"], "wrong1234")
    expect(person.page.locator("#mi-form-error-password.mi-form-helper-text--error")).to_have_text(WRONG)
    person.enter("nobody@example.test", "wrong1234")
    expect(person.page.locator("#mi-form-error-account")).to_have_text("This account doesn't exist")
    expect(person.page.locator("#mi-form-error-password")).to_have_text("")
    person.enter(leaver["email"], leaver["password"])
    person.at_home()
    assert [address for address in sent if "serviceLoginAuth2" in address]


def test_classic_form_asks_for_what_is_missing(person, console):
    console.switch(skin="classic")
    person.page.goto(console.account_url)
    person.press("Sign in")
    person.reads("Enter your username")
