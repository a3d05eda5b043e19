"""Several workers on one database: PostgreSQL for machines that share nothing else."""

import time

import sqlalchemy as sa

from runner.batch.tables import open_engine
from runner.batch.worker_lock import is_free, take_name


def clear(address):
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA IF EXISTS dbos CASCADE"))
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()


def test_three_workers_share_a_batch_and_one_of_them_never_comes_back(batch, postgres):
    clear(postgres)
    batch.database = ("--database", postgres)
    names = batch.add(9)
    first = batch.begin("--workers", "1", "--max-waiting", "1", "--name", "one")
    batch.until(batch.folders)
    others = {
        name: batch.start("worker", "--name", name, "--workers", "1", "--max-waiting", "1", "--until-empty")
        for name in ("two", "three")
    }
    batch.until(
        lambda: {"two", "three"} <= {one["worker"] for one in batch.status()["accounts"] if one["state"] == "running"}
    )
    others["three"].kill()
    others["three"].wait()

    batch.until(lambda: first.poll() is not None, 120)
    code, out, err = batch.end(first)
    left = [one for one in batch.status()["accounts"] if one["state"] not in {"done", "parked"}]
    assert {one["worker"] for one in left} <= {"three", ""}
    assert left
    assert code == 3
    assert "mi-runner batch recover three" in err
    code, out, _ = batch.tell("batch", "recover", "three")
    assert (code, int(out.split()[0]) >= 1) == (0, True)
    code, _, err = batch.run("--workers", "2", "--name", "one")

    states = batch.states()
    assert set(states.values()) <= {"done", "parked"}, err
    assert all(batch.deletions(name) <= 1 for name in names)
    assert sum(batch.deletions(name) for name in names) >= sum(state == "done" for state in states.values())
    workers = {one["worker"] for one in batch.status()["accounts"]}
    assert {"one", "two"} <= workers
    assert batch.broken() == []


def test_a_worker_that_comes_later_takes_what_the_first_holds_and_has_not_begun(batch):
    names = batch.add(6)
    for name in names:
        batch.console.switch_account(name, latency=150)
    first = batch.begin("--workers", "1", "--name", "one")  # holds all of them: one at work, ten might wait
    batch.until(batch.folders)
    second = batch.start("worker", "--name", "two", "--workers", "2", "--until-empty")

    code, _, err = batch.end(first)

    assert code == 0, err
    assert batch.end(second)[0] == 0
    assert {one["worker"] for one in batch.status()["accounts"]} == {"one", "two"}
    assert [batch.deletions(name) for name in names] == [1] * 6
    assert len(batch.folders()) == 6, "none was begun twice"
    assert batch.broken() == []


def test_what_a_worker_had_in_hand_that_was_ended_politely_is_done_by_another(batch):
    names = batch.add(4)
    for name in names:
        batch.console.switch_account(name, latency=200)
    first = batch.begin("--workers", "1", "--max-waiting", "0", "--name", "one")
    batch.until(batch.folders)
    second = batch.start("worker", "--name", "two", "--workers", "1", "--max-waiting", "0")
    batch.until(lambda: any(one["worker"] == "two" and one["trail"] for one in batch.status()["accounts"]))
    second.terminate()
    assert batch.end(second)[0] == 130

    code, _, err = batch.end(first)

    assert code == 0, err
    assert [batch.deletions(name) for name in names] == [1] * 4
    assert batch.broken() == []


def test_a_worker_that_lost_its_server_is_known_to_be_gone(postgres):
    clear(postgres)
    engine, other = open_engine(postgres), open_engine(postgres)
    held = take_name(engine, "bench-1")
    assert held.held()
    assert not is_free(other, "bench-1")

    with other.begin() as connection:
        connection.execute(sa.text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    until = time.monotonic() + 5
    while not is_free(other, "bench-1") and time.monotonic() < until:
        time.sleep(0.05)

    assert is_free(other, "bench-1")
    assert not held.held()
    engine.dispose()
    other.dispose()
