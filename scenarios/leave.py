"""Leave the vendor: devices, apps, account."""

from pages.lists import Row
from runner import ConsoleRefused, Match, Plan, Run, RunnerError, scenario
from runner.inventory import hints_about, warnings_about
from scenarios._deletion import (
    begin_to_look_up,
    check_deletion_page,
    delete_for_good,
    heed_former_attempt,
    settle_if_gone,
)
from scenarios._devices import refuse_if_linked
from scenarios._removal import remove_all
from scenarios._sign_in import whose_account
from scenarios._stored import what_is_stored
from scenarios._things import APPS, DEVICES, called, list_things, refuse_alike


@scenario(irreversible=True)
async def leave(run: Run) -> None:
    """Leave: unlink every device, revoke every app, delete the account; run again, it goes on where it stopped.

    What will go is shown first and wants the account's name typed. --dry-run does everything but that.
    """
    try:
        match = await whose_account(run)
    except ConsoleRefused as refused:
        await settle_if_gone(run, refused)
        return
    looking_up = begin_to_look_up(run)
    apps = await list_things(run, APPS)
    stored = await what_is_stored(run)
    devices = await list_things(run, DEVICES)  # last, for that is where the removal begins
    refuse_alike(DEVICES, devices, devices)
    refuse_alike(APPS, apps, apps)
    plan = Plan(
        run.account.name,
        devices=tuple(called(one, devices) for one in devices),
        apps=tuple(called(one, apps) for one in apps),
        deletes_account=True,
        stored=stored,
        warnings=warnings_about(stored),
        hints=hints_about(stored),
        notes=await heed_former_attempt(run, looking_up),
    )
    await _consent(run, plan, match)
    await _carry_out(run, plan, devices, apps)


async def _consent(run: Run, plan: Plan, match: Match) -> None:
    """Everything at once, so that nobody is asked again half-way; and only where the end can be reached."""
    if not run.dry_run:
        run.require_person("The console sends a code before it deletes, which somebody has to read")
    await run.consent(plan, match)


async def _carry_out(run: Run, plan: Plan, devices: list[Row], apps: list[Row]) -> None:
    kept = await remove_all(run, DEVICES, devices, devices)
    kept += await remove_all(run, APPS, apps, apps)
    if kept:
        raise RunnerError(f"{' '.join(kept)} The account was not deleted.")
    if not run.dry_run:
        await refuse_if_linked(run)
    await check_deletion_page(run)
    if run.dry_run:
        run.summary = (
            f"A real run would unlink {len(devices)} device(s), revoke {len(apps)} app(s) and delete the account. "
            "Nothing was changed."
        )
        return
    await delete_for_good(run, plan)
    run.summary = _what_was_done(run, plan)


def _what_was_done(run: Run, plan: Plan) -> str:
    """From what was done and seen, not from what was planned."""
    *others, deletion = plan.sentences()
    devices, apps = others[: len(plan.devices)], others[len(plan.devices) :]
    return (
        f"Devices: {run.acts.counted(devices, 'unlinked')}. Apps: {run.acts.counted(apps, 'revoked')}. "
        f"Account: {run.acts.counted([deletion], 'deleted; the console said so')}."
    )
