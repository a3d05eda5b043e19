"""The script of a watch, put together of its files: what stands beside watch.js is handed to it by name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_BESIDE: Final = {"generatedText": "generated.js", "wholePage": "whole.js"}


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def whole_script() -> str:
    """The script to be evaluated once in each document; it gives what begins and ends a watch."""
    beside = ", ".join(f"{name}: {_read(file)}" for name, file in _BESIDE.items())
    return f"() => ({_read('watch.js')})({{ {beside} }})"
