"""What stands in the way for a moment: terms, cookies, promotion, survey, lost sessions."""

import pytest
from playwright.sync_api import expect


@pytest.mark.thorough
def test_new_terms_and_an_expired_session_hold_up_the_way_to_the_devices(person, leaver, skin, console, events):
    """At last the sign-in ends up with another account."""
    console.switch(terms=True)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    expect(person.dialog()).to_contain_text("Updated Privacy Policy")
    person.page.goto(f"{console.cloud_url}/#/settings/devices")
    expect(person.dialog()).to_contain_text("Updated Privacy Policy")
    person.press("Agree")
    person.sees("My devices")
    assert events() == ["signed-in", "terms-accepted"]

    console.expire(leaver["email"])
    person.page.reload()
    person.enter(leaver["email"], leaver["password"])
    person.sees("My devices")
    person.reads("23124RA7EO · online")  # the last of what the page asks for

    other = console.add_account(email="other@example.test")
    console.switch(terms=False)
    console.switch_account(leaver["email"], swap_session=other["email"])
    person.forgets()
    person.sign_in(leaver)
    person.at_home()
    person.sees(f"Xiaomi Account ID: {other['id']}")
    assert [(row["event"], row["account"]) for row in console.ledger()][-2:] == [
        ("session-swapped", leaver["email"]),
        ("signed-in", other["email"]),
    ]


@pytest.mark.thorough
def test_terms_that_are_not_agreed_to_end_the_session(person, leaver, console, events):
    console.switch(terms=True)
    person.sign_in(leaver)
    person.follow("Don't agree")
    person.at_sign_in()
    assert events() == ["signed-in", "signed-out"]


@pytest.mark.thorough
def test_cookie_banner_stays_until_chosen(person, skin, console):
    banner = person.page.get_by_role("region", name="Cookies")
    for buttons, button in enumerate(("Accept cookies", "Reject all"), 1):
        console.switch(cookie_banner=True, cookie_reject=buttons == 2)
        person.page.goto(console.account_url)
        expect(banner).to_be_visible()
        expect(banner.get_by_role("button")).to_have_count(buttons)
        person.press(button)
        expect(banner).to_be_hidden()
        person.page.reload()
        person.at_sign_in()
        expect(banner).to_be_hidden()
        person.forgets()
    chosen = [(row["event"], row["choice"]) for row in console.ledger()]
    assert chosen == [("cookies-chosen", "all"), ("cookies-chosen", "none")]


@pytest.mark.thorough
def test_cookie_banner_on_the_cloud_host_is_its_own(person, leaver, skin, console):
    console.switch(cookie_banner=True)
    person.page.goto(console.cloud_url)
    person.press("Accept cookies")
    person.enter(leaver["email"], leaver["password"])
    person.sees("Mi Cloud")
    expect(person.page.get_by_role("region", name="Cookies")).to_be_visible()


@pytest.mark.thorough
def test_survey_stands_once_before_the_devices_and_a_promotion_covers_them_until_closed(
    person, leaver, console, events
):
    console.switch(survey=True, promo=True)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.sees("How did we do?")
    person.press("Skip for now")
    promo = person.page.get_by_role("dialog").filter(has_text="Get 50 GB more")
    expect(promo).to_be_visible()
    person.press("Close")
    expect(promo).to_be_hidden()
    person.page.reload()
    person.sees("My devices")
    expect(promo).to_be_hidden()
    assert events() == ["signed-in", "survey-left", "promo-closed"]


@pytest.mark.thorough
def test_session_that_ends_within_the_page_or_with_the_first_device_leads_to_the_sign_in(
    person, leaver, console, events
):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings")
    person.sees("Settings")
    console.expire(leaver["email"])
    person.follow("My devices")
    person.enter(leaver["email"], leaver["password"])
    person.sees("My devices")

    console.switch(expire_after_unlink=True)
    before = len(events())
    for left in (2, 1):
        remove_first(person)
        if left == 2:
            person.enter(leaver["email"], leaver["password"])
        expect(person.rows()).to_have_count(left)
    assert [event for event in events()[before:] if event in {"device-unlinked", "session-expired"}] == [
        "device-unlinked", "session-expired", "device-unlinked",
    ]  # fmt: skip


def remove_first(person):
    person.rows().first.click()
    person.press("Delete device")
    person.dialog().get_by_role("button", name="Delete", exact=True).click()


@pytest.mark.thorough
def test_session_expires_once_after_so_many_requests(person, leaver, console, events):
    console.switch(expire_after=1)
    person.sign_in(leaver)
    person.at_home()
    person.page.reload()
    person.enter(leaver["email"], leaver["password"])
    for _ in range(3):
        person.at_home()
        person.page.reload()
    assert events().count("session-expired") == 1


@pytest.mark.thorough
def test_cloud_host_can_send_people_on_to_its_us_name(person, leaver, console, events):
    console.switch(cloud_region="us")
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    expect(person.rows()).to_have_count(3)
    assert person.page.url.startswith(console.world.hosts.cloud_us)
    remove_first(person)
    expect(person.rows()).to_have_count(2)
    assert events() == ["signed-in", "device-unlinked"]
