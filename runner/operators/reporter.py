"""Who is told what a run does: one protocol, fed from the trail's own events, so that nothing is reported twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from runner.operators.base import Operator


class Reporter(Protocol):
    """Hears of each step as it happens."""

    def opened(self, title: str, trail: str) -> None:
        """A run began; its trail is in this folder."""

    def step(self, title: str) -> None:
        """A step began."""

    def step_ended(self, title: str, mark: str, note: str = "") -> None:
        """A step ended: ``done``, ``skipped`` or ``failed``."""

    def waiting(self, text: str) -> None:
        """A person is waited for; an empty text says that the wait is over."""

    def note(self, text: str) -> None:
        """Something worth a line."""

    def closed(self) -> None:
        """The run is over."""


class NullReporter:
    """Says nothing."""

    def opened(self, title: str, trail: str) -> None: ...
    def step(self, title: str) -> None: ...
    def step_ended(self, title: str, mark: str, note: str = "") -> None: ...
    def waiting(self, text: str) -> None: ...
    def note(self, text: str) -> None: ...
    def closed(self) -> None: ...


def narrate(reporter: Reporter, operator: Operator, kind: str, event: Mapping[str, Any]) -> None:
    """Tell the reporter what an event of the trail means to it; most events mean nothing.

    Arguments:
        reporter: who is told.
        operator: who acts; where nobody does, nobody is waited for.
        kind: the event's kind, from the list in ``runner.trail.events``.
        event: its fields, not redacted: the reporter's reader is the operator.
    """
    match kind:
        case "step-started":
            reporter.step(event["title"])
        case "step-done" | "step-failed" | "step-skipped":
            why = event["why"] if kind == "step-skipped" else ""
            reporter.step_ended(event["title"], kind.removeprefix("step-"), why)
        case "pause-started" if operator.attended:
            reporter.waiting(event["why"])
        case "pause-ended":
            reporter.waiting("")
        case "note":
            reporter.note(event["text"])
        case "retry":
            reporter.note(f"{event['what']} failed ({event['why']}); attempt {event['attempt']}.")
