"""What stands in the way for a moment: terms, cookies, promotion, survey, lost sessions, slow and failing servers."""

import time

import httpx
import pytest
from playwright.sync_api import expect


def test_new_terms_hold_up_every_sign_in_until_agreed(person, leaver, skin, console, events):
    console.switch(terms=True)
    person.sign_in(leaver, console.cloud_url)
    person.sees("Updated terms")
    person.page.goto(console.cloud_url)
    person.sees("Updated terms")
    person.press("Agree")
    person.sees("Mi Cloud")
    assert events() == ["signed-in", "terms-accepted"]


@pytest.mark.parametrize(("button", "choice"), [("Accept all", "all"), ("Reject all", "none")])
def test_cookie_banner_stays_until_chosen(person, skin, console, button, choice):
    console.switch(cookie_banner=True)
    person.page.goto(console.account_url)
    banner = person.page.get_by_role("region", name="Cookies")
    expect(banner).to_be_visible()
    person.press(button)
    expect(banner).to_be_hidden()
    person.page.reload()
    person.page.get_by_label("Password", exact=True).wait_for()
    expect(banner).to_be_hidden()
    assert [(row["event"], row["choice"]) for row in console.ledger()] == [("cookies-chosen", choice)]


def test_cookie_banner_on_the_cloud_host_is_its_own(person, leaver, skin, console):
    console.switch(cookie_banner=True)
    person.page.goto(console.cloud_url)
    person.press("Reject all")
    person.enter(leaver["email"], leaver["password"])
    person.sees("Mi Cloud")
    expect(person.page.get_by_role("region", name="Cookies")).to_be_visible()


def test_promotion_covers_the_devices_until_closed(person, leaver, skin, console):
    console.switch(promo=True)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    promo = person.page.get_by_role("dialog").filter(has_text="Get 50 GB more")
    expect(promo).to_be_visible()
    person.press("Close")
    expect(promo).to_be_hidden()
    person.page.reload()
    person.sees("Linked devices")
    expect(promo).to_be_hidden()


def test_survey_stands_once_before_the_devices(person, leaver, skin, console, events):
    console.switch(survey=True)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.sees("How did we do?")
    person.press("Skip for now")
    person.sees("Linked devices")
    person.page.reload()
    person.sees("Linked devices")
    assert events() == ["signed-in", "survey-left"]


def test_expired_session_asks_to_sign_in_and_comes_back(person, leaver, skin, console):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.sees("Linked devices")
    console.expire(leaver["email"])
    person.page.reload()
    person.enter(leaver["email"], leaver["password"])
    person.sees("Linked devices")


def test_session_that_ends_within_the_page_leads_to_sign_in(person, leaver, console):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings")
    person.sees("Settings")
    console.expire(leaver["email"])
    person.page.get_by_role("link", name="Linked devices").click()
    person.enter(leaver["email"], leaver["password"])
    person.sees("Linked devices")


def test_session_expires_once_after_so_many_requests(person, leaver, skin, console, events):
    console.switch(expire_after=1)
    person.sign_in(leaver)
    person.sees("Mi Account")
    person.page.reload()
    person.enter(leaver["email"], leaver["password"])
    for _ in range(3):
        person.sees("Mi Account")
        person.page.reload()
    assert events().count("session-expired") == 1


def test_page_fails_as_often_as_switched(person, leaver, skin, console, events):
    console.switch(fail={"/pass/del": {"status": 503, "times": 2}})
    person.sign_in(leaver)
    person.sees("Mi Account")
    statuses = [person.page.goto(f"{console.account_url}/pass/del").status for _ in range(3)]
    assert statuses == [503, 503, 200]
    assert events().count("failure") == 2


def test_failing_answer_is_shown_by_the_page(person, leaver, console):
    console.switch(fail={"/find/device": {"status": 500, "times": 1}})
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.reads("Something went wrong. Try again.")
    expect(person.page.get_by_text("No linked devices")).to_be_hidden()
    person.page.reload()
    person.page.locator(".device-item").first.wait_for()


def test_loading_mask_covers_the_page_for_the_latency(person, console):
    console.switch(latency=700)
    person.page.goto(console.account_url)
    expect(person.page.locator("#__page_loading")).to_be_visible()
    expect(person.page.get_by_label("Password", exact=True)).to_be_hidden()
    expect(person.page.get_by_label("Password", exact=True)).to_be_visible()
    expect(person.page.locator("#__page_loading__mask")).to_be_hidden()


def test_devices_are_not_called_none_before_they_are_known(person, leaver, console):
    person.sign_in(leaver)
    person.sees("Mi Account")
    console.switch(latency=500)
    person.page.goto(f"{console.cloud_url}/#/settings/devices")
    person.sees("Linked devices")
    expect(person.page.locator("#__page_loading")).to_be_visible()
    expect(person.page.get_by_text("No linked devices")).to_be_hidden()
    expect(person.page.locator(".device-item")).to_have_count(3)


def test_classic_page_itself_is_slow(client, console):
    console.switch(skin="classic", latency=300)
    began = time.monotonic()
    client.get(f"{console.account_url}/pass/serviceLogin", headers={"Accept": "text/html"})
    assert time.monotonic() - began >= 0.3


def test_hanging_path_stays_silent_until_switched_off(client, console):
    console.switch(hang="/pass/del")
    with pytest.raises(httpx.ReadTimeout):
        client.get(f"{console.account_url}/pass/del", timeout=0.3)
    console.switch(hang="")
    assert client.get(f"{console.account_url}/pass/del", timeout=2).status_code == 401
