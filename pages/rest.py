"""What a page draws anew in the very moment: nothing was done with it then, and it is looked at again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from playwright.async_api import Error as PlaywrightError

from pages.reading import Changed

T = TypeVar("T")

TRIES: Final = 5
"""So often something is tried that is drawn anew whenever it is to be used."""
DRAWN_ANEW: Final = 0.1
"""Seconds until the next try."""


async def until_it_rests(
    act: Callable[[], Awaitable[T]], look_again: Callable[[], Awaitable[object]] | None = None, *,
    tries: int = TRIES, pause: float = DRAWN_ANEW, but: tuple[type[PlaywrightError], ...] = (Changed,),
) -> T:  # fmt: skip
    """Do something with what is on screen, and again where that was drawn anew, so that it was not done.

    Arguments:
        act: does it, or raises one of ``but`` having done nothing.
        look_again: reads the screen before the next try, and may find that there is to be none: what it raises ends it.
        tries: how often at most.
        pause: seconds between two tries.
        but: what says that nothing was done.

    Raises:
        Changed: it goes on being drawn anew; or whatever else of ``but`` the last try raised.
    """
    for left in range(tries - 1, -1, -1):
        try:
            return await act()
        except but:
            if not left:
                raise
        await asyncio.sleep(pause)
        if look_again:
            await look_again()
    raise AssertionError  # the last try returns or raises
