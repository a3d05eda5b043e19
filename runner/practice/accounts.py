"""The accounts a practice console holds: who they are and what would be lost with them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

State = Literal["active", "blocked", "deleted"]

STORED = {"contacts": 214, "messages": 1893, "photos": 640, "notes": 37, "recordings": 12, "call log": 508}


class AccountError(ValueError):
    """The account cannot be made, or there is no such account."""


@dataclass
class Device:
    """A device linked to the account.

    Attributes:
        holds_account: somebody is signed in on it with Find device on.
        stuck: the console cannot remove it, and says so.
    """

    id: str
    name: str
    model: str = "Xiaomi"
    kind: str = "phone"
    imei: str = ""
    serial: str = ""
    holds_account: bool = False
    last_seen: str = "2026-06-30 18:20"
    stuck: bool = False


@dataclass
class App:
    """An app or website that was given access to the account; from one that is ``stuck`` it cannot be taken."""

    id: str
    name: str
    scopes: list[str] = field(default_factory=lambda: ["profile"])
    since: str = "2023-04-02"
    stuck: bool = False


@dataclass
class Account:
    """One account, known by e-mail, phone or id."""

    email: str
    password: str
    id: str
    phone: str = ""
    name: str = ""
    state: State = "active"
    devices: list[Device] = field(default_factory=list)
    apps: list[App] = field(default_factory=list)
    stored: dict[str, int] = field(default_factory=dict)

    @property
    def password_hash(self) -> str:
        """What the sign-in form sends for the password: upper-case MD5 (seen in public clients)."""
        return hashlib.md5(self.password.encode(), usedforsecurity=False).hexdigest().upper()

    @property
    def masked_email(self) -> str:
        """The e-mail as the console shows it when it hides it: first and last letter of the name."""
        name, _, host = self.email.partition("@")
        return f"{name[:1]}***{name[-1:]}@{host}"

    @property
    def masked_phone(self) -> str:
        """The phone number with its middle hidden."""
        return f"{self.phone[:3]}****{self.phone[-2:]}" if self.phone else ""

    def answers_to(self, name: str) -> bool:
        """Whether the name is this account's e-mail, phone or id."""
        return name.strip().lower() in {self.email.lower(), self.phone, self.id} - {""}

    def counts(self) -> dict[str, int]:
        """Everything stored, with the devices and apps counted as they are now."""
        return {**self.stored, "devices": len(self.devices), "apps": len(self.apps)}

    def public(self) -> dict[str, Any]:
        """The account as plain data, for the control API."""
        return asdict(self)


def make_account(given: Mapping[str, Any]) -> Account:
    """An account from the fields given, sensible ones put in for the rest.

    Raises:
        AccountError: a field is unknown or of the wrong shape.
    """
    _known(Account, given)
    email = str(given.get("email") or f"leaver-{secrets.token_hex(3)}@example.test")
    seed = hashlib.sha256(email.encode()).hexdigest()
    filled = {
        "password": f"Practice{secrets.randbelow(10**6):06d}",
        "id": str(6_000_000_000 + int(seed[:8], 16) % 10**9),
        "phone": f"+4915{int(seed[8:16], 16) % 10**9:09d}",
        "name": email.partition("@")[0].replace(".", " ").title(),
        **given,
        "email": email,
        "devices": _made(Device, given.get("devices"), default_devices(seed)),
        "apps": _made(App, given.get("apps"), default_apps()),
        "stored": dict(given.get("stored", {**STORED, "balance": 3, "subscriptions": 1})),
    }
    return Account(**filled)


def change_account(account: Account, changes: Mapping[str, Any]) -> None:
    """Change some fields of an account.

    Raises:
        AccountError: a field is unknown or of the wrong shape.
    """
    _known(Account, changes)
    kinds: dict[str, type] = {"devices": Device, "apps": App}
    for name, value in changes.items():
        setattr(account, name, _made(kinds[name], value, []) if name in kinds else value)


def default_devices(seed: str) -> list[Device]:
    """A phone and a tablet that hold the account, and a television that does not."""
    described = [
        ("Redmi Note 13", "23124RA7EO", "phone", True),
        ("Xiaomi Pad 6", "23043RP34G", "tablet", True),
        ("Living room TV", "MiTV-AXSO2", "tv", False),
    ]
    return [
        Device(
            id=f"did{seed[start : start + 12]}",
            name=name,
            model=model,
            kind=kind,
            imei=imei(seed[start : start + 12]) if kind != "tv" else "",
            serial=f"{int(seed[start : start + 8], 16) % 10**8:08d}/{seed[start : start + 5].upper()}",
            holds_account=holds,
        )
        for start, (name, model, kind, holds) in zip(range(0, 48, 16), described, strict=True)
    ]


def default_apps() -> list[App]:
    """Two apps as people have them."""
    return [
        App("2882303761517308695", "Mi Home", ["profile", "devices"], "2022-11-05"),
        App("2882303761517593007", "Runkeeper", ["profile", "activity"], "2023-04-02"),
    ]


def imei(seed: str) -> str:
    """A device number with a correct check digit (Luhn), made from hexadecimal digits."""
    digits = f"86{int(seed, 16) % 10**12:012d}"
    doubled = [sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits)]
    return f"{digits}{-sum(doubled) % 10}"


def _known(kind: type, given: Mapping[str, Any]) -> None:
    names = [each.name for each in fields(kind)]
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise AccountError(f"{kind.__name__.lower()} has no field {', '.join(unknown)}; it has {', '.join(names)}")
    if given.get("state", "active") not in {"active", "blocked", "deleted"}:
        raise AccountError(f"state is active, blocked or deleted, not {given['state']!r}")


def _made(kind: type, given: list[Mapping[str, Any]] | None, default: list[Any]) -> list[Any]:
    if given is None:
        return default
    made = []
    for number, each in enumerate(given, 1):
        _known(kind, each)
        made.append(kind(**{"id": f"{kind.__name__.lower()}{number}", "name": f"{kind.__name__} {number}", **each}))
    return made
