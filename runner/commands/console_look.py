"""``mi-runner doctor --console``: which landmarks of a console are where we expect them, without signing in."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Mapping
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from pages.console import Site
from runner.credentials.vault import Vault
from runner.doctor.console_check import ConsoleReport, LandmarkResult, ScreenResult, bare, check_console
from runner.doctor.console_report import NAME, write_report
from runner.errors import UsageError
from runner.operators.safe_console import open_console
from runner.settings import Settings, parse_duration, pick


def look_at_console(site: Site, file: Mapping[str, str | None], folder: Path) -> int:
    """Look, print what was found, and write a report when something is missing; the exit code.

    Raises:
        UsageError: the folder cannot be written to, or there is no browser.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).unlink(missing_ok=True)  # an older look's report must not pass for this one's
    except OSError as problem:
        raise UsageError(f"{folder} cannot be written to ({problem.strerror}).") from None
    vault = _vault(file)
    settings = Settings(
        site=site, headed=False, patience=parse_duration(pick("MI_PATIENCE", file, "15s") or "15s"),
        browser=pick("MI_BROWSER", file), browser_args=tuple(shlex.split(pick("MI_BROWSER_ARGS", file) or "")),
    )  # fmt: skip
    talk = open_console(stderr=True)
    talk.print(f"Looking at {bare(site.account)} and {bare(site.cloud)}; nobody signs in, nothing is sent.")
    with talk.status("Looking …"):
        view = asyncio.run(check_console(settings, folder, vault))
    show(view, folder)
    if not view.missing:
        return 0
    talk.print(f"A report to paste into an issue: {write_report(folder, site, view, vault)}", style="bold")
    return 1


def _vault(file: Mapping[str, str | None]) -> Vault:
    """What the settings know of the owner, so that no picture and no report shows it."""
    vault = Vault(file)
    vault.hide_identifier(pick("MI_ACCOUNT", file) or "", "account")
    for name in ("MI_PASSWORD", "MI_NEW_PASSWORD"):
        vault.hide_secret(pick(name, file) or "")
    return vault


def show(view: ConsoleReport, folder: Path) -> None:
    """Each landmark on a line, on stdout."""
    console = open_console(soft_wrap=False, markup=True)
    for screen in view.screens:
        console.print(_title(screen))
        table = Table(box=None, padding=(0, 2), show_header=False)
        table.add_column(width=2, justify="right")
        table.add_column(min_width=16, no_wrap=True)
        table.add_column(overflow="fold")
        for sighting in screen.sightings:
            table.add_row(*_line(sighting))
        console.print(table)
    verdict = f"[red]{view.missing} landmark(s) missing[/]" if view.missing else "[green]Everything was found[/]"
    console.print(f"\n{verdict}. Pictures: {escape(str(folder))}")


def _title(screen: ScreenResult) -> str:
    remarks = f"  [yellow]{escape('; '.join(screen.remarks))}[/]" if screen.remarks else ""
    picture = f"  [dim]{screen.picture.name}[/]" if screen.picture else ""
    return f"\n[bold]{screen.title}[/]  [dim]{escape(screen.address)}[/]{picture}{remarks}"


def _line(sighting: LandmarkResult) -> tuple[str, str, str]:
    if sighting.by:
        names = [name for name, _ in sighting.ways]
        which = f"  [dim](way {names.index(sighting.by) + 1} of {len(names)})[/]" if len(names) > 1 else ""
        return "[green]✓[/]", sighting.mark.name, f"by {escape(sighting.by)}{which}"
    if not sighting.mark.needed:
        return "[dim]–[/]", sighting.mark.name, "[dim]not shown, which is no fault[/]"
    tried = "; ".join(name for name, _ in sighting.ways)
    return "[red]✗[/]", sighting.mark.name, f"[red]missing[/], looked for by {escape(tried)}"
