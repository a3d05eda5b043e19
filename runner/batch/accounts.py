"""The list of accounts: CSV or JSON Lines, checked as a whole before anything begins."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from runner.codes import check_codes
from runner.codes.mailbox import Mailbox
from runner.core.registry import load_scenarios
from runner.credentials.sources import SecretSource
from runner.errors import UsageError
from runner.model import normal_name

_SECRET_WORDS: Final = re.compile(
    r"pass(?!port)|passwor[td]|pwd|contrase|senha|mot.?de.?passe|kennwort|parol|пароль|密码|口令|\bpin\b|\bcode\b|otp|totp|token|secret.?value",
    re.IGNORECASE,
)
"""Names of columns that hold what no file may hold. A name of any other column is not repeated: in a list without a
header the first line is an account, and its password."""
_TELLING: Final = 8
"""The last so many signs of a phone number or an id give it away, with or without the country."""
_LABEL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,59}")


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


@dataclass
class _Reading:
    """A list being read, and everything that is wrong with it."""

    file: Path
    scenario: str
    dry_run: bool
    wrong: list[str] = field(default_factory=list)
    accounts: dict[str, int] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)

    def say(self, line: int, column: str, what: str) -> None:
        where = f", column {column}" if column else ""
        self.wrong.append(f"{self.file.name}:{line}{where}: {what}")


def read_accounts(file: Path, *, scenario: str = "leave", dry_run: bool = False) -> tuple[Row, ...]:
    """Read and check a list of accounts.

    Arguments:
        file: CSV with a header (comma, semicolon or tab) or JSON Lines (``.jsonl``, ``.ndjson``), in UTF-8.
        scenario: for rows that name none.
        dry_run: nothing irreversible will be done, so that no consent is needed.

    Raises:
        UsageError: everything that is wrong with it, with line and column; no cell that may be a secret is repeated.
    """
    reading = _Reading(file, scenario, dry_run)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise UsageError(f"{file} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not in UTF-8; save it as “CSV UTF-8” and try again.") from None
    lines = file.suffix.lower() in {".jsonl", ".ndjson"} or text.lstrip().startswith("{")
    cells = list(_from_lines(reading, text) if lines else _from_csv(reading, text))
    rows = tuple(_check(reading, line, number, one) for number, (line, one) in enumerate(cells, 1))
    _check_shared_mailboxes(reading, rows, [line for line, _ in cells])
    if not rows and not reading.wrong:
        reading.say(1, "", "the list holds no account")
    if reading.wrong:
        raise UsageError("\n".join([f"{len(reading.wrong)} thing(s) to correct; nothing was started.", *reading.wrong]))
    return rows


def _from_csv(reading: _Reading, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    # Not splitlines(), which also splits at signs that a cell may hold.
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", strict=True)
    try:
        names = [name.strip().lower() for name in table.fieldnames or ()]
        table.fieldnames = names
        _check_columns(reading, max(1, table.line_num), names, needs=("account",))
        if reading.wrong:
            return
        for one in table:
            if "" in one:
                reading.say(table.line_num, "", "there are more cells than columns")
            elif any(one.values()):
                yield table.line_num, one
    except csv.Error as problem:
        reading.say(table.line_num, "", f"this is no CSV ({problem})")


def _from_lines(reading: _Reading, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, words in enumerate(text.split("\n"), 1):
        if not words.strip():
            continue
        try:
            one = json.loads(words)
        except ValueError:
            one = None
        if not isinstance(one, dict) or not all(isinstance(cell, str) for cell in one.values()):
            reading.say(line, "", "this is no JSON object of texts")
            continue
        before = len(reading.wrong)
        _check_columns(reading, line, [name.strip().lower() for name in one], needs=("account",))
        if len(reading.wrong) == before:
            yield line, {name.strip().lower(): cell for name, cell in one.items()}


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


def _check(reading: _Reading, line: int, number: int, cells: Mapping[str, Any]) -> Row:
    cell = {name: str(cells.get(name) or "").strip() for name in COLUMNS}
    row = Row(number, **(cell | {
        "label": cell["label"] or f"account-{number:04}", "scenario": cell["scenario"] or reading.scenario,
        "codes": "" if cell["codes"] == "person" else cell["codes"],
    }))  # fmt: skip
    _check_account(reading, line, row)
    _check_label(reading, line, row)
    _check_scenario(reading, line, row)
    for column, check in (("secret", SecretSource.read), ("codes", check_codes)):
        if value := getattr(row, column):
            try:
                check(value)
            except UsageError as problem:
                reading.say(line, column, str(problem))
    return row


def _check_account(reading: _Reading, line: int, row: Row) -> None:
    if not row.account:
        reading.say(line, "account", "is empty")
        return
    first = reading.accounts.setdefault(normal_name(row.account), line)
    if first != line:
        reading.say(line, "account", f"is the same as in line {first}")


def _check_label(reading: _Reading, line: int, row: Row) -> None:
    if not _LABEL.fullmatch(row.label):
        reading.say(line, "label", "takes letters, digits, spaces, dots, dashes and underscores, at most 60")
    elif _gives_away(row):
        reading.say(line, "label", "gives the account away; reports and folders are named by it")
    first = reading.labels.setdefault(row.label.lower(), line)
    if first != line:
        reading.say(line, "label", f"is the same as in line {first}")


def _gives_away(row: Row) -> bool:
    """Whether the label holds the account's name, or enough of it: the part before the @, the digits of a phone number."""
    name, label = normal_name(row.account), row.label.lower()
    if "@" in name:
        return name.partition("@")[0] == label
    telling = name.lstrip("+0")[-_TELLING:]
    return label == name or (len(telling) == _TELLING and telling in re.sub(r"[^a-z0-9]", "", label))


def _check_scenario(reading: _Reading, line: int, row: Row) -> None:
    scenarios = load_scenarios()
    if row.scenario not in scenarios:  # not repeated: a cell too many, and it is the password that stands here
        reading.say(line, "scenario", f"there is none of that name; there are {', '.join(scenarios)}")
        return
    scenario = scenarios[row.scenario]
    if row.consent and row.consent != row.account:
        reading.say(line, "consent", "does not repeat the account word for word")
    elif scenario.irreversible and not row.consent and not reading.dry_run:
        reading.say(line, "consent", f"is missing: {row.scenario} cannot be undone, so it must repeat the account")


def _check_shared_mailboxes(reading: _Reading, rows: Sequence[Row], lines: Sequence[int]) -> None:
    """A letter says to which address it went, not for which phone number: a mailbox for many takes addresses only."""
    shared = Counter(row.codes.lower() for row in rows if row.codes.startswith("imap:"))
    for row, line in zip(rows, lines, strict=True):
        if shared[row.codes.lower()] > 1 and "@" not in row.account:
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
