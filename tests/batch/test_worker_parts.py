"""The parts of a worker, each by itself: its name, its places, its turns, its parked sessions."""

import asyncio
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import keyring
import pytest

from pages.console import Site
from runner.batch import worker_lock
from runner.batch.concurrency import Slots
from runner.batch.rate_limit import RateLimiter, asked_for, database_time, held_off
from runner.batch.sessions import Parking
from runner.batch.store import Store
from runner.batch.tables import database_url, open_engine
from runner.batch.worker import Worker
from runner.batch.worker_lock import is_free, own_name, take_name
from runner.core.engine import carry_out
from runner.errors import UsageError
from runner.model import Status
from tests.support.keyrings import MemoryKeyring
from tests.support.people import build_job, run_apart


@pytest.fixture
def engine(tmp_path):
    made = open_engine(database_url(None, tmp_path))
    yield made
    made.dispose()


def test_a_name_is_held_by_one_at_a_time(engine):
    held = take_name(engine, "bench-1")

    assert held.held()
    assert not is_free(engine, "bench-1")
    assert is_free(engine, "bench-2")
    with pytest.raises(UsageError, match="bench-1 is at work already"):
        take_name(engine, "bench-1")
    held.release()
    assert is_free(engine, "bench-1")


HOLDER = """
import sys, time
from runner.batch.worker import Worker
from runner.batch.worker_lock import take_name
from runner.batch.tables import open_engine
held = take_name(open_engine(sys.argv[1]), "bench-1")
print("held", flush=True)
time.sleep(60)
"""


def test_a_name_is_free_the_instant_its_worker_is_killed(engine):
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(engine.url)], stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"held\n"
        assert not is_free(engine, "bench-1")
        child.kill()

    assert is_free(engine, "bench-1")


def test_asking_for_a_name_keeps_nobody_from_taking_it(engine, monkeypatch):
    """As with `status`, or another worker that wants to know who lives, in the moment in which a worker starts."""
    asked = worker_lock.is_locked

    def slowly(fd):
        answers.append(take_name(engine, "bench-1"))
        return asked(fd)

    answers = []
    monkeypatch.setattr(worker_lock, "is_locked", slowly)

    assert not is_free(engine, "bench-1")
    assert answers[0].held()
    answers[0].release()


def test_two_who_ask_at_once_are_not_taken_for_a_worker(engine):
    assert is_free(engine, "bench-1")
    with ThreadPoolExecutor(8) as many:
        assert all(many.map(lambda _: is_free(engine, "bench-1"), range(400)))


@pytest.fixture
def team(engine):
    """Ask whether a worker, beside one that holds an account and may be gone, has anything left to wait for."""

    def build(state, *, alive):
        store = Store(engine)
        store.create("b", {}, [row(1)])
        if state != "queued":
            store.note(store.claim(store.entry("b", 1), "other", "token"), state=state)
        held = take_name(engine, "other") if alive else None
        queue = SimpleNamespace(holders=lambda entries: {entry.workflow: "other" for entry in entries})
        worker = Worker(SimpleNamespace(store=store, worker="me"), queue, None, set())
        try:
            return worker.can_go_on("b")
        finally:
            if held:
                held.release()

    return build


def row(number):
    return {"number": number, "account": f"u{number}@example.test", "label": f"acc-{number}", "scenario": "leave",
            "consent": "", "secret": "env:PW", "codes": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "alive", "goes_on"),
    [
        ("queued", True, True),
        ("queued", False, True),
        ("running", True, True),
        ("running", False, False),
        ("waiting", False, False),
        ("done", True, False),
    ],
)
def test_what_a_worker_that_is_gone_had_not_begun_is_waited_for(team, state, alive, goes_on):
    """Another takes it from it: whoever went home before left that one alone with it."""
    assert team(state, alive=alive) is goes_on


def test_the_own_name_is_the_same_each_time_and_fit_for_a_file():
    assert own_name() == own_name()
    assert "/" not in own_name()


def test_a_place_that_is_lent_is_used_by_another():
    async def scene():
        slots, order = Slots(1), []

        async def waits():
            async with slots.slot() as slot:
                order.append("first begins")
                async with slot.released():
                    await asyncio.sleep(0.05)
                order.append("first goes on")

        async def works():
            await asyncio.sleep(0.01)
            async with slots.slot():
                order.append("second works")

        await asyncio.gather(waits(), works())
        return order

    assert run_apart(scene()) == ["first begins", "second works", "first goes on"]


def test_a_place_counts_as_in_use_from_the_moment_its_account_goes_on():
    """What the database says of it comes later: nobody must be given up for that."""

    async def scene():
        slots, code, seen = Slots(2), asyncio.Event(), []
        seen.append(slots.in_use)

        async def waits():
            async with slots.slot() as slot:
                seen.append(slots.in_use)
                async with slot.released():
                    seen.append(slots.in_use)
                    await code.wait()
                seen.append(slots.in_use)

        async def reads():
            code.set()

        await asyncio.gather(waits(), reads())
        return [*seen, slots.in_use]

    assert run_apart(scene()) == [False, True, False, True, False]


def test_whoever_comes_back_from_waiting_goes_on_at_once_and_others_begin_later():
    """A code counts for a minute: it must not wait until an account that only began has a place to spare."""

    async def scene():
        slots, order, code = Slots(1), [], asyncio.Event()

        async def waits():
            async with slots.slot() as slot:
                async with slot.released():
                    await code.wait()
                order.append("types the code")

        async def works():
            await asyncio.sleep(0.01)
            async with slots.slot():
                code.set()
                await asyncio.sleep(0.1)
                order.append("first account is done")

        async def begins():
            await asyncio.sleep(0.02)
            async with slots.slot():
                order.append("second account begins")

        await asyncio.gather(waits(), works(), begins())
        return order, slots.free

    assert run_apart(scene()) == (["types the code", "first account is done", "second account begins"], 1)


def test_one_who_is_stopped_while_waiting_leaves_the_count_right():
    async def scene():
        slots = Slots(1)

        async def lender():
            async with slots.slot() as slot, slot.released():
                await asyncio.sleep(10)

        async def occupant():
            async with slots.slot():
                await asyncio.sleep(0.05)

        tasks = [asyncio.create_task(one()) for one in (lender, occupant, occupant)]
        await asyncio.sleep(0.01)
        tasks[0].cancel()
        tasks[2].cancel()
        await asyncio.wait(tasks)
        return slots.free

    assert run_apart(scene()) == 1


class Killed:
    """A browser that is killed while it opens a tab: as Playwright does, it tells that, and the tab never comes."""

    version, browser_type = "1", SimpleNamespace(name="chromium")

    def __init__(self):
        self.heard_by = set()

    def on(self, _event, listener):
        self.heard_by.add(listener)

    def remove_listener(self, _event, listener):
        self.heard_by.remove(listener)

    async def new_context(self, **_more):
        return self

    def set_default_timeout(self, _milliseconds): ...

    async def new_page(self):
        for listener in set(self.heard_by):
            listener(self)
        await asyncio.Event().wait()

    async def close(self): ...


def test_a_browser_that_is_killed_while_it_opens_a_tab_is_told_as_lost(tmp_path):
    """So that the account is tried again with another browser; it would have its place for ever."""
    browser = Killed()

    result = run_apart(
        carry_out(build_job(Site("http://127.0.0.1:1", "http://127.0.0.1:1"), tmp_path, "list-devices"), browser)
    )

    assert (result.status, result.kind) == (Status.FAILED, "BrowserLost")
    assert not browser.heard_by


class Clock:
    now = 1000.0

    def __call__(self, _connection):
        return self.now


def test_turns_keep_their_distance_and_have_jitter(engine):
    clock = Clock()
    mine, yours = RateLimiter(engine, "host", 20, clock), RateLimiter(engine, "host", 20, clock)

    assert mine._take() == 0
    waits = [yours._take()]
    assert 20 <= waits[0] <= 25
    for _ in range(20):
        clock.now += yours._take()
        assert yours._take() == 0
        waits.append(mine._take())
    assert all(20 <= wait <= 25 for wait in waits)
    assert len({round(wait, 3) for wait in waits}) > 10


def test_each_console_has_its_own_turns(engine):
    clock = Clock()

    assert RateLimiter(engine, "one", 20, clock)._take() == 0
    assert RateLimiter(engine, "two", 20, clock)._take() == 0


def test_too_many_holds_everybody_off_for_as_long_as_the_console_asks(engine):
    clock = Clock()
    limiter = RateLimiter(engine, "host", 0, clock)

    limiter.back_off("Too many attempts. Try again in 30 minutes.")

    assert RateLimiter(engine, "host", 0, clock)._take() == 1800
    assert RateLimiter(engine, "other", 0, clock)._take() == 0
    clock.now += 1800
    assert limiter._take() == 0


@pytest.mark.parametrize("ahead", [7200, 86400 * 365])
def test_a_clock_that_was_hours_ahead_makes_nobody_wait_for_hours(engine, ahead):
    """A machine two hours ahead took the turn, or the database's clock was set back meanwhile."""
    clock = Clock()
    clock.now += ahead
    assert RateLimiter(engine, "host", 20, clock)._take() == 0
    clock.now -= ahead

    seconds = RateLimiter(engine, "host", 20, clock)._take()

    assert 0 < seconds <= 25
    clock.now += seconds
    assert RateLimiter(engine, "host", 20, clock)._take() == 0


def test_a_console_that_wants_to_be_left_alone_is_so_no_longer_than_it_asked(engine):
    clock = Clock()
    clock.now += 7200
    RateLimiter(engine, "host", 0, clock).back_off("Try again in 30 minutes.")
    clock.now -= 7200

    assert RateLimiter(engine, "host", 0, clock)._take() == 1800


def test_a_shorter_wish_does_not_end_a_longer_one(engine):
    clock = Clock()
    limiter = RateLimiter(engine, "host", 0, clock)
    limiter.back_off("Try again in 2 hours.")
    limiter.back_off("Try again in 30 seconds.")

    assert limiter._take() == 7200


def test_no_machines_own_clock_decides(engine, monkeypatch):
    """The database says what time it is; a machine whose clock is two hours ahead takes no longer turn for it."""
    with engine.connect() as connection:
        assert abs(database_time(connection) - time.time()) < 60
    monkeypatch.setattr(time, "time", lambda: 0.0)

    assert RateLimiter(engine, "host", 20)._take() == 0
    assert 0 < RateLimiter(engine, "host", 20)._take() <= 25


def test_whoever_looks_is_told_until_when_nobody_signs_in(engine):
    limiter = RateLimiter(engine, "host", 20)
    limiter._take()
    assert held_off(engine, "host") == "", "the usual distance is nothing to tell"
    assert held_off(engine, "elsewhere") == ""

    limiter.back_off("Try again in 30 minutes.")

    until = time.strftime("%H:%M", time.localtime(time.time() + 1800))
    assert held_off(engine, "host") == f"The console said “too many”: nobody signs in before {until}."


def test_a_run_that_waits_for_its_turn_is_told_how_long(engine, monkeypatch):
    clock, told = Clock(), []
    limiter = RateLimiter(engine, "host", 20, clock)
    limiter._take()

    async def sleep(seconds):
        clock.now += seconds

    # Of that module alone: other runs of this process sleep, too, and would move the clock on.
    monkeypatch.setattr("runner.batch.rate_limit.asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": sleep}))
    run_apart(limiter.wait(told.append))

    assert len(told) == 1
    assert 20 <= told[0] <= 25


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("Try again in 30 minutes.", 1800),
        ("操作过于频繁,请24小时后再试", 86400),
        ("Inténtelo de nuevo dentro de 2 horas", 7200),
        ("wait 1 hour 30 minutes", 5400),
        ("wait 45 s", 45),
        ("Too many attempts", None),
        ("Error 70022 m", None),
    ],
)
def test_the_time_a_console_asks_for_is_read(words, seconds):
    assert asked_for(words) == seconds


@pytest.fixture
def keys():
    before = keyring.get_keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_parked_session_is_encrypted_and_taken_once(tmp_path, keys):
    parking = Parking(tmp_path)
    assert parking.keep("b-1", {"cookies": [{"name": "passToken", "value": "s3cret-token"}]})

    data = (tmp_path / "b-1.session").read_bytes()
    assert b"s3cret" not in data
    assert b"passToken" not in data
    if os.name == "posix":
        assert (tmp_path / "b-1.session").stat().st_mode & 0o077 == 0
    assert parking.take("b-1")["cookies"][0]["value"] == "s3cret-token"
    assert parking.take("b-1") is None


def test_a_session_is_not_read_with_another_key(tmp_path, keys):
    Parking(tmp_path).keep("b-1", {"cookies": []})
    keys.kept.clear()
    Parking(tmp_path / "other").keep("x", {})

    assert Parking(tmp_path).take("b-1") is None


def test_without_a_keyring_nothing_is_kept(tmp_path):
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert not Parking(tmp_path / "p").keep("b-1", {"cookies": []})
        assert Parking(tmp_path / "p").take("b-1") is None
    finally:
        keyring.set_keyring(before)
    assert not (tmp_path / "p").exists()
