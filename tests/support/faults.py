"""One cell of the fault matrix: *leave*, or less, with a fault at one step, and then once more without it."""

from __future__ import annotations

import asyncio
import errno
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.console import Site
from runner.core.engine import carry_out
from runner.model import Result, Status
from runner.operators.base import Answer, Pause
from runner.operators.practice import PracticeOperator
from runner.operators.reporter import NullReporter
from runner.trail import writer
from runner.trail.verify import verify
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
class Step:
    """A step of *leave*: what the trail calls it, and which request of the console it depends on."""

    title: str
    path: str


STEPS = {
    "sign in": Step("Sign in", "/pass/serviceLoginAuth2"),
    "account page": Step("Make sure whose account", "/fe/service/account"),
    "device list": Step("List the linked devices", "/passport/user/all/devices"),
    "app list": Step("List the authorised apps", "/fe/service/account/authorization/list"),
    "unlink": Step("Unlink", "/find/device/did"),
    "revoke": Step("Revoke", "/fe/service/account/authorization/revoke"),
    "deletion page": Step("Open the account's deletion", "/pass/del"),
    "code": Step("Ask for the deletion", "/pass/del/verify"),
    "last click": Step("Delete the account", "/pass/del/confirm"),
}


class Leaves(PracticeOperator):
    """Leaves at once where a page is not the console's: there is nothing that a person should do there."""

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        answer = await super().attend(pause, tab)
        pause.until = time.monotonic()
        return answer


class AtStep(NullReporter):
    """Does something once, as a step of that name begins."""

    def __init__(self, title: str, act: Callable[[], None]) -> None:
        self.title, self.act, self.done = title, act, False

    def step(self, title: str) -> None:
        if not self.done and title.startswith(self.title):
            self.done = True
            self.act()


@dataclass
class Scene:
    """What a fault has to do with: the console, and the run once it has begun."""

    console: Any
    step: Step
    scenario: str
    run: Any = None
    full: bool = False

    def switch(self, **switches: Any) -> None:
        self.console.switch(**switches)


Fault = Callable[[Scene], None]
"""Sets a fault up before the run begins."""


def _fails(status: int) -> Fault:
    return lambda scene: scene.switch(fail={scene.step.path: {"status": status, "times": 1, "when": "before"}})


def _interrupts(what: str) -> Fault:
    return lambda scene: scene.switch(interrupts={scene.step.path: what})


def _slow(scene: Scene) -> None:
    scene.switch(delay={scene.step.path: 20_000})


LOOK_ALIKE = "redirect to a look-alike"
"""Leads to a screen that stays unknown: neither the run's patience nor a person's time need be long."""
BEFORE: Mapping[str, Fault] = {
    "500": _fails(500),
    "502": _fails(502),
    "429": _fails(429),
    "401": _fails(401),
    "20 s slow": _slow,
    "alert": _interrupts("alert"),
    "confirm": _interrupts("confirm"),
    "prompt": _interrupts("prompt"),
    "pop-up": _interrupts("popup"),
    "new tab": _interrupts("tab"),
    "download": _interrupts("download"),
    "asks before leaving": _interrupts("leave"),
    "script never returns": _interrupts("busy"),
    "form leads elsewhere": lambda scene: scene.switch(form_elsewhere=["sign_in", "deletion"]),
    LOOK_ALIKE: lambda scene: scene.switch(sign_in_elsewhere=True),
}
"""Faults of the console."""


async def _acts_and_fails(scene: Scene) -> None:
    """From the step's beginning on, since the page before the act may be had from the same address."""
    scene.switch(fail={scene.step.path: {"status": 500, "times": 1, "when": "after"}})


async def _reset(scene: Scene, *, acted: bool) -> None:
    async def cut(route: Any) -> None:
        if acted:
            await route.fetch()
        await route.abort("connectionreset")

    await scene.run.tab.context.route(f"**{scene.step.path}**", cut, times=1)


async def _crash(scene: Scene) -> None:
    with suppress(PlaywrightError):
        await scene.run.tab.goto("chrome://crash", timeout=2000)


async def _close(scene: Scene) -> None:
    await scene.run.tab.close()


async def _expire(scene: Scene) -> None:
    scene.console.expire(EMAIL)


DURING: Mapping[str, Callable[[Scene], Awaitable[None]]] = {
    "500, though it acted": _acts_and_fails,
    "reset": lambda scene: _reset(scene, acted=False),
    "reset, though it acted": lambda scene: _reset(scene, acted=True),
    "tab crashes": _crash,
    "window closed": _close,
    "session ends": _expire,
}
"""Faults of the browser or the connection, as the step begins."""

OF_MACHINE = ("disk full", "clock set back")
FAULTS = (*BEFORE, *DURING, *OF_MACHINE)


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
    shared: Any, console: Any, trails: Any, step: str, fault: str, scenario: str = "leave", **account: Any
) -> Cell:
    """Carry one cell out; what is wrong with it is in the cell.

    Arguments:
        shared: the browser.
        console: the practice console.
        trails: where the trails go.
        step: where the fault is.
        fault: which one.
        scenario: what is carried out: *leave*, or another one that has this step.
        account: what it holds, if not the usual.
    """
    console.reset()
    console.add_account(email=EMAIL, password=PASSWORD, **account)
    scene = Scene(console, STEPS[step], scenario)
    first = _run(shared, scene, trails, fault)
    ledger = Counter(_things(console))
    wrong = list(_judge(first, ledger))
    console.switch(fail={}, interrupts={}, delay={}, form_elsewhere=[], sign_in_elsewhere=False)
    second = first
    if first.status is not Status.DONE or _left(console, scenario):
        second = _run(shared, Scene(console, STEPS[step], scenario), trails, "")
        if second.status is not Status.DONE:
            wrong.append(f"the second run ended {second.status.value}: {second.reason}")
    after = Counter(_things(console))
    wrong += [f"{what} happened {times} times" for what, times in after.items() if times > 1]
    wrong += [f"{kind} was not consented to" for kind, _ in after if kind not in CONSENTED[scenario]]
    wrong += [f"{what} is still there" for what in _left(console, scenario)]
    return Cell(step, fault, first.status.value, first.reason, sum(ledger.values()), second.status.value, tuple(wrong))


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
    kind, patience = (Leaves, Settled(SOON)) if fault == LOOK_ALIKE else (PracticeOperator, None)
    operator = kind(site, scene.console.control_url, EMAIL)
    job = build_job(site, trails, scene.scenario, operator=operator, yes_delete=EMAIL, wait=60, patience=patience)
    tasks: list[Any] = []

    def begin() -> None:
        if fault == "disk full":
            scene.full = True
        elif fault in DURING:
            tasks.append(asyncio.ensure_future(DURING[fault](scene)))

    async def followed(run: Any) -> None:
        scene.run = run
        if patience:
            patience.watch(run.tab)
        await job.scenario.procedure(run)

    if fault in BEFORE:
        BEFORE[fault](scene)
    watched = replace(
        job, scenario=replace(job.scenario, procedure=followed), reporter=AtStep(scene.step.title, begin)
    )
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
