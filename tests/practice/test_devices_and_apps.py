"""Devices unlinked and apps withdrawn by hand, on both skins."""

from playwright.sync_api import expect


def open_device(person, skin, name):
    role = "link" if skin == "classic" else "button"
    person.page.get_by_role(role, name=name).click()


def remove_device(person, skin, name):
    open_device(person, skin, name)
    person.press("Remove device" if skin == "classic" else "Delete device")
    person.reads("Delete this device from your account?")
    where = person.page if skin == "classic" else person.page.get_by_role("alertdialog")
    where.get_by_role("button", name="Delete", exact=True).click()


def rows(person, skin):
    return person.page.locator("#deviceList tr[data-did]" if skin == "classic" else "li.device-item")


def test_devices_go_one_by_one(person, leaver, skin, console):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    expect(rows(person, skin)).to_have_count(3)
    for left, device in zip((2, 1, 0), leaver["devices"], strict=True):
        remove_device(person, skin, device["name"])
        expect(rows(person, skin)).to_have_count(left)
    person.reads("No linked devices")
    unlinked = [row["device"] for row in console.ledger() if row["event"] == "device-unlinked"]
    assert unlinked == [device["id"] for device in leaver["devices"]]
    assert console.account(leaver["email"])["devices"] == []


def test_device_shows_what_identifies_it(person, leaver, skin, console):
    phone = leaver["devices"][0]
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    open_device(person, skin, phone["name"])
    person.sees(phone["name"])
    shown = person.page.locator(".device-detail").inner_text()
    for fact in ("model", "id", "imei", "serial", "last_seen"):
        assert phone[fact] in shown
    assert "Find device is on" in shown


def test_device_that_does_not_hold_the_account_says_nothing_of_it(person, leaver, skin, console):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    open_device(person, skin, leaver["devices"][2]["name"])
    person.sees(leaver["devices"][2]["name"])
    expect(person.page.get_by_text("Find device is on")).to_be_hidden()


def test_cancelled_removal_changes_nothing(person, leaver, skin, console, events):
    person.sign_in(leaver, f"{console.cloud_url}/#/settings/devices")
    open_device(person, skin, leaver["devices"][0]["name"])
    person.press("Remove device" if skin == "classic" else "Delete device")
    person.page.get_by_role("link" if skin == "classic" else "button", name="Cancel").click()
    assert events() == ["signed-in"]
    assert len(console.account(leaver["email"])["devices"]) == 3


def test_home_counts_what_is_stored(person, leaver, skin, console):
    person.sign_in(leaver, console.cloud_url)
    person.sees("Mi Cloud")
    item = person.page.locator(".stored-item[data-kind=contacts]")
    expect(item.locator(".stored-name")).to_have_text("Contacts")
    expect(item.locator(".stored-count")).to_have_text("214")
    expect(person.page.locator("[data-count=devices] .stored-count")).to_have_text("3")
    expect(person.page.locator(".account-name")).to_contain_text(leaver["email"])


def test_apps_lose_their_access(person, leaver, skin, console):
    person.sign_in(leaver)
    person.page.get_by_role("link", name="Authorised apps").click()
    person.sees("Apps and websites with account access")
    items = person.page.locator("#authList tr" if skin == "classic" else "li.app-item")
    for left in (1, 0):
        person.press("Remove access" if skin == "classic" else "Revoke access")
        person.reads("will lose access to your account")
        person.press("Revoke")
        expect(items).to_have_count(left)
    person.reads("No apps have access to your account")
    revoked = [row["app"] for row in console.ledger() if row["event"] == "app-revoked"]
    assert revoked == [app["id"] for app in leaver["apps"]]


def test_security_page_leads_to_the_devices(person, leaver, skin):
    person.sign_in(leaver)
    person.page.get_by_role("link", name="Security").click()
    person.page.get_by_role("link", name="Linked devices").click()
    person.sees("Linked devices")
