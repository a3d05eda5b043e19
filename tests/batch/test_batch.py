"""A batch from the command line: everything once, nothing forgotten, whatever happens on the way."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import psutil
from people import PASSWORD, free_port, trail_lines

from runner.batch.tables import database_url, intents, open_engine


def test_every_account_is_left_once_and_the_same_command_again_does_nothing_more(batch):
    names = batch.add(3)

    code, _out, err = batch.run("--workers", "2", "--json")

    assert code == 0, err
    assert [batch.deletions(name) for name in names] == [1, 1, 1]
    assert set(batch.states().values()) == {"done"}
    assert batch.broken() == []
    before = len(batch.folders())
    code, _again, err = batch.run("--workers", "2")
    assert code == 0
    assert "3 of them already ended" in err
    assert len(batch.folders()) == before
    assert [batch.deletions(name) for name in names] == [1, 1, 1]


def test_killed_at_random_instants_every_account_is_still_left_exactly_once(batch):
    names = batch.add(5)
    chance = random.Random(20261124)

    for _ in range(4):
        process = batch.begin("--workers", "2", "--quiet")
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(2, 7))
        process.kill()
        process.wait()
    code, _, err = batch.run("--workers", "2", "--quiet")

    assert code in {0, 3}, err
    if code == 3:  # killed between intent and click: nobody clicks again without a person
        assert {one["reason"][:40] for one in batch.status()["accounts"] if one["state"] == "parked"} <= {
            "“Delete account” was already pressed on "
        }
    assert all(batch.deletions(name) <= 1 for name in names)
    assert [
        batch.deletions(name) for name, state in zip(names, batch.states().values(), strict=True) if state == "done"
    ] == [1 for state in batch.states().values() if state == "done"]
    assert set(batch.states().values()) <= {"done", "parked"}, "none is forgotten"
    assert batch.broken() == []


def test_what_needs_a_person_is_parked_and_the_others_go_on(batch):
    names = batch.add(3)
    batch.console.switch_account(names[0], captcha="image")

    code, _out, err = batch.run("--workers", "1", "--wait", "60s")

    assert code == 3, err
    assert batch.states() == {"phone-0": "parked", "phone-1": "done", "phone-2": "done"}
    assert "mi-runner resume --headed" in err
    assert "never retrieved" not in err
    assert batch.deletions(names[0]) == 0
    trail = next(folder for folder in batch.folders() if "phone-0" in folder.name)
    kinds = [json.loads(line)["kind"] for line in (trail / "trail.jsonl").read_text("utf-8").splitlines()]
    assert "pause-ended" in kinds
    assert "captcha-answered" not in kinds
    batch.console.switch_account(names[0], captcha="none")
    assert batch.tell("resume")[0] == 0
    assert batch.deletions(names[0]) == 1
    assert [batch.deletions(name) for name in names] == [1, 1, 1]


def test_a_parked_account_is_taken_up_in_a_window_with_a_person(batch, screen):
    (name,) = batch.add(1)
    batch.console.switch_account(name, captcha="image")
    assert batch.run("--workers", "1", "--max-waiting", "0")[0] == 3
    batch.console.switch_account(name, captcha="none")

    process = batch.start("resume", "--headed", env={"DISPLAY": screen.display})
    seen = False
    while process.poll() is None:
        seen = seen or screen.photograph().count(b"\x00\x69\xff") > 100  # the console's orange, as the screen keeps it
        time.sleep(0.3)

    code, _out, err = batch.end(process)
    assert code == 0, err
    assert batch.deletions(name) == 1
    assert "phone-0" in err
    assert seen, "no window was shown"


def test_a_parked_account_goes_on_in_the_session_it_had(batch):
    """It is signed in once; what is kept of it meanwhile can be read by nobody without the keyring."""
    (name,) = batch.add(1, codes="person")
    env = {
        "PYTHONPATH": os.pathsep.join([str(Path.cwd()), str(Path.cwd() / "tests")]),
        "PYTHON_KEYRING_BACKEND": "keyrings.FileKeyring",
        "TEST_KEYRING": str(batch.home / "keyring.json"),
    }
    assert batch.run("--workers", "1", env=env)[0] == 3, "the deletion's code needs a person"
    (kept,) = (batch.trails / ".parked").iterdir()
    assert b"passToken" not in kept.read_bytes()

    assert batch.end(batch.start("resume", env=env))[0] == 3

    assert len(batch.folders()) == 2
    signed_in = [row for row in batch.console.ledger(name) if row["event"] == "signed-in"]
    assert len(signed_in) == len({row["sid"] for row in signed_in}), "once for each of the console's services"
    assert batch.broken() == []


def test_an_account_that_waits_frees_its_place(batch):
    """One worker: the second account is done while the first still waits for its person."""
    names = batch.add(2)
    batch.console.switch_account(names[0], captcha="image")

    process = batch.begin("--workers", "1")
    batch.until(lambda: batch.deletions(names[1]) == 1)
    trail = next(folder for folder in batch.folders() if "phone-0" in folder.name)
    assert '"pause-ended"' not in (trail / "trail.jsonl").read_text("utf-8") or process.poll() is None
    assert batch.end(process)[0] == 3


def test_none_may_wait(batch):
    names = batch.add(2)
    for name in names:
        batch.console.switch_account(name, captcha="image")

    assert batch.run("--workers", "2", "--max-waiting", "0")[0] == 3
    assert {one["reason"] for one in batch.status()["accounts"]} == {
        "None may wait for a person here (--max-waiting), so this one was parked."
    }


def test_no_more_accounts_are_signed_in_at_once_than_there_are_workers(batch):
    """By the trails' own times: with one worker, each begins when the one before has ended."""
    batch.add(4, scenario="list-devices")

    assert batch.run("--workers", "1")[0] == 0

    spans = sorted((lines[0]["at"], lines[-1]["at"]) for lines in (trail_lines(folder) for folder in batch.folders()))
    assert len(spans) == 4
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_three_refusals_of_the_same_kind_stop_the_batch(batch):
    names = batch.add(6)
    code, out, _ = batch.run("--workers", "1", env={"OWNERS_PASSWORD": "not-" + PASSWORD})

    assert code == 4
    assert Counter(batch.states().values()) == {"refused": 3, "stopped": 3}
    assert "3 refusals in a row (WrongPassword)" in out
    tries = [row for name in names for row in batch.console.ledger(name) if row["event"] == "sign-in-refused"]
    assert len(tries) == 3
    code, out, _err = batch.tell("resume", "--failed", "--workers", "2")
    assert Counter(batch.states().values()) == {"refused": 3, "done": 3}
    assert code == 4, "a refused sign-in is not tried again, and counts"


def test_a_console_that_is_down_is_not_knocked_at_for_every_account(batch):
    batch.add(6, codes="person")
    nowhere = f"http://127.0.0.1:{free_port()}"

    code, out, _ = batch.run("--workers", "1", "--console", f"{nowhere},{nowhere}")

    assert code == 1
    assert Counter(batch.states().values()) == {"failed": 3, "stopped": 3}
    assert "3 failures in a row (ConsoleDown)" in out


def left_open(batch, name):
    """What a worker leaves that died between the intent and its outcome."""
    engine = open_engine(database_url(None, batch.trails))
    with engine.begin() as connection:
        connection.execute(
            intents.insert().values(console=batch.console.account_url, account=name, act="delete-account",
                                    at="2026-11-24T00:00:00+00:00", trail="lost", outcome=None)
        )  # fmt: skip
    engine.dispose()


def test_a_click_whose_outcome_nobody_saw_is_not_made_again(batch):
    """The intent is on record and the account is still there: only a person may decide."""
    (name,) = batch.add(1)
    left_open(batch, name)

    code, _, err = batch.run("--workers", "1", "--max-waiting", "0")

    assert code == 3, err
    assert "already pressed" in batch.status()["accounts"][0]["reason"] or batch.states() == {"phone-0": "parked"}
    assert batch.deletions(name) == 0


def test_a_click_that_did_reach_the_console_is_recognised_and_recorded(batch):
    """The intent is on record and the console no longer knows the account."""
    (name,) = batch.add(1)
    assert batch.run("--workers", "1")[0] == 0
    rows = [batch.row(name, 0, label="once-more")]
    batch.write(rows)
    engine = open_engine(database_url(None, batch.trails))
    with engine.begin() as connection:
        connection.execute(intents.update().values(outcome=None))

    code, _, err = batch.run("--workers", "1")

    assert code == 0, err
    assert "already deleted" in batch.status()["accounts"][0]["reason"]
    with engine.connect() as connection:
        assert connection.execute(intents.select()).one().outcome == "deleted: the console no longer knows the account"
    engine.dispose()
    assert batch.deletions(name) == 1


def test_no_secret_no_code_and_nothing_of_a_page_is_in_the_database(batch):
    names = [f"owner{n}@example.test" for n in range(2)]
    for name in names:
        batch.console.add_account(email=name, password=PASSWORD)
    batch.console.switch_account(names[1], captcha="image")
    batch.write([batch.row(name, n) for n, name in enumerate(names)])
    process = batch.begin("--workers", "2")
    batch.until(lambda: batch.console.last_code(names[0]))
    code = batch.console.last_code(names[0])
    assert batch.end(process)[0] == 3
    device = batch.console.account(names[1])["devices"][0]

    data = b"".join(path.read_bytes() for path in batch.trails.glob("queue.sqlite*"))

    assert names[0].encode() in data, "so that the search can find something at all"
    for secret in (PASSWORD, code, device["name"], device["imei"]):
        assert secret
        assert str(secret).encode() not in data
    with sqlite3.connect(batch.trails / "queue.sqlite") as database:
        dump = "\n".join(database.iterdump())
    database.close()
    assert PASSWORD not in dump


def test_a_browser_that_is_killed_is_replaced(batch):
    names = batch.add(3)
    process = batch.begin("--workers", "1")
    batch.until(lambda: len(batch.folders()) >= 1)
    batch.until(lambda: browsers_of(process))
    for browser in browsers_of(process):
        browser.kill()

    code, _, err = batch.end(process)

    assert code == 0, err
    assert [batch.deletions(name) for name in names] == [1, 1, 1]
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


def test_a_batch_that_is_interrupted_closes_its_trails_and_goes_on_later(batch):
    names = batch.add(4)
    process = batch.begin("--workers", "2")
    batch.until(lambda: len(batch.folders()) >= 2)
    os.kill(process.pid, signal.SIGTERM)

    code, _, _ = batch.end(process)

    assert code == 130
    assert batch.broken() == []
    assert "queued" in batch.states().values()
    assert batch.run("--workers", "2")[0] == 0
    assert [batch.deletions(name) for name in names] == [1] * 4


def test_a_second_batch_under_the_same_name_is_refused(batch):
    batch.add(2)
    process = batch.begin("--workers", "1", "--name", "bench-1")
    batch.until(batch.folders)

    code, _, err = batch.run("--workers", "1", "--name", "bench-1")

    assert code == 2
    assert "bench-1 is at work already" in err
    assert batch.tell("batch", "recover", "bench-1")[0] == 2, "a living worker keeps its accounts"
    assert batch.end(process)[0] == 0
