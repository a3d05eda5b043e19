"""The accounts that stand behind the front ends."""

from __future__ import annotations

from tests.foreign.fronts import Front

EMAIL = "leaver.person@example.test"
PASSWORD = "Tr0ub4dor-and-3"


def devices_of(front: Front) -> list[dict]:
    """A front end's devices as the practice console takes them; the first has quotes in its id."""
    return [
        {
            "id": f"did\"{number}'x" if number == 1 else f"did{number:04d}a7",
            "name": name,
            "kind": kind,
            "holds_account": kind != "tv",
        }
        for number, (name, kind) in enumerate(front.devices, 1)
    ]


def seed(console, front: str) -> dict:
    """Show a front end, and add its account."""
    return console.practice.add_account(email=EMAIL, password=PASSWORD, devices=devices_of(console.wear(front)))
