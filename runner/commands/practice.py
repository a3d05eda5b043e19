"""``mi-runner practice``: the practice console, served by itself; it is an extra, so its absence is explained."""

from __future__ import annotations

import click

from runner.errors import UsageError

HOW = "The practice console is not installed; get it with: pip install 'mi-runner[practice]'"

try:
    from runner.practice.command import practice_command as practice
except ImportError:

    @click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
    def practice() -> None:
        """Serve the practice console (not installed)."""
        raise UsageError(HOW)


__all__ = ["practice"]
