"""The choices of a drop-down list, where a picture of the page shows none: the browser draws them in a window of its own."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

_LIMIT: Final = 1.0
"""Seconds the page may take; one that does not answer is pressed as it is."""

_UNFOLD: Final = """([x, y]) => {
  const MOST = 10;
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot?.elementFromPoint(x, y) && hit.shadowRoot.elementFromPoint(x, y) !== hit) {
    hit = hit.shadowRoot.elementFromPoint(x, y);
  }
  if (hit?.localName !== "select" || hit.multiple || hit.disabled || hit.size > 1 || hit.length < 2) return false;
  const former = hit.getAttribute("size");
  const fold = () => {
    for (const kind of ["change", "click", "blur", "keyup"]) hit.removeEventListener(kind, folds);
    if (former === null) hit.removeAttribute("size");
    else hit.setAttribute("size", former);
  };
  const folds = (event) => { if (event.type !== "keyup" || event.key === "Enter" || event.key === "Escape") fold(); };
  for (const kind of ["change", "click", "blur", "keyup"]) hit.addEventListener(kind, folds);
  hit.size = Math.min(hit.length, MOST);
  hit.focus();
  return true;
}"""


async def unfold(tab: Tab, x: float, y: float) -> bool:
    """Lay the choices of the drop-down list at a point open in the page, until one is chosen; whether there was one.

    A list in a frame of another document is pressed as it is, and answers to the arrow keys.

    Arguments:
        tab: where the person acts.
        x: CSS pixels from the left of the tab.
        y: CSS pixels from its top.
    """
    with suppress(PlaywrightError, TimeoutError):
        return bool(await asyncio.wait_for(tab.evaluate(_UNFOLD, [x, y]), _LIMIT))
    return False
