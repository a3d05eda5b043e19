"""Starts Playwright's driver with an environment of its own: no secret of ours in it, no log of what is typed.

Seen: ``DEBUG=pw:api`` prints ``fill("…")`` with the password; ``MI_PASSWORD`` and every other variable of ours stood in the
environment of driver and browser, where the owner's other programs can read it; a run that was killed left its browser
profile, cookies included, in the temporary folder.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runner.credentials.early_driver import EarlyDriver, Spawning
from runner.errors import RunnerError
from runner.trail.locking import lock

if TYPE_CHECKING:
    from playwright.async_api import Playwright

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
    from playwright.async_api import async_playwright  # here: whoever starts a driver early imports this module first

    early = _early.get()
    with temporary_folder(early.take_folder() if early else None) as folder:
        give_environment()
        _folder.set(folder)  # of this task and those it starts: several runs may start their drivers at once
        async with async_playwright() as playwright:
            yield playwright


_folder: ContextVar[Path | None] = ContextVar("folder of the run", default=None)
_early: ContextVar[EarlyDriver | None] = ContextVar("a driver that was started early", default=None)


async def start_early() -> EarlyDriver:
    """Start a driver for whoever is told of it by :func:`expect`.

    Its folder is only named: the driver looks for it when it starts a browser. So nothing is left of one that nobody takes.

    Raises:
        Exception: whatever hinders it.
    """
    folder = Path(tempfile.gettempdir()) / f"{_PREFIX}{secrets.token_hex(8)}"
    _folder.set(folder)
    return await EarlyDriver.start(give_environment(), folder)


def expect(early: EarlyDriver) -> None:
    """Let the next :func:`start_driver` in this context use that driver, if it wants the very same."""
    _early.set(early)


def give_environment() -> Any:
    """Give Playwright's driver our environment; gives Playwright's module that starts it.

    Playwright offers no way to say what its driver's environment is, so the function that makes it is replaced.
    """
    module = _transport()
    made = getattr(module.get_driver_env, "original", module.get_driver_env)

    def environment() -> dict[str, str]:
        folder, names = _folder.get(), ("TEMP", "TMP") if os.name == "nt" else ("TMPDIR",)
        places = {name: str(folder) for name in names} if folder else {}
        return browser_environment(made()) | places

    environment.original = made  # type: ignore[attr-defined]
    module.get_driver_env = environment
    module.asyncio = Spawning(_early)
    with suppress(ImportError, AttributeError):  # read when Playwright was imported, perhaps by somebody else
        import_module("playwright._impl.utils.debug_logger").debug_logger._names.clear()  # noqa: SLF001
    return module


def _transport() -> Any:
    for name in ("playwright._impl.transport", "playwright._impl._transport"):
        with suppress(ImportError):
            module = import_module(name)
            if hasattr(module, "get_driver_env"):
                return module
    raise RunnerError("This version of Playwright would hand all settings to its browser; install the one mi-runner names.")


@contextmanager
def temporary_folder(named: Path | None = None) -> Iterator[Path]:
    """A folder for one run's browser, readable by its owner only; those that killed runs left are removed first."""
    sweep()
    folder = named or Path(tempfile.mkdtemp(prefix=_PREFIX))
    if named:
        named.mkdir(mode=0o700)
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
