"""The linked devices: the list, one device with its *Delete device*, and the question before it goes."""

from __future__ import annotations

from pages.listed import ListPage
from pages.lists import Labels
from pages.question import Question
from pages.reading import Element
from pages.seen import Seen
from pages.thing import NotRemoved, ThingPage

DEVICES = Labels(
    thing="device",
    heading=("devices heading", "devices menu"),
    action=("delete device",),
    weak_action=("remove", "delete", "confirm delete device"),
    none=("no devices", "nothing here"),
)


class DeviceListPage(ListPage):
    """Every device linked to the account.

    Guides name two places: cloud host, *Settings → device list*, and account host, *Security → Devices*.
    """

    title = "Linked devices"
    host = "cloud"
    path = "/#/settings/devices"  # pages behind '#/' seen 2020-2026; this very fragment inferred, a hint only
    labels = DEVICES
    way = ("settings menu", "security menu", "devices menu")
    known_by = ("devices heading", "no devices", "delete device")


class DevicePage(ThingPage):
    """One linked device, with its *Delete device*."""

    title = "Device"
    labels = DEVICES
    known_by = ("delete device",)

    def holds_activation_lock(self) -> bool:
        """Whether *Find device* is on, so that the phone stays locked until its owner signs out on it."""
        return finds_device(self.seen)


def finds_device(seen: Seen) -> bool:
    """Whether the page says that *Find device* is on: in one text, or as a name with its value or switch beside it."""
    if seen.notice("find device on"):
        return True
    for block, text in seen.blocks:
        if "find device" not in seen.label_of(text):
            continue
        around = next((one for one in seen.screen.ancestors(block) if _says_more(seen, one, text)), None)
        if around is None:
            continue
        values = [other for place, other in seen.blocks if seen.screen.holds(around, place) and other != text]
        if any("on" in seen.label_of(value) for value in values):
            return True
        switches = [one.box for one in seen.screen.boxes if seen.screen.holds(around, one)]
        if len(switches) == 1 and switches[0] and switches[0].checked:
            return True
    return False


def _says_more(seen: Seen, outer: Element, text: str) -> bool:
    return seen.screen.text_of(outer) != text or any(seen.screen.holds(outer, one) for one in seen.screen.boxes)


class ConfirmDeviceRemoval(Question):
    """The question *Delete this device from your account?* before it goes."""

    title = "Confirm device removal"
    yes = ("confirm delete device", "delete device", "remove", "delete")
    thing = "device"
    known_by = ("confirm delete device", "cancel")


class DeviceNotRemoved(NotRemoved):
    """The console cannot remove the device."""

    title = "Can't remove device"
    label = "removal failed"
    known_by = ("removal failed",)
