"""IMEI numbers: 15 digits, the last of which checks the others (Luhn; 3GPP TS 23.003, annex B)."""

from __future__ import annotations

import re
import unicodedata

LENGTH = 15

HOW_TO_FIND = (
    "Dial *#06# on the phone, also from the emergency call screen of a locked one; or look at the box, the invoice, "
    "or the SIM tray. A phone with two SIM cards has two: either will do."
)


class WrongImei(ValueError):
    """What was typed is no IMEI; the text says why, in one sentence, without repeating it."""


def read_imei(text: str) -> str:
    """The 15 digits of an IMEI typed with or without spaces and dashes.

    Raises:
        WrongImei: it has other characters, another length, or the check digit does not fit.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"^IMEI\s*[12]?\s*:?\s*", "", plain, flags=re.IGNORECASE)
    digits = re.sub(r"[\s/.–—-]", "", plain)
    if not digits:
        raise WrongImei("Nothing was typed; the IMEI has 15 digits.")
    if not re.fullmatch(r"[0-9]+", digits):
        raise WrongImei("An IMEI has digits only, 15 of them.")
    if len(digits) != LENGTH:
        more = " *#06# may show two more digits after a slash: leave them out." if len(digits) in {16, 17} else ""
        raise WrongImei(f"An IMEI has 15 digits; this one has {len(digits)}.{more}")
    if check_digit(digits[:-1]) != digits[-1] or len(set(digits)) == 1:
        raise WrongImei("This is no IMEI: its check digit does not fit, so at least one digit is mistyped.")
    return digits


def check_digit(body: str) -> str:
    """The last digit of an IMEI, from the fourteen before it."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(body))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)
