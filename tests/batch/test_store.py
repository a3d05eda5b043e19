"""The database of a batch: what is claimed once, by whom, and what a worker that was taken for dead may still do."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from runner.batch import tables
from runner.batch.intents import SharedIntents
from runner.batch.store import Store
from runner.batch.tables import database_url, open_engine, refuse_password
from runner.core.intent_files import IntentFiles
from runner.core.intents import Subject
from runner.errors import Refused, RunnerError, TrailError, UsageError
from tests.batch.conftest import clear
from tests.support.people import run_apart

CONSOLE = "https://console.test"


def row(number, account=None, **more):
    return {"number": number, "account": account or f"u{number}@example.test", "label": f"acc-{number}",
            "scenario": "leave", "consent": "", "secret": "env:PW", "codes": "", **more}  # fmt: skip


@pytest.mark.parametrize("database", ["PostgreSQL", "SQLite"])
def test_workers_that_begin_together_make_the_tables_once(request, tmp_path, database):
    """One of them went home again: "The database cannot be used (IntegrityError)"."""
    engines = 8
    for number in range(3):
        if database == "SQLite":
            address = f"sqlite:///{tmp_path / str(number)}.sqlite"
        else:
            address = request.getfixturevalue("postgres")
            clear(address)
        together = threading.Barrier(engines)

        def begin(address=address, together=together):
            together.wait(60)
            engine = open_engine(address)
            try:
                return Store(engine).names()
            finally:
                engine.dispose()

        with ThreadPoolExecutor(engines) as pool:
            assert [one.result(60) for one in [pool.submit(begin) for _ in range(engines)]] == [[]] * engines


@pytest.fixture
def store(tmp_path):
    engine = open_engine(database_url(None, tmp_path))
    made = Store(engine)
    assert made.create("b", {"wait": 1}, [row(1), row(2)])
    yield made
    engine.dispose()


def intents(store, entry, tmp_path, alive=lambda: True):
    return SharedIntents(store, entry, IntentFiles(tmp_path), alive)


def whose(*names):
    return Subject.of(CONSOLE, names, (CONSOLE,))


def begin(kept, entry, trail="trail", told=None):
    return run_apart(kept.begin(whose(entry.account), "delete-account", trail, told))


@pytest.mark.parametrize(("python", "sqlite", "refused"), [
    ((3, 13), (3, 40, 1), True), ((3, 12), (3, 42, 0), False), ((3, 11), (3, 34, 0), False),
])  # fmt: skip
@pytest.mark.parametrize("given", [None, "sqlite:///queue"])
def test_a_sqlite_that_the_queue_cannot_use_is_told_before_anything_is_opened(
    tmp_path, monkeypatch, given, python, sqlite, refused
):
    """With Python 3.13 and SQLite 3.40 each batch ended in "The database does not answer any more"."""
    monkeypatch.setattr(tables, "sys", SimpleNamespace(version_info=python))
    monkeypatch.setattr(tables, "sqlite3", SimpleNamespace(sqlite_version_info=sqlite, sqlite_version="3.40.1"))

    with pytest.raises(UsageError, match=r"comes with SQLite 3\.40\.1.*PostgreSQL") if refused else nullcontext():
        database_url(given, tmp_path)

    assert (tmp_path / tables.FILE).exists() == (not refused and not given)


def test_the_same_batch_is_made_once(store):
    assert not store.create("b", {}, [row(1)])
    assert len(store.entries("b")) == 2


def test_an_account_that_is_unfinished_elsewhere_is_not_taken_twice(store):
    with pytest.raises(UsageError, match=r"acc-9 is unfinished in the batch b"):
        store.create("c", {}, [row(9, "U1@example.test")])
    assert store.names() == ["b"]


def test_an_account_that_has_ended_elsewhere_may_be_taken_again(store):
    claimed = store.claim(store.entry("b", 1), "me", "t")
    store.note(claimed, state="done")

    assert store.create("c", {}, [row(9, "u1@example.test")])


def test_a_claim_takes_the_account_from_whoever_held_it(store):
    first = store.claim(store.entry("b", 1), "one", "token-1")
    second = store.claim(store.entry("b", 1), "two", "token-2")

    assert not store.note(first, state="done"), "the first worker's word no longer counts"
    assert store.note(second, state="refused")
    assert store.entry("b", 1).state == "refused"
    assert store.entry("b", 1).attempts == 2


@pytest.mark.parametrize("database", ["PostgreSQL", "SQLite"])
def test_a_reason_is_kept_whatever_somebody_wrote_into_it(request, tmp_path, database):
    address = database_url(None, tmp_path) if database == "SQLite" else request.getfixturevalue("postgres")
    if database == "PostgreSQL":
        clear(address)
    engine = open_engine(address)
    try:
        store = Store(engine)
        store.create("odd", {}, [row(1)])
        claimed = store.claim(store.entry("odd", 1), "me", "t")
        assert store.note(claimed, state="parked", reason="Ana gave up: see [/notes] \0 \ud800 <b>'\";--" + "x" * 10_000)
        assert store.entry("odd", 1).reason == "Ana gave up: see [/notes] \ufffd ? <b>'\";--" + "x" * 10_000
    finally:
        engine.dispose()


def test_an_account_that_has_ended_is_not_claimed_again(store):
    claimed = store.claim(store.entry("b", 1), "me", "t")
    store.note(claimed, state="done")

    assert store.claim(store.entry("b", 1), "me", "t2") is None


def test_an_older_round_is_not_claimed(store):
    old = store.entry("b", 1)
    assert store.next_round(old)

    assert store.claim(old, "me", "t") is None
    assert store.next_round(old) is None, "only one of two queues it anew"


def test_an_account_that_came_to_its_end_meanwhile_is_not_queued_anew(store):
    """A look at the queue may be older than what a worker has just recorded."""
    seen = store.claim(store.entry("b", 1), "me", "t")
    store.note(seen, state="done")

    assert store.next_round(seen) is None
    assert store.entry("b", 1).state == "done"


def test_a_stopped_batch_begins_nothing_more(store):
    store.stop("b", "three refusals")

    assert store.claim(store.entry("b", 1), "me", "t") is None
    assert store.entry("b", 1).state == "stopped"
    assert store.entry("b", 1).reason == "three refusals"


def test_an_intent_is_seen_by_every_machine(store, tmp_path):
    entry = store.claim(store.entry("b", 1), "one", "t")
    begin(intents(store, entry, tmp_path / "one"), entry, "trail-1")

    elsewhere = intents(store, entry, tmp_path / "two")
    found = run_apart(elsewhere.find(whose(" U1@example.test "), "delete-account"))
    assert (found.trail, found.open) == ("trail-1", True)
    run_apart(elsewhere.settle(found, whose("U1@example.test"), "deleted"))
    assert not run_apart(intents(store, entry, tmp_path).find(whose(entry.account), "delete-account")).open


def test_a_second_intent_is_refused_on_whichever_machine(store, tmp_path):
    entry = store.claim(store.entry("b", 1), "one", "t")
    begin(intents(store, entry, tmp_path / "one"), entry)

    with pytest.raises(FileExistsError):
        begin(intents(store, entry, tmp_path / "two"), entry)


def test_a_plain_run_on_this_machine_knows_the_intent_of_a_batch(store, tmp_path):
    entry = store.claim(store.entry("b", 1), "one", "t")
    begin(intents(store, entry, tmp_path), entry)

    assert run_apart(IntentFiles(tmp_path).find(whose(entry.account), "delete-account")).open


def test_a_batch_knows_the_intent_of_a_plain_run(store, tmp_path):
    entry = store.claim(store.entry("b", 1), "one", "t")
    run_apart(IntentFiles(tmp_path).begin(whose(entry.account), "delete-account", "by hand"))

    assert run_apart(intents(store, entry, tmp_path).find(whose(entry.account), "delete-account")).trail == "by hand"


def test_a_former_intent_gives_way_to_the_one_a_person_consented_to(store, tmp_path):
    entry = store.claim(store.entry("b", 1), "one", "t")
    former = begin(intents(store, entry, tmp_path), entry, "trail-1")

    begin(intents(store, entry, tmp_path), entry, "trail-2", former)

    assert run_apart(intents(store, entry, tmp_path).find(whose(entry.account), "delete-account")).trail == "trail-2"


def test_an_open_intent_of_a_plain_run_is_not_overwritten_by_a_batch(store, tmp_path):
    """The person at the batch was told of nothing, so both records stay as they were."""
    entry = store.claim(store.entry("b", 1), "one", "t")
    run_apart(IntentFiles(tmp_path).begin(whose(entry.account), "delete-account", "by hand"))

    with pytest.raises(FileExistsError):
        begin(intents(store, entry, tmp_path), entry, "batch")

    found = run_apart(intents(store, entry, tmp_path).find(whose(entry.account), "delete-account"))
    assert (found.trail, found.open) == ("by hand", True)
    assert run_apart(intents(store, entry, tmp_path / "other machine").find(whose(entry.account), "delete-account")) is None


def test_whoever_is_told_of_one_record_is_told_of_the_others(store, tmp_path):
    """One of another machine in the database, one of a plain run on this disk: both give way, or neither."""
    entry = store.claim(store.entry("b", 1), "one", "t")
    begin(intents(store, entry, tmp_path / "other machine"), entry, "batch-1")
    run_apart(IntentFiles(tmp_path).begin(whose(entry.account), "delete-account", "by hand"))
    kept = intents(store, entry, tmp_path)

    begin(kept, entry, "batch-2", run_apart(kept.find(whose(entry.account), "delete-account")))

    assert run_apart(kept.find(whose(entry.account), "delete-account")).trail == "batch-2"


@pytest.mark.parametrize("later", ["2100000001", "+34 600 123 456", "U1@EXAMPLE.test"])
def test_an_intent_in_the_database_is_found_under_every_name(store, tmp_path, later):
    entry = store.claim(store.entry("b", 1), "one", "t")
    names = whose("2100000001", entry.account, "+34600123456")
    intent = run_apart(intents(store, entry, tmp_path / "one").begin(names, "delete-account", "t-1"))
    elsewhere = intents(store, entry, tmp_path / "two")

    assert run_apart(elsewhere.find(whose(later), "delete-account")).open
    run_apart(intents(store, entry, tmp_path / "one").settle(intent, names, "deleted"))
    assert not run_apart(elsewhere.find(whose(later), "delete-account")).open


def test_an_intent_is_settled_under_names_that_are_not_known_any_more(store, tmp_path):
    entry = store.claim(store.entry("b", 1), "one", "t")
    kept = intents(store, entry, tmp_path)
    run_apart(kept.begin(whose("2100000001", entry.account), "delete-account", "t-1"))

    found = run_apart(kept.find(whose(entry.account), "delete-account"))
    run_apart(kept.settle(found, whose(entry.account), "deleted"))

    assert not run_apart(kept.find(whose("2100000001"), "delete-account")).open


def test_where_the_disk_is_full_the_database_forgets_the_intent_too(store, tmp_path, monkeypatch):
    entry = store.claim(store.entry("b", 1), "one", "t")

    def full(*_):
        raise TrailError("No space left on device.")

    monkeypatch.setattr(IntentFiles, "begin_now", full)

    with pytest.raises(TrailError, match="No space"):
        begin(intents(store, entry, tmp_path), entry)

    assert run_apart(intents(store, entry, tmp_path).find(whose(entry.account), "delete-account")) is None


def test_a_worker_whose_account_was_taken_over_can_do_nothing_for_good(store, tmp_path):
    stale = store.claim(store.entry("b", 1), "one", "t1")
    store.claim(store.entry("b", 1), "two", "t2")

    with pytest.raises(Refused, match="Another worker has taken over"):
        begin(intents(store, stale, tmp_path), stale)
    with pytest.raises(Refused, match="Another worker has taken over"):
        run_apart(intents(store, stale, tmp_path).still_ours())
    assert run_apart(intents(store, stale, tmp_path).find(whose(stale.account), "delete-account")) is None


def test_a_worker_that_lost_its_name_can_do_nothing_for_good(store, tmp_path):
    entry = store.claim(store.entry("b", 1), "one", "t1")

    with pytest.raises(Refused, match="lost its connection"):
        begin(intents(store, entry, tmp_path, alive=lambda: False), entry)
    with pytest.raises(Refused, match="lost its connection"):
        run_apart(intents(store, entry, tmp_path, alive=lambda: False).still_ours())
    run_apart(intents(store, entry, tmp_path).still_ours())


def test_a_password_in_the_address_is_refused_and_not_repeated():
    with pytest.raises(UsageError) as refused:
        refuse_password("postgresql://me:hunter2@db/x")
    assert "hunter2" not in str(refused.value)
    refuse_password("postgresql://me@db/x")


@pytest.mark.parametrize("given", ["mysql://db/x", "nonsense"])
def test_only_databases_we_know_are_used(given, tmp_path):
    with pytest.raises(UsageError):
        database_url(given, tmp_path)


def test_a_database_that_is_not_there_is_told_without_its_password(tmp_path):
    with pytest.raises(RunnerError) as told:
        open_engine("postgresql://me:hunter2@127.0.0.1:1/x")
    assert "hunter2" not in str(told.value)
