"""A person leaves for good, with nearly everything in their way that the console knows."""

import pytest
from playwright.sync_api import expect

from tests.practice.test_captcha import answer_rightly, shows_puzzle


@pytest.fixture
def hard_way(console):
    console.switch(
        captcha="click", captcha_places=["sign_in", "code"], identity="email", second_check="other", terms=True,
        cookie_banner=True, promo=True, qr_first=True, step_up=["deletion"], countdown=1, delete_asks_password=True,
        max_codes=9, resend_after=0, latency=20, loading_sign="skeleton",
    )  # fmt: skip


def ask_for_code(person):
    person.press("Send")
    shows_puzzle(person)
    answer_rightly(person, "click")
    person.code_field()


def get_in(person, account):
    person.page.goto(f"{person.console.cloud_url}/#/settings/devices")
    person.press("Accept cookies")
    person.page.locator(".mi-qr-login-switch").click()
    person.enter(account["email"], account["password"])
    shows_puzzle(person)
    answer_rightly(person, "click")
    person.sees("Account Authentication")
    for _ in ("email", "phone"):
        ask_for_code(person)
        person.type_code(account)
    person.press("Agree")
    person.press("Close")  # the advertisement lies over everything, the banner of this host too
    person.press("Accept cookies")


def remove_what_goes(person):
    for name, left in (("Redmi Note 13", 2), ("Xiaomi Pad 6", 1)):
        person.rows().filter(has_text=name).click()
        person.press("Delete device")
        person.dialog().get_by_role("button", name="Delete", exact=True).click()
        expect(person.rows()).to_have_count(left)


def delete_account(person, account):
    person.page.goto(f"{person.console.account_url}/fe/service/account/privacy")
    person.follow("Delete account")
    person.sees("Account Authentication")
    ask_for_code(person)
    person.type_code(account)
    ask_for_code(person)  # the second check, here too
    person.type_code(account)
    person.tick("Yes, I want to delete")
    person.press("Delete Xiaomi Account")
    person.type_code(account)
    person.page.locator("input[name=password]").fill(account["password"])
    person.press("Submit")
    expect(person.dialog()).to_contain_text(account["id"])
    person.press("Delete account")
    person.sees("Your account has been deleted")


@pytest.mark.thorough
def test_person_leaves_although_everything_is_in_the_way(person, leaver, console, hard_way, events):
    console.change_account(leaver["email"], devices=[*leaver["devices"][:2], {**leaver["devices"][2], "stuck": True}])
    get_in(person, leaver)
    expect(person.rows()).to_have_count(3)
    remove_what_goes(person)
    delete_account(person, leaver)
    assert events().count("device-unlinked") == 2
    assert events()[-1] == "account-deleted"
    assert not {"product-deleted", "elsewhere-received"} & set(events())
