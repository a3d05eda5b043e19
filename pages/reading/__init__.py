"""One reading of the screen: what a person sees in a tab, in one message for each frame.

Everything that recognises, covers or describes a screen reads from a :class:`Screen`. It is a picture of one moment:
read again before anything is pressed.
"""

from __future__ import annotations

from pages.reading.beside import ask_beside
from pages.reading.element import Box, Element, Field
from pages.reading.reader import Changed, NotResponding, Reader, reader_of
from pages.reading.screen import Screen
from pages.reading.text import counts_down, label

__all__ = [
    "Box",
    "Changed",
    "Element",
    "Field",
    "NotResponding",
    "Reader",
    "Screen",
    "ask_beside",
    "counts_down",
    "label",
    "reader_of",
]
