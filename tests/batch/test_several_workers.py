"""Several workers on one database: PostgreSQL for machines that share nothing else."""

import signal
import time
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from runner.batch.tables import open_engine
from runner.batch.worker_lock import is_free, take_name
from runner.trail import Trail
from tests.batch.conftest import DELETES, LOOKS, PATIENT, SIGNING_IN, clear
from tests.support.people import run_apart


@pytest.fixture
def gate(console):
    """A console that leaves one request unanswered from ``gate.close(path)`` until ``gate.open()``."""
    return SimpleNamespace(close=lambda path: console.switch(hang=path), open=console.release)


def at_work(batch, name):
    """Whether this worker has an account in hand whose trail is begun."""
    return any(entry.worker == name and entry.trail and entry.state == "running" for entry in batch.entries())


def test_three_workers_share_a_batch_and_one_of_them_never_comes_back(batch, postgres, gate):
    clear(postgres)
    batch.database = ("--database", postgres)
    _, deleted, _ = batch.add(LOOKS, DELETES, LOOKS)
    gate.close(SIGNING_IN)
    alone = ("--workers", "1", "--max-waiting", "0")
    first = batch.begin(*alone, "--name", "one", env=PATIENT)
    batch.until(lambda: at_work(batch, "one"))  # until then it would take accounts back from others
    third = batch.start("worker", *alone, "--name", "three", dies=("an account is claimed", "1"), env=PATIENT)
    code, _, err = batch.end(third)
    assert code == -signal.SIGKILL, err
    second = batch.start("worker", *alone, "--name", "two", env=PATIENT)  # only now: the last account is left for it
    batch.until(lambda: at_work(batch, "one") and at_work(batch, "two"))
    gate.open()

    code, _, err = batch.end(first)

    assert code == 3, err
    assert "mi-runner batch recover three" in err
    (left,) = [entry for entry in batch.entries() if entry.state != "done"]
    assert (left.worker, left.state) == ("three", "running"), "nothing else is left when the first goes home"
    code, out, err = batch.tell("batch", "recover", "three")
    assert (code, out) == (0, "1 account(s)\n"), err
    batch.until(lambda: set(batch.states().values()) == {"done"})
    assert {entry.worker for entry in batch.entries()} == {"one", "two"}
    assert batch.deletions(deleted) == 1
    second.terminate()
    assert batch.end(second).code == 130
    assert batch.broken() == []


@pytest.mark.thorough
def test_whoever_comes_later_takes_what_the_first_holds_and_has_not_begun_and_what_was_ended_politely_is_done_again(
    batch, gate
):
    batch.add(LOOKS, LOOKS, LOOKS)
    gate.close(SIGNING_IN)
    # The first holds all of them: one at work, ten might wait.
    first = batch.begin("--workers", "1", "--name", "one", env=PATIENT)
    batch.until(lambda: at_work(batch, "one"))
    polite = batch.start("worker", "--name", "two", "--workers", "1", "--max-waiting", "0", env=PATIENT)
    batch.until(lambda: at_work(batch, "two"))
    polite.terminate()
    code, _, err = batch.end(polite)
    assert code == 130, err
    last = batch.start("worker", "--name", "three", "--workers", "2", "--until-empty", env=PATIENT)
    batch.until(lambda: at_work(batch, "three"))
    gate.open()

    code, _, err = batch.end(first)

    assert code == 0, err
    code, _, err = batch.end(last)
    assert code == 0, err
    assert {(entry.worker, entry.state) for entry in batch.entries()} == {("one", "done"), ("three", "done")}
    assert len(batch.folders()) == 3 + 1, "only the account of the second was begun twice"
    assert batch.broken() == []


def test_a_worker_that_lost_its_server_is_known_to_be_gone(postgres):
    clear(postgres)
    engine, other = open_engine(postgres), open_engine(postgres)
    held = take_name(engine, "bench-1")
    assert held.held()
    assert not is_free(other, "bench-1")

    with other.begin() as connection:
        connection.execute(sa.text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    until = time.monotonic() + 60
    while not is_free(other, "bench-1"):
        assert time.monotonic() < until
        time.sleep(0.05)

    assert not held.held()
    engine.dispose()
    other.dispose()


def test_asking_a_server_for_a_name_takes_nothing(postgres):
    clear(postgres)
    engine = open_engine(postgres)
    assert is_free(engine, "bench-1")
    with engine.connect() as connection:
        assert not connection.execute(sa.text("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")).first()

    held = take_name(engine, "bench-1")

    assert not is_free(engine, "bench-1")
    assert is_free(engine, "bench-2")
    held.release()
    engine.dispose()


def test_a_worker_tells_at_its_start_which_trails_were_left_without_a_seal(batch):
    """A record that says it ended, and whose seal is gone, is nobody's to sign again."""

    async def left():
        trail = await Trail.open(batch.trails, "leaver", "leave", str, {})
        await trail.close("done", "Nothing to do.")
        return trail.folder

    folder = run_apart(left())
    for name in ("seal.json", "seal.json.sig"):
        (folder / name).unlink()

    code, _, err = batch.tell("worker", "--workers", "1", "--until-empty")

    assert code == 0, err
    at_work, at_its_end = err.index("is at work"), err.rindex(folder.name)
    assert at_work < err.index(folder.name) < at_its_end, "at the start and at the end"
    assert not (folder / "seal.json").exists()
