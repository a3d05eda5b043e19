"""One cell of the fault matrix: *leave*, or less, with a fault at one step, and then once more without it.

``python -m tests.support.fault_cells ACCOUNT CLOUD CONTROL TRAILS STEP SCENARIO`` is a run that kills itself at that step.
"""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pages.console import Site
from runner.browser import open_browser
from runner.core.engine import Job, carry_out
from runner.model import Result, Status
from runner.operators.practice import PracticeOperator
from runner.trail import writer
from runner.trail.verify import verify
from tests.support.faults import BEFORE, DURING, KILLED, STEPS, UNKNOWN, AtStep, Leaves, Scene
from tests.support.people import EMAIL, PASSWORD, build_job
from tests.support.settled import SOON, Settled

ACTS = {"device-unlinked", "app-revoked", "account-deleted", "product-deleted", "password-reset"}


CONSENTED = {
    "leave": {"device-unlinked", "app-revoked", "account-deleted"},
    "list-devices": set(),
    "unlink-devices": {"device-unlinked"},
    "revoke-apps": {"app-revoked"},
    "delete-account": {"account-deleted"},
}
"""What each scenario may do, and has done at its end to all there is."""


@dataclass(frozen=True)
class Cell:
    """What came of it."""

    step: str
    fault: str
    first: str
    reason: str
    acts: int
    second: str
    wrong: tuple[str, ...]

    @property
    def good(self) -> bool:
        return not self.wrong


def measure(
    shared: Any,
    console: Any,
    trails: Any,
    step: str,
    fault: str,
    scenario: str = "leave",
    *,
    wait: int = 60,
    **account: Any,
) -> Cell:
    """Carry one cell out; what is wrong with it is in the cell.

    Arguments:
        shared: the browser.
        console: the practice console.
        trails: where the trails go.
        step: where the fault is.
        fault: which one.
        scenario: what is carried out: *leave*, or another one that has this step.
        wait: seconds a person has who never comes.
        account: what it holds, if not the usual.
    """
    console.reset()
    console.add_account(email=EMAIL, password=PASSWORD, **account)
    scene = Scene(console, STEPS[step], scenario, wait)
    first = _run_that_dies(scene, trails, step) if fault == KILLED else _run(shared, scene, trails, fault)
    ledger = Counter(_things(console))
    wrong = list(_judge(first, ledger)) if first else []
    console.switch(fail={}, interrupts={}, delay={}, form_elsewhere=[], sign_in_elsewhere=False)
    second = first
    if second is None or second.status is not Status.DONE or _left(console, scenario):
        second = _run(shared, Scene(console, STEPS[step], scenario, wait), trails, "")
        if second.status is not Status.DONE:
            wrong.append(f"the second run ended {second.status.value}: {second.reason}")
    after = Counter(_things(console))
    wrong += [f"{what} happened {times} times" for what, times in after.items() if times > 1]
    wrong += [f"{kind} was not consented to" for kind, _ in after if kind not in CONSENTED[scenario]]
    wrong += [f"{what} is still there" for what in _left(console, scenario)]
    status, reason = (first.status.value, first.reason) if first else ("killed", "")
    return Cell(step, fault, status, reason, sum(ledger.values()), second.status.value, tuple(wrong))


def _left(console: Any, scenario: str) -> list[str]:
    """What should have gone by the end of this scenario and is there still."""
    account, consented = console.account(EMAIL), CONSENTED[scenario]
    left = [device["name"] for device in account["devices"] if "device-unlinked" in consented]
    left += [app["name"] for app in account["apps"] if "app-revoked" in consented]
    return left + ["the account"] * ("account-deleted" in consented and account["state"] != "deleted")


def _things(console: Any) -> list[tuple[str, str]]:
    """What the console did for good, thing by thing."""
    rows = [row for row in console.ledger(EMAIL) if row["event"] in ACTS]
    return [(row["event"], str(row.get("device") or row.get("app") or row.get("id") or "")) for row in rows]


def _judge(result: Result, ledger: Counter[tuple[str, str]]) -> list[str]:
    """What the first run said that is not so."""
    happened, wrong = sum(ledger.values()), []
    if not result.reason.strip():
        wrong.append("it gave no reason")
    if len(result.done) > happened:
        wrong.append(f"it said that {len(result.done)} were done, the ledger has {happened}")
    if happened > len(result.done) + len(result.clicked) + len(result.gone):
        wrong.append(f"the ledger has {happened}, it said {len(result.done)} and {len(result.clicked)} unseen")
    if happened and "Nothing was changed" in result.reason:
        wrong.append("it said that nothing was changed")
    if result.trail is None or (result.kind != "TrailError" and not verify(result.trail).intact):
        wrong.append("its trail does not verify")
    return wrong


def _run(shared: Any, scene: Scene, trails: Any, fault: str) -> Result:
    site = Site(scene.console.account_url, scene.console.cloud_url)
    kind, patience = Leaves if fault in UNKNOWN else PracticeOperator, Settled(SOON)
    operator = kind(site, scene.console.control_url, EMAIL)
    job = build_job(
        site, trails, scene.scenario, operator=operator, yes_delete=EMAIL, wait=scene.wait, patience=patience
    )
    tasks: list[Any] = []

    def begin() -> None:
        if fault == "disk full":
            scene.full = True
        elif fault in DURING:
            tasks.append(asyncio.ensure_future(DURING[fault](scene)))

    async def followed(run: Any) -> None:
        scene.run = run
        patience.watch(run.tab)
        await job.scenario.procedure(run)

    if fault in BEFORE:
        BEFORE[fault](scene)
    watched = replace(job, scenario=replace(job.scenario, procedure=followed), reporter=AtStep(scene.step.title, begin))
    with ExitStack() as patches:
        if fault == "disk full":
            patches.enter_context(patch.object(writer.Writer, "_write", _until_full(scene)))
        if fault == "clock set back":
            patches.enter_context(patch.object(time, "time", lambda real=time.time: real() - 7200))
        result: Result = shared.loop.run(carry_out(watched, shared.browser), 300)
    return result


def _until_full(scene: Scene) -> Callable[..., None]:
    whole = writer.Writer._write

    def write(self: Any, *given: Any) -> None:
        if scene.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(self, *given)

    return write


def _run_that_dies(scene: Scene, trails: Path, step: str) -> None:
    """The first run in a process of its own; nothing of it is left to ask but the ledger and the trail."""
    console = scene.console
    where = (console.account_url, console.cloud_url, console.control_url, str(trails), step, scene.scenario)
    died = subprocess.run([sys.executable, "-m", __name__, *where], timeout=300, check=False, capture_output=True)
    if died.returncode != -signal.SIGKILL:
        raise AssertionError(died.stderr.decode(errors="replace")[-500:])


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def _begin_and_die(account: str, cloud: str, control: str, trails: str, step: str, scenario: str) -> None:
    site = Site(account, cloud)
    operator = PracticeOperator(site, control, EMAIL)
    job: Job = build_job(site, Path(trails), scenario, operator=operator, yes_delete=EMAIL, wait=60)
    async with open_browser(job.settings) as browser:
        await carry_out(replace(job, reporter=AtStep(STEPS[step].title, _die)), browser)


if __name__ == "__main__":
    asyncio.run(_begin_and_die(*sys.argv[1:]))
