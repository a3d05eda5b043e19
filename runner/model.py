"""The few nouns everybody shares."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Literal

Match = Literal["exact", "masked"]


class Status(Enum):
    """How a run ended; the value is the word in results and trails."""

    DONE = "done"
    FAILED = "failed"
    WAITS = "waits for a person"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"


EXIT_CODES = {Status.DONE: 0, Status.FAILED: 1, Status.WAITS: 3, Status.REFUSED: 4, Status.INTERRUPTED: 130}


@dataclass(frozen=True)
class Account:
    """Whose account it is: the e-mail address, phone number or account id its owner signs in with.

    ``label`` is what folders and tables call it; it must not give the account away.
    """

    name: str
    label: str = "account"

    def match(self, shown: str) -> Match | None:
        """Whether a name the console shows is this account: ``exact``, ``masked`` (``l***r@example.org``) or not."""
        ours, theirs = normal_name(self.name), normal_name(shown)
        if ours == theirs:
            return "exact"
        if not is_masked(theirs) or not re.match(r"[^*•]", theirs):
            return None
        return "masked" if mask_fits(theirs, ours) else None


def normal_name(name: str) -> str:
    """An account name in the one form in which names are compared and kept, whoever wrote it.

    Case, full-width letters, invisible characters and a phone number's spacing make no other account; ``00`` before
    a phone number is ``+``.
    """
    text = unicodedata.normalize("NFKC", name)
    text = "".join(one for one in text if unicodedata.category(one) != "Cf").strip().casefold()
    if "@" in text:
        return text
    number = re.sub(r"[\s()./\u2010-\u2015-]", "", text)
    if not re.fullmatch(r"\+?[\d*•]+", number):
        return text
    return f"+{number[2:]}" if number.startswith("00") else number


NameKind = Literal["email", "phone", "number"]


def kind_of_name(name: str) -> NameKind:
    """What sort of name it is: a phone number shows itself by its ``+``, or by being masked; an id is a bare number."""
    normal = normal_name(name)
    if "@" in normal:
        return "email"
    return "phone" if normal.startswith("+") or is_masked(normal) else "number"


def is_masked(name: str) -> bool:
    """Whether a part of the name is hidden, so that it fits more than one account."""
    return bool(re.search(r"[*•]", name))


def mask_fits(masked: str, name: str) -> bool:
    """Whether a masked name may be this one; both in their normal form."""
    pattern = "".join(".*" if part in "*•" else re.escape(part) for part in re.sub(r"[*•]+", "*", masked))
    return re.fullmatch(pattern, name) is not None


@dataclass(frozen=True)
class Plan:
    """What a person consents to before the first irreversible click."""

    account: str
    devices: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    deletes_account: bool = False
    stored: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What is odd, so that consent given beforehand is not enough."""
    warnings: tuple[str, ...] = ()
    """What may cost the owner something; told, and no reason to ask again."""
    hints: tuple[str, ...] = ()
    """Where to save what is stored, before it goes."""
    pictures: tuple[str, ...] = ()
    """Paths of the trail's pictures of where this was read, for whoever is asked whether it is all."""

    def sentences(self) -> list[str]:
        """What will happen, one sentence a line."""
        lines = [f"unlink the device {name}" for name in self.devices]
        lines += [f"revoke the app {name}" for name in self.apps]
        if self.deletes_account:
            lines.append(f"delete the account {self.account} and all its data")
        return lines


@dataclass
class Result:
    """How one scenario ended for one account."""

    scenario: str
    account: str
    status: Status
    reason: str
    trail: Path | None = None
    kind: str = ""
    """One word for what ended it early, such as ``WrongPassword`` or ``BrowserLost``."""
    trace: str = ""
    """Where in the code something unexpected ended it; for ``--debug`` only."""
    seconds: float = 0.0
    dry_run: bool = False
    found: dict[str, Any] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    """What was done for good, and seen to be done."""
    clicked: list[str] = field(default_factory=list)
    """What was clicked, or may have been, without anybody having seen what came of it."""
    gone: list[str] = field(default_factory=list)
    """What was to be done and was gone already."""

    @property
    def exit_code(self) -> int:
        """The process's exit code for this result."""
        return EXIT_CODES[self.status]

    def to_json(self) -> dict[str, Any]:
        """The result as plain data, for ``--json``."""
        data = asdict(self)
        del data["trace"]
        return data | {
            "status": self.status.value,
            "exit_code": self.exit_code,
            "trail": str(self.trail) if self.trail else None,
            "seconds": round(self.seconds, 3),
        }
