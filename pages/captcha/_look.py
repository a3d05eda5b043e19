"""One look at a tab: which CAPTCHAs are in the way, in one question per frame.

It is asked at every look, so an ordinary page must cost next to nothing: the script is evaluated once for each document;
it first tries all signs in one combined selector and looks closer only at what matches.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Error, Frame, JSHandle
from playwright.async_api import Page as Tab

from pages.captcha._signature import Signature
from pages.kept import kept_on

Signatures = tuple[tuple[str, Signature], ...]
"""Kinds of CAPTCHAs by name, with their signatures, in order of precedence."""

SCRIPT = Path(__file__).with_name("_look.js").read_text(encoding="utf-8")
IS_SHOWN = f"element => {{ {SCRIPT}\nreturn shown(element, [30, 20]); }}"
PATIENCE = 2.0
"""Seconds a frame may take to answer; one that is still loading may never do so."""


@dataclass(frozen=True)
class Seen:
    """A kind of CAPTCHA found in a frame; ``fills_frame`` when the frame's address gave it away."""

    name: str
    frame: Frame
    fills_frame: bool


@dataclass(frozen=True)
class _Answer:
    """What one frame says: names of kinds by sign, by its own address, answered ones, and passed ones by address."""

    frame: Frame
    by_sign: Sequence[str] = ()
    by_address: Sequence[str] = ()
    answered: Sequence[str] = ()
    passed: Sequence[str] = ()


async def look(tab: Tab, kinds: Signatures) -> list[Seen]:
    """List the kinds in the way in this tab, in the order of ``kinds``; a tab that moves on meanwhile shows none."""
    source, known = _script(kinds), _scripts_of(tab)
    for frame in [frame for frame in known if frame.is_detached()]:
        del known[frame]
    answers = await asyncio.gather(*(_ask(frame, source, known) for frame in tab.frames))
    answered = {name for answer in answers for name in answer.answered}
    # A page sees no further than the frame that holds the check; that it has been passed is said inside.
    passed = {(answer.frame.parent_frame, name) for answer in answers for name in answer.passed}
    found = [
        Seen(name, answer.frame, fills_frame=name not in answer.by_sign)
        for name, _ in kinds
        for answer in answers
        if (name in answer.by_sign and (answer.frame, name) not in passed)
        or (name in answer.by_address and name not in answered)
    ]
    return [seen for seen in found if await _in_sight(seen.frame)]


def _scripts_of(tab: Tab) -> dict[Frame, JSHandle]:
    """The script in each frame's document."""
    return kept_on(tab, "captcha_looks", dict)


@cache
def _script(kinds: Signatures) -> str:
    """Write the script for these kinds; the table is part of its text, so nothing is sent along each time."""
    table = [{"name": name, **_row(signature)} for name, signature in kinds]
    every = ", ".join(sign for _, signature in kinds for sign in signature.signs)
    constants = f"const KINDS = {json.dumps(table)}; const EVERY_SIGN = {json.dumps(every)};"
    return f"() => {{ {constants}\n{SCRIPT}\nreturn {{ look }}; }}"


def _row(known: Signature) -> dict[str, object]:
    signature = asdict(known)
    selectors = {name: ", ".join(signature[name]) for name in ("signs", "answer", "done", "challenge")}
    return signature | selectors


async def _ask(frame: Frame, source: str, known: dict[Frame, JSHandle]) -> _Answer:
    try:
        return _Answer(frame, *await asyncio.wait_for(_answer(frame, source, known), PATIENCE))
    except (Error, TimeoutError):  # it navigated, went away or is still loading: nothing to see there now
        return _Answer(frame)


async def _answer(frame: Frame, source: str, known: dict[Frame, JSHandle]) -> Any:
    if script := known.get(frame):
        with suppress(Error):  # the document is another one now
            return await script.evaluate("script => script.look()")
    script = known[frame] = await frame.evaluate_handle(source)
    return await script.evaluate("script => script.look()")


async def _in_sight(frame: Frame) -> bool:
    """Whether a person sees the frame itself and every frame around it."""
    try:
        while frame.parent_frame:
            holder = await frame.frame_element()
            if not await holder.evaluate(IS_SHOWN):
                return False
            frame = frame.parent_frame
    except Error:
        return False
    return True
