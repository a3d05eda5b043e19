"""The runner before a foreign front end: one scenario to its end, in one browser, judged by the console's ledger."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pages.console import Site
from runner.core.engine import Job, carry_out
from runner.core.registry import find_scenario
from runner.credentials.vault import Vault
from runner.errors import GaveUp
from runner.model import Account, Result, Status
from runner.operators.base import Answer
from runner.operators.reporter import NullReporter
from runner.settings import Settings
from tests.foreign.seeds import EMAIL, PASSWORD, seed

CODE_PATIENCE = 30.0
LIMIT = 600
"""Seconds after which a run counts as hanging."""
LATE = 1.5
"""Seconds a list that is late is kept back, once it was asked for."""

SCENARIOS = {
    "list-devices": "list-devices",
    "unlink-devices": "unlink-devices",
    "unlink one": "unlink-devices",
    "revoke-apps": "revoke-apps",
    "delete-account": "delete-account",
    "delete-account, devices linked": "delete-account",
    "leave": "leave",
    "inventory": "inventory",
}
"""What is tried, and the runner's scenario for it."""


class Owner:
    """The account's owner: reads codes and consents. Whatever else she is asked ends the run, and is remembered."""

    name = "terminal"
    attended = True

    def __init__(self, console) -> None:
        self.console = console
        self.asked: list[str] = []
        self.used: set[str] = set()

    async def attend(self, pause, tab):
        if pause.takes_code:
            until = time.monotonic() + CODE_PATIENCE
            while time.monotonic() < until:
                code = self.console.practice.last_code(EMAIL)
                if code and code not in self.used:
                    self.used.add(code)
                    return Answer("code", code)
                await asyncio.sleep(0.05)
        self.asked.append(f"{pause.screen}: {pause.wanted}")
        raise GaveUp("The person of the test stopped at this pause.")

    async def consent(self, plan):
        return EMAIL

    async def ask(self, question):
        self.asked.append(question.partition("\n")[0])
        raise GaveUp("The person of the test stopped at this question.")


@dataclass
class Outcome:
    """How a run before a foreign front end ended, and what the console saw of it."""

    scenario: str
    front: str
    before: dict
    after: dict
    result: Result
    asked: list[str]
    ledger: list[dict]
    chosen: dict | None
    events: Counter = field(init=False)

    def __post_init__(self) -> None:
        self.events = Counter(row["event"] for row in self.ledger)

    @property
    def wrong(self) -> str:
        """What must never be, whatever else happened; empty when nothing of it was."""
        if self.events["product-deleted"]:
            return "a product's data was deleted"
        mine = {"unlink-devices": "devices", "unlink one": "devices", "revoke-apps": "apps", "leave": "all"}
        touched = {
            "device-unlinked": mine.get(self.scenario) in {"devices", "all"},
            "app-revoked": mine.get(self.scenario) in {"apps", "all"},
            "account-deleted": self.scenario in {"leave", "delete-account"},
        }
        for event, allowed in touched.items():
            if self.events[event] and not allowed:
                return f"the console noted {event}, which was not asked for"
        unlinked = [row["device"] for row in self.ledger if row["event"] == "device-unlinked"]
        if self.scenario == "unlink one" and set(unlinked) - {self.chosen["id"]}:
            return f"another device was unlinked: {unlinked}"
        if self.events["account-deleted"] and self.after["devices"]:
            return "the account was deleted while devices were linked"
        return self._false_words()

    def _false_words(self) -> str:
        """What the run says and the console does not."""
        if self.result.status is Status.DONE and (left := self._left()):
            return f"it says that it is done ({self.result.reason}), and the console still has {left}"
        listed = self.result.found.get("devices")
        if self.result.status is not Status.DONE or listed is None:
            return ""
        names = sorted(each["name"] for each in listed)
        true = sorted(each["name"] for each in self.before["devices"])
        if names != true:
            return f"it says {len(names)} devices {names[:6]}, the console has {len(true)} {true[:6]}"
        return ""

    def _left(self) -> list[str]:
        """What should have gone and is there still."""
        gone = {"unlink-devices": ("devices",), "revoke-apps": ("apps",), "leave": ("devices", "apps")}
        left = [each["name"] for kind in gone.get(self.scenario, ()) for each in self.after[kind]]
        if self.scenario == "unlink one":
            left += [each["name"] for each in self.after["devices"] if each["id"] == self.chosen["id"]]
        if self.scenario in {"leave", "delete-account"} and self.after["state"] != "deleted":
            left.append("the account")
        return left

    @property
    def missing(self) -> str:
        """What the run should have brought about and did not; empty when it is done."""
        if self.scenario == "delete-account, devices linked":
            refused = self.result.status is Status.REFUSED and self.before["devices"][0]["name"] in self.result.reason
            return "" if refused else self._how()
        if self.result.status is not Status.DONE:
            return self._how()
        devices, apps = len(self.before["devices"]), len(self.before["apps"])
        wanted = {
            "list-devices": {}, "inventory": {}, "unlink one": {"device-unlinked": 1},
            "unlink-devices": {"device-unlinked": devices}, "revoke-apps": {"app-revoked": apps},
            "delete-account": {"account-deleted": 1},
            "leave": {"device-unlinked": devices, "app-revoked": apps, "account-deleted": 1},
        }[self.scenario]  # fmt: skip
        for event, times in wanted.items():
            if self.events[event] != times:
                return f"{event}: {self.events[event]} of {times}; it says {self.result.reason}"
        return self._unread()

    def _unread(self) -> str:
        """What it should have found and kept."""
        found = self.result.found
        if self.scenario in {"list-devices", "inventory"} and "devices" not in found:
            return "it says nothing about devices"
        if self.scenario == "inventory":
            apps = sorted(each["name"] for each in found.get("apps", []))
            if apps != sorted(each["name"] for each in self.before["apps"]):
                return f"it found the apps {apps}"
            stored = {kind: re.sub(r"\D", "", str(figure)) for kind, figure in found.get("stored", {}).items()}
            lacking = {kind for kind, count in self.before["stored"].items() if stored.get(kind) != str(count)}
            if lacking:
                return f"it did not read {', '.join(sorted(lacking))}"
        return ""

    def _how(self) -> str:
        return f"{self.result.status.value}: {self.result.reason} Asked: {self.asked}"

    @property
    def word(self) -> str:
        """One word for the table."""
        if self.wrong:
            return "WRONG"
        if not self.missing:
            return "done"
        if self.asked or self.result.status is Status.WAITS:
            return "asks"
        return "stops"


def try_out(
    console, shared, front: str, scenario: str, trails: Path, *, patience: float = 20, most: int | None = None,
    window: tuple[int, int] = Settings.viewport,
) -> Outcome:
    """Carry one scenario out before one front end.

    Arguments:
        console: the console with its front ends.
        shared: the browser.
        front: which front end.
        scenario: which scenario.
        trails: where the trail goes.
        patience: seconds before a screen counts as unknown.
        most: how many devices and apps the account has at most.
        window: how wide and high the page is, in CSS pixels.
    """
    console.practice.reset()
    account = seed(
        console, front, few=scenario in {"leave", "unlink-devices"}, devices=scenario != "delete-account", most=most
    )
    chosen = choose(account["devices"], console.front.data) if scenario == "unlink one" else None
    owner = Owner(console)
    if console.front.options.get("late"):
        threading.Thread(target=_let_go_late, args=(console, console.kept_waiting, console.let_go), daemon=True).start()
    settings = Settings(
        site=Site(console.account_url, console.cloud_url), headed=False, trails=trails, wait=30, patience=patience, viewport=window
    )
    result = _carried_out(shared, _job(SCENARIOS[scenario], owner, settings, chosen))
    after = console.practice.account(EMAIL)
    return Outcome(scenario, front, account, after, result, owner.asked, console.practice.ledger(EMAIL), chosen)


def _carried_out(shared, job: Job) -> Result:
    """The run's own result; a fault of the program's is one too, and what it did until then is judged all the same."""
    try:
        return shared.loop.run(carry_out(job, shared.browser), LIMIT)
    except Exception as fault:
        reason = f"{type(fault).__name__}: {fault}".partition("\n")[0]
        return Result(job.scenario.name, job.account.name, Status.FAILED, reason, job.settings.trails)


def choose(devices: list[dict], data: str) -> dict:
    """The device that is named with --device: the trickiest that is the only one of its name."""
    alone = [each for each in devices if [other["name"] for other in devices].count(each["name"]) == 1]
    tricky = [each for each in alone if each["name"] in {"Delete", "Remove"}] or alone[-1:]
    return {**tricky[0], "by": tricky[0]["name"] if data == "own" else tricky[0]["id"]}


def _job(scenario: str, owner: Owner, settings: Settings, chosen: dict | None) -> Job:
    wishes = {"devices": (chosen["by"],)} if chosen else {}
    vault = Vault({"MI_PASSWORD": PASSWORD}, {})
    return Job(find_scenario(scenario), Account(EMAIL, "test"), settings, owner, NullReporter(), vault, wishes)


def _let_go_late(console, asked: threading.Event, let_go: threading.Event) -> None:
    """A moment after a page has asked for its list, let it come; who believed *none* has said so by then."""
    asked.wait(60)
    time.sleep(LATE)
    let_go.set()
