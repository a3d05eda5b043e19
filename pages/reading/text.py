"""How texts of the screen are compared: without case, spacing, countdowns and trailing marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# "OK (5s)", "Resend 43s", "Confirm · 5": seen with the vendor's buttons, 2026.
_COUNTDOWN: Final = re.compile(
    r"\s*(?:[(（\[]\s*\d{1,3}\s*(?:s|sec|seconds?|seg|с|сек|秒|detik|dtk|सेकंड)?\s*[)）\]]"
    r"|[·:–-]?\s*\b\d{1,3}\s*(?:s|sec|seconds?|seg|с|сек|秒|detik|dtk|सेकंड))\.?\s*$",
    re.IGNORECASE,
)
_EDGES: Final = " \t\n\u00a0\u200b\u200e\u200f\u2066\u2067\u2068\u2069*•›»→←‹«>|"
_TRAILING: Final = ":：.。…!！?？،"
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The text as it is compared: one kind of space, no invisible characters, composed, without case."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().split())


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """The words of a button or heading: without a countdown, and without arrows and marks around them."""
    plain = " ".join(_INVISIBLE.sub("", text).split())
    return without_countdown(plain).strip(_EDGES).rstrip(_TRAILING).strip()


def without_countdown(text: str) -> str:
    """The text without the seconds that are still to wait."""
    shorter = _COUNTDOWN.sub("", text)
    return shorter or text


def counts_down(text: str) -> bool:
    """Whether the text ends with seconds still to wait."""
    return bool(_COUNTDOWN.search(text)) and without_countdown(text) != text
