"""Which CAPTCHAs are in the way in a tab, asked of each frame beside the reading of the screen.

It is asked at every look, so an ordinary page must cost next to nothing: the script first tries all signs in one combined
selector and looks closer only at what matches.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import Error, Frame

from pages.captcha._signature import Signature
from pages.reading import Screen, ask_beside

Signatures = tuple[tuple[str, Signature], ...]
"""Kinds of CAPTCHAs by name, with their signatures, in order of precedence."""

SCRIPT = Path(__file__).with_name("_look.js").read_text(encoding="utf-8")
IS_SHOWN = f"element => {{ {SCRIPT}\nreturn shown(element, [30, 20]); }}"
_QUESTION: Final = "captcha"


@dataclass(frozen=True)
class Seen:
    """A kind of CAPTCHA found in a frame; ``fills_frame`` when the frame's address gave it away."""

    rank: int
    """Its place in the order of precedence."""
    frame: Frame
    fills_frame: bool


def know(kinds: Signatures) -> None:
    """Have every reading that asks beside itself look for these kinds."""
    table = [{"name": name, **_row(signature)} for name, signature in kinds]
    every = ", ".join(sign for _, signature in kinds for sign in signature.signs)
    constants = f"const KINDS = {json.dumps(table)}; const EVERY_SIGN = {json.dumps(every)};"
    ask_beside(_QUESTION, f"() => {{ {constants}\n{SCRIPT}\nreturn look; }}")


async def in_the_way(screen: Screen) -> list[Seen]:
    """List the kinds in the way in a tab that was read, the first in precedence first.

    Arguments:
        screen: a reading that was asked for what stands beside it.
    """
    return [seen for seen in sorted(_found(screen), key=lambda one: one.rank) if await _in_sight(seen.frame)]


def _found(screen: Screen) -> Iterator[Seen]:
    told = [(frame, answers[_QUESTION]) for frame, answers in screen.beside if _QUESTION in answers]
    answered = {rank for _, answer in told for rank in answer["answered"]}
    # A page sees no further than the frame that holds the check; that it has been passed is said inside.
    passed = {(frame.parent_frame, rank) for frame, answer in told for rank in answer["passed"]}
    for frame, answer in told:
        signs = {rank for rank in answer["bySign"] if (frame, rank) not in passed}
        for rank in signs | (set(answer["byAddress"]) - answered):
            yield Seen(rank, frame, fills_frame=rank not in answer["bySign"])


def _row(known: Signature) -> dict[str, object]:
    signature = asdict(known)
    selectors = {name: ", ".join(signature[name]) for name in ("signs", "answer", "done", "challenge")}
    return signature | selectors


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
