"""The one thread that encodes, hashes and writes a trail.

An error in it is kept and raised at the next barrier; after an error nothing more is written, so that what is on disk
stays a true beginning of the chain.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from runner.errors import TrailError
from runner.trail import chain, pictures, private
from runner.trail.locking import lock_for_long
from runner.trail.memory import Memory

T = TypeVar("T")

ENCODERS: Final = ThreadPoolExecutor(max(2, os.cpu_count() or 2), thread_name_prefix="encoder")
"""Where all pictures are encoded. Were it each trail's own thread, the allocator would keep what each once needed:
10 MB for every run that waits (measured, glibc 2.36)."""




@dataclass(frozen=True)
class Event:
    """One line to be: its number, its time, and its fields, already redacted."""

    n: int
    at: str
    kind: str
    fields: dict[str, Any]
    shot: pictures.Shot | None = None
    """What the camera saw, for a picture event."""


@dataclass
class Written:
    """What is on disk so far; read it only after a barrier."""

    head: str = chain.GENESIS
    lines: int = 0
    previews: dict[str, bytes] = field(default_factory=dict)


class Writer:
    """Writes events in the order they are given. Owns the folder's files until it is stopped."""

    def __init__(self, folder: Path) -> None:
        """Start the thread.

        Raises:
            OSError: the folder or its first files cannot be made.

        """
        self.folder = folder
        self.written = Written()
        private.make_folder(folder / chain.PICTURES)
        self.memory = Memory.begin(folder.name)
        self._file = private.create(folder / chain.EVENTS)
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            self.memory.close()
            raise
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._unsynced: list[Path] = []
        self._previews: list[tuple[str, pictures.Picture]] = []
        self._shot: pictures.Shot | None = None
        self._encoding: Future[pictures.Picture] = Future()
        self._kept: tuple[pictures.Picture | None, Path] = (None, folder)
        self._previewed: tuple[pictures.Picture | None, bytes] = (None, b"")
        self._error: BaseException | None = None
        # A daemon: a run that is killed must not be kept alive by its own record.
        self._thread = threading.Thread(target=self._work, name="trail-writer", daemon=True)
        self._thread.start()

    def put(self, event: Event) -> None:
        """Queue an event; never blocks. A picture is encoded at once, while what is before it is written."""
        if event.shot is None:
            self._jobs.put(lambda: self._write(event, None))
            return
        if event.shot != self._shot:
            self._shot, self._encoding = event.shot, ENCODERS.submit(pictures.encode, event.shot)
        encoding = self._encoding
        self._jobs.put(lambda: self._write(event, encoding))

    def barrier(self) -> Future[None]:
        """Queue a barrier: done when everything before it is on disk; holds the error if there was one."""
        return self._queue(self._sync)

    def stop(self) -> Future[None]:
        """Queue the end: a barrier, after which the file is closed and the thread ends."""
        done = self._queue(self._finish)
        self._jobs.put(self._file.close)
        self._jobs.put(self.memory.close)
        self._jobs.put(None)
        return done

    def _queue(self, act: Callable[[], T]) -> Future[T]:
        done: Future[T] = Future()

        def job() -> None:
            wanted = done.set_running_or_notify_cancel()  # whoever waited may have been stopped; what was begun is kept
            try:
                result = act()
            except Exception as error:  # whatever it is belongs to whoever waits
                if not wanted:
                    raise
                done.set_exception(error)
            else:
                if wanted:
                    done.set_result(result)

        self._jobs.put(job)
        return done

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001  kept for the next barrier
                self._error = self._error or error

    def _next(self) -> Callable[[], None] | None:
        """The next job; until one comes, the previews, for which nobody waits."""
        while self._previews and self._jobs.empty():
            self._preview()
        return self._jobs.get()

    def _preview(self) -> None:
        name, picture = self._previews.pop(0)
        if picture is not self._previewed[0]:
            self._previewed = (picture, ENCODERS.submit(pictures.preview, picture.small).result())
        self.written.previews[name] = self._previewed[1]

    def _finish(self) -> None:
        while self._previews:
            self._preview()
        self._sync()

    def _write(self, event: Event, encoding: Future[pictures.Picture] | None) -> None:
        if self._error is not None:
            return
        fields = event.fields if encoding is None else self._keep(event.fields, encoding.result())
        data = chain.line(event.n, event.at, event.kind, self.written.head, fields)
        head = chain.digest(data)
        self.memory.add(head)  # first: what is in the trail and not remembered would pass for forged
        self._file.write(data + b"\n")
        self._file.flush()  # what was written outlives this process, if not yet a power cut
        self.written.head = head
        self.written.lines += 1

    def _keep(self, fields: dict[str, Any], picture: pictures.Picture) -> dict[str, Any]:
        path = self.folder / fields["file"]
        if picture is not self._kept[0] or not _link(self._kept[1], path):
            with private.create(path) as file:
                file.write(picture.webp)
        self._kept = (picture, path)
        self._unsynced.append(path)
        self._previews.append((fields["file"], picture))
        size = {"bytes": len(picture.webp), "width": picture.width, "height": picture.height}
        return fields | size | {"sha256": chain.digest(picture.webp)}

    def _sync(self) -> None:
        if self._error is None:
            try:
                self._flush()
            except OSError as error:
                self._error = error
        if self._error is not None:
            why = getattr(self._error, "strerror", None) or type(self._error).__name__
            raise TrailError(f"The trail {self.folder} cannot be written: {why}. Nothing more is done on the console.")

    def _flush(self) -> None:
        self.memory.sync()
        os.fsync(self._file.fileno())
        for path in self._unsynced:
            sync(path)
        sync(self.folder / chain.PICTURES)
        sync(self.folder)
        self._unsynced.clear()
        # A file whose folder was removed can still be written to; it would be lost all the same.
        if not os.path.samestat(os.fstat(self._file.fileno()), (self.folder / chain.EVENTS).stat()):
            raise FileNotFoundError(None, "its file was replaced by another")
        self.memory.durable(self.written.lines)


def _link(former: Path, path: Path) -> bool:
    """Give a picture that shows the same as the one before a second name; whether the file system can."""
    try:
        os.link(former, path)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _lock(file: BinaryIO) -> None:
    """Mark the file as being written; another run that looks for killed ones may hold it for a moment."""
    if not lock_for_long(file.fileno()):
        raise PermissionError(None, "another program keeps its file locked", file.name)


def sync(path: Path) -> None:
    """Have a file or folder on disk before going on. Windows cannot sync a folder, and keeps its entries by itself."""
    if os.name == "nt" and path.is_dir():
        return
    fd = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
