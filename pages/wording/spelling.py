"""When two texts are the same words: case, spacing, invisible characters and the vendor's two names are no difference."""

from __future__ import annotations

import re
import unicodedata

CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
    "\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
    "\u0307"  # what is left of the Turkish capital I once its case is folded
)
_ALIKE = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "ё": "е",
    "ı": "i",  # a page whose language is not declared shows Turkish words in capitals without the dot, or with it
    "ँ": "ं",  # Hindi is written with either sign
    "帐": "账", "帳": "账",  # the vendor wrote 帐号 until about 2023 and 账号 since; seen 2024
}  # fmt: skip
_TABLE = str.maketrans(_ALIKE | dict.fromkeys(_INVISIBLE, ""))
_IN_TABLE = re.compile(f"[{''.join(_ALIKE)}{_INVISIBLE}]")

_SPACE_BESIDE_CJK = re.compile(rf" (?=[{CJK}])|(?<=[{CJK}]) ")
# "Mi Account" until 2023, "Xiaomi Account" since, seen 2024; German and Russian also write it with a hyphen.
_BRAND = re.compile(r"(?<![a-z])(?:xiaomi|mi)(?![a-z])(?:-(?=\w))?|小米")
_ICONS = re.compile("[\ue000-\uf8ff]")
_MARGIN = ' \t.。।:!*…,;<>‹›→←|·•+×✕✖✓✔▾▸▼▶⋮"'

_UNIT = (
    r"(?:(?:s|secs?|seconds?|seg|segundos?|с|сек|секунд\w*|秒钟?|detik|dtk|sek|sekund\w*|secondes?|secondi|sn|saniye"
    r"|giây|सेकंड|सेकेंड|से)\.?)"
)
_LEAD = r"(?:in|after|en|em|dans|dentro de|tra|fra|za|nach|через|dalam|setelah|sau|后|[-·:–])"
_AT_END = re.compile(
    rf"(?:\s+{_LEAD}|[-·:–])?\s*(?:[(\[（【]\s*\d{{1,3}}\s*{_UNIT}?\s*[)\]）】]|(?<!\d)\d{{1,3}}\s*{_UNIT})\s*$",
    re.IGNORECASE,
)
_AT_START = re.compile(
    rf"^\s*[(\[（【]?\s*\d{{1,3}}\s*{_UNIT}(?![^\W{CJK}])\s*[)\]）】]?\s*(?:(?:后|後)(?:可以|可|再)?|sonra|में|बाद)?\s*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TAIL = 30
"""How long a countdown at the end of a text may be."""


def fold(text: str) -> str:
    """Return the text in the form in which it is compared: what a person would read aloud the same way is the same."""
    if not text.isascii():
        text = _ICONS.sub("", unicodedata.normalize("NFKC", text)).casefold()
        if _IN_TABLE.search(text):
            text = text.translate(_TABLE)
        text = _SPACE_BESIDE_CJK.sub("", " ".join(text.split()))
    else:
        text = " ".join(text.lower().split())
    if "mi" in text or "小米" in text:
        text = _BRAND.sub(_plain_brand, text)
    return text.strip(_MARGIN)


def _plain_brand(found: re.Match[str]) -> str:
    return "mi " if found.group().endswith("-") else "mi"


def without_countdown(text: str) -> str:
    """Return the text without the seconds that it counts down, or the number in brackets after it.

    "OK (5s)" and "Resend 43s" say "OK" and "Resend", "43秒后重新发送" says "重新发送", "Linked devices (3)" says
    "Linked devices". A bare number stays: "Device 3" is a name.
    """
    if not text[:1].isdigit() and not _DIGIT.search(text, len(text) - _TAIL if len(text) > _TAIL else 0):
        return text
    at = max(0, len(text) - _TAIL)
    text = text[:at] + _AT_END.sub("", text[at:])
    return _AT_START.sub("", text).strip()
