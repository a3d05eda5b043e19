"""A page, and a list, over many trails: what ran, how it ended, and whether it is intact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from markupsafe import Markup

from runner.errors import UsageError
from runner.trail.prune import tombstones
from runner.trail.report import asset, environment, tone
from runner.trail.source import DAMAGE, NotATrail, trails_in
from runner.trail.timeline import open_trail, read, spoken
from runner.trail.verify import State, Trust, verify


@dataclass(frozen=True)
class Row:
    """One trail among many."""

    name: str
    began: str
    label: str
    scenario: str
    status: str
    tone: str
    took: str
    pictures: int
    proof: str
    """``intact``, ``not checked``, or the checks that failed."""


def rows(home: Path, *, check: bool, trust: Trust | None = None) -> list[Row]:
    """The trails in a folder, oldest first.

    Raises:
        UsageError: there are none.
    """
    found = trails_in(home)
    if not found:
        raise UsageError(f"There are no trails in {home}.")
    return [_row(path, check=check, trust=trust or Trust()) for path in found]


def index_page(home: Path, listed: list[Row]) -> str:
    """One self-contained page; it links to the reports beside it."""
    return environment().from_string(asset("index.html.j2")).render(
        rows=listed, gone=len(tombstones(home)), home=home.resolve().name, style=Markup(asset("report.css")),  # noqa: S704
        made=f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
        reports={row.name for row in listed if (home / row.name / "report.html").is_file()},
    )  # fmt: skip


def _row(path: Path, *, check: bool, trust: Trust) -> Row:
    proof = "not checked"
    if check:
        proof = _proof(path, trust)
    try:
        story = read(open_trail(path))
    except (UsageError, *DAMAGE, TypeError, AttributeError):  # one damaged trail must not hide the others
        return Row(path.name, "", "", "", "cannot be read", "bad", "", 0, proof)
    opened = story.opened
    return Row(
        path.name, f"{story.began[:10]} {story.began[11:19]}", str(opened.get("label", "")),
        str(opened.get("scenario", "")), story.status, tone(story.status), spoken(story.seconds), len(story.pictures),
        proof,
    )  # fmt: skip


def _proof(path: Path, trust: Trust) -> str:
    try:
        verdict = verify(path, trust)
    except NotATrail:
        return "failed: Trail"
    failed = ", ".join(one.name for one in verdict.checks if one.state is State.FAILED)
    return f"failed: {failed}" if failed else "intact"
