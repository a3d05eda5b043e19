"""List the linked devices."""

from runner import Run, scenario
from scenarios._devices import linked_devices
from scenarios._sign_in import whose_account


@scenario()
async def list_devices(run: Run) -> None:
    """List the devices linked to the account; changes nothing."""
    await whose_account(run)
    devices = await linked_devices(run)
    run.summary = f"{len(devices)} linked device{'s' if len(devices) != 1 else ''}."
