"""``mi-runner trail``: check trails, read them, hand them on, forget them. Results on stdout, talk on stderr."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich import box
from rich.table import Table
from rich.text import Text

from runner.commands import trail_print as printing
from runner.commands.trail_outputs import EXISTING, write_new
from runner.commands.trail_share import contact_sheet, export, gif, prune
from runner.errors import UsageError
from runner.printable import printable, say
from runner.trail import index as index_pages
from runner.trail.keys import trusted_fingerprints
from runner.trail.prune import tombstones
from runner.trail.report import whole_report
from runner.trail.source import NotATrail, trails_in
from runner.trail.timeline import open_trail, read
from runner.trail.verify import Trust, verify

FILE = click.Path(path_type=Path, dir_okay=False)
HOME = click.Path(path_type=Path, file_okay=False)


@click.group()
def trail() -> None:
    """Check, read, export and prune the audit trails of runs.

    \b
      mi-runner trail list
      mi-runner trail verify screenshots/20261123T215000Z_leaver_leave
    """


def _trust(keys: tuple[str, ...], roots: Path | None) -> Trust:
    return Trust(frozenset().union(*(trusted_fingerprints(key) for key in keys)), roots)


@trail.command("verify")
@click.argument("paths", type=EXISTING, nargs=-1, required=True)
@click.option("--key", "keys", multiple=True, help="A key you trust: SHA256:…, a .pub or an allowed_signers file.")
@click.option("--tsa-roots", type=FILE, help="PEM certificates of the time-stamp authority's roots.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a trail on stdout.")
def verify_command(paths: tuple[Path, ...], keys: tuple[str, ...], tsa_roots: Path | None, as_json: bool) -> None:
    """Check trails: folders, packages, zips, or a folder of trails. Never writes.

    Exit code 0: nothing failed. 1: a check failed. 2: something is not a trail.

    \b
      mi-runner trail verify screenshots/20261123T215000Z_leaver_leave
      mi-runner trail verify package.zip --key SHA256:w1O5…
      mi-runner trail verify screenshots --key her-key.pub
    """
    trust, code = _trust(keys, tsa_roots), 0
    for path in (one for given in paths for one in trails_in(given) or [given]):
        try:
            verdict = verify(path, trust)
        except NotATrail as problem:
            printing.say(str(problem))
            code = code or 2
            continue
        if as_json:
            say(printing.json_verdict(verdict))
        else:
            printing.show_verdict(verdict)
        code = code if verdict.intact else 1
    raise SystemExit(code)


@trail.command()
@click.argument("path", type=EXISTING)
def show(path: Path) -> None:
    """Print what happened in a run, line by line.

    \b
      mi-runner trail show screenshots/20261123T215000Z_leaver_leave
    """
    printing.show_story(read(open_trail(path)))


@trail.command("list")
@click.argument("home", type=HOME, default="screenshots")
@click.option("--check", is_flag=True, help="Verify each one too.")
@click.option("--pruned", is_flag=True, help="List the trails that were removed on purpose instead.")
def list_command(home: Path, check: bool, pruned: bool) -> None:
    """List the trails in a folder, oldest first.

    \b
      mi-runner trail list
      mi-runner trail list screenshots --check
      mi-runner trail list --pruned
    """
    names, lines = _removed(home) if pruned else _kept(home, check)
    table = Table(box=box.SIMPLE_HEAD)
    for name in names:
        table.add_column(name, overflow="fold")
    for line in lines:
        table.add_row(*(Text(printable(cell)) for cell in line))
    printing.console().print(table)
    if pruned and any(line[-1] != "signed" for line in lines):
        raise SystemExit(1)


Rows = tuple[list[str], list[list[str]]]


def _kept(home: Path, check: bool) -> Rows:
    listed = index_pages.rows(home, check=check)
    names = ["Began (UTC)", "Outcome", "Took", "Pictures", "Check", "Trail"]
    return names, [[row.began, row.status, row.took, str(row.pictures), row.proof, row.name] for row in listed]


def _removed(home: Path) -> Rows:
    facts = tombstones(home)
    names = ["Removed (UTC)", "Trail", "Why", "Record"]
    return names, [
        [str(fact.get("at", "?")), str(fact.get("trail", "?")), str(fact.get("why", "")), wrong or "signed"]
        for fact, wrong in facts
    ]


@trail.command()
@click.argument("path", type=EXISTING)
@click.option("-o", "--output", type=FILE, help="Default: TRAIL-report.html here.")
@click.option("--key", "keys", multiple=True, help="A key you trust, as for verify.")
@click.option("--tsa-roots", type=FILE, help="As for verify.")
def report(path: Path, output: Path | None, **given: Any) -> None:
    """Write one HTML page with full pictures and a fresh verification; the trail itself is not touched.

    \b
      mi-runner trail report screenshots/20261123T215000Z_leaver_leave -o report.html
    """
    source = open_trail(path)
    verdict = verify(path, _trust(given["keys"], given["tsa_roots"]))
    story = read(source)
    target = output or Path(f"{source.name}-report.html")
    write_new(target, whole_report(story, source, verdict).encode(), beside=path)
    say(str(target))
    raise SystemExit(0 if verdict.intact else 1)


@trail.command()
@click.argument("home", type=HOME, default="screenshots")
@click.option("-o", "--output", type=FILE, help="Default: index.html in HOME.")
@click.option("--no-check", is_flag=True, help="Do not verify the trails.")
def index(home: Path, output: Path | None, no_check: bool) -> None:
    """Write a page over all trails of a folder, a batch's for example.

    \b
      mi-runner trail index screenshots
    """
    listed = index_pages.rows(home, check=not no_check)
    target = output or home / "index.html"
    try:
        target.write_text(index_pages.index_page(home, listed), "utf-8")
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.") from None
    say(str(target))


for command in (export, contact_sheet, gif, prune):
    trail.add_command(command)
