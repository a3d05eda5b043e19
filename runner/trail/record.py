"""The trail of one run, as the engine writes it."""

from __future__ import annotations

import asyncio
import re
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import Page as Tab

from pages.rect import Rect
from runner.errors import TrailError
from runner.trail import chain, memory, pictures, private
from runner.trail.events import SCHEMA_VERSION, complete
from runner.trail.pictures import Covering, Moment
from runner.trail.redaction import Redact, cleaned_fields
from runner.trail.writer import Event, Writer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["Hear", "Moment", "Trail"]

Hear = Callable[[str, Mapping[str, Any]], None]


class Trail:
    """A folder that says what happened: ``trail.jsonl``, ``pictures/``, and at the end a report and a seal.

    Everything slow happens in one writer thread; only :meth:`picture`, :meth:`durable` and :meth:`close` are awaited.
    """

    def __init__(self, folder: Path, redact: Redact, key: Ed25519PrivateKey) -> None:
        """Use :meth:`open`."""
        self.folder = folder
        self._key = key
        self.writer = Writer(folder)
        self._redact = redact
        self._n = 0
        self._pictures = 0
        self._steps = 0
        self.last_picture: Path | None = None
        """Where the newest picture is, or will be as soon as it is encoded."""
        self._shot: pictures.Shot | None = None
        self.hear: Hear | None = None
        self._started = time.monotonic()
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    async def open(
        cls,
        home: Path,
        label: str,
        scenario: str,
        redact: Redact,
        facts: Mapping[str, Any],
        *,
        hear: Hear | None = None,
    ) -> Trail:
        """Make a new folder under ``home`` and write its first event.

        Args:
            home: where trails are kept; made when missing.
            label: the account's name for folders, without a secret in it.
            scenario: the name of the procedure.
            redact: replaces secrets and identifiers in a text.
            facts: fields of ``run-opened``: console, operator, headless, dry_run, language, browser.
            hear: called with each event's kind and fields as they were given, so that whoever reports need not be told apart.

        Raises:
            TrailError: the folder cannot be made.

        """

        def begin() -> tuple[Trail, str]:
            from importlib import metadata

            from runner.trail.keys import own_key

            key = own_key()  # before the folder: a trail that could not be sealed is not begun
            _salvage(home)
            version = metadata.version("mi-runner")
            return cls(_new_folder(home, _slug(redact(label)), _slug(redact(scenario))), redact, key), version

        try:
            trail, version = await _whole(begin)
        except OSError as error:
            what = f"{error.strerror}: {error.filename}"
            raise TrailError(f"No trail can be kept in {home} ({what}). Nothing was opened.") from None
        trail.hear = hear
        opened = {"schema": SCHEMA_VERSION, "version": version, "scenario": scenario, "label": label}
        trail.event("run-opened", **{**facts, **opened})
        return trail

    def event(self, kind: str, /, **fields: Any) -> int:
        """Queue an event; gives its number. Never blocks.

        Raises:
            ValueError: the kind or a field is not on the list in :mod:`runner.trail.events`.

        """
        self._steps += kind == "step-done"
        if self.hear:
            self.hear(kind, fields)
        return self._put(kind, cleaned_fields(kind, complete(kind, fields), self._redact))

    async def picture(  # noqa: PLR0917
        self, tab: Tab, covering: Covering, step: int, moment: Moment, title: str, outline: Rect | None = None
    ) -> None:
        """Photograph the tab now; covering, encoding and writing follow in the writer thread.

        The window is shown, and after a step the whole page where that is longer.

        Arguments:
            tab: what is photographed.
            covering: decides what is covered in it.
            step: the number of the step it belongs to.
            moment: when it was taken.
            title: what it shows, in words.
            outline: what is about to be pressed, for a line around it.

        Raises:
            TrailError: the tab is closed or the picture cannot be taken.

        """
        self._shot = await pictures.take(tab, covering, outline, whole=moment in pictures.WHOLE)
        self.picture_again(step, moment, title)

    def picture_again(self, step: int, moment: Moment, title: str) -> None:
        """Name the last picture once more, where another would show the same; it is kept once.

        Arguments:
            step: the number of the step it belongs to.
            moment: when it would have been taken.
            title: what it shows, in words.

        """
        shot = self._shot
        if shot is None:
            raise TrailError("No picture was taken yet, so none can be named again.")
        self._pictures += 1
        name = f"{self._pictures:04d}-{moment}-{_slug(self._redact(title)).lower()[:60].strip('-') or 'untitled'}"
        name = re.sub(r"[^a-z0-9]+", "-", name)
        fields: dict[str, Any] = {
            "step": step,
            "moment": moment,
            "file": f"{chain.PICTURES}/{name}.webp",
            "sha256": "",
            "bytes": 0,
            "width": 0,
            "height": 0,
            "masked": shot.masked,
        }
        self._put("picture", fields, shot)
        self.last_picture = self.folder / fields["file"]

    async def durable(self) -> None:
        """Return once everything so far is on disk.

        Raises:
            TrailError: it cannot be, now or since an earlier write.

        """
        await asyncio.wrap_future(self.writer.barrier())

    async def close(self, status: str, reason: str) -> None:
        """Write ``run-closed``, the report and the seal. Calling it again waits for the first call.

        Raises:
            TrailError: the end of the trail cannot be written.

        """
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(status, reason))
        # A second Ctrl-C must not leave the trail without its end.
        await asyncio.shield(self._closing)

    async def _close(self, status: str, reason: str) -> None:
        seconds = round(time.monotonic() - self._started, 3)
        outcome: dict[str, Any] = {
            "status": status, "reason": self._redact(reason), "seconds": seconds, "steps": self._steps,
            "pictures": self._pictures,
        }  # fmt: skip
        self.event("run-closed", **outcome)
        importing = asyncio.ensure_future(asyncio.to_thread(import_module, "runner.trail.finish"))
        await asyncio.wrap_future(self.writer.stop())
        await importing
        await asyncio.to_thread(self._finish, outcome)

    def _finish(self, outcome: dict[str, Any]) -> None:
        from runner.trail.finish import finish

        finish(self.folder, self.writer.written, outcome, self._key)
        self.writer.memory.forget()

    def _put(self, kind: str, fields: dict[str, Any], shot: pictures.Shot | None = None) -> int:
        self._n += 1
        self.writer.put(Event(self._n, chain.now(), kind, fields, shot))
        return self._n


async def _whole(begin: Callable[[], tuple[Trail, str]]) -> tuple[Trail, str]:
    """Begin a trail in a thread; one that nobody waits for any more when it is there is taken away again."""
    beginning = asyncio.ensure_future(asyncio.to_thread(begin))
    try:
        return await asyncio.shield(beginning)
    except asyncio.CancelledError:
        await asyncio.wait({beginning})
        if not beginning.exception():
            trail, _ = beginning.result()
            await asyncio.wrap_future(trail.writer.stop())
            await asyncio.to_thread(shutil.rmtree, trail.folder, ignore_errors=True)
            trail.writer.memory.forget()
        raise


def _salvage(home: Path) -> None:
    """Close what killed runs left; what cannot be closed, verify tells."""
    if memory.names():
        from runner.trail.salvage import salvage_remembered

        salvage_remembered(home)


def _new_folder(home: Path, label: str, scenario: str) -> Path:
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}_{label}_{scenario}"
    for suffix in ("", *(f"-{number}" for number in range(2, 1000))):
        try:
            private.make_folder(home / (name + suffix))
        except FileExistsError:
            continue
        return home / (name + suffix)
    raise TrailError(f"A thousand trails named {name} in one second: something is wrong. Nothing was opened.")


def _slug(text: str) -> str:
    """Make a text fit for a file name on every system."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.")[:60] or "unnamed"
