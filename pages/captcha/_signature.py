"""How a kind of CAPTCHA is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Signature:
    """How one kind of CAPTCHA is known: *visible and in the way* is what counts.

    ``signs`` are CSS selectors; one visible match of at least ``least`` pixels (width, height) is enough, unless it is
    solved: an element of ``done`` around or in it, or a value in the nearest ``answer`` field. ``challenge`` names the
    signs that no answer field can excuse, because they only show while something is asked. ``beside`` wants a short
    visible text field next to the sign. ``address`` is a pattern for the address of a whole document or frame that is
    nothing but the CAPTCHA; an element of ``done`` in it says that it has been passed.
    """

    signs: tuple[str, ...]
    answer: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    challenge: tuple[str, ...] = ()
    address: str = ""
    beside: bool = False
    least: tuple[int, int] = (30, 12)
