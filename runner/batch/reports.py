"""The reports of a batch: ``batch.json``, ``batch.csv``, ``junit.xml`` and ``index.html``, beside its trails."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from markupsafe import Markup
from rich.console import Console
from rich.table import Table
from rich.text import Text

from runner.batch.outcome import Outcome, worst
from runner.batch.states import ORDER, State
from runner.files import write_atomic
from runner.operators.safe_console import open_console
from runner.printable import printable
from runner.trail.report import asset, environment

VERSION: Final = 1
"""Of ``batch.json``; its fields are told in docs/batch.md."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would carry out."""


def write_reports(folder: Path, batch: str, outcomes: Sequence[Outcome]) -> None:
    """Write all four, each whole or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    _write(folder / "batch.json", json.dumps(as_data(batch, outcomes, made), ensure_ascii=False, indent=1) + "\n")
    _write(folder / "batch.csv", as_csv(outcomes))
    _write(folder / "junit.xml", as_junit(batch, outcomes))
    _write(folder / "index.html", as_page(batch, outcomes, made, folder))


def as_data(batch: str, outcomes: Sequence[Outcome], made: str) -> dict[str, Any]:
    """The batch as plain data."""
    return {
        "version": VERSION,
        "batch": batch,
        "made": made,
        "exit_code": worst(outcomes),
        "counts": dict(Counter(one.state for one in outcomes)),
        "accounts": [asdict(one) | {"seconds": round(one.seconds, 3), "exit_code": one.exit_code} for one in outcomes],
    }


def as_csv(outcomes: Sequence[Outcome]) -> str:
    """One line an account. A cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [field.name for field in fields(Outcome)]
    writer.writerow([*names, "exit_code"])
    for one in outcomes:
        writer.writerow([*(_cell(getattr(one, name)) for name in names), one.exit_code])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_junit(batch: str, outcomes: Sequence[Outcome]) -> str:
    """For build servers: done is passed, failed and refused are failures, all that waits for somebody is skipped."""
    failures = [one for one in outcomes if one.state in {"failed", "refused"}]
    skipped = [one for one in outcomes if one.state not in {"failed", "refused", "done"}]
    figures = {"tests": str(len(outcomes)), "failures": str(len(failures)), "errors": "0", "skipped": str(len(skipped)),
               "time": f"{sum(one.seconds for one in outcomes):.3f}"}  # fmt: skip
    root = ET.Element("testsuites", {"name": "mi-runner", **figures})
    suite = ET.SubElement(root, "testsuite", {"name": batch, **figures})
    for one in outcomes:
        case = ET.SubElement(suite, "testcase", classname=one.scenario, name=one.label, time=f"{one.seconds:.3f}")
        if one in failures:
            ET.SubElement(case, "failure", type=one.kind or one.state, message=_xml(f"{one.state}: {one.reason}"))
        elif one in skipped:
            ET.SubElement(case, "skipped", message=_xml(f"{one.state}: {one.reason}"))
        if one.trail:
            ET.SubElement(case, "system-out").text = f"trail: {one.trail}"
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """Without the characters XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n\r" or sign >= " ").replace("￾", "").replace("￿", "")


def as_page(batch: str, outcomes: Sequence[Outcome], made: str, folder: Path) -> str:
    """One self-contained page that links to the trails beside it."""
    rows = sorted(outcomes, key=lambda one: (ORDER.index(State(one.state)), one.number))
    counts = Counter(one.state for one in outcomes)
    template = (files("runner.batch") / "templates" / "batch.html.j2").read_text("utf-8")
    return environment().from_string(template).render(
        batch=batch, rows=rows, made=made, states=[state for state in ORDER if counts[state]], counts=counts,
        tones={state: state.tone for state in ORDER}, pictures={one.trail: _last_picture(folder, one) for one in rows},
        reports={one.trail for one in rows if one.trail and (folder / one.trail / "report.html").is_file()},
        style=Markup(asset("report.css")),  # noqa: S704 - our own file
    )  # fmt: skip


def _last_picture(folder: Path, one: Outcome) -> str:
    found = sorted((folder / one.trail / "pictures").glob("*.webp")) if one.trail else []
    return f"{one.trail}/pictures/{found[-1].name}" if found else ""


def print_summary(outcomes: Sequence[Outcome], console: Console | None = None) -> None:
    """The summary on stdout: what did not come to a good end by itself, then the counts."""
    console = console or open_console()
    open_ones = [one for one in outcomes if one.state != State.DONE]
    if open_ones:
        table = Table("account", "state", "why", "trail", box=None, padding=(0, 2, 0, 0), header_style="bold")
        for one in sorted(open_ones, key=lambda one: (ORDER.index(State(one.state)), one.number)):
            table.add_row(
                Text(printable(one.label)), Text(one.state, State(one.state).colour), Text(printable(one.reason)),
                Text(one.trail, "dim"),
            )
        console.print(table)
    counts = Counter(one.state for one in outcomes)
    told = [Text(f"{counts[state]} {state}", state.colour) for state in reversed(ORDER) if counts[state]]
    console.print(Text(f"{len(outcomes)} account(s): ") + Text(", ").join(told))


def _write(path: Path, text: str) -> None:
    write_atomic(path, text, durable=False)
