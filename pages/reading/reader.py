"""Ask a tab what a person sees in it; hand out the very elements that were read.

The script of ``read.js`` is evaluated once for each document; each look is then one message for each frame.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Final

from playwright.async_api import ElementHandle, Frame, JSHandle
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.bounded import perhaps_unheeded
from pages.kept import kept_on
from pages.reading.beside import whole_script
from pages.reading.element import Element
from pages.reading.merge import Reading, merged
from pages.reading.screen import Screen

LIMIT: Final = 20.0
"""Seconds a tab may take to answer. A page whose script never returns does not."""
FRAME_LIMIT: Final = 2.0
"""Seconds a frame within it may take; one that is still loading may never answer."""


_BETWEEN_DOCUMENTS: Final = 0.05
"""Seconds until a new document is looked at."""


_TRIES: Final = 40
"""So often a document that goes while it is read is followed by a look at the next one."""
_GONE: Final = ("context was destroyed", "Cannot find context", "because of a navigation", "JSHandle is disposed")
"""What Playwright says of a document that is another one now (seen: 1.65)."""


def _is_gone(problem: PlaywrightError) -> bool:
    return any(words in str(problem) for words in _GONE)


_How = dict[str, bool]
"""What a reading gives besides what is on screen."""


class NotResponding(PlaywrightError):
    """The page runs a script that does not end, so nothing can be read from it."""

    def __init__(self) -> None:
        super().__init__(f"the page did not react for {LIMIT:.0f} s")


class Changed(PlaywrightError):
    """What was read is not there any more as it was, so it was not used."""


@dataclass
class _Framed:
    """A frame that was read: how its script is reached, and where the frame stands in its parent."""

    frame: Frame
    script: JSHandle
    reading: Reading


class Reader:
    """Reads one tab."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self._scripts: dict[Frame, JSHandle] = {}
        self._holders: dict[Frame, ElementHandle] = {}
        self._readings: dict[JSHandle, Reading] = {}
        """What each script said last, for as long as that holds."""
        self.last: Screen | None = None
        """What was read last."""
        self._minded: object = None
        self._in_mind: set[str] = set()

    @property
    def document(self) -> object:
        """What stands for the document that was read last: another one after each load. None before the first look."""
        return self.last.scripts[0] if self.last else None

    @property
    def remembered(self) -> set[str]:
        """What a page object keeps in mind of the document that was read last; each load begins with nothing."""
        if self._minded is not self.document:
            self._minded, self._in_mind = self.document, set()
        return self._in_mind

    async def look(self, *, beside: bool = False) -> Screen:
        """Read the screen now.

        Arguments:
            beside: whether the questions of :mod:`pages.reading.beside` are asked as well.

        Raises:
            NotResponding: the page does not answer.
            playwright.async_api.Error: the tab is gone, or goes from one document to the next without end.
        """
        return await self._screen({"beside": beside}, None)

    async def look_after(self, former: Screen, seconds: float) -> Screen:
        """Read the screen as soon as it changes; when it does not in that time, read it then.

        The page itself waits: nothing is asked meanwhile.
        """
        return await self._screen({}, {"since": dict(former.versions), "within": seconds * 1000})

    async def wait_for_change(self, seconds: float) -> None:
        """Return as soon as the screen changes from what was read last, or after so many seconds.

        The page itself waits. What it cannot tell, such as a style that changes with the mouse, is seen at the end.
        """
        if self.last is None:
            await asyncio.sleep(min(seconds, _BETWEEN_DOCUMENTS))
            return
        question = {"within": seconds * 1000}
        waits = [
            asyncio.ensure_future(
                script.evaluate("(reader, question) => reader.change(question)", {**question, "since": version})
            )
            for script, version in self.last.versions.items()
        ]
        try:
            done, _ = await asyncio.wait(waits, timeout=seconds + 1, return_when=asyncio.FIRST_COMPLETED)
            if any(one.exception() for one in done if not one.cancelled()):
                await asyncio.sleep(_BETWEEN_DOCUMENTS)  # another document is on its way
        finally:
            for wait in waits:
                perhaps_unheeded(wait).cancel()  # it may fail when its document goes

    async def handle(self, screen: Screen, element: Element, *within: Element, enabled: bool = True) -> ElementHandle:
        """The element that was read, after it was read once more.

        Arguments:
            screen: the reading.
            element: what is wanted of it.
            within: what must still say the same, such as the row a button stands in.
            enabled: whether it must not be disabled.

        Raises:
            Changed: it is gone, says something else, or lies behind something now.
        """
        script, look, index = screen.source_of(element)
        there = [local for other in within for source, _, local in (screen.source_of(other),) if source is script]
        question = {"look": look, "index": index, "within": there, "enabled": enabled}
        asking = script.evaluate_handle("(reader, question) => reader.again(question)", question)
        try:
            found = await asyncio.wait_for(asking, LIMIT)
        except PlaywrightError as problem:
            if _is_gone(problem):
                raise Changed(f"“{screen.name_of(element)}” was not used: its page is another one now") from None
            raise
        handle = found.as_element()
        if handle is None:
            raise Changed(f"“{screen.name_of(element)}” was not used: {await found.json_value()}")
        return handle

    async def _screen(self, how: _How, after: dict[str, Any] | None) -> Screen:
        main = self.tab.main_frame
        others = [frame for frame in self.tab.frames if frame is not main and not frame.is_detached()]
        self._forget({main, *others})
        if after and others:
            await self._first_change([main, *others], how, after)
            after = None
        first, rest = await asyncio.gather(
            self._read(main, how, after), asyncio.gather(*(self._try(frame, how) for frame in others))
        )
        found = [first, *(one for one in rest if one)]
        return await self._joined(found, missing=len(others) + 1 - len(found))

    async def _first_change(self, frames: list[Frame], how: _How, after: dict[str, Any]) -> None:
        """Return as soon as any of several frames has changed."""
        waits = [asyncio.ensure_future(self._try(frame, how, after)) for frame in frames]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _try(self, frame: Frame, how: _How, after: dict[str, Any] | None = None) -> _Framed | None:
        limit = FRAME_LIMIT + (after["within"] / 1000 if after else 0)
        try:
            return await asyncio.wait_for(self._read(frame, how, after), limit)
        except (PlaywrightError, TimeoutError):
            return None

    async def _read(self, frame: Frame, how: _How, after: dict[str, Any] | None) -> _Framed:
        limit = LIMIT + (after["within"] / 1000 if after else 0)
        try:
            return await asyncio.wait_for(self._read_once(frame, how, after), limit)
        except TimeoutError:
            raise NotResponding from None

    async def _read_once(self, frame: Frame, how: _How, after: dict[str, Any] | None) -> _Framed:
        script = self._scripts.get(frame)
        if script:
            try:
                return await self._ask(frame, script, how, after)
            except PlaywrightError:
                self._scripts.pop(frame, None)  # the document is another one now
        for attempt in range(_TRIES):
            try:
                script = self._scripts[frame] = await frame.evaluate_handle(whole_script())
                return await self._ask(frame, script, how, None)
            except PlaywrightError as problem:
                self._scripts.pop(frame, None)
                if not _is_gone(problem) or attempt == _TRIES - 1:
                    raise
                await asyncio.sleep(_BETWEEN_DOCUMENTS)
        raise AssertionError  # the last try returns or raises

    async def _ask(self, frame: Frame, script: JSHandle, how: _How, after: dict[str, Any] | None) -> _Framed:
        known = self._readings.get(script)
        asked: list[Any] = [how, known.data["look"] if known else 0]
        since = after and after["since"].get(script)
        if after is None or since is None:
            text = await script.evaluate("(reader, asked) => reader.read(...asked)", asked)
            if known and not text:
                return _Framed(frame, script, known)
        else:
            asked.append({"since": since, "within": after["within"]})
            text = await script.evaluate("(reader, asked) => reader.readAfter(...asked)", asked)
        reading = self._readings[script] = Reading(json.loads(text), known)
        return _Framed(frame, script, reading)

    async def _joined(self, found: list[_Framed], missing: int) -> Screen:
        main, *rest = found
        if not rest and not missing and self.last and self.last.data is main.reading.data:
            return self.last
        for framed in rest:
            await self._place(framed, found)
        self.last = Screen(
            *merged(main.reading, [one.reading for one in rest]),
            data=main.reading.data,
            scripts=tuple(one.script for one in found),
            beside=tuple((one.frame, one.reading.data["beside"]) for one in found),
            looks=tuple(one.reading.data["look"] for one in found),
            versions={one.script: one.reading.data["version"] for one in found},
            touches={one.script: one.reading.data["touches"] for one in found},
            incomplete=missing > 0,
        )
        return self.last

    async def _place(self, framed: _Framed, found: list[_Framed]) -> None:
        """Find out where a frame stands in the one around it."""
        framed.reading.holder, framed.reading.around = -1, None
        parent = next((one for one in found if one.frame is framed.frame.parent_frame), None)
        if parent is None:
            return
        try:
            holder = self._holders.get(framed.frame) or await framed.frame.frame_element()
            self._holders[framed.frame] = holder
            framed.reading.holder = await parent.script.evaluate(
                "(reader, question) => reader.indexIn(question)",
                {"look": parent.reading.data["look"], "element": holder},
            )
            framed.reading.around = parent.reading
        except PlaywrightError:
            self._holders.pop(framed.frame, None)

    def _forget(self, frames: set[Frame]) -> None:
        self._scripts = {frame: script for frame, script in self._scripts.items() if frame in frames}
        self._holders = {frame: holder for frame, holder in self._holders.items() if frame in frames}
        scripts = set(self._scripts.values())
        self._readings = {script: reading for script, reading in self._readings.items() if script in scripts}


def reader_of(tab: Tab) -> Reader:
    """The tab's reader."""
    return kept_on(tab, "reader", lambda: Reader(tab))
