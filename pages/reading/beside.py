"""Questions asked beside a reading, in the same message: a second message for each look would cost as much again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

_READ: Final = Path(__file__).with_name("read.js").read_text(encoding="utf-8")
_QUESTIONS: Final[dict[str, str]] = {}


def ask_beside(name: str, script: str) -> None:
    """Have a question asked in each frame beside a reading, where the reading asks for all that stands beside it.

    Arguments:
        name: under which the answer is found in ``Screen.beside``.
        script: JavaScript that gives a function without arguments; what that returns must be JSON. When it raises, the
            answer is missing.
    """
    _QUESTIONS[name] = script


def whole_script() -> str:
    """The script of a reading together with the questions beside it, to be evaluated once for each document."""
    questions = ", ".join(f"{json.dumps(name)}: ({script})()" for name, script in _QUESTIONS.items())
    return f"() => ({_READ})({{ {questions} }})"
