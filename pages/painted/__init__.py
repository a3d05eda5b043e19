"""What is painted in a tab, word by word, while a picture of it is taken.

A reading of the screen (``pages.reading``) says what a person reads; this says where ink is, so that a picture can be
covered: also what is no text node, and only what nothing lies over.
"""

from __future__ import annotations

from pages.painted.longer import Longer
from pages.painted.sample import Field, Frame, Medium, Sample, Word
from pages.painted.watch import Watch

__all__ = ["Field", "Frame", "Longer", "Medium", "Sample", "Watch", "Word"]
