"""Devices unlinked and apps revoked by hand, what identifies the account, and the data of single products."""

import json
import re

import pytest
from playwright.sync_api import expect


def open_device(person, name):
    person.page.locator(".ant-list-item").filter(has_text=name).click()
    expect(person.dialog()).to_contain_text(name)


def remove_device(person, name):
    open_device(person, name)
    person.press("Delete device")
    expect(person.dialog()).to_contain_text("Delete this device from your account?")
    expect(person.dialog()).to_contain_text(name)
    person.dialog().get_by_role("button", name="Delete", exact=True).click()


def turn_off(person):
    person.dialog().get_by_role("switch").click()


def open_list(person, leaver, console):
    """Sign in at the devices; gives what the page asked both lists for."""
    answers = {}

    def keep(answer):
        for path in ("/passport/user/all/devices", "/find/device/full/status"):
            if path in answer.url:
                answers[path] = answer

    person.page.on("response", keep)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.reads("23124RA7EO · online")
    expect(person.rows()).to_have_count(3)
    return [json.loads(answer.text()) for answer in answers.values()]


def test_devices_are_shown_with_what_identifies_them_and_nothing_happens_by_looking(person, leaver, console, events):
    listed, status = open_list(person, leaver, console)
    assert (listed["code"], listed["result"]) == (0, "ok")
    assert set(listed["data"]["list"][0]) == {"devId", "model", "modelInfo", "statusMicloud"}
    assert set(listed["data"]["list"][0]["modelInfo"]) == {
        "deviceName", "deviceType", "model", "modelName", "fullImageUrl",
    }  # fmt: skip
    assert [each["devId"] for each in status["data"]["devices"]] == [each["id"] for each in leaver["devices"]]
    assert set(status["data"]["devices"][0]) == {
        "devId", "imei", "model", "phone", "deviceType", "status", "version", "regId", "lastLocationReceipt",
    }  # fmt: skip

    phone, band = leaver["devices"][0], leaver["devices"][2]
    open_device(person, band["name"])
    expect(person.dialog()).to_contain_text(band["id"])
    expect(person.page.get_by_text("Find device")).to_be_hidden()  # it does not hold the account
    person.press("Close")
    open_device(person, phone["name"])
    shown = person.dialog().inner_text()
    for fact in ("model", "id", "imei", "serial", "last_seen"):
        assert phone[fact] in shown
    row = person.dialog().locator("tr").filter(has_text="Find device")
    expect(row.get_by_text("Find device", exact=True)).to_be_visible()
    expect(row.get_by_text("On", exact=True)).to_be_visible()
    person.press("Delete device")
    person.press("Cancel")
    expect(person.page.get_by_role("dialog")).to_have_count(1)
    assert events() == ["signed-in"]
    assert len(console.account(leaver["email"])["devices"]) == 3

    turn_off(person)
    person.sees("Off")
    assert events() == ["signed-in", "find-device-off"]
    assert not console.account(leaver["email"])["devices"][0]["holds_account"]


@pytest.mark.thorough
def test_find_device_stays_on_for_some_days_after_a_change_of_password(person, leaver, console, events):
    open_list(person, leaver, console)
    console.world.password_changed(console.world.known(leaver["email"]))
    words = "You've changed your password within last 3 days. Can't turn off Find device now due to security reasons."
    open_device(person, leaver["devices"][0]["name"])
    expect(person.dialog()).to_contain_text(words)
    turn_off(person)
    person.page.locator(".ant-message").wait_for(state="attached")
    assert "find-device-off" not in events()
    person.press("Close")
    console.advance(3 * 86400 + 1)
    open_device(person, leaver["devices"][0]["name"])
    turn_off(person)
    person.sees("Off")


@pytest.mark.thorough
def test_devices_go_one_by_one_after_a_countdown_but_for_one_that_refuses(person, leaver, console):
    pad, *others = leaver["devices"]
    console.change_account(leaver["email"], devices=[{**pad, "stuck": True}, *others])
    console.switch(countdown=600)
    open_list(person, leaver, console)
    open_device(person, pad["name"])
    person.press("Delete device")
    button = person.dialog().get_by_role("button").last
    expect(button).to_have_text(re.compile(r"^Delete \(\d+s\)$"))
    expect(button).to_be_disabled()

    console.switch(countdown=1)
    person.page.reload()
    remove_device(person, pad["name"])
    person.reads("Can't remove device")
    person.press("Cancel")
    person.press("Close")
    for left, device in zip((2, 1), others, strict=True):
        remove_device(person, device["name"])
        expect(person.rows()).to_have_count(left)
        person.was_told("Signed out")
    happened = [(row["event"], row["device"]) for row in console.ledger() if "device" in row]
    assert happened == [("unlinking-refused", pad["id"]), *(("device-unlinked", device["id"]) for device in others)]
    assert [each["id"] for each in console.account(leaver["email"])["devices"]] == [pad["id"]]

    console.switch(countdown=0)
    console.change_account(leaver["email"], devices=[pad])
    person.page.reload()
    remove_device(person, pad["name"])
    person.reads("No linked devices")
    assert console.account(leaver["email"])["devices"] == []


@pytest.mark.thorough
def test_home_and_profile_show_who_the_account_is_and_what_is_stored(person, leaver, console):
    person.sign_in(leaver, console.cloud_url)
    person.sees("Mi Cloud")
    for name, count in (("Contacts", "214"), ("Devices", "3")):
        tile = person.page.locator("main > div > div").filter(has_text=name).last
        expect(tile).to_have_text(f"{name}{count}")
    person.reads(leaver["email"])

    person.page.goto(console.account_url)
    person.follow("Personal info")
    person.sees("Recovery email")
    card = person.page.locator(".mi-layout__card")
    masked = ("l***r@example.test", "****")
    for names, shown in (("full", (leaver["email"], leaver["phone"])), ("masked", masked)):
        console.switch(names=names)
        person.page.reload()
        for text in (f"Xiaomi Account ID{leaver['id']}", *shown):
            expect(card).to_contain_text(text)

    person.page.goto(console.account_url)
    person.follow("Devices")
    person.sees("My devices")


@pytest.mark.thorough
def test_apps_lose_their_access_and_a_failed_revocation_is_told(person, leaver, console, events):
    console.change_account(leaver["email"], apps=[{**leaver["apps"][0], "stuck": True}, leaver["apps"][1]])
    person.sign_in(leaver)
    person.follow("Accounts and permissions")
    person.sees("Apps and websites with account access")
    expect(person.rows()).to_have_count(2)
    person.rows().first.get_by_role("button", name="Remove").click()
    person.dialog().get_by_role("button", name="Remove").click()
    expect(person.dialog().get_by_role("alert")).to_have_text(
        "Something went wrong. Wait a minute or two and try again."
    )
    assert events()[-1] == "revocation-refused"

    console.change_account(leaver["email"], apps=leaver["apps"])
    person.page.reload()
    for left, app in zip((1, 0), leaver["apps"], strict=True):
        person.rows().filter(has_text=app["name"]).get_by_role("button", name="Remove").click()
        expect(person.dialog()).to_contain_text(f"{app['name']} will lose access to your account.")
        person.dialog().get_by_role("button", name="Remove").click()
        expect(person.rows()).to_have_count(left)
    person.reads("No apps have access to your account")
    revoked = [row["app"] for row in console.ledger() if row["event"] == "app-revoked"]
    assert revoked == [app["id"] for app in leaver["apps"]]


@pytest.mark.thorough
def test_products_can_be_copied_and_deleted_one_by_one_and_both_are_noted(person, leaver, console):
    """The page on which no run may ever press anything: pressing alone is noted."""
    person.sign_in(leaver, f"{console.account_url}/fe/service/account/privacy")
    person.follow("Manage your data")
    delete = person.page.get_by_title("Delete", exact=True)
    expect(person.page.get_by_title("Delete").first).to_be_hidden()
    person.press("I've read and understood")
    expect(delete).to_have_count(len(leaver["stored"]))
    with person.page.expect_download():
        person.page.get_by_title("Download a copy").first.click()
    with person.page.expect_response("**/data/delete"):
        delete.first.click()
    expect(person.dialog()).to_contain_text("Delete all data of Contacts?")
    person.press("Cancel")
    delete.first.click()
    expect(person.dialog()).to_contain_text("Delete all data of Contacts?")
    person.press("OK")
    expect(person.rows()).to_have_count(len(leaver["stored"]) - 1)
    noted = [(row["event"], row["product"], row.get("confirmed")) for row in console.ledger() if "product" in row]
    assert noted == [
        ("product-copied", "Contacts", None),
        ("product-deleted", "Contacts", False),
        ("product-deleted", "Contacts", False),
        ("product-deleted", "Contacts", True),
    ]


INVENTED = (
    "[data-device-id]", "[data-did]", "[data-app-id]", "[data-kind]", "[data-count]", "[data-fact]", ".device-name",
    ".device-detail", ".stored-count", ".account-shown", "[role=alertdialog]", ".mi-verify", ".mi-captcha",
)  # fmt: skip


def test_nothing_of_what_was_once_invented_is_in_any_page(person, leaver, console):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")

    def invented():
        return [selector for selector in INVENTED if person.page.locator(selector).count()]

    open_device(person, leaver["devices"][0]["name"])
    person.press("Delete device")
    person.dialog().get_by_role("button", name="Delete", exact=True).wait_for()
    found = invented()
    for address in (
        f"{console.cloud_url}/#/", f"{console.account_url}/fe/service/account/authorization",
        f"{console.account_url}/fe/service/account", f"{console.account_url}/pass/del",
    ):  # fmt: skip
        person.page.goto(address)
        person.page.locator("#root").wait_for()
        found += invented()
    assert found == []
