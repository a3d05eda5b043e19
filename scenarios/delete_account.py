"""Delete the account, once no device is linked."""

from runner import ConsoleRefused, Plan, Run, scenario
from runner.inventory import hints_about, warnings_about
from scenarios._deletion import check_deletion_page, delete_for_good, heed_former_attempt, settle_if_gone
from scenarios._devices import refuse_if_linked
from scenarios._sign_in import whose_account
from scenarios._stored import what_is_stored


@scenario(irreversible=True)
async def delete_account(run: Run) -> None:
    """Delete the account and all its data; refuses while a device is still linked."""
    try:
        match = await whose_account(run)
    except ConsoleRefused as refused:
        await settle_if_gone(run, refused)
        return
    await refuse_if_linked(run)
    stored = await what_is_stored(run)
    if await check_deletion_page(run) == "masked":
        match = "masked"
    plan = Plan(
        run.account.name,
        deletes_account=True,
        stored=stored,
        warnings=warnings_about(stored),
        hints=hints_about(stored),
        notes=await heed_former_attempt(run),
    )
    if run.dry_run:
        run.summary = "The account would be deleted; nothing was."
        return
    run.require_person("The console sends a code that somebody has to read")
    await run.consent(plan, match)
    await refuse_if_linked(run)  # consent may have taken its time, and a device been linked meanwhile
    await delete_for_good(run, plan)
    run.summary = f"Account: {run.acts.counted(plan.sentences(), 'deleted; the console said so')}."
