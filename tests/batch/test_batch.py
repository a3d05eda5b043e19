"""A batch from the command line: everything once, nothing forgotten, whatever happens on the way."""

import os
import re
import signal
import sqlite3
from collections import Counter
from itertools import pairwise

import psutil
import pytest

from runner.batch.tables import intents
from runner.batch.worker_lock import take_name
from tests.batch.conftest import DELETES, DEVICE_LIST, LOOKS, PATIENT, SIGNING_IN
from tests.support.dies import POINTS
from tests.support.keyrings import MemoryKeyring
from tests.support.people import PASSWORD, free_port, trail_lines
from tests.support.tiers import thorough


@pytest.mark.thorough
def test_every_account_is_deleted_once_however_often_the_batch_is_begun_and_no_secret_is_in_the_database(batch):
    """No two batches have the same name at a time; neither the run's code nor anything of a page is kept."""
    name, looked_at = batch.add(DELETES, LOOKS)
    device = {"id": "did0a1b2c3d4e5f", "name": "Redmi-of-Ana", "imei": "861234567890128"}
    batch.console.change_account(looked_at, devices=[device])
    living = take_name(batch.engine, "bench-1")
    code, _, err = batch.run("--name", "bench-1")
    assert code == 2
    assert "bench-1 is at work already" in err
    assert batch.tell("batch", "recover", "bench-1").code == 2, "a living worker keeps its accounts"
    living.release()

    code, _out, err = batch.run("--workers", "2", "--json", "--name", "bench-1")

    assert code == 0, err
    assert batch.deletions(name) == 1
    assert list(batch.states().values()) == ["done", "done"]
    assert batch.broken() == []
    (code,) = {code for item in batch.console.world.mail for code in re.findall(r"(?<!\d)\d{6}(?!\d)", item["text"])}
    assert_unknown(batch, code, *device.values())
    before = len(batch.folders())
    code, _again, err = batch.run("--workers", "2")
    assert code == 0, err
    assert "2 of them already ended" in err
    assert len(batch.folders()) == before

    # The same account in another list, as if nobody had seen what came of the click.
    batch.write([batch.row(name, 0, DELETES, label="once-more")])
    with batch.engine.begin() as connection:
        connection.execute(intents.update().values(outcome=None))
    code, _, err = batch.run("--workers", "2")
    assert code == 0, err
    assert all("already deleted" in entry.reason for entry in batch.entries()), "the click did reach the console"
    with batch.engine.connect() as connection:
        outcomes = {row.outcome for row in connection.execute(intents.select())}
    assert outcomes == {"deleted: the console no longer knows the account"}, "under each of the account's names"
    assert batch.deletions(name) == 1


def assert_unknown(batch, *secrets):
    """None of them is anywhere in the database, nor the password."""
    data = b"".join(path.read_bytes() for path in batch.trails.glob("queue.sqlite*"))
    assert batch.entries()[0].account.encode() in data, "so that the search can find something at all"
    for secret in (PASSWORD, *secrets):
        assert secret.encode() not in data, secret
    with sqlite3.connect(batch.trails / "queue.sqlite") as database:
        dump = "\n".join(database.iterdump())
    database.close()
    assert PASSWORD not in dump


LOOKED_AT = ("an account is claimed", "the account is done")
"""Before anything was done and after all was recorded, an account may as well only be looked at."""
PASSES = {"an account is claimed": 1, "the click is made": 1}
"""How often a process passes the point until it dies there: once, or first with the account of the one before."""


AROUND_THE_CLICK = ("the intent is on record", "the click is made")


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot kill a process from within without a word")
@pytest.mark.parametrize("points", [AROUND_THE_CLICK, *thorough((tuple(POINTS),))], ids=["around the click", "all"])
def test_killed_at_any_point_an_account_is_deleted_at_most_once_and_none_is_forgotten(batch, points):
    """Each process ends what the one before it left, and dies at the next point with the next account."""
    batch.add(*(LOOKS if point in LOOKED_AT else DELETES for point in points))
    alone = ("--workers", "1", "--max-waiting", "0", "--quiet")  # one after the other, in the order of the list
    for number, point in enumerate(points):
        code, _, err = batch.end(batch.begin(*alone, dies=(point, str(PASSES.get(point, 2) if number else 1))))
        assert code == -signal.SIGKILL, err
        assert list(batch.states().values())[number + 1 :] == ["queued"] * (len(points) - number - 1), point

    code, _, err = batch.run(*alone)

    ends = dict(zip(points, batch.entries(), strict=True))
    assert code == 3, err
    unseen = ends.pop(
        "the intent is on record"
    )  # killed between intent and click: nobody clicks again without a person
    assert (unseen.state, unseen.attempts, batch.deletions(unseen.account)) == ("parked", 2, 0)
    assert unseen.reason.startswith("None may wait for a person here (--max-waiting), so this one was parked.")
    assert {end.state for end in ends.values()} == {"done"}
    deleted = {point: batch.deletions(end.account) for point, end in ends.items()}
    assert deleted == {point: int(point not in LOOKED_AT) for point in ends}
    assert {point: end.attempts for point, end in ends.items()} == {
        point: 1 if point == "the account is done" else 2 for point in ends
    }
    assert batch.broken() == []


def test_what_needs_a_person_frees_its_place_and_is_taken_up_in_a_window_with_a_person(batch, screen):
    """One worker: the second account is begun and done while the first still waits for its person."""
    name, _ = batch.add(DELETES, LOOKS)
    batch.console.switch_account(name, captcha="image")

    code, _out, err = batch.run("--workers", "1")

    assert code == 3, err
    assert batch.states() == {"phone-0": "parked", "phone-1": "done"}
    assert "mi-runner resume --headed" in err
    assert "never retrieved" not in err
    assert batch.deletions(name) == 0
    lines = {folder.name.split("_")[1]: trail_lines(folder) for folder in batch.folders()}
    (waits_until,) = [line["at"] for line in lines["phone-0"] if line["kind"] == "pause-ended"]
    assert max(line["at"] for line in lines["phone-1"] if line["kind"] == "step-done") < waits_until
    assert "captcha-answered" not in {line["kind"] for line in lines["phone-0"]}

    batch.console.switch_account(name, captcha="none")
    batch.console.switch(hang=SIGNING_IN)
    process = batch.start("resume", "--headed", env={"DISPLAY": screen.display} | PATIENT, own_browser=True)

    def window():
        assert process.poll() is None, process.err.read_text("utf-8")
        return screen.photograph().count(b"\x00\x69\xff") > 100  # the console's orange, as the screen keeps it

    batch.until(window)
    batch.console.release()
    code, _out, err = batch.end(process)
    assert code == 0, err
    assert batch.states() == {"phone-0": "done", "phone-1": "done"}
    assert "phone-0" in err
    assert batch.deletions(name) == 1


def test_a_parked_account_goes_on_in_the_session_it_had(batch, monkeypatch):
    """It is signed in once; what is kept of it meanwhile can be read by nobody without the keyring."""
    (name,) = batch.add(DELETES, codes="person")
    kept_in = MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", kept_in)
    assert batch.run("--workers", "1")[0] == 3, "the deletion's code needs a person"
    (kept,) = (batch.trails / ".parked").iterdir()
    assert b"passToken" not in kept.read_bytes()

    assert batch.tell("resume")[0] == 3

    assert batch.deletions(name) == 0
    assert len(batch.folders()) == 2
    signed_in = [row for row in batch.console.ledger(name) if row["event"] == "signed-in"]
    assert len(signed_in) == len({row["sid"] for row in signed_in}), "once for each of the console's services"
    assert batch.broken() == []


def test_three_refusals_of_the_same_kind_stop_the_batch(batch):
    """One worker: by the trails' own times, each account begins when the one before has ended."""
    names = batch.add(LOOKS, LOOKS, LOOKS, LOOKS)
    code, out, _ = batch.run("--workers", "1", env={"OWNERS_PASSWORD": "not-" + PASSWORD})

    assert code == 4
    assert Counter(batch.states().values()) == {"refused": 3, "stopped": 1}
    assert "3 refusals in a row (WrongPassword)" in out
    tries = [row for name in names for row in batch.console.ledger(name) if row["event"] == "sign-in-refused"]
    assert len(tries) == 3
    assert_unknown(batch, "Invalid username")
    spans = sorted((lines[0]["at"], lines[-1]["at"]) for lines in (trail_lines(folder) for folder in batch.folders()))
    assert len(spans) == 3
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "no more at once than there are workers"
    code, out, _err = batch.tell("resume", "--failed", "--workers", "2")
    assert Counter(batch.states().values()) == {"refused": 3, "done": 1}
    assert code == 4, "a refused sign-in is not tried again, and counts"


def test_a_console_that_is_down_is_not_knocked_at_for_every_account(batch):
    batch.add(LOOKS, LOOKS, LOOKS, LOOKS)
    nowhere = f"http://127.0.0.1:{free_port()}"

    code, out, _ = batch.run("--workers", "1", "--console", f"{nowhere},{nowhere}")

    assert code == 1
    assert Counter(batch.states().values()) == {"failed": 3, "stopped": 1}
    assert "3 failures in a row (ConsoleDown)" in out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM for another process")
@pytest.mark.thorough
def test_a_browser_that_is_killed_is_replaced_and_a_batch_that_is_interrupted_goes_on_later(batch):
    first, _ = batch.add(LOOKS, LOOKS)
    batch.console.switch(hang=SIGNING_IN)
    batch.console.switch_account(first, hang=DEVICE_LIST)
    in_order = ("--workers", "1", "--max-waiting", "0")
    process = batch.begin(*in_order, env=PATIENT, own_browser=True)
    batch.until(lambda: len(batch.folders()) == 1)
    for browser in batch.until(lambda: browsers_of(process)):
        browser.kill()
    batch.until(lambda: len(batch.folders()) == 2)
    batch.console.release()
    batch.until(lambda: "signed-in" in [row["event"] for row in batch.console.ledger(first)])
    batch.console.switch(hang=SIGNING_IN)  # for the second; the first waits for its devices meanwhile
    batch.console.switch_account(first, hang="")
    batch.until(lambda: len(batch.folders()) == 3)
    assert batch.states() == {"phone-0": "done", "phone-1": "running"}
    os.kill(process.pid, signal.SIGTERM)

    code, _, err = batch.end(process)

    assert code == 130, err
    assert batch.broken() == []
    assert batch.states() == {"phone-0": "done", "phone-1": "queued"}
    batch.console.release()
    code, _, err = batch.run("--workers", "2")
    assert code == 0, err
    assert batch.states() == {"phone-0": "done", "phone-1": "done"}
    assert batch.broken() == []


def browsers_of(process):
    """The browser's main processes under a batch."""
    found = []
    for child in psutil.Process(process.pid).children(recursive=True):
        try:
            if "chrom" in child.name() and not any(word.startswith("--type=") for word in child.cmdline()):
                found.append(child)
        except psutil.Error:
            continue
    return found
