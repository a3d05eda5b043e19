"""What a trail tells, in the order and words a person reads it: for the report, the terminal and the contact sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from runner.errors import UsageError
from runner.trail import bag
from runner.trail.chain import digest
from runner.trail.chain_reader import events
from runner.trail.events import problem
from runner.trail.source import BAG, Source, Unreadable, open_source

Event = dict[str, Any]

_GROUPS: Final = {
    "steps": ("step-started", "step-done", "step-skipped", "step-failed", "run-opened", "run-closed"),
    "pictures": ("picture",),
    "pauses": ("pause-started", "pause-ended", "person-acted", "code-asked", "code-typed"),
    "decisions": ("consent", "intent", "outcome"),
    "problems": ("refusal", "retry", "browser-lost", "unknown-screen"),
}
_BAD: Final = frozenset({"step-failed", "refusal", "browser-lost"})
_GOOD: Final = frozenset({"step-done", "outcome"})
_WAIT: Final = frozenset({"pause-started", "retry", "unknown-screen", "step-skipped"})

_DESCRIPTIONS: Final[dict[str, Callable[[Event], str]]] = {
    "run-opened": lambda e: f"Run of “{e['scenario']}” for {e['label']}" + (" (dry run)" if e["dry_run"] else ""),
    "step-started": lambda e: f"Step {e['step']}: {e['title']}",
    "step-done": lambda e: f"Done: {e['title']} ({spoken(e['seconds'])})",
    "step-skipped": lambda e: f"Skipped: {e['title']} – {e['why']}",
    "step-failed": lambda e: f"Failed: {e['title']} – {e['why']}",
    "page": lambda e: f"Screen “{e['screen']}”" + (f" at {e['address']}" if e["address"] else ""),
    "picture": lambda e: f"Picture {e['moment']}, {e['masked']} places covered",
    "pause-started": lambda e: f"Waiting for a person: {e['why'] or e['awaits'] or e['screen']}",
    "pause-ended": lambda e: f"Went on after {spoken(e['seconds'])} ({', '.join(filter(None, (e['by'], e['who'])))})",
    "person-acted": lambda e: f"{e['who']} acted at the {e['at_the']} for {spoken(e['seconds'])}",
    "code-asked": lambda _: "A code was asked for",
    "code-typed": lambda e: f"A code was typed ({e['by']})",
    "nuisance-dismissed": lambda e: f"Closed “{e['screen']}”",
    "refusal": lambda e: f"The console refused: {e['words']}",
    "retry": lambda e: f"Tried again: {e['what']} (attempt {e['attempt']})" + (f", {e['why']}" if e["why"] else ""),
    "finding": lambda e: f"{e['name']}: {_flat(e['value'])}",
    "consent": lambda e: f"Consent for {e['account']} given at the {e['by']}: {_flat(e['what'])}",
    "intent": lambda e: f"About to: {e['act']}",
    "outcome": lambda e: f"{e['act']}: {e['result']}",
    "note": lambda e: str(e["text"]),
    "unknown-screen": lambda _: "An unknown screen was shown",
    "browser-lost": lambda e: f"The browser was lost: {e['why'] or 'no reason known'}",
    "run-closed": lambda e: f"Run closed: {e['status']}" + (f" – {e['reason']}" if e["reason"] else ""),
}  # fmt: skip


@dataclass
class Entry:
    """One line of the timeline."""

    n: int
    kind: str
    group: str
    tone: str
    clock: str
    offset: float
    words: str
    picture: str | None = None
    caption: str = ""


@dataclass
class Pause:
    """A time a person was waited for; seconds since the run began, and seconds long."""

    number: int
    why: str
    start: float
    seconds: float
    ended_by: str


@dataclass
class Click:
    """An irreversible act: the pictures before and after it, and its result."""

    act: str
    step: int
    result: str
    before: str | None
    after: str | None = None


@dataclass
class Timeline:
    """A whole run."""

    name: str
    opened: Event = field(default_factory=dict)
    closed: Event = field(default_factory=dict)
    began: str = ""
    ended: str = ""
    seconds: float = 0.0
    head: str = ""
    entries: list[Entry] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    clicks: list[Click] = field(default_factory=list)

    @property
    def pictures(self) -> list[Entry]:
        """The entries that have a picture."""
        return [entry for entry in self.entries if entry.picture]

    @property
    def status(self) -> str:
        """How the run ended, in its own word."""
        return str(self.closed.get("status", "not finished"))


def open_trail(path: Path) -> Source:
    """The files of the trail at a path, of a package's trail for a package.

    Raises:
        NotATrail: there is none.
    """
    source = open_source(path)
    inside = bag.trail_in(source) if BAG in source.files else source
    if inside is None or "trail.jsonl" not in inside.files:
        raise UsageError(f"{path} holds no trail.jsonl; mi-runner trail verify says what is missing.")
    return inside


def read(source: Source) -> Timeline:
    """Read a trail as a story. Lines that are no events are left out; verifying is another matter.

    Raises:
        UsageError: the file cannot be read.
    """
    reporter = _TimelineBuilder(Timeline(source.name))
    try:
        for data, event in events(source):
            reporter.story.head = digest(data)
            if event is not None and problem(event) is None:
                reporter.tell(event)
    except Unreadable as error:
        raise UsageError(f"{source.name} cannot be read: {error}.") from None
    if not reporter.story.began:
        raise UsageError(f"{source.name} holds no event; mi-runner trail verify says what is wrong.")
    return reporter.story


class _TimelineBuilder:
    def __init__(self, story: Timeline) -> None:
        self.story = story
        self._start = datetime.min.replace(tzinfo=UTC)
        self._titles: dict[int, str] = {}
        self._before: str | None = None

    def tell(self, event: Event) -> None:
        try:
            at = datetime.fromisoformat(event["at"])
        except (KeyError, TypeError, ValueError):
            return
        story, kind = self.story, event["kind"]
        if not story.began:
            self._start, story.began = at, event["at"]
        story.ended, story.seconds = event["at"], max(0.0, (at - self._start).total_seconds())
        entry = Entry(
            event["n"], kind, _group(kind), _tone(kind), f"{at:%H:%M:%S}", story.seconds, _DESCRIPTIONS[kind](event),
        )  # fmt: skip
        story.entries.append(entry)
        handler = getattr(self, f"_{kind.replace('-', '_')}", None)
        if handler is not None:
            handler(event, entry)

    def _run_opened(self, event: Event, _: Entry) -> None:
        self.story.opened = event

    def _run_closed(self, event: Event, entry: Entry) -> None:
        self.story.closed = event
        entry.tone = "good" if event["status"] == "done" else "bad" if event["status"] == "failed" else "wait"

    def _step_started(self, event: Event, _: Entry) -> None:
        self._titles[event["step"]] = event["title"]

    def _picture(self, event: Event, entry: Entry) -> None:
        entry.picture = event["file"]
        entry.caption = f"{self._titles.get(event['step'], 'Before the first step')} – {event['moment']}"
        if event["moment"] == "before":
            self._before = event["file"]
        for click in self.story.clicks:
            if click.after is None and click.step == event["step"] and event["moment"] == "after":
                click.after = event["file"]

    def _pause_started(self, event: Event, entry: Entry) -> None:
        why = str(event["why"] or event["awaits"] or "")
        self.story.pauses.append(Pause(event["pause"], why, entry.offset, 0.0, "not ended"))

    def _pause_ended(self, event: Event, _: Entry) -> None:
        for pause in self.story.pauses:
            if pause.number == event["pause"]:
                pause.seconds, pause.ended_by = max(0.0, float(event["seconds"])), event["by"]

    def _intent(self, event: Event, _: Entry) -> None:
        self.story.clicks.append(Click(event["act"], event["step"], "not on record", self._before))
        self._before = None

    def _outcome(self, event: Event, _: Entry) -> None:
        for click in self.story.clicks:
            if click.act == event["act"] and click.result == "not on record":
                click.result = event["result"]


def spoken(seconds: float) -> str:
    """A length of time as a person says it."""
    if seconds < 60:  # noqa: PLR2004
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_flat, value)) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_flat(item)}" for name, item in value.items())
    return str(value)


def _group(kind: str) -> str:
    return next((group for group, kinds in _GROUPS.items() if kind in kinds), "more")


def _tone(kind: str) -> str:
    return "bad" if kind in _BAD else "good" if kind in _GOOD else "wait" if kind in _WAIT else "plain"
