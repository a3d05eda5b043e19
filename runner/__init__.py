"""All that the author of a scenario needs."""

from runner.core.elsewhere import Elsewhere
from runner.core.identity import SignedOut
from runner.core.intents import Intent
from runner.core.registry import scenario
from runner.core.run import ConsoleRefused, Run
from runner.errors import NeedsPerson, Refused, RunnerError, UsageError
from runner.model import Match, Plan

__all__ = [
    "ConsoleRefused",
    "Elsewhere",
    "Intent",
    "Match",
    "NeedsPerson",
    "Plan",
    "Refused",
    "Run",
    "RunnerError",
    "SignedOut",
    "UsageError",
    "scenario",
]
