"""``mi-runner``: the command, its groups, and the one place where an error becomes a line and an exit code.

A command is imported when it is called: ``mi-runner --help`` needs no browser, no database and no extra.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from runner.errors import RunnerError, trace_of
from runner.printable import is_dumb, prepare_output, printable_lines, say_trace

COMMANDS: Mapping[str, tuple[str, str]] = {
    "run": ("runner.commands.run:run", "Carry out one scenario for one account."),
    "scenarios": ("runner.commands.run:scenarios", "List the scenarios."),
    "batch": ("runner.commands.batch:batch", "Carry out a scenario for a list of accounts, unattended."),
    "worker": ("runner.commands.worker:worker", "Take accounts off the queue of a database, until Ctrl-C."),
    "resume": ("runner.commands.resume:resume", "Take up the parked accounts of BATCH (default: the newest that has any)."),
    "status": ("runner.commands.status:status", "Show BATCH (default: the newest) as a table."),
    "desk": ("runner.commands.desk:desk", "Print a link to the desk of a batch that runs on this machine."),
    "practice": ("runner.commands.practice:practice", "Serve the practice console: a local stand-in for the vendor's, with demo accounts."),
    "demo": ("runner.commands.demo:demo", "Leave an account on the practice console, with a practice operator for its CAPTCHA and its code."),
    "doctor": ("runner.commands.doctor:doctor", "Check browser, settings, keyring and console address, and say how to mend each."),
    "secret": ("runner.commands.secret:secret", "Keep a password in the system keyring, or remove it."),
    "trail": ("runner.commands.trail:trail", "Check, read, export and prune the audit trails of runs."),
}
"""Each command: where it is, and its line in ``mi-runner --help``."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called; its list of commands needs no import."""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table: the most used come first."""
        del ctx
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in self.lazy:
            return None
        module, _, name = self.lazy[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.lazy.items()])


@click.group(
    cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(package_name="mi-runner", prog_name="mi-runner")
def cli() -> None:
    """Leave Xiaomi: unlink devices, revoke apps and delete the account, in a real browser, with an audit trail.

    \b
    Try it first where nothing can be lost:
      mi-runner demo
      mi-runner practice
      mi-runner run leave --console practice --account leaver@example.test --dry-run
    """


def main() -> NoReturn:
    """Run the command; expected errors are one line on stderr, and a traceback only with ``--debug``."""
    prepare_output()
    # A process that ends gives its memory back as a whole: looking for circles in it first takes a tenth of a second.
    atexit.register(gc.freeze)
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except (click.Abort, KeyboardInterrupt):
        say_error("Interrupted.")
        code = 130
    except click.ClickException as problem:
        problem.show()
        code = 2
    except RunnerError as problem:
        say_trace(trace_of(problem))
        say_error(str(problem))
        code = problem.exit_code
    except OSError as problem:
        say_trace(trace_of(problem))
        why = problem.strerror or type(problem).__name__
        say_error(f"A file or the output could not be read or written ({why}). What a run did stands in its trail.")
        code = 1
    except Exception as problem:  # noqa: BLE001 - the last net: a sentence instead of a traceback
        say_trace(trace_of(problem))
        # Not str(problem): an unexpected error may quote what was filled in.
        say_error(
            f"Unexpected {type(problem).__name__}: a fault of mi-runner. Run it again with --debug and report it."
        )
        code = 1
    sys.exit(code or 0)


def say_error(text: str) -> None:
    """One line on stderr, its first word red where colours are wanted."""
    head = "Error: " if is_dumb() else click.style("Error: ", fg="red", bold=True)
    click.echo(head + printable_lines(text), err=True)
