"""What waits, as the page shows it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from runner.desk.claims import Claim
from runner.desk.translations import translate
from runner.model import Plan
from runner.operators.waiting_room import Ticket


def card(one: Ticket, hold: Claim | None, language: str = "en") -> dict[str, Any]:
    """One waiting run, and the reader's own hold of it, in their language.

    Times are seconds from now; the account is named only where its name has to be typed.
    """
    now = time.monotonic()
    pause = one.pause
    return {
        "id": one.id,
        "label": one.account.label,
        "scenario": one.scenario,
        "kind": pause.kind if pause else one.awaits,
        "reason": translate(language, pause.wanted) if pause else "" if one.plan else one.question.partition("\n")[0],
        "screen": pause.screen if pause else "",
        "waits": round(now - one.began, 1),
        "left": round(max(0.0, one.until - now), 1),
        "takes_code": bool(pause and pause.takes_code),
        "code_left": round(pause.code_left, 1) if pause and pause.code_left is not None else None,
        "words": translate(language, pause.words) if pause else "",
        "live": bool(one.tab and pause),
        "pictures": len(pictures_of(one)),
        "busy": one.busy,
        "again": one.again,
        "taken_by": one.taken_by,
        "mine": hold is not None,
        "outside": hold.outside if hold else None,
        "plan": _plan(one.plan, language) if one.plan else None,
        "question": one.question,
    }


def _plan(plan: Plan, language: str) -> dict[str, Any]:
    def told(texts: Iterable[str]) -> list[str]:
        return [translate(language, text) for text in texts]

    return {
        "sentences": told(plan.sentences()),
        "lists": bool(plan.devices or plan.apps),
        "warnings": told((*plan.notes, *plan.warnings)),
        "hints": told(plan.hints),
    }


def pictures_of(one: Ticket) -> list[Path]:
    """The trail's pictures of what is waited for; what identifies the account is covered in them."""
    names = [one.pause.picture] if one.pause else one.plan.pictures if one.plan else ()
    return [Path(name) for name in names if name]
