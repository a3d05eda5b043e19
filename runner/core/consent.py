"""The owner's word before anything that cannot be undone."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from runner.core.actions import record_actions
from runner.core.context import RunContext
from runner.core.timings import spending
from runner.errors import NeedsPerson, Refused
from runner.model import Match, Plan, normal_name

TRIES = 3
"""How often the name may be mistyped."""


async def get_consent(run: RunContext, plan: Plan, match: Match) -> None:
    """Get consent for everything in the plan, from the command line or the person, and put it on record.

    Consent given beforehand counts only where the console names the account in full and nothing is odd about it:
    ``l***r@…`` fits more than one account, and what was clicked before wants a person to look.

    Raises:
        Refused: another account's name was typed.
        NeedsPerson: nobody is there to consent.
    """
    if run.dry_run:
        return
    named = normal_name(run.settings.yes_delete or "") == normal_name(run.account.name)
    beforehand = named and match == "exact" and not plan.notes
    if not beforehand:
        with spending("person"):
            await _ask(run, plan)
        run.owner_is_stale = True  # whoever consents sits at the browser, too
    run.told = {act: former for act, former in run.former.items() if plan.notes or former.not_made}
    run.consented |= set(plan.sentences())
    by = run.settings.consent_by if beforehand else run.operator.name
    run.trail.event("consent", account=plan.account, what=plan.sentences(), by=by, matched=match)
    await run.trail.durable()


async def _ask(run: RunContext, plan: Plan) -> None:
    plan = replace(plan, pictures=_pictures(run, plan))
    try:
        for _ in range(TRIES):
            typed = await _typed(run, plan)
            if normal_name(typed) == normal_name(run.account.name):
                return
            run.reporter.note("That is not the account's name.")
    finally:
        record_actions(run)
    raise Refused("The account's name was not typed, so there is no consent.")


def _pictures(run: RunContext, plan: Plan) -> tuple[str, ...]:
    """Where the things of the plan were read; what was on screen last where it names none."""
    read = [run.read_on[kind] for kind in ("devices", "apps") if getattr(plan, kind) and kind in run.read_on]
    return tuple(read) or tuple(str(one) for one in (run.trail.last_picture,) if one)


async def _typed(run: RunContext, plan: Plan) -> str:
    run.reporter.waiting("Your consent")
    try:
        return await asyncio.wait_for(run.operator.consent(plan), run.settings.wait)
    except TimeoutError:
        raise NeedsPerson(f"Nobody consented within {run.settings.wait:g} s.") from None
    finally:
        run.reporter.waiting("")
