"""Rich's console for text of strangers; apart from ``runner.printable``, which a help page imports without rich."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from runner.printable import is_dumb, printable_lines


class SafeConsole(Console):
    """Rich's console for text of strangers: no markup, no emoji codes, no control in anything but rich's own segments."""

    def __init__(self, **given: Any) -> None:
        """Take what rich's console takes."""
        if is_dumb():
            given = {"force_terminal": False, "no_color": True} | given
        super().__init__(**{"markup": False, "emoji": False, "highlight": False} | given)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as rich does, with every text made printable."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable():
                yield segment
            else:
                yield Segment(printable_lines(segment.text), segment.style)


def open_console(*, stderr: bool = False, **given: Any) -> SafeConsole:
    """A console for results on stdout, or for talk on stderr."""
    return SafeConsole(stderr=stderr, **given)
