"""Revoke third-party authorisations."""

from runner import Plan, Run, RunnerError, scenario
from scenarios._removal import remove_all
from scenarios._sign_in import whose_account
from scenarios._things import APPS, called, list_things, refuse_alike


@scenario(irreversible=True)
async def revoke_apps(run: Run) -> None:
    """Revoke every app and website that may use the account; run again, it goes on where it stopped."""
    match = await whose_account(run)
    apps = await list_things(run, APPS)
    if not apps:
        run.summary = "No app has access; nothing to do."
        return
    refuse_alike(APPS, apps, apps)
    plan = Plan(run.account.name, apps=tuple(called(one, apps) for one in apps))
    await run.consent(plan, match)
    kept = await remove_all(run, APPS, apps, apps)
    if run.dry_run:
        run.summary = f"{len(apps)} app(s) would be revoked."
        return
    run.summary = f"Apps: {run.acts.counted(plan.sentences(), 'revoked')}."
    if kept:
        raise RunnerError(f"{' '.join(kept)} {run.summary}")
