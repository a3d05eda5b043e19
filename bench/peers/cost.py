"""What an account costs besides time: processor seconds of Python, driver and browser, and messages to the driver."""

from __future__ import annotations

from typing import Any

import psutil
from playwright.async_api import Browser


class Cost:
    """Counts for everything that this process started but one, the console."""

    def __init__(self, browser: Browser, console: int) -> None:
        self.console = console
        self.messages = 0
        # Playwright tells nobody how many messages it sends; its connection has one method for it (seen: 1.65).
        connection: Any = browser._impl_obj._connection  # noqa: SLF001
        send = connection.send_message_to_server

        def counted(*given: Any, **how: Any) -> Any:
            self.messages += 1
            return send(*given, **how)

        connection.send_message_to_server = counted

    def seconds(self) -> float:
        """Processor seconds so far, those of processes that have ended too."""
        here = psutil.Process()
        return sum(_spent(one) for one in (here, *here.children(recursive=True)) if one.pid != self.console)


def _spent(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:  # it ended in this moment, and whoever started it counts it
        return 0.0
    return float(times.user + times.system + getattr(times, "children_user", 0) + getattr(times, "children_system", 0))
