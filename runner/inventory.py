"""What goes with the account: what to warn of, and where the vendor lets its owner save it first.

The addresses are told, never opened by a run. None was checked against the live console.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

KINDS = ("contacts", "messages", "photos", "notes", "recordings", "calls", "call log", "balance", "subscriptions")
"""What we look for among the console's counts, in the order it is told."""

WARNINGS = {
    "balance": "The account holds a balance ({}): spend it or have it paid out first; it goes with the account.",
    "subscriptions": "The account has subscriptions ({}): cancel them first, or they may go on being charged.",
}


@dataclass(frozen=True)
class Place:
    """Where something can be saved, and how we know."""

    address: str
    known: Literal["seen", "inferred"]

    def __str__(self) -> str:
        return self.address + (" (inferred)" if self.known == "inferred" else "")


CLOUD = Place("https://i.mi.com/", "seen")  # public clients, 2021-2026
COPY_OF_ALL = Place("https://privacy.mi.com/support", "seen")  # the vendor's own privacy policies, 2020-2025

PLACES = {
    "contacts": Place("https://i.mi.com/contacts/h5", "inferred"),  # host and /contacts seen, the page guessed
    "messages": Place("https://i.mi.com/sms/h5", "seen"),  # public exporters, 2025
    "photos": Place("https://i.mi.com/gallery/h5", "inferred"),  # host and /gallery seen, the page guessed
    "notes": Place("https://i.mi.com/note/h5#/", "seen"),  # public exporters, 2020-2025
    "recordings": Place("https://i.mi.com/", "inferred"),
    "calls": Place("https://i.mi.com/sms/h5", "inferred"),  # calls come with the messages' data (seen), shown or not
    "call log": Place("https://i.mi.com/sms/h5", "inferred"),
}


def kinds_in(stored: Mapping[str, str]) -> dict[str, str]:
    """The counts of data; devices and apps, which the console counts as well, are listed by name elsewhere."""
    return {kind: figure for kind, figure in stored.items() if kind not in {"devices", "apps"}}


def is_nothing(figure: str) -> bool:
    """Whether a figure of the console says zero; words we cannot read count as something."""
    digits = re.findall(r"\d", figure)
    return not any(digit != "0" for digit in digits) if digits else not figure.strip(" -–—/")


def warnings_about(stored: Mapping[str, str]) -> tuple[str, ...]:
    """What costs money and is not zero."""
    return tuple(words.format(stored[kind]) for kind, words in WARNINGS.items() if not is_nothing(stored.get(kind, "")))


def places_for(stored: Mapping[str, str]) -> dict[str, Place]:
    """Where each kind that is there can be looked at and saved."""
    return {kind: place for kind, place in PLACES.items() if not is_nothing(stored.get(kind, ""))}


def not_shown(stored: Mapping[str, str]) -> list[str]:
    """The kinds the console says nothing about, which is not the same as none."""
    return [kind for kind in KINDS if kind not in stored]


def hints_about(stored: Mapping[str, str]) -> tuple[str, ...]:
    """What somebody should know before they let it go."""
    hints = [f"What you want to keep: {CLOUD}", f"A copy of everything can be asked for: {COPY_OF_ALL}"]
    if missing := not_shown(stored):
        hints.append(f"The console does not show, which is not the same as none: {', '.join(missing)}")
    return tuple(hints)
