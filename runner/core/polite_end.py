"""A polite end from outside: SIGTERM, a terminal that hangs up, a console window that is closed.

Each ends the run as Ctrl-C does, so that the trail gets its end and the session is left.
"""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final

_CLOSED: Final = frozenset({2, 5, 6})
"""Windows: the window is closed, the user signs out, the machine shuts down."""
_GRACE: Final = 30.0
"""Seconds the handler holds Windows up; Windows itself waits about 5 for a window, longer for a sign-out."""
_handlers: list[Any] = []


def on_polite_end(act: Callable[[], object]) -> None:
    """Call ``act`` in this loop when somebody asks the process to end; only where this is the main thread."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        _on_closed_window(loop, act)
        return
    loop.add_signal_handler(signal.SIGTERM, act)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means: go on without a terminal
        loop.add_signal_handler(signal.SIGHUP, _hung_up, act)


def _hung_up(act: Callable[[], object]) -> None:
    """The terminal may be gone: what is written to it from now on would fail, and take the run's end with it."""
    for fd in (0, 1, 2):
        try:
            was_terminal = stat.S_ISCHR(os.fstat(fd).st_mode)
        except OSError:
            continue
        if was_terminal and not os.isatty(fd):
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, fd)
            os.close(nowhere)
    act()


if sys.platform == "win32":

    def _on_closed_window(loop: asyncio.AbstractEventLoop, act: Callable[[], object]) -> None:
        import ctypes
        from ctypes import wintypes

        @ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)
        def handler(event: int) -> bool:
            if event not in _CLOSED:
                return False
            loop.call_soon_threadsafe(act)
            time.sleep(_GRACE)  # the process is ended as soon as this returns
            return True

        _handlers.append(handler)  # Windows keeps no reference
        ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, True)

else:

    def _on_closed_window(_loop: asyncio.AbstractEventLoop, _act: Callable[[], object]) -> None:
        """Elsewhere a closed window is a SIGHUP."""
