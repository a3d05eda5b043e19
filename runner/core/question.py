"""A question to the person: asked, waited for, and put on record as the pause that it is."""

from __future__ import annotations

import asyncio
import time

from runner.core.actions import record_actions
from runner.core.context import RunContext
from runner.core.timings import spending
from runner.errors import GaveUp, NeedsPerson


async def ask(run: RunContext, question: str) -> str:
    """What the person answers. The first line of the question goes on record, the answer does not.

    Raises:
        NeedsPerson: nobody is there, or nobody answered in time.
        GaveUp: the person stopped.
    """
    run.pauses += 1
    number, began, short = run.pauses, time.monotonic(), question.partition("\n")[0]
    run.trail.event(
        "pause-started", pause=number, why=short, awaits="answer", screen="Question", deadline=round(run.settings.wait)
    )
    ended_by = "interrupt"
    try:
        answer = await _answer(run, question, short)
        ended_by = run.operator.name
    except NeedsPerson as end:
        ended_by = run.operator.name if isinstance(end, GaveUp) else "timeout"
        raise
    finally:
        run.trail.event(
            "pause-ended", pause=number, seconds=round(time.monotonic() - began, 3), by=ended_by, who=run.operator.name
        )
        record_actions(run)
        run.owner_is_stale = run.owner_is_stale or run.operator.attended
    return answer.strip()


async def _answer(run: RunContext, question: str, short: str) -> str:
    if not run.operator.attended:
        return await run.operator.ask(question)
    await run.banner.show(short, f"Answer {'at the desk' if run.operator.name == 'desk' else 'in the terminal'}.")
    try:
        with spending("person"):
            return await asyncio.wait_for(run.operator.ask(question), run.settings.wait)
    except TimeoutError:
        raise NeedsPerson(
            f"Nobody answered “{short}” within {run.settings.wait:g} s, so the run stopped there. Run the same command "
            "again to go on."
        ) from None
    finally:
        await run.banner.clear()
