"""How verdicts and stories look in a terminal: results on stdout, nothing in them taken for colour or control."""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from runner.operators.safe_console import open_console
from runner.printable import printable, printable_json
from runner.printable import say as printable_say
from runner.trail.timeline import Timeline, spoken
from runner.trail.verify import State, Verdict

_COLOURS: Final = {"good": "green", "bad": "red", "wait": "yellow", "plain": "none"}
_STATES: Final = {State.OK: "green", State.NOTE: "yellow", State.FAILED: "bold red"}


def console() -> Console:
    """Results go to stdout; rich honours NO_COLOR and leaves colours out of files. A file is as wide as it must be."""
    plain = open_console()
    return plain if plain.is_terminal else open_console(width=200, soft_wrap=False)


def show_verdict(verdict: Verdict) -> None:
    """Print the table of checks, and one sentence."""
    table = Table(title=Text(printable(verdict.name)), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    table.add_column("Check", no_wrap=True)
    table.add_column("State", no_wrap=True)
    table.add_column("Found", overflow="fold")
    for check in verdict.checks:
        words = "\n".join(map(printable, check.words))
        table.add_row(Text(check.name), Text(check.state.value, _STATES[check.state]), Text(words))
    out = console()
    out.print(table)
    failed = [check.name for check in verdict.checks if check.state is State.FAILED]
    if failed:
        out.print(Text(f"NOT INTACT: {', '.join(failed)} failed.", "bold red"))
    else:
        notes = [check.name for check in verdict.checks if check.state is State.NOTE]
        more = f"; read the note on: {', '.join(notes)}" if notes else ""
        out.print(Text(f"The trail is intact{more}.", "bold green"))


def json_verdict(verdict: Verdict) -> str:
    """The same for a program."""
    checks = [{"check": one.name, "state": one.state.value.lower(), "found": one.words} for one in verdict.checks]
    return printable_json({"trail": verdict.name, "intact": verdict.intact, "checks": checks})


def show_story(story: Timeline) -> None:
    """Print the timeline."""
    out = console()
    title = f"{story.opened.get('scenario', 'run')} for {story.opened.get('label', '?')}: {story.status}"
    out.print(Text(printable(f"{title}  ({story.name})"), "bold"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for entry in story.entries:
        indent = "" if entry.kind in {"step-started", "run-opened", "run-closed", "step-skipped"} else "  "
        words = f"{indent}{entry.words}" + (f"  [{entry.picture}]" if entry.picture else "")
        style = "bold" if entry.kind == "step-started" else _COLOURS[entry.tone]
        table.add_row(str(entry.n), entry.clock, f"+{spoken(entry.offset)}", Text(printable(words), style))
    out.print(table)


def say(text: str) -> None:
    """Talk to the person, on stderr."""
    printable_say(text, err=True)
