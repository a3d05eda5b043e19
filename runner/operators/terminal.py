"""The operator who sits at the terminal, with the browser window beside it."""

from __future__ import annotations

import sys

from playwright.async_api import Page as Tab
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from runner.errors import GaveUp, Interrupted
from runner.inventory import kinds_in
from runner.model import Plan
from runner.operators.base import Answer, Pause
from runner.operators.terminal_input import Lines, Typed
from runner.printable import is_dumb, printable

STOP_WORDS = {"q", "quit", "stop"}


class TerminalPerson:
    """Rings the bell, says what is awaited, and takes an answer: Enter, a code, or ``q`` to stop."""

    name = "terminal"
    attended = True

    def __init__(self, console: Console, lines: Lines, *, headed: bool) -> None:
        self.console = console
        self.lines = lines
        self.headed = headed
        self._told: tuple[int, str] | None = None

    async def attend(self, pause: Pause, tab: Tab) -> Answer:  # noqa: ARG002 - the person looks at the window
        """Wait for the person's line."""
        self._tell(pause)
        typed = (await self.lines.ask(lambda: prompt_for(pause))).strip()
        if typed.lower() in STOP_WORDS:
            return Answer("give-up")
        if typed and pause.takes_code:
            return Answer("code", typed)
        return Answer("look")

    def _tell(self, pause: Pause) -> None:
        if self._told == (pause.number, pause.words):
            return
        if self._told is None or self._told[0] != pause.number:
            self.console.bell()
        self._told = (pause.number, pause.words)
        where = "in the browser window" if self.headed else "there is no window; see the picture in the trail"
        how = Text(f"Act {where}; the run goes on by itself. ", "dim")
        how.append("Or type the code here. " if pause.takes_code else "Enter looks again. ", "dim")
        how.append("q stops.", "dim")
        parts = [Text(printable(pause.wanted), "bold"), how]
        if pause.words:
            parts.insert(1, Text(printable(pause.words), "red"))
        if not self.headed and pause.picture:
            parts.append(Text(printable(pause.picture), "dim"))
        self.console.print(
            Panel(Group(*parts), title=Text(f"Waiting for you: {printable(pause.screen)}"), title_align="left", border_style="yellow")
        )

    async def consent(self, plan: Plan) -> str:
        """Show what will go, and have the account's name typed."""
        self.console.bell()
        self.console.print(consent_panel(plan))
        typed = await self.lines.ask(lambda: f"Type {printable(plan.account)} to consent, or q to stop: ")
        if typed.strip().lower() in STOP_WORDS:
            raise Interrupted("You did not consent.")
        return typed

    async def ask(self, question: str) -> str:
        """Ask in a panel, and take one line.

        Raises:
            GaveUp: the person typed q.
        """
        self.console.bell()
        self.console.print(question_panel(question))
        typed = await self.lines.ask(lambda: "Your answer, or q to stop: ")
        if typed.strip().lower() in STOP_WORDS:
            raise GaveUp("You stopped at a question. Run the same command again to go on.")
        return typed


def question_panel(question: str) -> Panel:
    """A question, with how to answer it below."""
    first, *more = map(printable, question.split("\n"))
    parts = [Text(first, "bold"), *(Text(line, "red" if line.startswith("✗") else "dim") for line in more)]
    return Panel(Group(*parts), title="Question", title_align="left", border_style="cyan")


def prompt_for(pause: Pause) -> str:
    """The line to type at, with the countdown; asked for again every second."""
    if pause.code_left is None:
        return f"[{_clock(pause.left)} left] Enter = look again, q = stop: "
    state = f"code counts for {pause.code_left:.0f} s" if pause.code_left else "the code ran out, asking for another"
    return f"[{state}] Code: "


def consent_panel(plan: Plan) -> Panel:
    """What will go, for a person who is about to consent to it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("Account", printable(plan.account) + ("  — deleted, with all its data" if plan.deletes_account else ""))
    for title, names in (("Devices", plan.devices), ("Apps", plan.apps)):
        if names:
            table.add_row(title, "\n".join(map(printable, names)))
    if plan.stored:
        table.add_row("Stored", " · ".join(f"{kind} {count}" for kind, count in kinds_in(plan.stored).items()))
    told = [("Save first", plan.hints, ""), ("Beware", plan.warnings, "yellow"), ("Note", plan.notes, "yellow")]
    last = [Text("\nThis cannot be undone.", "bold red")]
    if plan.devices or plan.apps:
        told.append(("Read on", plan.pictures, "dim"))
        last.append(Text("If that is not all that the console shows, type q, and look at its lists.", "dim"))
    for title, lines, style in told:
        for number, line in enumerate(lines):
            table.add_row("" if number else title, Text(printable(line), style))
    return Panel(
        Group(table, *last),
        title="What will go", title_align="left", border_style="red",
    )  # fmt: skip


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def open_lines() -> Lines:
    """How this terminal is read: with a prompt that counts down, or line by line where the input is no terminal."""
    return Typed() if sys.stdin.isatty() and sys.stderr.isatty() and not is_dumb() else Lines()
