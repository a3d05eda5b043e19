"""The one click that cannot be undone: consented to, for the owner the console names, with the evidence on disk, once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pages.acts import NotReady
from pages.reading import Changed
from runner.core.acts import Click, Known
from runner.core.context import RunContext
from runner.core.identity import name_again
from runner.core.intents import Intent
from runner.core.refusal import ConsoleRefused
from runner.core.timings import spending
from runner.errors import NeedsPerson, Refused, SignedOut, TrailError, explain

_SEEN = frozenset({Known.DONE, Known.NOT_DONE, Known.REFUSED})
"""What settles an intent: somebody knows what came of the click."""


@asynccontextmanager
async def irreversible(run: RunContext, act: str, *, once: str = "") -> AsyncIterator[Click]:
    """Put the evidence on disk, then let the one click happen that cannot be undone.

    The block presses the button, says ``clicked()``, and says ``seen()`` when the console has shown it done.

    Arguments:
        run: the run.
        act: one of the sentences consented to.
        once: a word under which it is kept that it was done, so that it is never done twice.

    Raises:
        SignedOut: the session ended; the click was not made, and the step can begin again.
        Refused: there is no consent for it, somebody else is signed in, or the account is another worker's now.
        NeedsPerson: an earlier attempt is on record of which nobody was told.
        TrailError: the evidence could not be kept; the click was not made.
    """
    if run.dry_run or act not in run.consented:
        raise Refused(f"There is no consent to {act}; it was not done.")
    await _named_and_pictured(run, act)
    async with _recorded(run, act) as click:
        with spending("trail"):
            await run.trail.durable()
        await run.intents.still_ours()
        intent = await _begin_once(run, once) if once else None
        click.begin()
        try:
            yield click
        except BaseException as problem:
            _heed(click, problem)
            raise
        finally:
            if intent and click.known in _SEEN:
                await _settle(run, intent, click)
            if intent and click.known is Known.NOT_DONE:  # this run itself knows of it, and may come to the click later
                run.told[once] = intent


async def _named_and_pictured(run: RunContext, act: str) -> None:
    """Let the account's own page name the owner while the picture is taken: each looks at a tab of its own."""
    naming, picture = await asyncio.gather(name_again(run), run.picture("before", act), return_exceptions=True)
    for problem in (naming, picture):  # who is signed in says more than why no picture could be taken
        if isinstance(problem, BaseException):
            raise problem


@asynccontextmanager
async def changing(run: RunContext, act: str) -> AsyncIterator[Click]:
    """Keep what becomes of a click that changes the account, where starting the run was all the consent it needs."""
    async with _recorded(run, act) as click:
        click.begin()
        yield click


@asynccontextmanager
async def _recorded(run: RunContext, act: str) -> AsyncIterator[Click]:
    """Put on record what is about to be done, and what is known of it afterwards."""
    run.trail.event("intent", step=run.step_now, act=act, account=run.account.name)
    click, why = run.acts.begin(act), ""
    try:
        yield click
    except BaseException as problem:
        why = f": {explain(problem)}"
        _heed(click, problem)
        raise
    finally:
        if not why and click.known is Known.UNSURE:
            click.clicked()
        run.trail.event("outcome", step=run.step_now, act=act, result=f"{click.known.value}{why}")


def _heed(click: Click, problem: BaseException) -> None:
    """Take from what was raised what it says of the click."""
    if isinstance(problem, ConsoleRefused) and click.known is Known.CLICKED:
        click.refused()
    if isinstance(problem, Refused | TrailError | SignedOut | Changed | NotReady) and click.known is Known.UNSURE:
        click.not_made()  # from the gate, or from what comes before it: a click itself raises none of these


async def _begin_once(run: RunContext, once: str) -> Intent:
    try:
        return await run.intents.begin(run.subject, once, run.trail.folder.name, run.told.get(once))
    except FileExistsError:
        raise NeedsPerson(
            "An earlier attempt at this is on record of which you were not told, so it was not done. "
            "Run the same command again to see it."
        ) from None


async def _settle(run: RunContext, intent: Intent, click: Click) -> None:
    """Record the end of it; where the disk refuses, the click is done all the same and the result says so."""
    outcome = "deleted: the console said so" if click.known is Known.DONE else click.known.value
    try:
        await run.intents.settle(intent, run.subject, outcome)
    except TrailError as problem:
        run.note(f"{problem} A later run will ask you about it.")
