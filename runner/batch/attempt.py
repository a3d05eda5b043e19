"""One attempt at one account: claim it, carry its scenario out, and record what came of it."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from pages.interruptions import TooManyTries
from runner.batch.account_reporter import AccountReporter
from runner.batch.browser_pool import Browsers
from runner.batch.concurrency import Slot, Slots
from runner.batch.intents import SharedIntents
from runner.batch.rate_limit import RateLimiter
from runner.batch.sessions import Parking
from runner.batch.settings import BatchPlan
from runner.batch.states import State
from runner.batch.store import Entry, Store
from runner.codes import CodesFirst, find_source
from runner.codes.first_code import close_quietly
from runner.core.engine import Job, carry_out
from runner.core.intent_files import IntentFiles
from runner.core.registry import find_scenario
from runner.credentials.sources import row_vault
from runner.errors import ConsoleDown, RunnerError
from runner.model import Account, Result, Status
from runner.operators.base import Operator
from runner.operators.reporter import NullReporter, Reporter
from runner.operators.waiting_room import OperatorQueue, QueueOperator
from runner.settings import Settings

TRIES: Final = 3
"""How often an account is begun anew when its browser was lost."""
IN_A_ROW: Final = 3
"""So many refusals of the same kind, one after the other, stop the batch; and so often that the console is down."""

_STATES: Final = {
    Status.DONE: State.DONE, Status.FAILED: State.FAILED, Status.WAITS: State.PARKED, Status.REFUSED: State.REFUSED,
    Status.INTERRUPTED: State.QUEUED,
}  # fmt: skip


class OperatorFactory(Protocol):
    """Who serves an account, and who hears of its steps; without one it is the waiting room."""

    def __call__(self, account: Account, settings: Settings) -> tuple[Operator, Reporter]: ...


@dataclass
class WorkerContext:
    """What all attempts of one worker share."""

    store: Store
    worker: str
    local: Settings
    file: dict[str, str | None]
    browsers: Browsers
    slots: Slots
    room: OperatorQueue
    parking: Parking
    alive: Any
    operators: OperatorFactory | None = None
    stopping: bool = False
    limiters: dict[str, RateLimiter] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    """By label, what each account is doing now."""

    def limiter(self, plan: BatchPlan) -> RateLimiter:
        """What limits the sign-ins at a batch's console."""
        if plan.account_url not in self.limiters:
            self.limiters[plan.account_url] = RateLimiter(self.store.engine, plan.account_url, plan.every)
        return self.limiters[plan.account_url]


async def attempt(context: WorkerContext, batch: str, number: int, round_: int) -> str:
    """Carry out one account and give its state in one word. Never raises but for being cancelled."""
    entry = await asyncio.to_thread(context.store.entry, batch, number)
    if context.stopping or entry.round != round_:
        return entry.state
    async with context.slots.slot() as slot:
        if context.stopping:
            return entry.state
        claimed = await asyncio.to_thread(context.store.claim, entry, context.worker, secrets.token_hex(8))
        if claimed is None:
            return "nothing to do"
        try:
            return await _Attempt(context, claimed, slot).carry_out()
        finally:
            context.steps.pop(entry.label, None)


class _Attempt:
    def __init__(self, context: WorkerContext, entry: Entry, slot: Slot) -> None:
        self.context, self.entry, self.slot = context, entry, slot

    async def carry_out(self) -> str:
        plan = BatchPlan.read(await asyncio.to_thread(self.context.store.settings, self.entry.batch))
        result = await self._result(plan)
        state = _STATES[result.status]
        await self._record(result, state)
        if state == "refused" or result.kind == ConsoleDown.__name__:
            await self._after_bad_news(plan, result)
        return state

    async def _result(self, plan: BatchPlan) -> Result:
        try:
            for _ in range(TRIES):
                result = await self._once(plan)
                if result.kind != "BrowserLost" or self.context.stopping:
                    return result
        except RunnerError as problem:  # before the console was opened: no secret, no browser, no trail
            status = {2: Status.FAILED, 3: Status.WAITS, 4: Status.REFUSED}.get(problem.exit_code, Status.FAILED)
            return self._failed(status, str(problem), type(problem).__name__)
        except asyncio.CancelledError:
            return self._failed(Status.INTERRUPTED, "Interrupted.", "Interrupted")
        except Exception as problem:  # noqa: BLE001 - one account's fault must not end the others; its text may quote
            return self._failed(Status.FAILED, f"A fault of mi-runner ({type(problem).__name__}).", "Fault")
        return result

    def _failed(self, status: Status, reason: str, kind: str) -> Result:
        return Result(self.entry.scenario, self.entry.account, status, reason, kind=kind)

    async def _once(self, plan: BatchPlan) -> Result:
        context, entry = self.context, self.entry
        settings = plan.settings(context.local, entry.batch, entry.consent)
        account = Account(entry.account, entry.label)
        scenario = find_scenario(entry.scenario)
        vault = row_vault(entry.secret, context.file, reveal_identifiers=settings.reveal_identifiers)
        await asyncio.to_thread(vault.fetch, scenario.secrets, account.name)
        person, also = self._person(settings, account)
        reporter = AccountReporter(entry.label, context.steps, self._note_trail, also)
        async with self._with_codes(person) as operator, context.browsers.lend() as browser:
            intents = SharedIntents(context.store, entry, IntentFiles(former=context.local.trails), context.alive)

            async def turn() -> None:
                await context.limiter(plan).wait(reporter.turn)
                await intents.still_ours()  # it may have taken a while

            job = Job(
                scenario, account, settings, operator, reporter, vault, intents=intents, turn=turn,
                session=await asyncio.to_thread(context.parking.take, self._name),
                park=self._park,
            )  # fmt: skip
            result = await carry_out(job, browser)
        await reporter.noted()
        return result

    @property
    def _name(self) -> str:
        return f"{self.entry.batch}-{self.entry.number}"

    def _person(self, settings: Settings, account: Account) -> tuple[Operator, Reporter]:
        context = self.context
        if context.operators:
            return context.operators(account, settings)
        return QueueOperator(
            context.room, account, self.entry.scenario, wait=settings.wait, lend=self._waiting, site=settings.site
        ), NullReporter()

    @asynccontextmanager
    async def _with_codes(self, person: Operator) -> AsyncIterator[Operator]:
        source = await asyncio.to_thread(find_source, self.entry.codes, self.context.file, self.entry.account)
        if source is None:
            yield person
            return
        try:
            await source.mark()
            yield CodesFirst(person, source)
        finally:
            await close_quietly(source)

    @asynccontextmanager
    async def _waiting(self) -> AsyncIterator[None]:
        await asyncio.to_thread(self.context.store.note, self.entry, state=State.WAITING)
        try:
            async with self.slot.released():
                yield
        finally:
            await asyncio.to_thread(self.context.store.note, self.entry, state=State.RUNNING)

    async def _note_trail(self, folder: str) -> None:
        await asyncio.to_thread(self.context.store.note, self.entry, trail=Path(folder).name)

    async def _park(self, session: dict[str, Any]) -> None:
        await asyncio.to_thread(self.context.parking.keep, self._name, session)

    async def _record(self, result: Result, state: str) -> None:
        values: dict[str, Any] = {
            "state": state,
            "kind": result.kind,
            "reason": told(result),
            "seconds": result.seconds,
        }
        if result.trail:
            values["trail"] = result.trail.name
        values["ended"] = None if state == State.QUEUED else time.time()
        await asyncio.to_thread(self.context.store.note, self.entry, **values)

    async def _after_bad_news(self, plan: BatchPlan, result: Result) -> None:
        """Leave the console alone for as long as it asks, and for good when it says the same again and again."""
        context, batch = self.context, self.entry.batch
        if result.kind == TooManyTries.__name__:  # too many codes are one account's own affair
            await asyncio.to_thread(context.limiter(plan).back_off, result.reason)
        last = await asyncio.to_thread(context.store.last_ended, batch, IN_A_ROW)
        if len(last) == IN_A_ROW and all(
            (one.state, one.kind) == (_STATES[result.status], result.kind) for one in last
        ):
            what = "refusals" if result.status is Status.REFUSED else "failures"
            why = (
                f"{IN_A_ROW} {what} in a row ({result.kind}): the batch was stopped, so that nothing gets worse. "
                "Look at their trails; then 'mi-runner resume' lets it go on."
            )
            await asyncio.to_thread(context.store.stop, batch, why)


def told(result: Result) -> str:
    """The reason as the database may keep it: ours, without what a page said."""
    if result.status is Status.REFUSED:
        return f"Refused ({result.kind}); the trail has the console's words."
    if result.status is Status.FAILED:
        return f"Failed ({result.kind or 'no reason known'}); see the trail."
    return result.reason
