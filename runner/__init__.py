"""All that the author of a scenario needs.

The names are imported when they are used: ``mi-runner --help`` imports this package and needs none of them.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.core.elsewhere import Elsewhere
    from runner.core.intents import Intent
    from runner.core.refusal import ConsoleRefused
    from runner.core.registry import Option, scenario
    from runner.core.run import Run
    from runner.errors import NeedsPerson, Refused, RunnerError, SignedOut, UsageError
    from runner.model import Match, Plan

# Playwright prints what it types where one of these is set, and reads them when it is imported: before that they go.
for _name in ("DEBUG", "DEBUGP", "PWDEBUG", "npm_config_debug"):
    os.environ.pop(_name, None)

_HOMES = {
    "runner.core.elsewhere": ("Elsewhere",),
    "runner.core.intents": ("Intent",),
    "runner.core.registry": ("Option", "scenario"),
    "runner.core.refusal": ("ConsoleRefused",),
    "runner.core.run": ("Run",),
    "runner.errors": ("NeedsPerson", "Refused", "RunnerError", "SignedOut", "UsageError"),
    "runner.model": ("Match", "Plan"),
}

__all__ = [
    "ConsoleRefused",
    "Elsewhere",
    "Intent",
    "Match",
    "NeedsPerson",
    "Option",
    "Plan",
    "Refused",
    "Run",
    "RunnerError",
    "SignedOut",
    "UsageError",
    "scenario",
]


def __getattr__(name: str) -> Any:
    """Import a name where it is defined."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(name)
