"""The report: one HTML file with everything in it, which asks nothing of the network."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from runner.trail.source import LARGEST_FILE, Source, Unreadable
from runner.trail.timeline import Timeline, spoken
from runner.trail.verify import Verdict

Pictures = Callable[[str], bytes | None]


def environment() -> Environment:
    """Templates with every value escaped, and every misspelt name an error."""
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def asset(name: str) -> str:
    """The text of a file beside the templates."""
    return (files("runner.trail") / "templates" / name).read_text("utf-8")


def closing_report(story: Timeline, previews: dict[str, bytes], head: str, key: str) -> str:
    """The page that is sealed with the trail; it carries small pictures and shows those beside it when enlarged."""
    return _page(story, previews.get, head, whole="no", key=key, verdict=None, checked="")


def whole_report(story: Timeline, source: Source, verdict: Verdict) -> str:
    """The page made later: full pictures, and the verification as it just came out."""

    def picture(name: str) -> bytes | None:
        try:
            return source.small(name, LARGEST_FILE) if name in source.files else None
        except Unreadable:
            return None

    checked = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    return _page(story, picture, story.head, whole="yes", key="", verdict=verdict, checked=checked)


def _page(story: Timeline, pictures: Pictures, head: str, **more: Any) -> str:
    shown: dict[bytes, str] = {}  # each picture, and the name under which the page carries it

    content_of = cache(pictures)

    def has(name: str) -> bool:
        return bool(content_of(name))

    def source(name: str) -> Markup:
        """The attribute that gives an image its content: whole the first time, a reference wherever it shows the same."""
        content = content_of(name) or b""
        if content in shown:
            return Markup('data-same="{}"').format(shown[content])
        shown[content] = name
        data = base64.b64encode(content).decode()
        return Markup('data-file="{}" src="data:image/webp;base64,{}"').format(name, data)

    def share(seconds: float) -> float:
        return round(min(100.0, 100 * seconds / (story.seconds or 1)), 2)

    opened = {"scenario": "", "label": "", **story.opened}
    told = Timeline(**{**vars(story), "opened": opened, "closed": {"reason": "", **story.closed}})
    return _template().render(
        story=told, has=has, source=source, share=share, spoken=spoken, head=head, facts=_facts(story),
        tone=tone(story.status),
        marks=[entry.offset for entry in story.entries if entry.kind == "intent"],
        # Our own files, without a value in them.
        style=Markup(asset("report.css")), script=Markup(asset("report.js")),  # noqa: S704
        **more,
    )  # fmt: skip


@cache
def _template() -> Template:
    """Compiled once: a batch writes hundreds of reports."""
    return environment().from_string(asset("report.html.j2"))


def tone(status: str) -> str:
    """The colour of an outcome."""
    return {"done": "good", "failed": "bad", "refused": "bad"}.get(status, "wait")


def _facts(story: Timeline) -> list[tuple[str, str]]:
    opened = story.opened
    yes_no = {True: "yes", False: "no", None: "not said"}
    return [
        ("Began", f"{story.began[:10]} {story.began[11:19]} UTC"), ("Took", spoken(story.seconds)),
        ("Events", str(len(story.entries))), ("Pictures", str(len(story.pictures))),
        ("Console", str(opened.get("console") or "not said")), ("Operator", str(opened.get("operator") or "not said")),
        ("Headless", yes_no.get(opened.get("headless"), "not said")),
        ("Dry run", yes_no.get(opened.get("dry_run"), "no")),
        ("Browser", str(opened.get("browser") or "not said")), ("Version", str(opened.get("version", ""))),
    ]  # fmt: skip
