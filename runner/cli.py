"""``mi-runner``: the command, its groups, and the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import sys
import traceback
from typing import NoReturn

import click
from rich.console import Console
from rich.text import Text

from runner.commands.batch import batch
from runner.commands.demo import demo
from runner.commands.desk import desk
from runner.commands.doctor import doctor
from runner.commands.practice import practice
from runner.commands.resume import resume
from runner.commands.run import run, scenarios
from runner.commands.secret import secret
from runner.commands.status import status
from runner.commands.trail import trail
from runner.commands.worker import worker
from runner.errors import RunnerError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="mi-runner", prog_name="mi-runner")
def cli() -> None:
    """Leave Xiaomi: unlink devices, withdraw apps and delete the account, in a real browser, with an audit trail.

    \b
    Try it first where nothing can be lost:
      mi-runner demo
      mi-runner practice
      mi-runner run leave --console practice --account leaver@example.test --dry-run
    """


for command in (run, scenarios, batch, worker, resume, status, desk, practice, demo, doctor, secret, trail):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command; expected errors are one line on stderr, and a traceback only with ``--debug``."""
    debug = "--debug" in sys.argv
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.Abort:
        say_error("Interrupted. Nothing more was done.")
        code = 130
    except click.ClickException as problem:
        problem.show()
        code = 2
    except KeyboardInterrupt:
        say_error("Interrupted. Nothing more was done.")
        code = 130
    except RunnerError as problem:
        show_trace(problem, wanted=debug)
        say_error(str(problem))
        code = problem.exit_code
    except Exception as problem:  # noqa: BLE001 - the last net: a sentence instead of a traceback
        show_trace(problem, wanted=debug)
        # Not str(problem): an unexpected error may quote what was filled in.
        say_error(
            f"Unexpected {type(problem).__name__}: a fault of mi-runner. Run it again with --debug and report it."
        )
        code = 1
    sys.exit(code or 0)


def show_trace(problem: BaseException, *, wanted: bool) -> None:
    """Where it happened, for ``--debug``: files and lines only, since an error's text may quote what was filled in."""
    while wanted and problem:
        click.echo(f"{type(problem).__name__}, at:\n" + "".join(traceback.format_tb(problem.__traceback__)), err=True)
        problem = problem.__cause__ or problem.__context__  # type: ignore[assignment]


def say_error(text: str) -> None:
    """One line on stderr, red where colours are wanted."""
    Console(stderr=True, highlight=False).print(Text.assemble(("Error: ", "bold red"), text), soft_wrap=True)
