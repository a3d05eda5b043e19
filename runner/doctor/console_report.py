"""What was missing on a console, as a report in Markdown to paste into an issue."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from pages.console import Site
from runner.credentials.vault import Vault
from runner.doctor.console_check import ConsoleReport, LandmarkResult, ScreenResult, bare

NAME = "report.md"


def write_report(folder: Path, site: Site, view: ConsoleReport, vault: Vault) -> Path:
    """Write the report beside the pictures; its path."""
    path = folder / NAME
    path.write_text(vault.redact(report(site, view)), encoding="utf-8", newline="\n")
    return path


def report(site: Site, view: ConsoleReport) -> str:
    """What was looked for and what was missing; no account was signed in, so none is named."""
    lines = [
        f"## {view.missing} landmark(s) missing on {bare(site.account)}",
        "",
        "`mi-runner doctor --console`, without signing in. Please look this over before you post it, and add the pictures.",
        "",
        f"- when: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- console: {bare(site.account)}, {bare(site.cloud)}, language {site.language} (`{site.locale}`)",
        f"- mi-runner {metadata.version('mi-runner')}, {view.browser}, Playwright {metadata.version('playwright')}, "
        f"{platform.system()}",
        "",
        "| screen | landmark | found by |",
        "|---|---|---|",
        *(_row(screen, sighting) for screen in view.screens for sighting in screen.sightings),
    ]
    for screen in view.screens:
        if screen.missing:
            lines += _details(screen)
    return "\n".join([*lines, ""])


def _row(screen: ScreenResult, sighting: LandmarkResult) -> str:
    found = f"`{sighting.by}`" if sighting.by else "**missing**" if sighting.missing else "not shown"
    return f"| {screen.title} | {sighting.mark.name} | {found.replace('|', chr(92) + '|')} |"


def _details(screen: ScreenResult) -> list[str]:
    tried = [f"- {sighting.mark.name}: " + ", ".join(f"`{name}`" for name, _ in sighting.ways)
             for sighting in screen.sightings if sighting.missing]  # fmt: skip
    picture = [f"Picture: {screen.picture.name}", ""] if screen.picture else []
    return [
        "", f"### {screen.title}: {screen.address}", "",
        *(f"- {remark}" for remark in screen.remarks), "",
        "Looked for in vain by:", "", *tried, "", *picture,
        "Outline of what was shown instead (roles and names; what looks like an identifier is taken out):", "",
        "```yaml", screen.outline or "(nothing)", "```",
    ]  # fmt: skip
