"""``mi-runner run``: one command per scenario, and the driver that starts while the scenario is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runner.commands.early_start import EarlyStart, importing
from runner.printable import say

if TYPE_CHECKING:
    from runner.core.registry import Scenario

_HELP = frozenset({"--help", "-h"})


def load_scenarios() -> dict[str, Scenario]:
    """Every scenario by name; they are imported here, beside pages, pictures and Playwright's client."""
    from runner.core import registry

    return registry.load_scenarios()


class ScenarioGroup(click.Group):
    """A group with one command per scenario."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let options stand before the scenario's name, as they could before each had a command of its own."""
        if args and args[0].startswith("-"):
            known = load_scenarios()
            if name := next((word for word in args if word in known), None):
                args = [name, *(word for word in args if word != name)]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Start the driver before the scenario is imported; it is ended where the call turns out to be wrong."""
        if not _HELP.intersection(args):
            ctx.obj = ctx.with_resource(EarlyStart())
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the scenarios' names."""
        del ctx
        return list(load_scenarios())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Build a scenario's command.

        Raises:
            UsageError: there is no such scenario.
        """
        del ctx
        with importing():
            from runner.commands.run_scenario import command_for
            from runner.core.registry import find_scenario

            return command_for(find_scenario(cmd_name))


@click.group(cls=ScenarioGroup)
def run() -> None:
    """Carry out one scenario for one account.

    \b
    Examples:
      mi-runner run list-devices --account me@example.org
      mi-runner run leave --account me@example.org --dry-run
      mi-runner run leave --account me@example.org --headed
      mi-runner run leave --help

    The password comes from the environment (MI_PASSWORD), .env, the system keyring, MI_PASSWORD_COMMAND or a hidden
    prompt; never from an option.
    """


@click.command()
def scenarios() -> None:
    """List the scenarios.

    \b
    Example:
      mi-runner scenarios
    """
    for scenario in load_scenarios().values():
        say(f"{scenario.name:<18}{'! ' if scenario.irreversible else '  '}{scenario.summary}")
    say("! cannot be undone: asks you to type the account's name first", err=True)
