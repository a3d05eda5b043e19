"""Starts Playwright's driver with an environment of its own: no secret of ours in it, no log of what is typed.

Seen: ``DEBUG=pw:api`` prints ``fill("…")`` with the password; ``MI_PASSWORD`` and every other variable of ours stood in the
environment of driver and browser, where the owner's other programs can read it; a run that was killed left its browser
profile, cookies included, in the temporary folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Playwright, async_playwright

from runner.errors import RunnerError
from runner.trail.locking import lock

_PASSED_ON: Final = frozenset(
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY",
        "DBUS_SESSION_BUS_ADDRESS", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "NODE_EXTRA_CA_CERTS", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "COMSPEC",
        "PATHEXT", "USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432",
        "HOMEDRIVE", "HOMEPATH", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "OS", "PUBLIC", "CHROME_DEVEL_SANDBOX",
    ]
)  # fmt: skip
"""What a browser needs to run; any other variable may hold a secret, whatever it is called."""
_KINDS: Final = ("LC_", "XDG_", "PLAYWRIGHT_", "PW_LANG_NAME", "PW_CLI_", "GTK_", "QT_", "__CF_")
_PREFIX: Final = "mi-runner-run-"
_MARK: Final = ".lock"


def browser_environment(whole: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that driver and browser get."""
    return {
        name: value
        for name, value in whole.items()
        if name.upper() in _PASSED_ON or name.upper().startswith(_KINDS)
    }


@asynccontextmanager
async def start_driver() -> AsyncIterator[Playwright]:
    """Playwright, running; its temporary files lie in a folder of this run, which goes with it.

    Raises:
        RunnerError: this version of Playwright takes no environment of ours.
    """
    with temporary_folder() as folder:
        _give_environment()
        _folder.set(folder)  # of this task and those it starts: several runs may start their drivers at once
        async with async_playwright() as playwright:
            yield playwright


_folder: ContextVar[Path | None] = ContextVar("folder of the run", default=None)


def _give_environment() -> None:
    """Playwright offers no way to say what its driver's environment is, so the function that makes it is replaced."""
    module = _transport()
    made = getattr(module.get_driver_env, "original", module.get_driver_env)

    def environment() -> dict[str, str]:
        folder, names = _folder.get(), ("TEMP", "TMP") if os.name == "nt" else ("TMPDIR",)
        places = {name: str(folder) for name in names} if folder else {}
        return browser_environment(made()) | places

    environment.original = made  # type: ignore[attr-defined]
    module.get_driver_env = environment
    with suppress(ImportError, AttributeError):  # read when Playwright was imported, perhaps by somebody else
        import_module("playwright._impl.utils.debug_logger").debug_logger._names.clear()  # noqa: SLF001


def _transport() -> Any:
    for name in ("playwright._impl.transport", "playwright._impl._transport"):
        with suppress(ImportError):
            module = import_module(name)
            if hasattr(module, "get_driver_env"):
                return module
    raise RunnerError("This version of Playwright would hand all settings to its browser; install the one mi-runner names.")


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for one run's browser, readable by its owner only; those that killed runs left are removed first."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    with (folder / _MARK).open("wb") as mark:
        lock(mark.fileno())
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)  # Windows keeps a file that is open


def sweep() -> None:
    """Remove what killed runs of this user left: profiles with the cookies of a signed-in session."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or (hasattr(os, "getuid") and folder.lstat().st_uid != os.getuid()):
                continue
            with (folder / _MARK).open("r+b") as mark:
                left = lock(mark.fileno())
            if left:
                shutil.rmtree(folder, ignore_errors=True)
