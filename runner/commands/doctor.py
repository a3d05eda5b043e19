"""``mi-runner doctor``: what is missing on this machine, and how to mend it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import keyring
from keyring.backends.fail import Keyring as NoKeyring
from rich.table import Table
from rich.text import Text

from runner.browser import find_browser, launch_options, needs_screen
from runner.commands.console_look import look_at_console
from runner.credentials.driver import start_driver
from runner.errors import RunnerError
from runner.operators.safe_console import open_console
from runner.printable import say
from runner.settings import LANGUAGES, Settings, choose_site, pick, read_env_file


@dataclass(frozen=True)
class Check:
    """One thing looked at; ``mend`` says what to do, and is empty where all is well."""

    what: str
    found: str
    mend: str = ""
    needed: bool = True


@click.command()
@click.option("--install-browser", is_flag=True, help="Get a browser when there is none.")
@click.option(
    "--console",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="Look at a console: the one that is set, 'xiaomi', 'practice', or ACCOUNT_URL,CLOUD_URL.",
)
@click.option("--look", is_flag=True, help="The same, for the console that is set.")
@click.option("--language", type=click.Choice(LANGUAGES), help="For --console: the language asked of the console.")
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), default=Path("console-look"), show_default=True,
    help="For --console: where pictures, and a report when something is missing, go.",
)  # fmt: skip
@click.option("--env-file", type=click.Path(path_type=Path), help="Settings file; default .env in this folder.")
@click.pass_context
def doctor(context: click.Context, /, **given: Any) -> None:
    """Check browser, settings, keyring and console address, and say how to mend each.

    With --console it opens the console in a browser instead, read-only and without signing in, and prints each landmark
    and by which way it was found; exit code 1 and a report to paste into an issue when one is missing.

    \b
    Examples:
      mi-runner doctor
      mi-runner doctor --install-browser
      mi-runner doctor --console
      mi-runner doctor --console practice --into console-look
    """
    file = read_env_file(given["env_file"])
    if given["install_browser"]:
        get_browser(say)
        return
    site = choose_site(given["console"] or None, file, given["language"])
    if given["look"] or given["console"] is not None:
        context.exit(look_at_console(site, file, given["into"]))
    checks = [
        *asyncio.run(browser_checks(pick("MI_BROWSER", file))),
        *settings_checks(file), keyring_check(), trails_check(Path(pick("MI_TRAILS", file, "screenshots") or "")),
        reach_check("account host", site.account), reach_check("cloud host", site.cloud),
    ]  # fmt: skip
    show(checks)
    context.exit(1 if any(check.mend and check.needed for check in checks) else 0)


def show(checks: list[Check]) -> None:
    """The checks as a table on stdout."""
    table = Table(box=None, padding=(0, 2), show_header=False)
    for check in checks:
        sign = Text("✓", "green") if not check.mend else Text("✗", "red") if check.needed else Text("!", "yellow")
        found = Text(check.found).append(f"\n→ {check.mend}" if check.mend else "", "dim")
        table.add_row(sign, check.what, found)
    open_console(soft_wrap=False).print(table)


async def browser_checks(chosen: str | None) -> list[Check]:
    """Whether a browser is there, starts, and can show a window."""
    async with start_driver() as playwright:
        found = await find_browser(playwright, headed=False, chosen=chosen)
        if not found:
            return [Check("browser", "none found", "mi-runner doctor --install-browser")]
        name = f"{found.path or found.channel} ({found.how})"
        try:
            browser = await playwright.chromium.launch(**launch_options(found, Settings(headed=False)))
        except Exception as problem:  # noqa: BLE001 - whatever keeps it from starting is the finding
            return [Check("browser", name, f"it does not start: {str(problem).splitlines()[0]}")]
        version = browser.version
        await browser.close()
        windowed = await find_browser(playwright, headed=True, chosen=chosen)
    return [Check("browser", f"{name}, version {version}"), window_check(windowed is not None)]


def window_check(can_show: bool) -> Check:
    """Whether a supervised run can show its window; not needed for headless runs."""
    if not can_show:
        return Check("window", "only a browser without a window", "mi-runner doctor --install-browser", needed=False)
    if needs_screen():
        return Check("window", "no screen", "use --headless, or xvfb-run -a mi-runner …", needed=False)
    return Check("window", "can be shown")


def settings_checks(file: dict[str, str | None] | object) -> Iterator[Check]:
    """Whether an account is named and the settings file is only its owner's."""
    names = file if isinstance(file, dict) else dict(file)  # type: ignore[call-overload]
    account = pick("MI_ACCOUNT", names)
    yield Check("account", account or "none set", "" if account else "--account, or MI_ACCOUNT in .env", needed=False)
    path = Path(".env")
    if sys.platform != "win32" and path.exists() and path.stat().st_mode & 0o077:
        yield Check(
            "settings file",
            "others on this machine can read .env",
            "chmod 600 .env",
            needed=names.get("MI_PASSWORD") is not None,
        )


def keyring_check() -> Check:
    """Whether the system has a keyring; it is one way of several to keep a password."""
    backend = keyring.get_keyring()
    if isinstance(backend, NoKeyring):
        return Check("keyring", "none", "use MI_PASSWORD_COMMAND, .env, or the prompt", needed=False)
    return Check("keyring", type(backend).__module__.rpartition(".")[2] + " " + type(backend).__name__)


def trails_check(folder: Path) -> Check:
    """Whether trails can be written."""
    where = folder if folder.exists() else folder.absolute().parent
    if not os.access(where, os.W_OK):
        return Check("trails", f"{folder} cannot be written to", "choose another folder with MI_TRAILS or --trails")
    free = shutil.disk_usage(where).free // 1_000_000
    return Check("trails", f"{folder} ({free:,} MB free)", "" if free > 200 else "free some disk space")  # noqa: PLR2004


def reach_check(what: str, address: str) -> Check:
    """Whether a console host answers at all: a connection is opened and closed, nothing is asked."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=5).close()
    except OSError as problem:
        mend = (
            "start it: mi-runner practice" if parts.hostname in {"127.0.0.1", "localhost"} else "check the connection"
        )
        return Check(what, f"{address} does not answer ({problem.strerror or type(problem).__name__})", mend)
    return Check(what, f"{address} answers")


def get_browser(say: Callable[[str], None]) -> None:
    """Install a browser when there is none: Playwright's own, else the system's by its package manager.

    Raises:
        RunnerError: neither worked.
    """
    if asyncio.run(_have_browser()):
        say("A browser is there already.")
        return
    for command in install_commands():
        say("Trying: " + " ".join(command))
        try:
            done = subprocess.run(command, check=False, timeout=900, stdout=sys.stderr)  # noqa: S603 - our own list
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0 and asyncio.run(_have_browser()):
            return
    raise RunnerError("No browser could be installed. Install Chromium, Chrome or Edge by hand, then run doctor again.")


async def _have_browser() -> bool:
    async with start_driver() as playwright:
        return await find_browser(playwright, headed=True) is not None


def install_commands() -> Iterator[list[str]]:
    """What to try, in order; a package manager only where we are allowed to use it."""
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if sys.platform.startswith("linux") and shutil.which("apt-get"):
        first = [] if os.geteuid() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
        if first is not None:
            yield [*first, "apt-get", "update"]
            yield [*first, "apt-get", "install", "-y", "--no-install-recommends", "chromium", "chromium-headless-shell"]
    if sys.platform == "darwin" and shutil.which("brew"):
        yield ["brew", "install", "--cask", "chromium"]
    if sys.platform == "win32" and shutil.which("winget"):
        yield ["winget", "install", "--silent", "Google.Chrome"]
