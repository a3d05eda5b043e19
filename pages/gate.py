"""The one gate through which a secret is typed and an irreversible click is made.

It asks the very element, in its own document, where it is and where it leads, and then types into that same element
or presses it. A page that has moved on in between has lost the element, and nothing is typed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.async_api import ElementHandle, Frame, Locator
from playwright.async_api import Error as PlaywrightError

from pages.bounded import bounded
from pages.console import Site
from pages.origin import Origin
from runner.errors import WrongHost

_READ: Final = (Path(__file__).parent / "_gate.js").read_text(encoding="utf-8")
_ATTEMPTS: Final = 3
"""How often a field is looked up again that the page has drawn anew; a click is never repeated."""
_HERE: Final = frozenset({"_self", "_top", "_parent", "_unfencedtop"})
_OWN_SCRIPT: Final = "javascript:"
"""Leads nowhere: it runs in the document that was checked already."""
_GONE: Final = ("not attached", "detached", "Execution context was destroyed")


@dataclass(frozen=True)
class _Guarded:
    """Where an element is, and everywhere that it could send something."""

    documents: tuple[str, ...]
    """The origin of the element's own document, as itself and as the browser says, and of every frame around it."""
    leads_to: tuple[str, ...]
    windows: tuple[str, ...]


async def fill_secret(field: Locator | ElementHandle, value: str, site: Site) -> None:
    """Type a secret into a field of the console.

    Arguments:
        field: where it belongs.
        value: the secret.
        site: the console it belongs to.

    Raises:
        WrongHost: the field is not the console's, or its form leads elsewhere; nothing was typed.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            async with _same(field) as handle:
                await check(handle, site, "typed")
                await handle.fill(value)
        except PlaywrightError as problem:
            drawn_anew = isinstance(field, Locator) and any(words in str(problem) for words in _GONE)
            if attempt == _ATTEMPTS or not drawn_anew:
                raise
        else:
            return


async def press_guarded(button: Locator | ElementHandle, site: Site) -> None:
    """Press a button that sends a secret or cannot be undone.

    Arguments:
        button: what is pressed.
        site: the console it belongs to.

    Raises:
        WrongHost: the button is not the console's, or leads elsewhere; it was not pressed.
    """
    async with _same(button) as handle:
        await check(handle, site, "pressed")
        await handle.click()


async def check(handle: ElementHandle, site: Site, what: str) -> None:
    """Return if the element and everything it can send to are the console's.

    Arguments:
        handle: the element.
        site: the console.
        what: what is not done otherwise: ``typed`` or ``pressed``.

    Raises:
        WrongHost: it is not.
    """
    guarded = await bounded(_read(handle))
    for origin in guarded.documents:
        if origin not in site.origin_names:
            raise WrongHost(f"This page is on {origin}, which is not the console. Nothing was {what} there.")
    for address in guarded.leads_to:
        if not site.is_at(address) and not address.startswith(_OWN_SCRIPT):
            raise WrongHost(
                f"The form on this page leads to {_named(address)}, not to the console. Nothing was {what}."
            )
    for name in guarded.windows:
        raise WrongHost(f"The form on this page leads into another window ({name}). Nothing was {what}.")


@asynccontextmanager
async def _same(element: Locator | ElementHandle) -> AsyncIterator[ElementHandle]:
    """Hold on to one element; a locator finds it once."""
    if not isinstance(element, Locator):
        yield element
        return
    handle = await element.element_handle()
    try:
        yield handle
    finally:
        with suppress(PlaywrightError):  # its document is gone, and it with it
            await handle.dispose()


async def _read(handle: ElementHandle) -> _Guarded:
    asking: Awaitable[dict[str, Any]] = handle.evaluate(_READ)
    frame, found = await asyncio.gather(handle.owner_frame(), asking)
    if frame is None:
        raise PlaywrightError("Element is not attached to the DOM")
    frames = _around(frame)
    return _Guarded(
        documents=(str(found["origin"]), *(str(Origin.of_page(one.url) or _named(one.url)) for one in frames)),
        leads_to=(*found["actions"], *found["senders"], *found["links"]),
        windows=tuple(name for name in found["targets"] if not _is_here(name, frame)),
    )


def _around(frame: Frame) -> list[Frame]:
    """Return the frame and those it stands in."""
    frames = [frame]
    while frames[-1].parent_frame:
        frames.append(frames[-1].parent_frame)
    return frames


def _is_here(name: str, frame: Frame) -> bool:
    """Whether a target is a frame of the same window: a form may send its answer into a hidden one."""
    return name.lower() in _HERE or any(one.name == name for one in frame.page.frames)


def _named(address: str) -> str:
    """An address as a person may read it: without path, which may carry identifiers."""
    origin = Origin.of_page(address)
    return str(origin) if origin else f"{address.partition(':')[0][:20] or 'nothing'}:"
