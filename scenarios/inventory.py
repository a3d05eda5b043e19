"""What is stored with the account, before anybody deletes it."""

from runner import Run, scenario
from runner.inventory import COPY_OF_ALL, kinds_in, not_shown, places_for, warnings_about
from scenarios._sign_in import whose_account
from scenarios._stored import what_is_stored
from scenarios._things import APPS, DEVICES, list_things


@scenario()
async def inventory(run: Run) -> None:
    """List what the console says is stored, and where the vendor lets you save it; changes nothing.

    Counts of contacts, messages, photos, notes, recordings and calls, the balance, subscriptions, linked devices and
    authorised apps. Saving is yours to do: the addresses are told, not opened.
    """
    await whose_account(run)
    stored = await what_is_stored(run)
    devices = await list_things(run, DEVICES)
    apps = await list_things(run, APPS)
    places = {kind: {"address": place.address, "known": place.known} for kind, place in places_for(stored).items()}
    run.find("save_first", places | {"everything": {"address": COPY_OF_ALL.address, "known": COPY_OF_ALL.known}})
    run.find("not_shown", not_shown(stored))
    run.find("warnings", list(warnings_about(stored)))
    kinds = len(kinds_in(stored))
    run.summary = f"{kinds} kinds of data, {len(devices)} device(s) and {len(apps)} app(s). Nothing was changed."
