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
_ICONS = r"\ue000-\uf8ff"
_TO_REPLACE = re.compile(f"[{''.join(_ALIKE)}{_INVISIBLE}{_ICONS}]")

_SPACE_BESIDE_CJK = re.compile(rf" (?=[{CJK}])|(?<=[{CJK}]) ")
# "Mi Account" until 2023, "Xiaomi Account" since, seen 2024; German and Russian also write it with a hyphen.
_BRAND = re.compile(r"(?<![a-z])(?:xiaomi|mi)(?![a-z])(?:-(?=\w))?|小米")
_NAME = re.compile(r"(?<![A-Za-z])(?:Xiaomi|Mi)(?![a-z])")
_MARGIN = ' \t.。।:!?؟،*…,;<>‹›→←|·•+×✕✖✓✔▾▸▼▶⋮"'


def fold(text: str) -> str:
    """Return the text in the form in which it is compared: what a person would read aloud the same way is the same."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()
        if _TO_REPLACE.search(text):
            text = _TO_REPLACE.sub(lambda found: _ALIKE.get(found.group(), ""), text)
        text = _SPACE_BESIDE_CJK.sub("", " ".join(text.split()))
    else:
        text = " ".join(text.lower().split())
    if "mi" in text or "小米" in text:
        text = _BRAND.sub(_plain_brand, text)
    return text.strip(_MARGIN)


def _plain_brand(found: re.Match[str]) -> str:
    return "mi " if found.group().endswith("-") else "mi"


def spellings(text: str) -> tuple[str, ...]:
    """Return the text with each name of the vendor, each sign for "account", and each way to write the Russian yo."""
    named: tuple[str, ...] = (text,)
    if "Mi" in text or "Xiaomi" in text:
        named = (text, *(_NAME.sub(name, text) for name in ("Xiaomi", "Mi")))
    for one, other in ("帐账", "账帐", "ёе"):
        if one in text:
            named += tuple(each.replace(one, other) for each in named)
    return named if len(named) == 1 else tuple(dict.fromkeys(named))
