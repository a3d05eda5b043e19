"""List the linked devices."""

from runner import Run, scenario
from scenarios._sign_in import whose_account
from scenarios._things import DEVICES, list_things


@scenario()
async def list_devices(run: Run) -> None:
    """List the devices linked to the account; changes nothing."""
    await whose_account(run)
    devices = await list_things(run, DEVICES)
    run.summary = f"{len(devices)} linked device{'s' if len(devices) != 1 else ''}."
