"""A limit for every call to a page: Playwright itself waits for ever for a page whose script never returns."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Final, TypeVar

from playwright.async_api import TimeoutError as PlaywrightTimeoutError

T = TypeVar("T")

LIMIT: Final = 15.0
"""Seconds a page has to answer one question."""


def perhaps_unheeded(future: asyncio.Future[T]) -> asyncio.Future[T]:
    """A future that perhaps nobody awaits in the end: then its fault is no news."""
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    return future


async def bounded(call: Awaitable[T], seconds: float = LIMIT) -> T:
    """Wait for a page's answer, but not for ever.

    Raises:
        playwright.async_api.TimeoutError: the page does not react.
    """
    try:
        return await asyncio.wait_for(call, seconds)
    except TimeoutError:
        raise PlaywrightTimeoutError(f"the page did not react within {seconds:g} s") from None
