"""Read what a person types without ever blocking the run, and without keeping the process alive for it."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable

from runner.errors import Interrupted
from runner.printable import printable


class Lines:
    """Lines from a pipe or a file, read by a daemon thread.

    ``asyncio.to_thread(input)`` would keep the process alive until Enter is pressed (measured); a daemon thread does
    not. Once the input has ended nobody is there any more, and ``ask`` waits until the screen or the clock decides.
    """

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str] | None = None

    async def ask(self, prompt: Callable[[], str]) -> str:
        """The next line, without its end."""
        print(printable(prompt()), file=sys.stderr, flush=True)  # noqa: T201 - talk belongs on stderr
        return await self._lines().get()

    def _lines(self) -> asyncio.Queue[str]:
        if self._queue is None:
            self._queue = asyncio.Queue()
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._read, args=(loop, self._queue), daemon=True, name="stdin").start()
        return self._queue

    def _read(self, loop: asyncio.AbstractEventLoop, queue: asyncio.Queue[str]) -> None:
        for line in sys.stdin:
            try:
                loop.call_soon_threadsafe(queue.put_nowait, line.rstrip("\r\n"))
            except RuntimeError:  # the run is over and its loop is closed
                return


class Typed(Lines):
    """A prompt at a real terminal: redrawn each second for the countdown, never kept in any history."""

    async def ask(self, prompt: Callable[[], str]) -> str:
        """What the person typed until Enter.

        Raises:
            Interrupted: Ctrl-C or Ctrl-D was pressed.
        """
        # Imported here: it takes a tenth of a second, and most runs ask nobody.
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import DummyHistory
        from prompt_toolkit.input import create_input
        from prompt_toolkit.output import create_output

        session: PromptSession[str] = PromptSession(
            history=DummyHistory(), input=create_input(), output=create_output(stdout=sys.stderr)
        )
        try:
            return await session.prompt_async(prompt, refresh_interval=1.0, handle_sigint=False)
        except (KeyboardInterrupt, EOFError):
            raise Interrupted("Interrupted.") from None
