"""Write ``docs/commands.md``: the help page of each command, as ``mi-runner … --help`` prints it.

Run it after a change of a command: ``python docs/write_help.py``. A test compares the file with what it would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from runner.cli import cli

TARGET = Path(__file__).with_name("commands.md")
WIDTH = 110


def every_command(group: click.Group = cli, name: str = "mi-runner") -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its full name, groups too."""
    context = click.Context(group, info_name=name)
    yield name, group
    for key in group.list_commands(context):
        command = group.get_command(context, key)
        if isinstance(command, click.Group):
            yield from every_command(command, f"{name} {key}")
        elif command is not None:
            yield f"{name} {key}", command


def help_of(name: str, command: click.Command) -> str:
    """Return a help page as a terminal of 110 columns shows it."""
    context = click.Context(command, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH)
    return command.get_help(context)


def page() -> str:
    """Return the whole document."""
    parts = ["# Commands\n\nWritten by `python docs/write_help.py`; a test compares it with `--help`.\n"]
    parts += [f"## {name}\n\n```\n{help_of(name, command)}\n```\n" for name, command in every_command()]
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
    print(TARGET)  # noqa: T201 - its only output
