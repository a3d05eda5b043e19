"""Withdraw third-party authorisations."""

from runner import Plan, Run, scenario
from scenarios._apps import authorised_apps, called, withdraw
from scenarios._sign_in import whose_account


@scenario(irreversible=True)
async def revoke_apps(run: Run) -> None:
    """Withdraw every app and website that may use the account; run again, it goes on where it stopped."""
    match = await whose_account(run)
    apps = await authorised_apps(run)
    if not apps:
        run.summary = "No app has access; nothing to do."
        return
    await run.consent(Plan(run.account.name, apps=tuple(map(called, apps))), match)
    for app in apps:
        await withdraw(run, app)
    run.summary = f"{len(apps)} app(s) {'would be' if run.dry_run else 'were'} withdrawn."
