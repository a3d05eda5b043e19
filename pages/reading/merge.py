"""Put the readings of frames into the reading of the page around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.reading.element import COVERED, NOT_ON_TOP, OUTSIDE, Element

Row = list[Any]
Origin = tuple[int, int]
"""Which reading an element is from, by its number, and its index there."""


class Reading:
    """What one frame said of itself."""

    def __init__(self, data: dict[str, Any], known: Reading | None = None) -> None:
        """Take what the script told.

        Arguments:
            data: its answer.
            known: the reading that was named in the question: only what is other than there may have been told.
        """
        self.data = data
        self.details: dict[str, Any] = data["details"]
        self.holder = -1
        """Where the frame stands among the rows around it; -1 when it is not seen there."""
        self.around: Reading | None = None
        rows = data.pop("rows")
        if known and data["since"]:
            self.rows: list[Row] = list(known.rows)
            self.elements: list[Element] = list(known.elements)
            self._heed(dict(rows), known.details)
        else:
            self.rows = rows
            self.elements = [self._element(index) for index in range(len(rows))]

    def _heed(self, rows: Mapping[int, Row], details: Mapping[str, Any]) -> None:
        """Put these rows in the place of the known ones, and make anew what they, or other details, tell of."""
        for index, row in rows.items():
            self.rows[index] = row
        keys = self.details.keys() | details.keys()
        for index in rows.keys() | {int(key) for key in keys if self.details.get(key) != details.get(key)}:
            self.elements[index] = self._element(index)

    def _element(self, index: int) -> Element:
        return Element._make((index, *self.rows[index], self.details.get(str(index))))


def merged(
    main: Reading, others: Sequence[Reading]
) -> tuple[tuple[Element, ...], tuple[Origin, ...] | None, tuple[tuple[str, int], ...]]:
    """Every element in document order, where each is from, and every sign of loading.

    A page without frames needs no table of origins: an element's index is its index in the reading.
    """
    if not any(other.around is not None and other.holder >= 0 for other in others):
        return tuple(main.elements), None, tuple((kind, index) for kind, index in main.data["loading"])
    return _Merger([main, *others]).all()


class _Merger:
    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.rows: list[Row] = []
        self.details: list[Any] = []
        self.origins: list[Origin] = []
        self.loading: list[tuple[str, int]] = []

    def all(self) -> tuple[tuple[Element, ...], tuple[Origin, ...], tuple[tuple[str, int], ...]]:
        self._take(self.readings[0], -1, 0.0, 0.0, 0)
        elements = tuple(
            [
                Element._make((index, *row, detail))
                for index, (row, detail) in enumerate(zip(self.rows, self.details, strict=True))
            ]
        )
        return elements, tuple(self.origins), tuple(self.loading)

    def _take(self, reading: Reading, holder: int, left: float, top: float, flags: int) -> None:
        number = self.readings.index(reading)
        inner = {one.holder: one for one in self.readings if one.around is reading and one.holder >= 0}
        place: list[int] = []
        for index, row in enumerate(reading.rows):
            place.append(len(self.rows))
            parent = place[row[0]] if row[0] >= 0 else holder
            x, y = row[4] + left, row[5] + top
            self.rows.append([parent, row[1], row[2], row[3], x, y, row[6], row[7], row[8] | flags, *row[9:]])
            self.details.append(reading.details.get(str(index)))
            self.origins.append((number, index))
            if index in inner:
                inset = (reading.details.get(str(index)) or {}).get("inset") or (0, 0)
                passed = flags | row[8] & (NOT_ON_TOP | COVERED | OUTSIDE)
                self._take(inner[index], place[index], x + inset[0], y + inset[1], passed)
        ends = [*place, len(self.rows)]
        for index, row in enumerate(reading.rows):
            self.rows[place[index]][1] = ends[row[1]]
            detail = self.details[place[index]] or {}
            box = detail.get("box")
            if box and box["label"] >= 0:  # in a copy: a reading that still holds is put together again
                self.details[place[index]] = {**detail, "box": {**box, "label": place[box["label"]]}}
        self.loading += [(kind, place[index]) for kind, index in reading.data["loading"]]
