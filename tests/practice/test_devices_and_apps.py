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


@pytest.fixture
def at_devices(person, leaver, console):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    expect(person.rows()).to_have_count(3)
    return person


def test_devices_go_one_by_one(at_devices, leaver, console):
    for left, device in zip((2, 1, 0), leaver["devices"], strict=True):
        remove_device(at_devices, device["name"])
        expect(at_devices.rows()).to_have_count(left)
        at_devices.was_told("Signed out")
    at_devices.reads("No linked devices")
    unlinked = [row["device"] for row in console.ledger() if row["event"] == "device-unlinked"]
    assert unlinked == [device["id"] for device in leaver["devices"]]
    assert console.account(leaver["email"])["devices"] == []


def test_device_shows_what_identifies_it(at_devices, leaver):
    phone = leaver["devices"][0]
    open_device(at_devices, phone["name"])
    shown = at_devices.dialog().inner_text()
    for fact in ("model", "id", "imei", "serial", "last_seen"):
        assert phone[fact] in shown
    row = at_devices.dialog().locator("tr").filter(has_text="Find device")
    expect(row.get_by_text("Find device", exact=True)).to_be_visible()
    expect(row.get_by_text("On", exact=True)).to_be_visible()


def test_device_that_does_not_hold_the_account_says_nothing_of_it(at_devices, leaver):
    open_device(at_devices, leaver["devices"][2]["name"])
    expect(at_devices.dialog()).to_contain_text(leaver["devices"][2]["id"])
    expect(at_devices.page.get_by_text("Find device")).to_be_hidden()


def test_find_device_can_be_turned_off(at_devices, leaver, console, events):
    open_device(at_devices, leaver["devices"][0]["name"])
    at_devices.dialog().get_by_role("switch").click()
    at_devices.sees("Off")
    assert events()[-1] == "find-device-off"
    assert not console.account(leaver["email"])["devices"][0]["holds_account"]


def test_find_device_stays_on_for_some_days_after_a_change_of_password(at_devices, leaver, console, events):
    console.world.password_changed(console.world.known(leaver["email"]))
    words = "You've changed your password within last 3 days. Can't turn off Find device now due to security reasons."
    open_device(at_devices, leaver["devices"][0]["name"])
    expect(at_devices.dialog()).to_contain_text(words)
    at_devices.dialog().get_by_role("switch").click()
    at_devices.page.locator(".ant-message").wait_for(state="attached")
    assert "find-device-off" not in events()
    at_devices.press("Close")
    console.advance(3 * 86400 + 1)
    open_device(at_devices, leaver["devices"][0]["name"])
    at_devices.dialog().get_by_role("switch").click()
    at_devices.sees("Off")


def test_cancelled_removal_changes_nothing(at_devices, leaver, console, events):
    open_device(at_devices, leaver["devices"][0]["name"])
    at_devices.press("Delete device")
    at_devices.press("Cancel")
    expect(at_devices.page.get_by_role("dialog")).to_have_count(1)
    assert events() == ["signed-in"]
    assert len(console.account(leaver["email"])["devices"]) == 3


def test_device_can_refuse_and_the_next_one_goes(person, console):
    account = console.add_account(
        email="stuck@example.test", devices=[{"name": "Pad", "stuck": True}, {"name": "Band"}]
    )
    person.sign_in(account, f"{console.cloud_url}/#/settings/devices")
    expect(person.rows()).to_have_count(2)
    remove_device(person, "Pad")
    person.reads("Can't remove device")
    person.press("Cancel")
    person.press("Close")
    remove_device(person, "Band")
    expect(person.rows()).to_have_count(1)
    happened = [(row["event"], row["name"]) for row in console.ledger() if "device" in row]
    assert happened == [("unlinking-refused", "Pad"), ("device-unlinked", "Band")]


def test_button_of_a_question_counts_down(person, leaver, console):
    console.switch(countdown=600)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    open_device(person, leaver["devices"][0]["name"])
    person.press("Delete device")
    button = person.dialog().get_by_role("button").last
    expect(button).to_have_text(re.compile(r"^Delete \(\d+s\)$"))
    expect(button).to_be_disabled()


def test_button_is_active_after_its_countdown(person, leaver, console):
    console.switch(countdown=1)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    remove_device(person, leaver["devices"][0]["name"])
    expect(person.rows()).to_have_count(2)


def test_page_loads_both_lists_itself_with_the_known_fields_only(person, leaver, console):
    answers = {}

    def keep(answer):
        for path in ("/passport/user/all/devices", "/find/device/full/status"):
            if path in answer.url:
                answers[path] = answer

    person.page.on("response", keep)
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    person.reads("23124RA7EO · online")
    listed, status = (json.loads(answer.text()) for answer in answers.values())
    assert (listed["code"], listed["result"]) == (0, "ok")
    assert set(listed["data"]["list"][0]) == {"devId", "model", "modelInfo", "statusMicloud"}
    assert set(listed["data"]["list"][0]["modelInfo"]) == {
        "deviceName", "deviceType", "model", "modelName", "fullImageUrl",
    }  # fmt: skip
    assert [each["devId"] for each in status["data"]["devices"]] == [each["id"] for each in leaver["devices"]]
    assert set(status["data"]["devices"][0]) == {
        "devId", "imei", "model", "phone", "deviceType", "status", "version", "regId", "lastLocationReceipt",
    }  # fmt: skip


def test_home_counts_what_is_stored(person, leaver, console):
    person.sign_in(leaver, console.cloud_url)
    person.sees("Mi Cloud")
    for name, count in (("Contacts", "214"), ("Devices", "3")):
        tile = person.page.locator("main > div > div").filter(has_text=name).last
        expect(tile).to_have_text(f"{name}{count}")
    person.reads(leaver["email"])


def at_apps(person, leaver):
    person.sign_in(leaver)
    person.follow("Accounts and permissions")
    person.sees("Apps and websites with account access")
    expect(person.rows()).to_have_count(2)


def test_apps_lose_their_access(person, leaver, console):
    at_apps(person, leaver)
    for left, app in zip((1, 0), leaver["apps"], strict=True):
        person.rows().filter(has_text=app["name"]).get_by_role("button", name="Remove").click()
        expect(person.dialog()).to_contain_text(f"{app['name']} will lose access to your account.")
        person.dialog().get_by_role("button", name="Remove").click()
        expect(person.rows()).to_have_count(left)
    person.reads("No apps have access to your account")
    revoked = [row["app"] for row in console.ledger() if row["event"] == "app-revoked"]
    assert revoked == [app["id"] for app in leaver["apps"]]


def test_failed_revocation_is_told(person, leaver, console, events):
    console.change_account(leaver["email"], apps=[{**leaver["apps"][0], "stuck": True}, leaver["apps"][1]])
    at_apps(person, leaver)
    person.rows().first.get_by_role("button", name="Remove").click()
    person.dialog().get_by_role("button", name="Remove").click()
    expect(person.dialog().get_by_role("alert")).to_have_text(
        "Something went wrong. Wait a minute or two and try again."
    )
    assert events()[-1] == "revocation-refused"


def test_security_page_leads_to_the_devices(person, leaver):
    person.sign_in(leaver)
    person.follow("Devices")
    person.sees("My devices")


@pytest.mark.parametrize(("names", "told"), [("full", "email"), ("masked", None)])
def test_profile_shows_who_the_account_is(person, leaver, console, names, told):
    console.switch(names=names)
    person.sign_in(leaver)
    person.follow("Personal info")
    person.sees("Recovery email")
    card = person.page.locator(".mi-layout__card")
    expect(card).to_contain_text(f"Xiaomi Account ID{leaver['id']}")
    shown = (leaver["email"], leaver["phone"]) if told else ("l***r@example.test", "****")
    for text in shown:
        expect(card).to_contain_text(text)


def test_products_can_be_copied_and_deleted_one_by_one_and_both_are_noted(person, leaver, console):
    """The page on which no run may ever press anything."""
    person.sign_in(leaver, f"{console.account_url}/fe/service/account/privacy")
    person.follow("Manage your data")
    expect(person.page.get_by_title("Delete").first).to_be_hidden()
    person.press("I've read and understood")
    expect(person.page.get_by_title("Delete", exact=True)).to_have_count(len(leaver["stored"]))
    with person.page.expect_download():
        person.page.get_by_title("Download a copy").first.click()
    person.page.get_by_title("Delete", exact=True).first.click()
    expect(person.dialog()).to_contain_text("Delete all data of Contacts?")
    person.press("OK")
    expect(person.rows()).to_have_count(len(leaver["stored"]) - 1)
    noted = [(row["event"], row["product"], row.get("confirmed")) for row in console.ledger() if "product" in row]
    assert noted == [
        ("product-copied", "Contacts", None),
        ("product-deleted", "Contacts", False),
        ("product-deleted", "Contacts", True),
    ]


def test_pressing_delete_alone_is_noted(person, leaver, console):
    person.sign_in(leaver, f"{console.account_url}/fe/service/account/privacy/data")
    person.press("I've read and understood")
    with person.page.expect_response("**/data/delete"):
        person.page.get_by_title("Delete", exact=True).first.click()
    person.press("Cancel")
    assert [row["confirmed"] for row in console.ledger() if row["event"] == "product-deleted"] == [False]


INVENTED = (
    "[data-device-id]", "[data-did]", "[data-app-id]", "[data-kind]", "[data-count]", "[data-fact]", ".device-name",
    ".device-detail", ".stored-count", ".account-shown", "[role=alertdialog]", ".mi-verify", ".mi-captcha",
)  # fmt: skip


def test_nothing_of_what_was_once_invented_is_in_any_page(at_devices, leaver, console):
    def invented():
        return [selector for selector in INVENTED if at_devices.page.locator(selector).count()]

    open_device(at_devices, leaver["devices"][0]["name"])
    at_devices.press("Delete device")
    at_devices.dialog().get_by_role("button", name="Delete", exact=True).wait_for()
    found = invented()
    for address in (
        f"{console.cloud_url}/#/", f"{console.account_url}/fe/service/account/authorization",
        f"{console.account_url}/fe/service/account", f"{console.account_url}/pass/del",
    ):  # fmt: skip
        at_devices.page.goto(address)
        at_devices.page.locator("#root").wait_for()
        found += invented()
    assert found == []
