"""Unlink devices from the account."""

from runner import Option, Plan, Run, RunnerError, scenario
from scenarios._devices import choose, not_linked
from scenarios._removal import remove_all
from scenarios._sign_in import whose_account
from scenarios._things import DEVICES, called, list_things, refuse_alike


@scenario(
    irreversible=True,
    options=(Option("--device", "devices", "Only this device, by name or id; may be repeated.", multiple=True),),
    example='--account me@example.org --device "Mi 9"',
)
async def unlink_devices(run: Run) -> None:
    """Unlink every device, or those named by --device; run again, it goes on where it stopped."""
    match = await whose_account(run)
    wanted = tuple(run.options.get("devices", ()))
    linked = await list_things(run, DEVICES)
    devices = choose(linked, wanted)
    if not devices:
        run.summary = "None of the devices named is linked." if wanted else "No device is linked; nothing to do."
        return
    refuse_alike(DEVICES, devices, linked)
    plan = Plan(
        run.account.name,
        devices=tuple(called(one, linked) for one in devices),
        warnings=not_linked(linked, wanted),
    )
    for sentence in plan.warnings:
        run.note(sentence)
    await run.consent(plan, match)
    kept = await remove_all(run, DEVICES, devices, linked)
    if run.dry_run:
        run.summary = f"{len(devices)} device(s) would be unlinked."
        return
    run.summary = f"Devices: {run.acts.counted(plan.sentences(), 'unlinked')}."
    if kept:
        raise RunnerError(f"{' '.join(kept)} {run.summary}")
