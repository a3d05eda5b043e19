"""Every front end can be used to its end by somebody who only reads: a run that fails there has itself to blame."""

import threading
from collections import Counter

import pytest

from tests.foreign.fronts import FRONTS
from tests.foreign.seeds import seed


@pytest.fixture(params=FRONTS)
def front(request, foreign):
    """Each front end, with an account on it."""
    seed(foreign, request.param)
    return foreign.front


def let_go_when_asked(console):
    """Let a list that is late come, once a page has asked for it."""
    waiting = threading.Thread(target=lambda: console.kept_waiting.wait(20) and console.let_go.set(), daemon=True)
    waiting.start()


def test_a_person_leaves(reader, foreign, front):
    account = foreign.practice.account("leaver.person@example.test")
    names = [device["name"] for device in account["devices"]]
    if front.options.get("late"):
        let_go_when_asked(foreign)

    reader.sign_in(account)
    reader.mentions(account["email"])
    reader.go_to_devices()
    assert reader.all_names(list(dict.fromkeys(names))) == set(names)
    chosen = names if len(names) < 9 else [names[0], names[14], names[-1]]
    for name in chosen:
        reader.go_to_devices()
        reader.unlink(name)
    reader.go_to_apps()
    for app in ("Mi Home", "Runkeeper"):
        reader.revoke(app)
    reader.delete_account(account)

    ledger = foreign.practice.ledger(account["email"])
    seen = Counter(row["event"] for row in ledger)
    assert [row["name"] for row in ledger if row["event"] == "device-unlinked"] == chosen
    assert {event: seen[event] for event in ("app-revoked", "account-deleted", "product-deleted")} == {
        "app-revoked": 2, "account-deleted": 1, "product-deleted": 0,
    }  # fmt: skip
