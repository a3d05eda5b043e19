"""Devices: read the list, and unlink one after the other, looking again each time."""

from __future__ import annotations

from contextlib import suppress

from pages.device_list import ConfirmDeviceRemoval, DeviceListPage, DevicePage
from pages.login import LoginPage
from runner import Elsewhere, Run, RunnerError, UsageError
from scenarios._sign_in import SIGN_INS, begin_again_when_signed_out, reach

Device = tuple[str, str]
"""A device's id and name, as the console gives them."""


async def linked_devices(run: Run) -> list[Device]:
    """What the console lists now, kept in the result; names and ids are covered from here on."""
    page = await reach(run, DeviceListPage)
    devices = await page.devices()
    for number, (device_id, name) in enumerate(devices, 1):
        run.vault.hide_identifier(device_id, f"id of device {number}")
        run.vault.hide_identifier(name, f"device {number}")
    async with run.step("List the linked devices"):
        run.find("devices", [{"id": device_id, "name": name} for device_id, name in devices])
    return devices


def called(device: Device) -> str:
    """How a device is named in plans: two of them may bear the same name."""
    return f"{device[1]} ({device[0]})"


def act_upon(device: Device) -> str:
    """The sentence that is consented to."""
    return f"unlink the device {called(device)}"


def choose(devices: list[Device], wanted: tuple[str, ...]) -> list[Device]:
    """The devices named by ``--device``, by name or id; all of them when none is named.

    Raises:
        UsageError: a name fits several devices.
    """
    chosen = []
    for word in wanted:
        fits = [device for device in devices if word.lower() in {device[0].lower(), device[1].lower()}]
        if len(fits) > 1:
            raise UsageError(f"Several devices are called {word}; name one by its id. Nothing was unlinked.")
        chosen += fits
    return chosen if wanted else devices


async def unlink(run: Run, device: Device) -> None:
    """Unlink one device, unless the console no longer lists it.

    Raises:
        RunnerError: the console still lists it after the click; it is not clicked again.
    """
    async with run.step(f"Unlink {device[1]}"):
        await begin_again_when_signed_out(run, lambda: _unlink(run, device))


async def _unlink(run: Run, device: Device) -> None:
    confirm = await _confirmation(run, device)
    if confirm is None:
        run.was_gone(act_upon(device))
        run.note(f"{device[1]} was not linked any more.")
        return
    if run.dry_run:
        await confirm.keep()
        return
    async with run.irreversible(act_upon(device)) as click:
        await confirm.unlink_for_good()
        click.clicked()
        with suppress(Elsewhere):  # the list is asked for anew in any case
            await run.arrive(DeviceListPage, LoginPage)
        await _make_sure_it_is_gone(run, device)
        click.seen()


async def _confirmation(run: Run, device: Device) -> ConfirmDeviceRemoval | None:
    """Get to the question *Delete this device?*; None when the device is not listed."""
    for _ in range(SIGN_INS):
        page = await reach(run, DeviceListPage)
        if device not in await page.devices():
            return None
        with suppress(Elsewhere):  # a person carried on by hand, perhaps to the end: look at the list again
            if confirm := await _question(run, page, device):
                return confirm
    raise RunnerError(f"In {SIGN_INS} attempts the console did not ask about the device.")


async def _question(run: Run, page: DeviceListPage, device: Device) -> ConfirmDeviceRemoval | None:
    """From the list to the question; None when the session expired on the way, or the question is about another."""
    pauses = run.pauses
    await page.choose(device[0])
    detail = await run.arrive(DevicePage, LoginPage)
    if not isinstance(detail, DevicePage):
        return None
    if await detail.holds_activation_lock():
        run.note(f"{device[1]} has “Find device” on: sign out on it as well, or it stays locked to the account.")
    await detail.press_delete()
    confirm = await run.arrive(ConfirmDeviceRemoval, LoginPage)
    if not isinstance(confirm, ConfirmDeviceRemoval):
        return None
    if run.pauses > pauses and not await confirm.is_about(device[1]):  # a person may have opened another device
        await confirm.keep()
        return None
    return confirm


async def _make_sure_it_is_gone(run: Run, device: Device) -> None:
    page = await reach(run, DeviceListPage)
    if device in await page.devices():
        raise RunnerError(f"The console still lists {device[1]} after it was unlinked. It was not tried again.")
