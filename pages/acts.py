"""What is done with an element that was read: pressed, filled in, ticked. The very element, never a second search."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pages.bounded import bounded
from pages.console import Site
from pages.gate import fill_secret, press_guarded
from pages.reading import Changed, Element, counts_down, reader_of
from pages.rest import until_it_rests
from pages.seen import Seen, see, seen_in

Find = Callable[[Seen], Element | None]
"""Finds an element on what is seen now."""

LIMIT: Final = 90.0
"""Seconds a button may keep us waiting before it is enabled; the vendor's count down from 60 (seen 2026)."""
_GONE: Final = 8.0
"""Seconds in which something that was there a moment ago may be drawn anew."""
_DETACHED: Final = ("not attached to the DOM", "detached from the DOM", "Element is not attached")
_SMALLEST: Final = 8
"""Pixels; a hidden input of that size lies where the box is drawn."""
CLICK: Final = 15_000
"""Milliseconds in which a click must have happened."""
_WAYS: Final = 5
_TICK: Final = 3_000
"""The same for one of several ways to tick a box."""


class NotReady(PlaywrightError):
    """What was to be pressed is not there, or never became enabled."""


async def wait_for(tab: Tab, site: Site, find: Find, *, enabled: bool = True, what: str) -> tuple[Seen, Element]:
    """Wait until something is there and can be used.

    Raises:
        NotReady: it is not.
    """
    began = time.monotonic()
    seen = await see(tab, site)
    while True:
        element = find(seen)
        if element is not None and (not enabled or (element.enabled and not _counts(seen, element))):
            return seen, element
        if time.monotonic() - began > (_GONE if element is None else LIMIT):
            raise NotReady(f"{what} is not there" if element is None else f"{what} stays disabled")
        seen = seen_in(await reader_of(tab).look_after(seen.screen, 1.0), site)


def _counts(seen: Seen, element: Element) -> bool:
    return counts_down(seen.screen.text_of(element))


async def press(tab: Tab, site: Site, find: Find, what: str, *, guarded: bool = False) -> None:
    """Press what is found, once it is enabled; it is read again just before.

    Arguments:
        tab: where it is.
        site: the console.
        find: finds it on what is seen now, and nothing else.
        what: its name for people.
        guarded: whether it sends a secret or cannot be undone.

    Raises:
        NotReady: it is not there, or stays disabled.
        Changed: it went on changing between being read and being pressed.
    """

    async def ready() -> ElementHandle:
        seen, element = await wait_for(tab, site, find, what=what)
        return await reader_of(tab).handle(seen.screen, element)

    handle = await until_it_rests(ready)
    await click(handle, site, guarded=guarded)


async def press_now(
    tab: Tab, site: Site, seen: Seen, element: Element, within: Sequence[Element] = (), *,
    guarded: bool = False, limit: int = CLICK,
) -> None:  # fmt: skip
    """Press an element of this very reading, if it and what it stands in still say the same.

    Raises:
        Changed: they do not.
    """
    handle = await reader_of(tab).handle(seen.screen, element, *within)
    await click(handle, site, guarded=guarded, limit=limit)


async def click(handle: ElementHandle, site: Site, *, guarded: bool = False, limit: int = CLICK) -> None:
    """Click an element that was read; through the gate where it matters.

    Arguments:
        handle: the element.
        site: the console.
        guarded: whether it sends a secret or cannot be undone.
        limit: milliseconds in which it must be clicked; not through the gate.

    Raises:
        Changed: it was drawn anew, or disabled, in this very moment, so it was not clicked.
    """
    try:
        if guarded:
            await press_guarded(handle, site)
        else:
            await handle.click(timeout=limit)
    except PlaywrightTimeout:
        if guarded or await bounded(handle.is_enabled()):
            raise
        raise Changed("What was to be pressed was disabled in that moment, so it was not pressed") from None
    except PlaywrightError as problem:
        if any(words in str(problem) for words in _DETACHED):
            raise Changed("What was to be pressed was drawn anew in that moment, so it was not pressed") from None
        raise


async def fill(tab: Tab, site: Site, find: Find, value: str, what: str, *, secret: bool = False) -> None:
    """Fill in a field; a secret through the gate.

    Raises:
        NotReady: there is no such field.
    """
    seen, element = await wait_for(tab, site, find, enabled=False, what=what)
    handle = await reader_of(tab).handle(seen.screen, element, enabled=False)
    if secret:
        await fill_secret(handle, value, site)
    else:
        await handle.fill(value, timeout=CLICK)


async def nudge(tab: Tab, site: Site, find: Find) -> None:
    """Press and release a key in a field, for a page that looks at it on ``keyup`` only. What is typed stays."""
    seen = await see(tab, site)
    if element := find(seen):
        handle = await reader_of(tab).handle(seen.screen, element, enabled=False)
        for key in ("End", "Space", "Backspace"):
            await handle.press(key, timeout=CLICK)


class UnreadableBox(PlaywrightError):
    """A box does not say whether it is ticked, so only a person can tell."""


async def tick(tab: Tab, site: Site, find: Find, what: str) -> None:
    """Tick a box and read back that it is ticked.

    The box itself is pressed where it is seen, else what is drawn for it, else its label beside any link.

    Raises:
        UnreadableBox: it does not say whether it is ticked, or does not let itself be ticked.
        NotReady: there is no such box.
    """
    seen, box = await wait_for(tab, site, find, enabled=False, what=what)
    if box.box and box.box.checked:
        return
    for way in range(_WAYS):
        ways = _ways_to(seen, box)
        if way >= len(ways):
            break
        # What is drawn for a box may lie under the invisible box itself (Ant Design, seen 2026): the next way then.
        with suppress(PlaywrightTimeout, Changed):
            handle = await reader_of(tab).handle(seen.screen, ways[way], enabled=False)
            await handle.click(timeout=_TICK)
        if await _settled(tab, site, find):
            return
        seen = await see(tab, site)
        box = find(seen) or box
    raise UnreadableBox(f"{what} could not be ticked, or does not say whether it is")


async def untick(tab: Tab, site: Site, find: Find, what: str) -> None:
    """Take the tick out of a box that has one: a browser may restore a tick that the console has not seen."""
    seen, box = await wait_for(tab, site, find, enabled=False, what=what)
    known = box.box
    if known and known.checked:
        ways = _ways_to(seen, box)
        handle = await reader_of(tab).handle(seen.screen, ways[0], enabled=False)
        await handle.click(timeout=CLICK)


async def _settled(tab: Tab, site: Site, find: Find) -> bool | None:
    """Whether the box is ticked; a page may take a moment to show it."""
    seen = await see(tab, site)
    for _ in range(3):
        box = find(seen)
        known = box.box if box else None
        if known and known.checked:
            return True
        seen = seen_in(await reader_of(tab).look_after(seen.screen, 0.15), site)
    box = find(seen)
    return box.box.checked if box and box.box else None


def _ways_to(seen: Seen, box: Element) -> list[Element]:
    """What a person might press to tick a box: itself, what is drawn beside it, and the words of its label."""
    screen = seen.screen
    # An input that is not seen may still lie over what is drawn for it, and take the click (Ant Design, seen).
    ways = [box] if box.on_top or (not box.seen and box.width >= _SMALLEST and box.height >= _SMALLEST) else []
    surroundings = [outer for outer in list(screen.ancestors(box))[:3] if len(screen.text_of(outer)) < 400]  # noqa: PLR2004
    for outer in surroundings:
        drawn = [one for one in screen.inside(outer) if _is_drawn_box(one) and not screen.is_pressable(one)]
        ways += [one for one in drawn if one.at != box.at and one not in ways]
        if ways:
            break
    known = box.box
    label = screen.elements[known.label] if known and known.label >= 0 else next(iter(surroundings), None)
    if label:
        links = [one for one in screen.inside(label) if one.role == "link"]
        words = [
            one for one in screen.inside(label) if one.is_text and not any(screen.holds(link, one) for link in links)
        ]
        ways += [screen.elements[one.parent] for one in words if one.on_top and one.parent != label.at] or [label]
    return ways or [box]


def _is_drawn_box(one: Element) -> bool:
    """Whether it is as large as a box to tick."""
    return one.on_top and not one.is_text and 8 <= one.width <= 64 and 8 <= one.height <= 40 and one.tag != "a"  # noqa: PLR2004
