"""The linked devices: the list, and one device with its *Delete device*."""

from __future__ import annotations

from playwright.async_api import Locator
from playwright.async_api import Page as Tab

from pages.base import ListPage, Page, Question, first_seen
from pages.console import Site
from pages.gate import press_guarded


class DeviceListPage(ListPage):
    """Every device linked to the account.

    Guides name two places: cloud host, *Settings → device list*, and account host, *Security → Devices*.
    """

    title = "Linked devices"
    host = "cloud"
    path = "/#/settings/devices"  # pages behind '#/' seen 2020-2026; this very fragment inferred

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # role inferred 2026; the words' sources: pages/wording
        self.heading = first_seen(tab.get_by_role("heading", name=site.says("devices heading")))
        self.items = tab.locator("li[data-device-id], tr[data-did]")  # inferred 2026, one for each skin
        # role inferred 2026; the words' sources: pages/wording
        self.nothing = first_seen(tab.get_by_text(site.says("no devices")))
        # Only the names: a cover over whole rows would hide the question that is asked above them.
        # inferred 2026
        self.names = tab.locator(
            "li[data-device-id] .device-name, tr[data-did] a, li[data-device-id]:not(:has(.device-name))"
        )

    @property
    def landmark(self) -> Locator:
        # The heading stands before the list is loaded; a list or its absence must be on screen too. A device opened
        # over the list is another screen, and is looked for first.
        return first_seen(self.items, self.nothing)

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        return (self.names,)

    async def devices(self) -> list[tuple[str, str]]:
        """The linked devices as (id, name), in the console's order."""
        found = await self.items.evaluate_all(
            """rows => rows.map(row => [row.dataset.deviceId || row.dataset.did,
                 (row.querySelector('.device-name, a') || row).innerText.trim()])"""
        )
        return [(str(id_), " ".join(str(name).split())) for id_, name in found]

    async def choose(self, device_id: str) -> None:
        """Open one device."""
        # inferred 2026
        row = self.tab.locator(f'li[data-device-id="{device_id}"], tr[data-did="{device_id}"]')
        # inferred 2026
        await row.locator("button, a").first.click()


class DevicePage(Page):
    """One linked device, with its *Delete device*."""

    title = "Device"

    def __init__(self, tab: Tab, site: Site) -> None:
        super().__init__(tab, site)
        # role inferred 2026; the words' sources: pages/wording
        self.delete_button = first_seen(tab.get_by_role("button", name=site.says("delete device")))
        # role inferred 2026; the words' sources: pages/wording
        self.find_device_on = first_seen(tab.get_by_text(site.mentions("find device on")))
        # inferred 2026
        self.details = tab.locator(".device-detail")

    @property
    def landmark(self) -> Locator:
        return self.delete_button

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        # inferred 2026
        return (self.details.locator("h1, h2, h3, dd, td"), *DeviceListPage(self.tab, self.site).sensitive)

    async def holds_activation_lock(self) -> bool:
        """Whether *Find device* is on, so that the phone stays locked until its owner signs out on it."""
        return await self.find_device_on.is_visible()

    async def press_delete(self) -> None:
        """Ask for the device's removal; the console asks back before it does anything."""
        await self.delete_button.click()


class ConfirmDeviceRemoval(Question):
    """The question *Delete this device from your account?* before it goes."""

    title = "Confirm device removal"

    yes = "confirm delete device"

    @property
    def sensitive(self) -> tuple[Locator, ...]:
        # inferred 2026
        return (
            self.question.locator("h2, strong, .device-name"),
            *DevicePage(self.tab, self.site).sensitive,
        )

    async def unlink_for_good(self) -> None:
        """The irreversible click: the device leaves the account."""
        await press_guarded(self.confirm_button, self.site)
