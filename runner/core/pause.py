"""One pause from beginning to end: tell the person, watch the screen, keep the code fresh, note who ended it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from playwright.async_api import Error as PlaywrightError

from pages.base import Obstacle, Page, UnknownScreen
from pages.bounded import bounded
from pages.codes import CodePage
from pages.reading import reader_of
from runner.core.actions import record_actions
from runner.core.context import RunContext
from runner.core.dialogs import answer_dialog, either, puts_dialogs
from runner.core.screen import POLL_IDLE, look, wait_for_change
from runner.core.timings import spending
from runner.errors import BrowserLost, GaveUp, NeedsPerson, is_lost
from runner.operators.base import Answer, Pause, before_code_request, first_of
from runner.trail import Moment

_Result = TypeVar("_Result")

FRESH_CODES = 3
"""How many codes a pause asks for by itself; a mailbox nobody reads is not filled any further."""

_GONE_FOR_GOOD = 3
"""Looks in a row without the obstacle before it counts as gone: a page may redraw itself."""
_TIDY = 3.0
"""Seconds for taking the banner away."""
_A_WHILE = 10.0
"""Seconds without anybody after which the screen is looked at less often."""


class PauseSession:
    """A pause in the making."""

    def __init__(self, run: RunContext, obstacle: Obstacle, wanted: Sequence[type[Page]]) -> None:
        self.run = run
        self.obstacle = obstacle
        self.wanted = wanted
        self.fresh_codes = 0
        self.ended_by = "interrupt"
        self._touches: Mapping[Any, int] = {}
        self._touched = time.monotonic()
        run.pauses += 1
        self.pause = Pause(
            number=run.pauses,
            kind=obstacle.kind,
            screen=obstacle.title,
            wanted=obstacle.wanted,
            until=time.monotonic() + run.settings.wait,
            takes_code=isinstance(obstacle, CodePage),
        )

    async def hold(self) -> None:
        """Wait until the screen has changed, or the person says to look again and it has.

        Raises:
            NeedsPerson: nobody is there, or nobody acted in time.
            GaveUp: the person stopped.
            BrowserLost: the window was closed.
        """
        await self._begin()
        try:
            async with self.run.windows.left_tidy():
                await self._ask_for_code()
                await self._race()
        except NeedsPerson as end:
            self.ended_by = self.run.operator.name if isinstance(end, GaveUp) else self.ended_by
            raise
        except PlaywrightError as problem:
            if is_lost(problem):
                self.ended_by = "window-closed"
                raise BrowserLost("The browser window was closed during the pause, so the run stopped there.") from None
            raise
        finally:
            await self._end()

    async def _begin(self) -> None:
        run, pause = self.run, self.pause
        moment: Moment = "unknown" if isinstance(self.obstacle, UnknownScreen) else "pause"
        run.page = None if isinstance(self.obstacle, UnknownScreen) else self.obstacle
        await run.picture(moment, self.obstacle.title)
        pause.picture = str(run.trail.last_picture or "")
        run.trail.event(
            "pause-started", pause=pause.number, why=pause.wanted, awaits=pause.kind, screen=pause.screen,
            deadline=round(pause.left),
        )  # fmt: skip
        if not run.operator.attended:
            self.ended_by = "timeout"
            return
        await run.windows.close_own()
        await run.banner.show(pause.wanted)

    async def _end(self) -> None:
        run, pause = self.run, self.pause
        run.trail.event(
            "pause-ended", pause=pause.number, seconds=round(time.monotonic() - pause.began, 3), by=self.ended_by,
            who=self.pause.who or run.operator.name,
        )  # fmt: skip
        record_actions(run)
        run.owner_is_stale = run.owner_is_stale or run.operator.attended
        if self.ended_by != "window-closed":
            with suppress(PlaywrightError):  # a page that does not react keeps it; it goes with the page
                await bounded(run.banner.clear(), _TIDY)

    async def _ask_for_code(self) -> None:
        """Ask the console for a code, but only when somebody is there to read it."""
        code_page = self._code_page()
        if not code_page or self.pause.code_until is not None or not self.run.operator.attended:
            return
        if await code_page.can_send():
            await before_code_request(self.run.operator)
        if not await _whole(self._asks(code_page, code_page.ask_for_code)):  # the console has sent one already
            self.pause.code_until = time.monotonic() + code_page.valid_seconds

    async def _asks(self, code_page: CodePage, ask: Callable[[], Awaitable[bool]]) -> bool:
        """Ask for a code and put on record that it was asked for; whether it was."""
        asked = await ask()
        if asked:
            self.run.trail.event("code-asked", pause=self.pause.number)
            self.pause.code_until = time.monotonic() + code_page.valid_seconds
        return asked

    def _code_page(self) -> CodePage | None:
        return self.obstacle if isinstance(self.obstacle, CodePage) else None

    async def _race(self) -> None:
        """Let the screen, the person and the deadline race until one of them ends the pause."""
        while True:
            try:
                with spending("person"), self.run.windows.for_person():
                    answer = await first_of(
                        self._something_happens,
                        lambda: self.run.operator.attend(self.pause, self.run.tab),
                        self.pause.left,
                    )
            except TimeoutError:
                self.ended_by = "timeout"
                raise NeedsPerson(
                    f"Nobody acted on “{self.pause.screen}” within {self.run.settings.wait:g} s, so the run stopped "
                    "there. Run the same command again to go on."
                ) from None
            if answer is None and self.run.windows.asked.is_set():
                await answer_dialog(self.run)
                continue
            if answer is None:
                self.ended_by = "screen"
                return
            if await self._take(answer):
                self.ended_by = answer.by or self.run.operator.name
                return

    async def _take(self, answer: Answer) -> bool:
        """Act on what the person said; whether the pause is over."""
        code_page = self._code_page()
        if answer.kind == "code" and code_page:
            await self._type_code(code_page, answer)
            return not await self._still_here_after(seconds=5)
        if await self._still_here_after(seconds=0):
            self.pause.words = f"The console still shows “{self.pause.screen}”."
            return False
        return True

    async def _type_code(self, code_page: CodePage, answer: Answer) -> None:
        self.run.vault.hide_secret(answer.code)
        self.pause.words = ""
        await code_page.enter(answer.code)
        self.run.trail.event("code-typed", by=answer.by or self.run.operator.name)

    async def _still_here_after(self, seconds: float) -> bool:
        """Whether the obstacle is still there, given some time for the console to answer."""
        until = time.monotonic() + seconds
        while await self._shown() is self.obstacle:
            if await self._complains() or time.monotonic() >= until:
                return True
            await wait_for_change(self.run.tab, until - time.monotonic())
        return False

    async def _something_happens(self) -> None:
        """Return once the screen has changed, or the page asks something that only the run can put to the person."""
        if puts_dialogs(self.run):
            await either(self._screen_changes(), self.run.windows.asked.wait())
        else:
            await self._screen_changes()

    async def _screen_changes(self) -> None:
        """Return once the obstacle is gone; meanwhile keep the code fresh and the person informed."""
        missing = 0
        while missing < _GONE_FOR_GOOD:
            shown = await self._shown()
            if shown is not None and shown is not self.obstacle:
                return
            missing = 0 if shown is self.obstacle else missing + 1
            await self._complains()
            await self._ask_for_code()  # somebody may have come only now
            await self._keep_code_fresh()
            if not self._somebody_acts():
                await asyncio.sleep(POLL_IDLE)
            await wait_for_change(self.run.tab)

    def _somebody_acts(self) -> bool:
        """Whether somebody took the pause at the desk, or moved, pressed or typed something in the page of late."""
        last, now = reader_of(self.run.tab).last, time.monotonic()
        if last is not None and last.touches != self._touches:
            self._touches, self._touched = last.touches, now
        return bool(self.pause.who) or now - self._touched < _A_WHILE

    async def _shown(self) -> Page | None:
        """What is on screen: our own obstacle, another page, or nothing that is known."""
        found = await look(self.run.tab, self.run.site, self.wanted)
        return self.obstacle if type(found) is type(self.obstacle) else found

    async def _complains(self) -> bool:
        """Read what the console says to the last code; whether it says anything."""
        code_page = self._code_page()
        words = await code_page.complaint() if code_page else ""
        if not words:
            return False
        if words != self.pause.words:
            self.pause.words = words
            self.run.trail.event("note", text=f"The console says: {words}")
        return True

    async def _keep_code_fresh(self) -> None:
        """When the code has run out, ask for another: as often as the console's button allows, and not for ever."""
        code_page, left = self._code_page(), self.pause.code_left
        if not code_page or left is None:
            return
        if not self.pause.told_elsewhere:
            await self.run.banner.show(self.pause.wanted, self._banner_line(left))
        ran_out = left == 0 or await code_page.has_expired()
        if ran_out and self.fresh_codes < FRESH_CODES:
            await _whole(self._ask_again(code_page))

    async def _ask_again(self, code_page: CodePage) -> None:
        if await self._asks(code_page, code_page.ask_again):
            self.fresh_codes += 1
            self.run.note("The code ran out; a fresh one was asked for.")

    def _banner_line(self, left: float) -> str:
        # In steps of five seconds: the banner is redrawn for each, the terminal counts every one.
        return self.pause.words or (f"The code counts for about {5 * round(left / 5)} s more." if left else "")


async def _whole(doing: Coroutine[Any, Any, _Result]) -> _Result:
    """Do it to its end even where the race is over: a button is not pressed without a record of it."""
    task = asyncio.ensure_future(doing)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise
