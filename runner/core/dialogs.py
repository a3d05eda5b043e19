"""A question of the page's own script, put to a person who cannot see it: at the desk a dialog is no part of the picture."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from runner.core.context import RunContext
from runner.errors import GaveUp, NeedsPerson

YES = frozenset({"ok", "yes", "y"})


def puts_dialogs(run: RunContext) -> bool:
    """Whether the run has to ask: where there is a window, the person sees the dialog there and answers it."""
    return run.operator.attended and not run.settings.headed


async def either(one: Coroutine[Any, Any, Any], other: Coroutine[Any, Any, Any]) -> None:
    """Return when one of two things has happened; the other is waited for no longer."""
    tasks = {asyncio.ensure_future(one), asyncio.ensure_future(other)}
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def answer_dialog(run: RunContext) -> None:
    """Ask the person what to answer, and answer it; whatever is no yes is *Cancel*."""
    dialog = run.windows.dialog
    if dialog is None:
        run.windows.asked.clear()
        return
    words = " ".join(dialog.message.split())[:200]
    how = "Type the answer, or nothing to cancel." if dialog.type == "prompt" else "Type OK, or anything else to cancel."
    answer = ""
    try:
        with suppress(TimeoutError):
            answer = (await asyncio.wait_for(run.operator.ask(f"The page asks: “{words}”\n{how}"), run.settings.wait)).strip()
    except GaveUp:
        raise
    except NeedsPerson:
        answer = ""
    finally:
        accept = bool(answer) if dialog.type == "prompt" else answer.lower() in YES
        await run.windows.answer(accept=accept, text=answer if dialog.type == "prompt" else "")
    run.note(f"You answered the page's question with {'OK' if accept else 'Cancel'}.")
