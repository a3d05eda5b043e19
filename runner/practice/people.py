"""Accounts of the practice console: who they are and what they hold."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, field
from typing import Any

STORED = {
    "contacts": 214, "messages": 1863, "photos": 3470, "notes": 41, "recordings": 7, "calls": 902,
    "balance": 0, "subscriptions": 1,
}  # fmt: skip

_MODELS = (
    ("Redmi Note 9", "M2003J15SC", "phone"),
    ("Mi Pad 5", "21051182G", "tablet"),
    ("Mi 9T Pro", "M1903F11G", "phone"),
)
_APPS = (("PocoFit Coach", ["profile", "health"]), ("Smart Bulb Bridge", ["devices"]))


@dataclass
class Device:
    """A linked device; ``holds_account`` says that *Find device* is on, so that deletion is refused."""

    id: str
    name: str
    model: str
    kind: str
    imei: str
    serial: str
    holds_account: bool = True
    last_seen: str = "2026-11-20 18:04"


@dataclass
class App:
    """An app or website that may use the account."""

    id: str
    name: str
    scopes: list[str]
    since: str = "2025-03-02"


@dataclass
class Account:
    """An account of the practice console; its password is for practice only."""

    email: str
    password: str
    id: str
    phone: str
    name: str = "Lee Aver"
    state: str = "active"
    devices: list[Device] = field(default_factory=list)
    apps: list[App] = field(default_factory=list)
    stored: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The account as plain data."""
        return asdict(self)

    @property
    def masked_email(self) -> str:
        """As consoles hint at it: ``l***r@example.test``."""
        local, _, host = self.email.partition("@")
        return f"{local[0]}***{local[-1]}@{host}"

    @property
    def masked_phone(self) -> str:
        """As consoles hint at it: ``+34******78``."""
        return f"{self.phone[:3]}******{self.phone[-2:]}"


def make_account(wishes: dict[str, Any]) -> Account:
    """An account with what was asked for, and believable values for the rest; the same e-mail gives the same ones."""
    dice = random.Random(wishes["email"])  # noqa: S311 - made-up devices, no secret
    devices = wishes.get("devices")
    apps = wishes.get("apps")
    return Account(
        email=wishes["email"],
        password=wishes["password"],
        id=str(wishes.get("id") or dice.randint(2_100_000_000, 6_900_000_000)),
        phone=wishes.get("phone") or f"+346{dice.randint(0, 99_999_999):08d}",
        name=wishes.get("name", "Lee Aver"),
        state=wishes.get("state", "active"),
        devices=_devices(dice) if devices is None else [_device(dice, **wish) for wish in devices],
        apps=_apps(dice) if apps is None else [App(**{"id": _hex(dice), "scopes": []} | wish) for wish in apps],
        stored=dict(wishes.get("stored", STORED)),
    )


def _devices(dice: random.Random) -> list[Device]:
    return [_device(dice, name=name, model=model, kind=kind) for name, model, kind in _MODELS]


def _device(dice: random.Random, **wishes: Any) -> Device:
    body = f"86{dice.randint(0, 10**12 - 1):012d}"
    made = {
        "id": _hex(dice), "name": "Redmi", "model": "M2003", "kind": "phone", "imei": body + luhn_digit(body),
        "serial": f"{dice.randint(10_000, 99_999)}/{_hex(dice)[:9].upper()}",
    }  # fmt: skip
    return Device(**made | wishes)


def _apps(dice: random.Random) -> list[App]:
    return [App(_hex(dice), name, list(scopes)) for name, scopes in _APPS]


def _hex(dice: random.Random) -> str:
    return f"{dice.getrandbits(64):016x}"


def luhn_digit(body: str) -> str:
    """The check digit of an IMEI."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(body)]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)
