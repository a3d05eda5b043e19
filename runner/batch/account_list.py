"""Many accounts in little memory: a million rows are a sequence of rows, and no million objects."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, overload


@dataclass(frozen=True)
class Row:
    """One account of the list, checked."""

    number: int
    account: str
    label: str
    scenario: str
    consent: str = ""
    secret: str = ""
    codes: str = ""


COLUMNS: Final = tuple(each.name for each in fields(Row))[1:]


class AccountList(Sequence[Row]):
    """Rows in their order. Texts that many rows share are kept once; the consent is the account or nothing."""

    def __init__(self) -> None:
        self._accounts: list[str] = []
        self._labels: list[str] = []
        """Empty where a row is called by its number."""
        self._consents = bytearray()
        self._shared: list[str] = []
        self._places: dict[str, int] = {}
        self._columns = {name: array("I") for name in ("scenario", "secret", "codes")}

    def add(self, cells: Mapping[str, str]) -> None:
        """Put a row at the end; its number is its place, and without a label it is called by its number."""
        self._accounts.append(cells["account"])
        self._consents.append(bool(cells["consent"]))
        self._labels.append(cells["label"])
        for name, column in self._columns.items():
            text = cells[name]
            place = self._places.get(text)
            if place is None:
                place = self._places[text] = len(self._shared)
                self._shared.append(text)
            column.append(place)

    def texts(self, column: str) -> Iterator[str]:
        """One column from its first row to its last."""
        if column == "account":
            return iter(self._accounts)
        if column == "label":
            return (label or made_label(number) for number, label in enumerate(self._labels, 1))
        return map(self._shared.__getitem__, self._columns[column])

    def __len__(self) -> int:
        return len(self._accounts)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        account = self._accounts[at]
        told = {name: self._shared[column[at]] for name, column in self._columns.items()}
        label = self._labels[at] or made_label(at + 1)
        return Row(at + 1, account, label, consent=account if self._consents[at] else "", **told)

    def __iter__(self) -> Iterator[Row]:
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def made_label(number: int) -> str:
    """What a row without a label is called."""
    return f"account-{number:04}"
