"""Buttons that count down: "OK (5s)", "Resend 43s", "43秒后重新发送"."""

from __future__ import annotations

import re
from functools import cache

_UNIT = (
    r"(?:(?:s|secs?|seconds?|seg|segundos?|с|сек|секунд\w*|秒钟?|detik|dtk|sek|sekund\w*|secondes?|secondi|sn|saniye"
    r"|giây|सेकंड|सेकेंड|से)\.?)"
)
_LEAD = r"(?:in|after|en|em|dans|dentro de|tra|fra|za|nach|через|dalam|setelah|sau|后|[-·:–])"
_LONGEST = 30
"""How many characters a countdown at the end of a text may have."""
_BARE_NUMBER = re.compile(r"[(\[（【]\s*\d{1,3}\s*[)\]）】]\s*$")


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s+{_LEAD}|[-·:–])?\s*"
        rf"(?:[(\[（【]\s*\d{{1,3}}\s*{_UNIT}?\s*[)\]）】]|(?<!\d)\d{{1,3}}\s*{_UNIT})\s*$",
        re.IGNORECASE,
    )


@cache
def _at_start() -> re.Pattern[str]:
    return re.compile(
        rf"^\s*[(\[（【]?\s*\d{{1,3}}\s*{_UNIT}(?![a-zа-я])\s*[)\]）】]?\s*(?:[后後](?:可以|可|再)?|sonra|में|बाद)?\s*",
        re.IGNORECASE,
    )


def counts_down(text: str) -> bool:
    """Whether the text shows seconds still to wait; a bare number in brackets may as well be how many there are."""
    return without_countdown(text) != text.strip() and not _BARE_NUMBER.search(text)


def without_countdown(text: str) -> str:
    """Return the text without the seconds that it counts down, or the number in brackets after it.

    "OK (5s)" and "Resend 43s" say "OK" and "Resend", "43秒后重新发送" says "重新发送", "Linked devices (3)" says
    "Linked devices". A bare number stays: "Device 3" is a name.
    """
    if any(map(str.isdigit, text[:4])):
        text = _at_start().sub("", text)
    if any(map(str.isdigit, text[-_LONGEST:])):
        at = max(0, len(text) - _LONGEST)
        text = text[:at] + _at_end().sub("", text[at:])
    return text.strip()
