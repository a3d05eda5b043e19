"""Watch every frame of a tab while a picture is taken."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, JSHandle
from playwright.async_api import Page as Tab

from pages.kept import kept_on
from pages.painted.longer import Longer, Measured, longer_of
from pages.painted.sample import Framed, Sample, joined
from pages.painted.script import whole_script

SCRIPT: Final = whole_script()
LIMIT: Final = 10.0
"""Seconds the tab may take to answer."""
FRAME_LIMIT: Final = 2.0
"""Seconds a frame within it may take; one that does not answer is covered as a whole."""


class Moved(PlaywrightError):
    """What was painted cannot be told: the tab went to another document, or changed too often."""


class Watch:
    """What is painted in a tab from :meth:`begin` to :meth:`end`."""

    def __init__(self, tab: Tab, watched: list[tuple[Frame, JSHandle]], longer: Longer | None = None) -> None:
        """Use :meth:`begin`."""
        self.tab = tab
        self.animated = False
        """Whether a style sheet moved words meanwhile, known at the end: nobody can say where they were. A spinner has none."""
        self.longer = longer
        """How much of the page the window does not show; a document's first watch knows it at its end only."""
        self._watched = watched

    @classmethod
    async def begin(cls, tab: Tab) -> Watch:
        """Take the first sample, and go on taking one at every change.

        Raises:
            playwright.async_api.Error: the tab is between two documents, or gone.
            TimeoutError: the page does not answer.
        """
        main, known = tab.main_frame, _scripts_of(tab)
        for frame in [frame for frame in known if frame.is_detached()]:
            del known[frame]
        others = [frame for frame in tab.frames if frame is not main]
        first, rest = await asyncio.gather(
            asyncio.wait_for(_begin(main, known), LIMIT), asyncio.gather(*(_try(frame, known) for frame in others))
        )
        inner = [(frame, *begun) for frame, begun in zip(others, rest, strict=True) if begun]
        begun = [(main, *first), *inner]
        measured = [(script, length) for _, script, length in begun]
        return cls(tab, [(frame, script) for frame, script, _ in begun], longer_of(measured))

    async def measure(self) -> None:
        """Find out now how much of the page the window does not show, where that is known at the end only.

        Raises:
            playwright.async_api.Error: the tab is between two documents, or gone.
            TimeoutError: the page does not answer.
        """
        (_, main), *inner = self._watched
        length = await asyncio.wait_for(main.evaluate(_MEASURE), LIMIT)
        self.longer = longer_of([(main, length), *((script, None) for _, script in inner)])

    async def end(self) -> list[Sample]:
        """Take the last sample, and return all that were taken, the first one first.

        Raises:
            Moved: the document is another one now, or so much changed that it was not followed.
            playwright.async_api.Error: the tab is between two documents, or gone.
            TimeoutError: the page does not answer.
        """
        told = await asyncio.gather(
            asyncio.wait_for(self._watched[0][1].evaluate(_END), LIMIT),
            *(_try_end(handle) for _, handle in self._watched[1:]),
        )
        frames = [frame for frame, _ in self._watched]
        said = []
        lengths: list[tuple[JSHandle, Measured | None]] = []
        for number, ((frame, script), text) in enumerate(zip(self._watched, told, strict=True)):
            data = json.loads(text) if text else None
            self.animated = self.animated or bool(data and data["animated"])
            lengths.append((script, data and data["length"]))
            if data is None or (data["restless"] and number):
                continue
            parent = frame.parent_frame
            said.append(
                Framed(
                    number,
                    frames.index(parent) if parent in frames else -1,
                    data["place"],
                    data["samples"],
                    data["restless"],
                )
            )
        self.longer = longer_of(lengths)
        if any(one.restless for one in said):
            raise Moved("the page changed too often while its picture was taken")
        return joined(said, missing=len(frames) - len(said))


_BEGIN: Final = "watch => watch.begin()"
_END: Final = "watch => watch.end()"
_MEASURE: Final = "watch => watch.whole.measure()"
_Scripts = dict[Frame, JSHandle]
_Begun = tuple[JSHandle, Measured | None]


def _scripts_of(tab: Tab) -> _Scripts:
    """The script in each frame's document."""
    return kept_on(tab, "watches", dict)


async def _begin(frame: Frame, known: _Scripts) -> _Begun:
    if script := known.get(frame):
        with suppress(PlaywrightError):  # the document is another one now
            return script, await script.evaluate(_BEGIN)
    script = known[frame] = await frame.evaluate_handle(SCRIPT)
    return script, None  # what it measured would take a message of its own


async def _try(frame: Frame, known: _Scripts) -> _Begun | None:
    with suppress(PlaywrightError, TimeoutError):
        return await asyncio.wait_for(_begin(frame, known), FRAME_LIMIT)
    return None


async def _try_end(handle: JSHandle) -> str | None:
    with suppress(PlaywrightError, TimeoutError):
        return str(await asyncio.wait_for(handle.evaluate(_END), FRAME_LIMIT))
    return None
