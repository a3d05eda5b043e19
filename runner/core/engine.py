"""One scenario for one account, from an open browser to a closed trail and a Result."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, TypeVar, cast

from playwright.async_api import Browser, BrowserContext, StorageState
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.bounded import bounded, perhaps_unheeded
from runner.browser import open_browser
from runner.core.acts import Acts
from runner.core.ending import AGAIN, judge
from runner.core.fence import Fence
from runner.core.heartbeat import until_stuck
from runner.core.intents import Intents
from runner.core.polite_end import on_polite_end
from runner.core.registry import Scenario
from runner.core.run import Run
from runner.core.suggestion import leave_suggestion
from runner.credentials.vault import Vault
from runner.errors import BrowserLost, NeedsPerson, RunnerError, WrongHost, trace_of
from runner.model import Account, Result, Status
from runner.operators.base import Operator
from runner.operators.reporter import Reporter, narrate
from runner.settings import Settings
from runner.trail import Trail
from runner.trail.redaction import cleaned

T = TypeVar("T")

ACTION_TIMEOUT = 15
"""Seconds a click or a page load may take before the step counts as failed."""
CLOSING = 4.0
"""Seconds for the end of what is going on: the page may be what does not react."""
CLOSING_WINDOW = 1.5
"""The same for the window itself: somebody may have pressed Ctrl-C, and wants to be gone in five seconds."""


@dataclass(frozen=True)
class Job:
    """What is to be done, for whom, and by whose hand where only a person may act."""

    scenario: Scenario
    account: Account
    settings: Settings
    operator: Operator
    reporter: Reporter
    vault: Vault
    options: Mapping[str, Any] = field(default_factory=dict)
    intents: Intents | None = None
    """Where it is kept what was done for good; beside the trails when not given."""
    turn: Callable[[], Awaitable[None]] | None = None
    """Waits until this run may sign in."""
    session: Mapping[str, Any] | None = field(default=None, repr=False)
    """Playwright's storage state of an earlier attempt, to go on with."""
    park: Callable[[dict[str, Any]], Awaitable[None]] | None = None
    """Takes the storage state of a run that ends because a person is needed."""


async def carry_out(job: Job, browser: Browser, over: Callable[[], object] | None = None) -> Result:
    """Carry out a job in a fresh context of a running browser; every way it can end becomes a Result.

    Arguments:
        job: what is to be done.
        browser: where.
        over: called when the browser is not needed any more, before the trail is sealed.

    Raises:
        TrailError: not even the trail's folder could be made; nothing was opened.
    """
    job.vault.hide_identifier(job.account.name, "account")
    trail = await Trail.open(
        job.settings.trails,
        job.account.label,
        job.scenario.name,
        job.vault.redact,
        _facts(job, browser),
        hear=lambda kind, told: narrate(job.reporter, job.operator, kind, cleaned(told, job.vault.redact_secrets)),
    )
    result = Result(job.scenario.name, job.account.name, Status.DONE, "", trail.folder, dry_run=job.settings.dry_run)
    job.reporter.opened(job.scenario.name, str(trail.folder))
    began = time.monotonic()
    acts = Acts()
    try:
        await _in_fresh_context(job, browser, trail, result, acts)
    except (Exception, asyncio.CancelledError) as problem:  # noqa: BLE001 - whatever it was, what was clicked has to be said
        _end_early(job, trail, result, acts, problem)
    finally:
        job.reporter.closed()
    result.seconds = time.monotonic() - began
    if over:
        over()
    await _close(trail, result)
    # The console repeats what was typed: what leaves here is printed, stored and sent on.
    result.reason = job.vault.redact_secrets(result.reason)
    result.found, result.done = (cleaned(told, job.vault.redact_secrets) for told in (result.found, result.done))
    return result


def _end_early(job: Job, trail: Trail, result: Result, acts: Acts, problem: BaseException) -> None:
    """Give a run that did not come to its own end its status, and a sentence that says what was done."""
    ending = judge(problem, job.vault.redact)
    if isinstance(problem, WrongHost):
        trail.event("refusal", screen="Another host", words=str(problem))
    told = acts.told() if acts.clicks or job.scenario.irreversible else ""
    if not isinstance(problem, RunnerError | asyncio.CancelledError):
        result.trace = trace_of(problem)
    result.status, result.kind, result.reason = ending.status, ending.kind, f"{ending.sentence} {told}".strip()


async def in_own_browser(job: Job, complete: Callable[[Job], Job] = replace) -> Result:
    """Open a browser for one job, and close it again.

    Arguments:
        job: what is to be done.
        complete: gives the job what it still lacks; called in a thread, while the browser starts.
    """
    stop_on_terminate()
    try:
        completing = perhaps_unheeded(asyncio.ensure_future(asyncio.to_thread(_completed, job, complete)))
        async with closed_early(open_browser(job.settings)) as (browser, close):
            return await carry_out(await completing, browser, close)
    except asyncio.CancelledError:
        return Result(
            job.scenario.name, job.account.name, Status.INTERRUPTED, "Interrupted before the console was opened."
        )


def _completed(job: Job, complete: Callable[[Job], Job]) -> Job:
    """Complete a job, and make ready what is needed as soon as the browser is there."""
    import_module("runner.trail.keys")  # and with it cryptography
    job.vault.hide_identifier(job.account.name, "account")
    job.vault.redact("")  # every way to write a secret is worked out once
    return complete(job)


@asynccontextmanager
async def closed_early(opening: AbstractAsyncContextManager[T]) -> AsyncIterator[tuple[T, Callable[[], object]]]:
    """Something open, and how to begin closing it while other things are still to be done; afterwards it is closed."""
    closing: list[asyncio.Task[None]] = []
    async with AsyncExitStack() as stack:
        opened = await stack.enter_async_context(opening)
        try:
            yield opened, lambda: closing.append(asyncio.create_task(stack.aclose()))
        finally:
            for task in closing:
                await task


def stop_on_terminate() -> None:
    """Let a polite termination, a hang-up and a closed window close the trail, as Ctrl-C does."""
    if task := asyncio.current_task():
        on_polite_end(task.cancel)


async def _close(trail: Trail, result: Result) -> None:
    try:
        await trail.close(result.status.value, result.reason)
    except RunnerError as problem:
        result.status = Status.FAILED
        result.reason = f"{result.reason} The trail could not be completed: {problem}".strip()


async def _in_fresh_context(job: Job, browser: Browser, trail: Trail, result: Result, acts: Acts) -> None:
    opening = browser.new_context(
        viewport={"width": job.settings.viewport[0], "height": job.settings.viewport[1]},
        locale=job.settings.site.locale.replace("_", "-"),
        accept_downloads=False,
        storage_state=cast("StorageState | None", job.session),
    )
    context = await _unless_browser_ends(browser, opening)
    context.set_default_timeout(ACTION_TIMEOUT * 1000)
    try:
        tab = await _unless_browser_ends(browser, context.new_page())
        run = Run(
            job.account, job.settings, tab, trail, job.vault, job.operator, job.reporter, job.options,
            kept=job.intents, turn=job.turn, acts=acts,
        )  # fmt: skip
        fence = Fence(job.settings.site)
        await _unless_browser_ends(browser, fence.put_around(tab))
        try:
            await _until_lost(run, job.scenario, browser, fence)
        except NeedsPerson:
            await _park(job, run, context)
            raise
        finally:
            result.found, result.reason = run.found, run.summary
            result.done, result.clicked, result.gone = acts.done, acts.unseen, acts.gone
            leave_suggestion(run)
    finally:
        await _close_context(context)


async def _unless_browser_ends(browser: Browser, call: Awaitable[T]) -> T:
    """Wait for what the browser opens. For a tab of one that is killed meanwhile, Playwright waits for ever (seen: 1.65).

    Raises:
        BrowserLost: the browser ended.
    """
    ended = asyncio.get_running_loop().create_future()

    def tell(_: Browser) -> None:
        if not ended.done():
            ended.set_result(None)

    browser.on("disconnected", tell)
    opening = asyncio.ensure_future(call)
    try:
        await asyncio.wait({opening, ended}, return_when=asyncio.FIRST_COMPLETED)
        if opening.done():
            return opening.result()
        raise BrowserLost(f"The browser ended. {AGAIN}")
    finally:
        browser.remove_listener("disconnected", tell)
        opening.cancel()


async def _park(job: Job, run: Run, context: BrowserContext) -> None:
    """Keep the session for later; where that fails, the account is signed in anew."""
    if not job.park:
        return
    try:
        await job.park(cast("dict[str, Any]", await bounded(context.storage_state(), CLOSING)))
    except (OSError, PlaywrightError) as problem:
        run.note(f"The session could not be kept ({type(problem).__name__}).")


async def _until_lost(run: Run, scenario: Scenario, browser: Browser, fence: Fence) -> None:
    """Carry the scenario out, and stop it as soon as its window is gone, does not react, or would leak a form."""
    lost = asyncio.get_running_loop().create_future()
    forget = _watch(run.tab, browser, lost)
    work = asyncio.ensure_future(scenario.procedure(run))
    stuck = asyncio.ensure_future(until_stuck(run.windows))
    try:
        await asyncio.wait({work, lost, stuck, fence.broken}, return_when=asyncio.FIRST_COMPLETED)
        if lost.done() and not work.done():
            # What awaits the browser fails by itself now, with the step it was in; what does not is stopped.
            await asyncio.wait({work}, timeout=2)
    finally:
        forget()
        stuck.cancel()
        if not work.done():
            work.cancel()
            await asyncio.wait({work}, timeout=CLOSING)
    came_to_its_end = work.done() and not work.cancelled() and not work.exception()
    if fence.broken.done() and not came_to_its_end:
        raise fence.broken.result()
    if stuck.done() and not stuck.cancelled() and not came_to_its_end:
        raise stuck.result()
    if lost.done() and not came_to_its_end:
        run.trail.event("browser-lost", why=lost.result())
        raise BrowserLost(f"{lost.result()} {AGAIN}")
    work.result()


def _watch(tab: Tab, browser: Browser, lost: asyncio.Future[str]) -> Callable[[], None]:
    """Tell ``lost`` when the tab or the browser goes; what is returned stops that, for a browser outlives a run."""

    def tell(why: str) -> None:
        if not lost.done():
            lost.set_result(why)

    tab.on("close", lambda _: tell("The browser window was closed."))
    tab.on("crash", lambda _: tell("The console's tab crashed."))

    def browser_gone(_: Browser) -> None:
        tell("The browser ended.")

    browser.on("disconnected", browser_gone)
    return lambda: browser.remove_listener("disconnected", browser_gone)


async def _close_context(context: BrowserContext) -> None:
    with suppress(PlaywrightError):  # gone already is what was wanted
        await bounded(context.close(), CLOSING_WINDOW)


def _facts(job: Job, browser: Browser) -> dict[str, Any]:
    site = job.settings.site
    return {
        "console": site.account,
        "operator": job.operator.name,
        "headless": not job.settings.headed,
        "dry_run": job.settings.dry_run,
        "language": site.language,
        "browser": f"{browser.browser_type.name} {browser.version}",
    }
