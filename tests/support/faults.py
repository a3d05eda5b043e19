"""The faults of the matrix, and the steps of *leave* at which they happen."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from runner.operators.base import Answer, Pause
from runner.operators.practice import PracticeOperator
from runner.operators.reporter import NullReporter
from tests.support.people import EMAIL


@dataclass(frozen=True)
class Step:
    """A step of *leave*: what the trail calls it, which request of the console it depends on, and what is pressed or read."""

    title: str
    path: str
    label: str


DEVICES = {
    "devices": [{"id": "did0a1b2c3d4e5f", "name": "Redmi Note 13", "model": "23124RA7EO", "holds_account": True}]
}
APPS = {"apps": [{"id": "2882303761517308695", "name": "Mi Home"}]}
"""The least that has every step."""

STEPS = {
    "sign in": Step("Sign in", "/pass/serviceLoginAuth2", "Sign in"),
    "account page": Step("Make sure whose account", "/fe/service/account", "Account ID"),
    "device list": Step("List the linked devices", "/passport/user/all/devices", "Devices"),
    "app list": Step("List the authorised apps", "/fe/service/account/authorization/list", "Remove"),
    "unlink": Step("Unlink", "/find/device/did", "Delete device"),
    "revoke": Step("Revoke", "/fe/service/account/authorization/revoke", "Remove"),
    "deletion page": Step("Open the account's deletion", "/pass/del", "Delete Xiaomi Account"),
    "code": Step("Ask for the deletion", "/pass/del/verify", "Submit"),
    "last click": Step("Delete the account", "/pass/del/confirm", "Delete account"),
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
    wait: int = 60
    """Seconds a person has who never comes."""
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


LOOK_ALIKE, RENAMED = "redirect to a look-alike", "renamed label"
UNKNOWN = frozenset({LOOK_ALIKE, RENAMED})
"""They may lead to a screen that stays unknown: neither the run's patience nor a person's time need be long."""
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


_RENAME = """(label) => {
  const rename = () => {
    const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (texts.currentNode.data.trim() === label) texts.currentNode.data = "Proceed with it";
  };
  new MutationObserver(rename).observe(document, { subtree: true, childList: true, characterData: true });
  rename();
}"""


async def _rename(scene: Scene) -> None:
    label = scene.step.label
    await scene.run.tab.context.add_init_script(f"({_RENAME})({label!r})")
    with suppress(PlaywrightError):
        await scene.run.tab.evaluate(_RENAME, label)


async def _kill_browser(scene: Scene) -> None:
    session = await scene.run.tab.context.browser.new_browser_cdp_session()
    found = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    os.kill(next(one["id"] for one in found if one["type"] == "browser"), signal.SIGKILL)


async def _lose_console(scene: Scene) -> None:
    await scene.run.tab.context.route("**/*", lambda route: route.abort("connectionrefused"))


DURING: Mapping[str, Callable[[Scene], Awaitable[None]]] = {
    "500, though it acted": _acts_and_fails,
    "reset": lambda scene: _reset(scene, acted=False),
    "reset, though it acted": lambda scene: _reset(scene, acted=True),
    "tab crashes": _crash,
    "window closed": _close,
    "session ends": _expire,
    RENAMED: _rename,
    "kill -9 of the browser": _kill_browser,
    "the console is gone": _lose_console,
}
"""Faults of the browser or the connection, as the step begins."""

KILLED = "kill -9 of the runner"
OF_MACHINE = ("disk full", "clock set back", KILLED)
FAULTS = (*BEFORE, *DURING, *OF_MACHINE)
