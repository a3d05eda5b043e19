"""The accounts that stand behind the front ends."""

from __future__ import annotations

from tests.foreign.fronts import FRONTS, Front

EMAIL = "leaver.person@example.test"
PASSWORD = "Tr0ub4dor-and-3"
APPS = [{"id": "2882303761517308695", "name": "Mi Home"}]
"""What an account with few apps has."""


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


def seed(console, front: str, *, few: bool = False, devices: bool = True, most: int | None = None) -> dict:
    """Show a front end, and add its account.

    Arguments:
        console: the foreign console.
        front: its name.
        few: five devices, two to a page, where there are 27: what is done to each of them takes its time.
        devices: whether any is linked.
        most: how many devices and apps at most.
    """
    many = few and len(FRONTS[front].devices) > 20
    shown = console.wear(front, **({"devices": FRONTS[front].devices[:5], "size": 2} if many else {}))
    linked = devices_of(shown)[:most] if devices else []
    apps = {} if most is None else {"apps": APPS[:most]}
    return console.practice.add_account(email=EMAIL, password=PASSWORD, devices=linked, **apps)
