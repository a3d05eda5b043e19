"""The list of accounts: CSV or JSON Lines, checked as a whole before anything begins."""

from __future__ import annotations

import csv
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, Final

from runner.batch.account_list import COLUMNS, AccountList, Row
from runner.batch.cells import Odd, clean, clean_account
from runner.batch.row_checks import CHECKS, gives_away, is_irreversible
from runner.codes.mailbox import Mailbox
from runner.errors import UsageError
from runner.model import normal_name
from runner.trail.strict_json import loads

__all__ = ["COLUMNS", "Row", "check_mailboxes", "read_accounts"]

_SECRET_WORDS: Final = re.compile(
    r"pass(?!port)|passwor[td]|pwd|contrase|senha|mot.?de.?passe|kennwort|parol|пароль|密码|口令|\bpin\b|\bcode\b|otp|totp|token|secret.?value",
    re.IGNORECASE,
)
"""Names of columns that hold what no file may hold. A name of any other column is not repeated: in a list without a
header the first line is an account, and its password."""
MOST_TOLD: Final = 20
"""Faults that are told; the rest is a number."""


@dataclass
class _Reading:
    """A list being read, and everything that is wrong with it."""

    file: Path
    scenario: str
    dry_run: bool
    wrong: list[str] = field(default_factory=list)
    faults: int = 0
    rows: AccountList = field(default_factory=AccountList)
    lines: array[int] = field(default_factory=lambda: array("I"))

    def say(self, line: int, column: str, what: str) -> None:
        self.faults += 1
        if len(self.wrong) < MOST_TOLD:
            where = f", column {column}" if column else ""
            self.wrong.append(f"{self.file.name}:{line}{where}: {what}")


def read_accounts(file: Path, *, scenario: str = "leave", dry_run: bool = False) -> Sequence[Row]:
    """Read and check a list of accounts.

    Arguments:
        file: CSV with a header (comma, semicolon or tab) or JSON Lines (``.jsonl``, ``.ndjson``), in UTF-8.
        scenario: for rows that name none.
        dry_run: nothing irreversible will be done, so that no consent is needed.

    Raises:
        UsageError: what is wrong with it, with line and column; no cell that may be a secret is repeated.
    """
    reading = _Reading(file, scenario, dry_run)
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            for line, cells in _from_lines(reading, text) if _is_json(file, text) else _from_csv(reading, text):
                _check(reading, line, cells)
    except OSError as problem:
        raise UsageError(f"{file} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not in UTF-8; save it as “CSV UTF-8” and try again.") from None
    _check_twins(reading, "account", normal_name)
    _check_twins(reading, "label", str.lower)
    _check_shared_mailboxes(reading)
    if not reading.rows and not reading.faults:
        reading.say(1, "", "the list holds no account")
    if reading.faults:
        more = reading.faults - len(reading.wrong)
        first = f"{reading.faults:,} thing(s) to correct; nothing was started."
        rest = [f"and {more:,} more; correct these first"] if more else []
        raise UsageError("\n".join([first, *reading.wrong, *rest]))
    return reading.rows


def _is_json(file: Path, text: IO[str]) -> bool:
    if file.suffix.lower() in {".jsonl", ".ndjson"}:
        return True
    begins = text.read(4096)
    if "\0" in begins[:2] or begins.startswith("PK"):
        raise UsageError(f"{file} is no text in UTF-8; save it as “CSV UTF-8” and try again.")
    text.seek(0)
    return begins.lstrip().startswith("{")


def _from_csv(reading: _Reading, text: IO[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    head, skipped = text.readline(_LONGEST_HEAD), 0
    if told := re.fullmatch(r'"?sep=(.)"?\s*', head.removeprefix("\ufeff"), re.IGNORECASE):
        delimiter, head, skipped = told[1], "", 1  # a spreadsheet's own note; the header follows
    else:
        delimiter = max(",;\t", key=head.count)
        text.seek(0)
    table = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        names = [clean(name).lower() for name in next(table, [])]
        while names and not names[-1]:
            names.pop()  # columns that a spreadsheet has drawn and nobody has filled
        if not names and head.strip():
            names = [""]
        _check_columns(reading, max(1, table.line_num) + skipped, names, needs=("account",))
        if reading.faults:
            return
        for cells in table:
            if not any(cells) or not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                reading.say(table.line_num + skipped, "", "there are more cells than columns")
                continue
            yield table.line_num + skipped, dict(zip(names, cells, strict=False))
    except csv.Error as problem:
        reading.say(table.line_num + skipped, "", f"this is no CSV ({problem})")
    except Odd as problem:
        reading.say(1, "", f"the header {problem}")


_LONGEST_HEAD: Final = 20_000


def _from_lines(reading: _Reading, text: IO[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, words in enumerate(text, 1):
        if not words.strip():
            continue
        try:
            one = loads(words.encode("utf-8"))
        except ValueError:
            one = None
        if not isinstance(one, dict) or not all(isinstance(cell, str) for cell in one.values()):
            reading.say(line, "", "this is no JSON object of texts")
            continue
        before = reading.faults
        named = {name.strip().lower(): cell for name, cell in one.items()}
        _check_columns(reading, line, [name.strip().lower() for name in one], needs=("account",))
        if reading.faults == before:
            yield line, named


def _check_columns(reading: _Reading, line: int, names: list[str], needs: tuple[str, ...]) -> None:
    for number, name in enumerate(names, 1):
        if name in COLUMNS:
            continue
        if word := _SECRET_WORDS.search(name):
            reading.say(
                line,
                f"{number} (“{word[0]}”)",
                "passwords and codes do not belong in a file; write where the secret is into 'secret'",
            )
        else:
            reading.say(line, str(number), f"its name is not known; the columns are {', '.join(COLUMNS)}")
    for name in needs:
        if name not in names:
            reading.say(line, name, "is missing")
    for name in COLUMNS:
        if names.count(name) > 1:
            reading.say(line, name, "stands there twice")


def _check(reading: _Reading, line: int, cells: Mapping[str, Any]) -> None:
    row = dict.fromkeys(COLUMNS, "")
    for column, value in cells.items():
        if value:
            try:
                row[column] = (clean_account if column in _NAMES else clean)(value)
            except Odd as problem:
                reading.say(line, column, str(problem))
                row[column] = _REFUSED
    if not row["account"]:
        reading.say(line, "account", "is empty")
    if row["codes"] == "person":
        row["codes"] = ""
    row["scenario"] = row["scenario"] or reading.scenario
    for column, wrong_with in CHECKS:
        if (value := row[column]) and value is not _REFUSED and (what := wrong_with(value)):
            reading.say(line, column, what)
    if row["label"] and row["label"] is not _REFUSED and gives_away(row["account"], row["label"]):
        reading.say(line, "label", "gives the account away; reports and folders are named by it")
    _check_consent(reading, line, row)
    # A list with more faults than are told is refused whatever follows: nothing more of it has to be kept.
    if reading.faults <= MOST_TOLD:
        reading.rows.add(row)
        reading.lines.append(line)


_NAMES: Final = frozenset({"account", "consent"})
_REFUSED: Final = "\0"
"""In the place of a cell that was refused already; no cell can hold it."""


def _check_consent(reading: _Reading, line: int, row: Mapping[str, str]) -> None:
    consent, account = row["consent"], row["account"]
    if consent is _REFUSED or account is _REFUSED:
        return
    if consent and account and consent != account:
        reading.say(line, "consent", "does not repeat the account word for word")
    elif not consent and not reading.dry_run and is_irreversible(row["scenario"]):
        reading.say(line, "consent", f"is missing: {row['scenario']} cannot be undone, so it must repeat the account")


def _check_twins(reading: _Reading, column: str, plain: Callable[[str], str]) -> None:
    """What stands there twice, found by its hash: a table of a million names would be larger than the list."""
    marks = array("q", (hash(plain(text)) for text in reading.rows.texts(column)))
    twice = set().union(*(_doubles(mark for mark in marks if mark % _PARTS == part) for part in range(_PARTS)))
    if not twice:
        return
    first: dict[str, int] = {}
    for at, text in enumerate(reading.rows.texts(column)):
        if marks[at] in twice and text not in {"", _REFUSED}:
            line = first.setdefault(plain(text), reading.lines[at])
            if line != reading.lines[at]:
                reading.say(reading.lines[at], column, f"is the same as in line {line}")


_PARTS: Final = 8


def _doubles(marks: Iterator[int]) -> set[int]:
    return {one for one, other in pairwise(sorted(marks)) if one == other}


def _check_shared_mailboxes(reading: _Reading) -> None:
    """A letter says to which address it went, not for which phone number: a mailbox for many takes addresses only."""
    counted = Counter(reading.rows.texts("codes"))
    shared = Counter[str]()
    for codes, count in counted.items():
        shared[codes.lower()] += count if codes.startswith("imap:") else 0
    if max(shared.values(), default=0) < 2:  # noqa: PLR2004 - shared by two
        return
    for line, account, codes in zip(reading.lines, reading.rows.texts("account"), reading.rows.texts("codes"), strict=True):
        if "@" not in account and shared[codes.lower()] > 1:
            reading.say(
                line, "codes", "several accounts use this mailbox, and this one has no address to tell its codes by"
            )


def check_mailboxes(rows: Sequence[Row], file: Mapping[str, str | None]) -> None:
    """Whether every mailbox the list names is described on this machine.

    Raises:
        UsageError: one is not.
    """
    for cell in sorted({row.codes for row in rows if row.codes.startswith("imap:")}):
        try:
            Mailbox.named(cell.partition(":")[2], file)
        except UsageError as problem:
            raise UsageError(f"The list {problem}; nothing was started.") from None
