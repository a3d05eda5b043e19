"""List the linked devices."""

from runner import Run, scenario
from scenarios._devices import linked_devices


@scenario()
async def list_devices(run: Run) -> None:
    """List the devices linked to the account; changes nothing."""
    devices = await linked_devices(run)
    run.summary = f"{len(devices)} linked device{'s' if len(devices) != 1 else ''}."
