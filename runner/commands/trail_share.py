"""``trail export``, ``contact-sheet``, ``gif`` and ``prune``."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from runner.commands import trail_print as printing
from runner.commands.trail_outputs import EXISTING, outside
from runner.errors import UsageError
from runner.pdf import print_pdf
from runner.printable import printable, say
from runner.settings import Settings, pick, read_env_file
from runner.trail import contact_sheet as sheets
from runner.trail.export import export as write_package
from runner.trail.pdf_signature import sign
from runner.trail.prune import age, began, forget
from runner.trail.report import whole_report
from runner.trail.source import open_source, trails_in
from runner.trail.timeline import open_trail, read
from runner.trail.verify import verify

OUTPUT = click.Path(path_type=Path)


@click.command()
@click.argument("path", type=EXISTING)
@click.option("-o", "--output", type=OUTPUT, help="Where to; ending in .zip for a zip. Default: TRAIL.bag.zip here.")
@click.option("--pdf", is_flag=True, help="Add the report as a signed PDF (needs the extra: evidence).")
@click.option("--browser", help="The browser that prints the PDF; by default the one that is found.")
@click.option("--anyway", is_flag=True, help="Also when the trail is not intact.")
def export(path: Path, output: Path | None, **given: Any) -> None:
    """Package a trail for somebody else: BagIt 1.0, which bagit.py and sha256sum -c check.

    \b
      mi-runner trail export screenshots/20261123T215000Z_leaver_leave --pdf
      mi-runner trail export screenshots/20261123T215000Z_leaver_leave -o package
    """
    source, verdict = open_trail(path), verify(path)
    if not (verdict.intact or given["anyway"]):
        raise UsageError("The trail is not intact, so nothing was exported; see trail verify, or add --anyway.")
    target = outside(output or Path(f"{source.name}.bag.zip"), path)
    extra = {}
    if given["pdf"]:
        file = read_env_file(None)
        settings = Settings(headed=False, browser=given["browser"] or pick("MI_BROWSER", file))
        printed = asyncio.run(print_pdf(whole_report(read(source), source, verdict), settings))
        extra[f"{source.name}.pdf"] = sign(printed, source.name)
    try:
        write_package(source, target, extra)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.") from None
    say(str(target))


@click.command("contact-sheet")
@click.argument("path", type=EXISTING)
@click.option("-o", "--output", type=OUTPUT, help="Default: TRAIL.png here; .webp and .jpg are known too.")
@click.option("--columns", type=click.IntRange(1, 12), default=4, show_default=True)
def contact_sheet(path: Path, output: Path | None, columns: int) -> None:
    """Put all pictures of a run on one.

    \b
      mi-runner trail contact-sheet screenshots/20261123T215000Z_leaver_leave -o run.png
    """
    source = open_trail(path)
    target = outside(output or Path(f"{source.name}.png"), path)
    sheets.contact_sheet(source, read(source), target, columns)
    say(str(target))


@click.command()
@click.argument("path", type=EXISTING)
@click.option("-o", "--output", type=OUTPUT, help="Default: TRAIL.gif here.")
@click.option("--seconds", type=click.FloatRange(0.1, 30), default=1.2, show_default=True, help="For each picture.")
def gif(path: Path, output: Path | None, seconds: float) -> None:
    """Make an animated picture of a run.

    \b
      mi-runner trail gif screenshots/20261123T215000Z_leaver_leave -o run.gif
    """
    source = open_trail(path)
    target = outside(output or Path(f"{source.name}.gif"), path)
    sheets.animation(source, read(source), target, seconds)
    say(str(target))


@click.command()
@click.argument("home", type=click.Path(path_type=Path, file_okay=False), default="screenshots")
@click.option("--older-than", required=True, help="An age: 36h, 90d, 12w.")
@click.option("--why", default="", help="A reason for the record.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def prune(home: Path, older_than: str, why: str, yes: bool) -> None:
    """Remove old trails, after asking; a signed line in HOME/tombstones.jsonl says that they were there.

    \b
      mi-runner trail prune --older-than 90d
      mi-runner trail prune screenshots --older-than 12w --why "retention rule 4" --yes
    """
    limit = datetime.now(UTC) - age(older_than)
    old = [path for path in trails_in(home) if (at := began(path.name)) is not None and at < limit]
    if not old:
        printing.say(f"No trail in {home} is older than {older_than}; nothing was removed.")
        return
    for path in old:
        say(printable(path.name))
    if not yes:
        click.confirm(f"Remove these {len(old)} trails for good?", abort=True, err=True)
    for path in old:
        try:
            forget(path, open_source(path), why or f"older than {older_than}")
        except OSError as error:
            raise UsageError(f"{path} could not be removed: {error.strerror}. Those before it were.") from None
    printing.say(f"{len(old)} trails removed; tombstones.jsonl keeps the record.")
