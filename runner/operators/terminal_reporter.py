"""What the terminal shows while a run goes on: a live checklist, or plain lines where the output is no terminal."""

from __future__ import annotations

import time
from dataclasses import dataclass

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from runner.operators.reporter import NullReporter, Reporter
from runner.printable import printable


def choose_reporter(console: Console, *, quiet: bool) -> Reporter:
    """Return who reports the steps: nobody, a live checklist, or plain lines where the output is no terminal."""
    if quiet:
        return NullReporter()
    return LiveReporter(console) if console.is_terminal and not console.is_dumb_terminal else PlainReporter(console)


MARKS = {"done": ("✓", "green"), "skipped": ("–", "dim"), "failed": ("✗", "bold red")}


@dataclass
class _Line:
    title: str
    began: float
    mark: str = ""
    note: str = ""
    took: float = 0.0


class LiveReporter:
    """Steps done, running and waiting, with the time that has passed; redrawn in place on stderr."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.lines: list[_Line] = []
        self.began = time.monotonic()
        self.live = Live(get_renderable=self._draw, console=console, refresh_per_second=4, transient=False)

    def opened(self, title: str, trail: str) -> None:
        self.console.print(
            Text.assemble(("mi-runner ", "bold"), (title, "bold cyan"), ("  trail: ", "dim"), (trail, "dim"))
        )
        self.live.start()

    def step(self, title: str) -> None:
        self.lines.append(_Line(printable(title), time.monotonic()))

    def step_ended(self, title: str, mark: str, note: str = "") -> None:
        title, note = printable(title), printable(note)
        line = next((line for line in reversed(self.lines) if line.title == title and not line.mark), None)
        if line is None:
            line = _Line(title, time.monotonic())
            self.lines.append(line)
        line.mark, line.note, line.took = mark, note, time.monotonic() - line.began

    def waiting(self, text: str) -> None:
        """Make room for the person's panel; the checklist comes back when the wait is over."""
        if text:
            self.live.transient = True  # it is drawn again after the pause; twice would only be in the way
            self.live.stop()
        elif not self.live.is_started:
            self.live = Live(get_renderable=self._draw, console=self.console, refresh_per_second=4)
            self.live.start()

    def note(self, text: str) -> None:
        self.console.print(Text(f"  {printable(text)}", "yellow"))

    def closed(self) -> None:
        self.live.stop()

    def _draw(self) -> Table:
        now = time.monotonic()
        table = Table.grid(padding=(0, 1))
        table.add_column(width=2)
        table.add_column(overflow="fold")
        table.add_column(justify="right", style="dim")
        for line in self.lines:
            if line.mark:
                sign, style = MARKS[line.mark]
                title = Text(line.title, style="dim" if line.mark == "skipped" else "")
                if line.note:
                    title.append(f"  {line.note}", "dim")
                table.add_row(Text(sign, style), title, f"{line.took:.1f} s")
            else:
                table.add_row(Spinner("dots", style="cyan"), Text(line.title, "bold"), f"{now - line.began:.0f} s")
        table.add_row("", Text(f"{now - self.began:.0f} s so far", "dim"), "")
        return table


class PlainReporter:
    """A line for each thing that happens: for files, pipes and screen readers."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.began = time.monotonic()

    def opened(self, title: str, trail: str) -> None:
        self._say(f"{title}: the trail is in {trail}")

    def step(self, title: str) -> None:
        self._say(f"… {title}")

    def step_ended(self, title: str, mark: str, note: str = "") -> None:
        self._say(f"{MARKS[mark][0]} {title}{f' ({note})' if note else ''}")

    def waiting(self, text: str) -> None:
        if text:
            self._say(f"waiting for you: {text}")

    def note(self, text: str) -> None:
        self._say(text)

    def closed(self) -> None:
        pass

    def _say(self, text: str) -> None:
        line = f"[{time.monotonic() - self.began:6.1f} s] {printable(text)}"
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)
