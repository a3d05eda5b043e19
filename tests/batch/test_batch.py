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
from tests.batch.conftest import DELETES, LOOKS, PATIENT, SIGNING_IN
from tests.support.dies import POINTS
from tests.support.keyrings import MemoryKeyring
from tests.support.people import PASSWORD, free_port, trail_lines


def test_every_account_is_deleted_once_however_often_the_batch_is_begun(batch):
    names = batch.add(DELETES, DELETES)

    code, _out, err = batch.run("--workers", "2", "--json")

    assert code == 0, err
    assert [batch.deletions(name) for name in names] == [1, 1]
    assert set(batch.states().values()) == {"done"}
    assert batch.broken() == []
    before = len(batch.folders())
    code, _again, err = batch.run("--workers", "2")
    assert code == 0, err
    assert "2 of them already ended" in err
    assert len(batch.folders()) == before

    # The same accounts in another list, as if nobody had seen what came of the clicks.
    batch.write([batch.row(name, n, DELETES, label=f"once-more-{n}") for n, name in enumerate(names)])
    with batch.engine.begin() as connection:
        connection.execute(intents.update().values(outcome=None))
    code, _, err = batch.run("--workers", "2")
    assert code == 0, err
    assert all("already deleted" in entry.reason for entry in batch.entries()), "the clicks did reach the console"
    with batch.engine.connect() as connection:
        outcomes = {row.outcome for row in connection.execute(intents.select())}
    assert outcomes == {"deleted: the console no longer knows the account"}, "under each of the accounts' names"
    assert [batch.deletions(name) for name in names] == [1, 1]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot kill a process from within without a word")
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_an_account_is_deleted_at_most_once_and_none_is_forgotten(batch, point):
    name, _ = batch.add(DELETES, LOOKS)
    alone = ("--workers", "1", "--max-waiting", "0", "--quiet")  # one after the other, in the order of the list
    code, _, err = batch.end(batch.begin(*alone, dies=(point, "1")))
    assert code == -signal.SIGKILL, err

    code, _, err = batch.run(*alone)

    states = list(batch.states().values())
    if point == "the intent is on record":  # killed between intent and click: nobody clicks again without a person
        assert (code, states, batch.deletions(name)) == (3, ["parked", "done"], 0), err
    else:
        assert (code, states, batch.deletions(name)) == (0, ["done", "done"], 1), err
    assert [entry.attempts for entry in batch.entries()] == [1 if point == "the account is done" else 2, 1]
    assert batch.broken() == []


def test_what_needs_a_person_frees_its_place_and_is_parked_while_the_others_go_on(batch):
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
    assert batch.tell("resume").code == 0
    assert batch.deletions(name) == 1


def test_a_parked_account_is_taken_up_in_a_window_with_a_person(batch, screen):
    (name,) = batch.add(LOOKS)
    batch.console.switch_account(name, captcha="image")
    assert batch.run("--workers", "1", "--max-waiting", "0", env=PATIENT).code == 3
    why = "None may wait for a person here (--max-waiting), so this one was parked."
    assert batch.entries()[0].reason == why
    batch.console.switch_account(name, captcha="none")

    batch.console.switch(hang=SIGNING_IN)
    process = batch.start("resume", "--headed", env={"DISPLAY": screen.display})

    def window():
        assert process.poll() is None, process.err.read_text("utf-8")
        return screen.photograph().count(b"\x00\x69\xff") > 100  # the console's orange, as the screen keeps it

    batch.until(window)
    batch.console.release()
    code, _out, err = batch.end(process)
    assert code == 0, err
    assert batch.states() == {"phone-0": "done"}
    assert "phone-0" in err


def test_a_parked_account_goes_on_in_the_session_it_had(batch, monkeypatch):
    """It is signed in once; what is kept of it meanwhile can be read by nobody without the keyring."""
    (name,) = batch.add(DELETES, codes="person")
    kept_in = MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", kept_in)
    assert batch.run("--workers", "1")[0] == 3, "the deletion's code needs a person"
    (kept,) = (batch.trails / ".parked").iterdir()
    assert b"passToken" not in kept.read_bytes()

    assert batch.tell("resume")[0] == 3

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


def left_open(batch, name):
    """What a worker leaves that died between the intent and its outcome."""
    with batch.engine.begin() as connection:
        connection.execute(
            intents.insert().values(console=batch.console.account_url, account=name, act="delete-account",
                                    at="2026-11-24T00:00:00+00:00", trail="lost", outcome=None)
        )  # fmt: skip


def test_a_click_whose_outcome_nobody_saw_is_not_made_again(batch):
    """The intent is on record and the account is still there: only a person may decide."""
    (name,) = batch.add(DELETES)
    left_open(batch, name)

    code, _, err = batch.run("--workers", "1", "--max-waiting", "0")

    assert code == 3, err
    assert "already pressed" in batch.entries()[0].reason or batch.states() == {"phone-0": "parked"}
    assert batch.deletions(name) == 0


def test_no_secret_no_code_and_nothing_of_a_page_is_in_the_database(batch):
    """Neither of an account that came to its end nor of one that was refused."""
    name, refused = [f"owner{n}@example.test" for n in range(2)]
    device = {"id": "did0a1b2c3d4e5f", "name": "Redmi-of-Ana", "imei": "861234567890128"}
    batch.console.add_account(email=name, password=PASSWORD, devices=[device], apps=[])
    batch.console.add_account(email=refused, password="another-" + PASSWORD, devices=[], apps=[])
    batch.write([batch.row(name, 0, "leave"), batch.row(refused, 1, LOOKS)])
    assert batch.run("--workers", "2").code == 4
    (code,) = {code for item in batch.console.world.mail for code in re.findall(r"(?<!\d)\d{6}(?!\d)", item["text"])}
    assert batch.deletions(name) == 1

    data = b"".join(path.read_bytes() for path in batch.trails.glob("queue.sqlite*"))

    assert name.encode() in data, "so that the search can find something at all"
    for secret in (PASSWORD, code, *device.values(), "Invalid username"):
        assert secret.encode() not in data, secret
    with sqlite3.connect(batch.trails / "queue.sqlite") as database:
        dump = "\n".join(database.iterdump())
    database.close()
    assert PASSWORD not in dump


def test_a_browser_that_is_killed_is_replaced(batch):
    names = batch.add(LOOKS, LOOKS)
    for name in names:
        batch.console.switch_account(name, captcha="image")
    process = batch.begin("--workers", "1")
    batch.until(lambda: "waiting" in batch.states().values())
    for browser in batch.until(lambda: browsers_of(process)):
        browser.kill()
    for name in names:
        batch.console.switch_account(name, captcha="none")

    code, _, err = batch.end(process)

    assert code == 0, err
    assert list(batch.states().values()) == ["done", "done"]
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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM for another process")
def test_a_batch_that_is_interrupted_closes_its_trails_and_goes_on_later(batch):
    names = batch.add(LOOKS, LOOKS)
    for name in names:
        batch.console.switch_account(name, captcha="image")
    process = batch.begin("--workers", "1")
    batch.until(lambda: "waiting" in batch.states().values())
    os.kill(process.pid, signal.SIGTERM)

    code, _, err = batch.end(process)

    assert code == 130, err
    assert batch.broken() == []
    assert "queued" in batch.states().values()
    for name in names:
        batch.console.switch_account(name, captcha="none")
    batch.run("--workers", "2")
    assert list(batch.states().values()) == ["done", "done"]


def test_a_second_batch_under_the_same_name_is_refused(batch):
    batch.add(LOOKS)
    living = take_name(batch.engine, "bench-1")

    code, _, err = batch.run("--name", "bench-1")

    assert code == 2
    assert "bench-1 is at work already" in err
    assert batch.tell("batch", "recover", "bench-1").code == 2, "a living worker keeps its accounts"
    living.release()
    assert batch.run("--name", "bench-1").code == 0
