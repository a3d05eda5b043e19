"""What the tests of the foreign front ends call wrong, missing and done: each of them can be told."""

from pathlib import Path

import pytest

from runner.model import Result, Status
from tests.foreign.runs import Outcome

DEVICES = [{"id": "d1", "name": "Phone"}, {"id": "d2", "name": "Pad"}]
APPS = [{"id": "a1", "name": "Runkeeper"}]


def outcome(scenario, *ledger, status=Status.DONE, found=None, asked=(), left=None, reason=""):
    result = Result(scenario, "x@example.test", status, reason, Path(), found=found or {})
    before = {"devices": DEVICES, "apps": APPS, "stored": {"photos": 3}}
    rows = [{"event": event, "device": device} for event, device in ledger]
    events = {row["event"] for row in rows}
    after = {
        "devices": [*left]
        if left is not None
        else [each for each in DEVICES if each["id"] not in {row["device"] for row in rows}],
        "apps": [] if "app-revoked" in events else APPS,
        "state": "deleted" if "account-deleted" in events else "active",
    }
    return Outcome(scenario, "divs", before, after, result, list(asked), rows, DEVICES[0])


UNLINKED = (("device-unlinked", "d1"), ("device-unlinked", "d2"))
GONE = (*UNLINKED, ("app-revoked", None), ("account-deleted", None))


@pytest.mark.parametrize(
    ("scenario", "ledger", "more"),
    [
        ("leave", (*GONE, ("product-deleted", None)), {}),
        ("leave", (("account-deleted", None),), {"left": DEVICES}),
        ("list-devices", UNLINKED[:1], {}),
        ("unlink-devices", (*UNLINKED, ("app-revoked", None)), {}),
        ("unlink one", UNLINKED[1:], {}),
        ("revoke-apps", (("account-deleted", None),), {}),
        ("delete-account, devices linked", (("account-deleted", None),), {"left": DEVICES}),
        ("leave", GONE[1:], {}),
        ("unlink-devices", UNLINKED[:1], {}),
        ("unlink one", (), {}),
        ("delete-account", (), {"left": ()}),
        ("list-devices", (), {"found": {"devices": []}}),
        ("list-devices", (), {"found": {"devices": DEVICES[:1]}}),
    ],
)
def test_what_must_never_be_is_wrong(scenario, ledger, more):
    assert outcome(scenario, *ledger, **more).word == "WRONG"


@pytest.mark.parametrize(
    ("scenario", "ledger", "more"),
    [
        ("leave", GONE, {"found": {"devices": DEVICES}}),
        ("unlink-devices", UNLINKED, {}),
        ("unlink one", UNLINKED[:1], {}),
        ("revoke-apps", (("app-revoked", None),), {}),
        ("list-devices", (), {"found": {"devices": DEVICES}}),
        ("inventory", (), {"found": {"devices": DEVICES, "apps": APPS, "stored": {"photos": "3"}}}),
        ("delete-account", (("account-deleted", None),), {"left": ()}),
        ("delete-account, devices linked", (), {"status": Status.REFUSED, "reason": "Still linked: Phone, Pad"}),
    ],
)
def test_the_end_is_done(scenario, ledger, more):
    assert outcome(scenario, *ledger, **more).word == "done"


@pytest.mark.parametrize(
    ("scenario", "ledger", "found"),
    [
        ("list-devices", (), {}),
        ("inventory", (), {"devices": DEVICES, "apps": [], "stored": {"photos": "3"}}),
        ("inventory", (), {"devices": DEVICES, "apps": APPS, "stored": {}}),
    ],
)
def test_half_of_it_is_not_done(scenario, ledger, found):
    assert outcome(scenario, *ledger, found=found).word == "stops"


def test_a_person_who_was_asked_is_no_end_of_its_own():
    assert outcome("leave", status=Status.WAITS, asked=["Is the list empty?"]).word == "asks"
