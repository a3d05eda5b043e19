"""Scenarios: plain coroutines with a decorator, found by name. Nothing here imports one by hand."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from runner.core.run import Run
from runner.errors import UsageError

Procedure = Callable[[Run], Awaitable[None]]


@dataclass(frozen=True)
class Option:
    """An option of one scenario, as the command line shows it."""

    flag: str
    name: str
    help: str
    kind: Literal["text", "imei", "image"] = "text"
    """How its value is checked before anything is opened."""
    multiple: bool = False
    metavar: str | None = None


@dataclass(frozen=True)
class Scenario:
    """One procedure a person could follow; its docstring is its help."""

    name: str
    procedure: Procedure
    irreversible: bool
    options: tuple[Option, ...] = ()
    """What only this scenario is told; values are in ``run.options`` by their names."""
    example: str = "--account me@example.org"
    """What follows the scenario's name in the example of its help page."""
    secrets: tuple[str, ...] = ("password",)
    """What it needs of the vault: ``password``, ``new password``; fetched before the browser opens."""

    @property
    def help(self) -> str:
        """The whole docstring, cleaned."""
        return inspect.getdoc(self.procedure) or ""

    @property
    def summary(self) -> str:
        """The docstring's first line."""
        return self.help.partition("\n")[0]


_known: dict[str, Scenario] = {}


def scenario(
    *,
    irreversible: bool = False,
    secrets: tuple[str, ...] = ("password",),
    options: tuple[Option, ...] = (),
    example: str = Scenario.example,
) -> Callable[[Procedure], Procedure]:
    """Make a coroutine a scenario, named after it with dashes: ``unlink_devices`` is run as ``unlink-devices``."""

    def register(procedure: Procedure) -> Procedure:
        name = procedure.__name__.replace("_", "-")
        _known[name] = Scenario(name, procedure, irreversible, options, example, secrets)
        return procedure

    return register


def load_scenarios() -> dict[str, Scenario]:
    """Every scenario of the ``scenarios`` package, by name."""
    package = importlib.import_module("scenarios")
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"scenarios.{module.name}")
    return dict(sorted(_known.items()))


def find_scenario(name: str) -> Scenario:
    """One scenario by its name; of all scenarios only the module of the same name is imported, where there is one.

    Raises:
        UsageError: there is none of that name.
    """
    package = importlib.import_module("scenarios")
    module = name.replace("-", "_")
    if any(found.name == module for found in pkgutil.iter_modules(package.__path__)):
        importlib.import_module(f"scenarios.{module}")
    known = _known if name in _known else load_scenarios()
    if name not in known:
        raise UsageError(f"There is no scenario {name!r}; there are {', '.join(known)}.")
    return known[name]
