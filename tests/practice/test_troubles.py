"""Slow, failing, misleading and silent: what a hostile or busy console does, each proved by a person in a browser."""

import time

import httpx
import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

LIST = "/passport/user/all/devices"


DEVICES = "/#/settings/devices"
WRONG = "Something went wrong. Wait a minute or two and try again."


def open_devices(person, console):
    """Open them anew, whatever the page showed before."""
    person.page.goto("about:blank")
    person.page.goto(f"{console.cloud_url}{DEVICES}")


@pytest.mark.thorough
def test_pages_lists_and_acts_fail_as_often_as_switched(person, leaver, console, events):
    """An act fails before the server did it or after, and a session that is gone leads back to the list."""
    console.switch(fail={"/pass/del": {"status": 503, "times": 2}})
    person.sign_in(leaver)
    person.at_home()
    statuses = [person.page.goto(f"{console.account_url}/pass/del").status for _ in range(3)]
    assert statuses == [503, 503, 200]
    assert events().count("failure") == 2

    for path, where, later in ((LIST, DEVICES, "Redmi Note 13"), ("/api/user/overview", "/#/", "Contacts")):
        console.switch(fail={path: {"status": 500, "times": 1}})
        person.page.goto("about:blank")
        person.page.goto(f"{console.cloud_url}{where}")
        person.reads(WRONG)
        expect(person.page.get_by_text("No linked devices")).to_be_hidden()
        person.page.reload()
        person.page.get_by_text(later).wait_for()

    console.switch(fail={"/find/device/full/status": {"status": 401, "times": 1}})
    open_devices(person, console)
    person.reads("23124RA7EO · online")  # which the second answer brings, after the page was loaded once more
    assert [row["status"] for row in console.ledger() if row["event"] == "failure"][-1] == 401

    for when, unlinked in (("before", 0), ("after", 1)):
        failing = {f"/find/device/{leaver['devices'][0]['id']}": {"status": 502, "times": 1, "when": when}}
        console.switch(fail=failing)
        open_devices(person, console)
        person.page.get_by_text("Redmi Note 13").click()
        person.press("Delete device")
        person.dialog().get_by_role("button", name="Delete", exact=True).click()
        person.reads("Something went wrong.")
        assert events().count("device-unlinked") == unlinked
        assert len(console.account(leaver["email"])["devices"]) == 3 - unlinked


SIGNS = {
    "mask": "#__page_loading__mask",
    "spin": ".ant-spin[aria-busy=true]",
    "skeleton": ".ant-skeleton",
    "bar": "[role=progressbar]",
}


@pytest.mark.thorough
def test_page_shows_that_it_is_loading_or_says_that_it_is_empty_before_it_knows(person, leaver, console):
    person.sign_in(leaver)
    person.at_home()
    for sign, selector in SIGNS.items():
        console.switch(hang=LIST, loading_sign=sign)
        open_devices(person, console)
        for each, shown in SIGNS.items():
            expect(person.page.locator(shown)).to_be_visible(visible=each == sign)
        console.release()
        expect(person.rows()).to_have_count(3)
        expect(person.page.locator(selector)).to_be_hidden()

    console.switch(says_empty=True, hang=LIST, loading_sign="none")
    open_devices(person, console)
    person.sees("No linked devices")
    expect(person.rows()).to_have_count(0)
    console.release()
    expect(person.rows()).to_have_count(3)
    expect(person.page.get_by_text("No linked devices")).to_be_hidden()

    console.switch(hang="/api/user/overview")
    person.page.goto("about:blank")
    person.page.goto(console.cloud_url)
    tile = person.page.locator("main > div > div")
    expect(tile).to_have_text(["Devices0"])
    console.release()
    expect(tile.filter(has_text="Devices")).to_have_text("Devices3")

    console.switch(list_after=300)
    for address, words, later in (
        (f"{console.cloud_url}{DEVICES}", "No linked devices", "Redmi Note 13"),
        (f"{console.account_url}/fe/service/account/authorization", "No apps have access to your account", "Runkeeper"),
    ):
        person.page.goto("about:blank")
        person.page.goto(address)
        person.sees(later)
        expect(person.page.get_by_text(words)).to_be_hidden()
        person.was_told(words)


@pytest.mark.thorough
def test_empty_list_says_so(person, console):
    account = console.add_account(email="bare@example.test", devices=[], apps=[])
    person.sign_in(account, f"{console.cloud_url}{DEVICES}")
    person.sees("No linked devices")
    person.page.goto(f"{console.account_url}/fe/service/account/authorization")
    person.sees("No apps have access to your account")


@pytest.mark.thorough
def test_loading_mask_covers_the_page_for_the_latency(person, console):
    console.switch(latency=600_000)
    person.page.goto(console.account_url)
    expect(person.page.locator("#__page_loading")).to_be_visible()
    expect(person.page.locator("input[name=password]")).to_be_hidden()
    console.switch(latency=300)
    person.page.goto(console.account_url)
    person.at_sign_in()
    expect(person.page.locator("#__page_loading__mask")).to_be_hidden()


@pytest.mark.parametrize("switch", [{"skin": "classic", "latency": 300}, {"delay": {"/pass/serviceLogin": 300}}])
def test_answer_itself_is_slow(client, console, switch):
    console.switch(**switch)
    began = time.monotonic()
    client.get(f"{console.account_url}/pass/serviceLogin", headers={"Accept": "text/html"})
    assert time.monotonic() - began >= 0.3


def test_hanging_path_stays_silent_until_released(client, console):
    console.switch(hang="/pass/del")
    with pytest.raises(httpx.ReadTimeout):
        client.get(f"{console.account_url}/pass/del", timeout=0.3)
    assert client.post(f"{console.control_url}/control/release").status_code == 200
    assert client.get(f"{console.account_url}/pass/del", timeout=60).status_code == 401


@pytest.mark.thorough
def test_sign_in_can_lead_to_another_origin_that_looks_the_same(person, leaver, console):
    console.switch(sign_in_elsewhere=True)
    person.page.goto(console.account_url)
    person.at_sign_in()
    assert person.page.url.startswith(console.world.hosts.elsewhere)
    person.enter(leaver["email"], leaver["password"])
    person.reads("Something went wrong.")
    assert [(row["event"], row["path"]) for row in console.ledger()] == [
        ("elsewhere-opened", "/fe/service/login/password"),
        ("elsewhere-received", "/pass/serviceLoginAuth2"),
    ]


@pytest.mark.thorough
def test_form_of_the_sign_in_can_lead_to_another_origin(person, leaver, skin, console):
    console.switch(form_elsewhere=["sign_in"])
    person.page.goto(console.account_url)
    person.at_sign_in()
    form = person.page.locator("form").first
    assert form.evaluate("form => form.action").startswith(console.world.hosts.elsewhere)
    if skin == "current":  # the classic script sends the form itself
        person.enter(leaver["email"], leaver["password"])
        person.sees("thank you")
        assert [row["event"] for row in console.ledger()] == ["elsewhere-received"]


@pytest.mark.thorough
def test_forms_of_the_deletion_can_lead_to_another_origin(person, console):
    account = console.add_account(email="bare@example.test", devices=[])
    console.switch(resend_after=0)
    person.sign_in(account, f"{console.account_url}/pass/del")
    person.sees("Delete Xiaomi Account")
    for form in ("password", "deletion"):
        console.switch(form_elsewhere=[form], delete_asks_password=form == "password")
        person.page.goto(f"{console.account_url}/pass/del")
        person.tick("Yes, I want to delete")
        person.press("Delete Xiaomi Account")
        person.type_code(account)
        if form == "password":
            person.page.locator("input[name=password]").fill(account["password"])
        person.press("Submit" if form == "password" else "Delete account")
        person.sees("thank you")
        assert console.ledger()[-1]["event"] == "elsewhere-received"
        assert console.account(account["email"])["state"] == "active"


@pytest.mark.thorough
def test_page_can_open_boxes_and_windows_start_a_download_and_never_return(person, leaver, console):
    person.sign_in(leaver)
    person.at_home()
    console.switch(interrupts={"/fe/service/account/profile": "download"})
    with person.page.expect_download() as started:
        person.follow("Personal info")
    assert started.value.suggested_filename == "offer.txt"
    person.sees("Recovery email")

    person.page.on("dialog", lambda box: box.dismiss())
    for kind in ("alert", "confirm", "prompt"):
        console.switch(interrupts={"/pass/del": kind})
        with person.page.expect_event("dialog") as opened:
            person.page.goto(f"{console.account_url}/pass/del")
        person.sees("Delete Xiaomi Account")
        assert opened.value.type == kind

    for kind in ("popup", "tab"):
        console.switch(interrupts={DEVICES: kind})
        with person.page.context.expect_page() as opened:
            open_devices(person, console)
        opened.value.wait_for_url("**/offer")
        expect(person.rows()).to_have_count(3)
        opened.value.close()

    console.switch(interrupts={"/pass/del": "busy"})
    with person.page.expect_request("**/never"):
        person.page.goto(f"{console.account_url}/pass/del", wait_until="commit")
    with pytest.raises(PlaywrightError):
        person.page.get_by_text("Delete Xiaomi Account").first.click(timeout=500)
    console.switch(interrupts={})
    person.sees("Delete Xiaomi Account")


@pytest.mark.thorough
def test_page_can_ask_whether_to_leave_it(person, leaver, console):
    console.switch(interrupts={"/fe/service/account": "leave"})
    person.sign_in(leaver)
    person.at_home()
    person.page.locator(".mi-layout__card").click()  # browsers ask only of pages that were used
    with person.page.expect_event("dialog") as asked:
        person.page.evaluate("setTimeout(() => { location.href = '/helpcenter'; })")
    assert asked.value.type == "beforeunload"
    asked.value.accept()
    person.page.wait_for_url("**/helpcenter")
