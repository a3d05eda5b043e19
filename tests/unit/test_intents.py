"""At most once: what was about to be clicked is on disk before it is clicked, for the account and not for its spelling."""

import json
import os
import threading

import pytest

from pages.console import Site
from runner import files
from runner.core import intent_files
from runner.core.intent_files import IntentFiles, home
from runner.core.intents import Intent, Subject, weightiest
from runner.errors import TrailError
from tests.support.intents import ACT, ID, ME, PHONE, begin, find, records, settle, whose
from tests.support.people import run_apart

COST = intent_files.COST
"""What a name costs whoever guesses it; these tests pay less, but for those of the folders that were written with it."""


def test_a_name_costs_whoever_guesses_it():
    assert COST >= 2**14


def test_an_intent_is_found_again_and_settled(tmp_path):
    intent = begin(tmp_path)

    assert find(tmp_path).trail == "trail-1"
    assert find(tmp_path).open
    settle(tmp_path, intent)
    assert (find(tmp_path).open, find(tmp_path).outcome) == (False, "deleted")


def test_a_second_intent_for_the_same_act_is_refused(tmp_path):
    begin(tmp_path)

    with pytest.raises(FileExistsError):
        begin(tmp_path, "trail-2")

    assert find(tmp_path).trail == "trail-1"


@pytest.mark.parametrize("settled", [False, True])
def test_only_an_intent_that_a_person_was_told_of_is_taken_over(tmp_path, settled):
    begin(tmp_path, "trail-1")
    told = find(tmp_path)
    if settled:
        settle(tmp_path, told)
    second = begin(tmp_path, "trail-2", told)

    with pytest.raises(FileExistsError):  # the person was told of the first, and meanwhile there is a second
        begin(tmp_path, "trail-3", told)

    assert find(tmp_path).trail == "trail-2"
    assert second.open


def test_being_told_of_nothing_does_not_help(tmp_path):
    """A record that another run wrote between the question and the click."""
    told_of_nothing = find(tmp_path)
    begin(tmp_path, "theirs")

    with pytest.raises(FileExistsError):
        begin(tmp_path, "ours", told_of_nothing)


def test_other_accounts_acts_and_consoles_are_apart(tmp_path):
    begin(tmp_path)

    assert find(tmp_path, whose("you@example.org")) is None
    assert find(tmp_path, act="unlink") is None
    assert find(tmp_path, whose(console="https://other")) is None


SPELLINGS = {
    "case": ("me@example.org", "ME@Example.org"),
    "space around": ("me@example.org", " me@example.org\n"),
    "full-width letters": ("me@example.org", "ｍｅ@example.org"),
    "an invisible letter": ("me@example.org", "me\u200b@example.org"),
    "a number with spaces": ("+34600123456", "+34 600 123 456"),
    "a number with 00": ("+34600123456", "0034 600-123-456"),
    "a number in brackets": ("+34600123456", "+34 (600) 123.456"),
}


@pytest.mark.parametrize(("one", "other"), SPELLINGS.values(), ids=SPELLINGS)
def test_another_spelling_is_the_same_account(tmp_path, one, other):
    begin(tmp_path, subject=whose(one))

    assert find(tmp_path, whose(other)).open


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Site("http://127.0.0.1:8710", "http://localhost:8711"), Site("http://127.0.0.1:8710/", "http://localhost:8711")),
        (Site("http://127.0.0.1:8710", "http://localhost:8711"), Site("http://localhost:8710", "http://127.0.0.1:8711")),
        (Site(), Site("https://ACCOUNT.xiaomi.com:443/", "https://us.i.mi.com")),
        (Site(), Site("https://global.account.xiaomi.com", "https://i.mi.com")),
    ],
)
def test_another_address_of_the_console_is_the_same_console(tmp_path, one, other):
    begin(tmp_path, subject=Subject.of(one.key, (ME,)))

    assert find(tmp_path, Subject.of(other.key, (ME,))).open


@pytest.mark.parametrize("later", [(ID,), (ME,), (PHONE,), (PHONE, ME), ("2100000009", ME)])
def test_any_name_that_is_known_of_the_account_finds_it(tmp_path, later):
    """Started with the e-mail address first and with the id or the phone number later."""
    intent = begin(tmp_path, subject=whose(ID, ME, PHONE))

    assert find(tmp_path, whose(*later)).open
    settle(tmp_path, intent)
    assert not find(tmp_path, whose(*later)).open


def test_a_record_is_settled_under_names_that_are_not_known_any_more(tmp_path):
    """The console no longer knows the account: nobody signs in, and only the name the run was started with is known."""
    begin(tmp_path, subject=whose(ID, ME, PHONE))

    settle(tmp_path, find(tmp_path, whose(ME)))

    assert [find(tmp_path, whose(name)).open for name in (ID, ME, PHONE)] == [False, False, False]


def test_a_record_under_one_name_stops_an_attempt_under_all(tmp_path):
    begin(tmp_path, "by phone", subject=whose(PHONE))

    with pytest.raises(FileExistsError):
        begin(tmp_path, "by mail", subject=whose(ID, ME, PHONE))

    assert find(tmp_path, whose(ME)) is None


def test_an_open_record_is_heeded_before_a_settled_one(tmp_path):
    settle(tmp_path, begin(tmp_path, "settled", subject=whose(ID)))
    begin(tmp_path, "open", subject=whose(PHONE))

    assert find(tmp_path, whose(ID, PHONE)).trail == "open"


def test_no_file_names_the_account(tmp_path):
    begin(tmp_path)

    for path in tmp_path.rglob("*"):
        assert "example" not in path.name
        assert path.is_dir() or b"example" not in path.read_bytes()


def test_one_folder_serves_all_runs_of_a_user(monkeypatch, tmp_path):
    monkeypatch.setenv("MI_INTENTS", str(tmp_path / "mine"))
    assert home() == tmp_path / "mine"

    run_apart(IntentFiles(former=tmp_path / "trails").begin(whose(), ACT, "trail-1"))

    assert run_apart(IntentFiles(former=tmp_path / "other trails").find(whose(), ACT)).open


DAMAGED = {
    "empty": b"",
    "cut short": b'{"at": "2026-11-25T10:00:00+00:00", "tra',
    "not text": b"\xff\xfe\x00",
    "another thing": b"[]",
    "without its time": b'{"trail": "x"}',
    "a number for a text": b'{"at": 5, "trail": "x"}',
    "an outcome that is none": b'{"at": "x", "trail": "x", "outcome": 5}',
    "far too deep": b"[" * 200_000,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_record_that_cannot_be_read_is_an_open_intent(tmp_path, content):
    """As kill -9 leaves it between creating and writing, or a full disk: later runs must not fail for ever."""
    begin(tmp_path)
    (record,) = records(tmp_path)
    record.write_bytes(content)

    found = find(tmp_path)

    assert found.open
    assert str(record) in found.trouble
    with pytest.raises(FileExistsError):
        begin(tmp_path, "trail-2")
    second = begin(tmp_path, "trail-3", found)  # told of it, a person consented again
    settle(tmp_path, second)
    assert find(tmp_path).outcome == "deleted"


@pytest.mark.parametrize("salt", [b"", b"short", b"\xff" * 17, None], ids=["emptied", "cut short", "grown", "deleted"])
def test_a_damaged_salt_loses_no_intent(tmp_path, salt):
    begin(tmp_path)
    (tmp_path / "salt").unlink() if salt is None else (tmp_path / "salt").write_bytes(salt)

    assert find(tmp_path).trail == "trail-1"
    with pytest.raises(FileExistsError):
        begin(tmp_path, "trail-2")
    assert len((tmp_path / "salt").read_bytes()) == 16


def test_a_salt_that_is_lost_with_unreadable_records_stops_everybody(tmp_path):
    """Nobody can say whose they are: the person is told, and nothing is clicked until the folder is looked at."""
    begin(tmp_path)
    records(tmp_path)[0].write_bytes(b"")
    (tmp_path / "salt").write_bytes(b"")

    found = find(tmp_path, whose("somebody.else@example.org"))

    assert found.open
    assert "salt" in found.trouble
    with pytest.raises(TrailError, match=r"move the folder away"):
        begin(tmp_path, "trail-2", found)


@pytest.fixture
def full_disk(monkeypatch):
    def sync(_):
        raise OSError(28, "No space left on device")

    return lambda: monkeypatch.setattr(files.os, "fsync", sync)


def test_on_a_full_disk_nothing_is_begun_and_no_trace_is_left(tmp_path, full_disk):
    full_disk()

    with pytest.raises(TrailError, match=r"No space left"):
        begin(tmp_path)

    assert records(tmp_path) == []


def test_a_disk_that_fills_half_way_leaves_no_half_of_an_intent(tmp_path, monkeypatch):
    real, calls = os.fsync, []

    def sync(handle):
        calls.append(handle)
        if len(calls) > 4:  # the salt and its folder, the first record and its folder
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(files.os, "fsync", sync)

    with pytest.raises(TrailError, match=r"No space left"):
        begin(tmp_path, subject=whose(ID, ME))

    assert len(calls) > 4
    assert records(tmp_path) == []


def test_on_a_full_disk_a_settled_intent_stays_open(tmp_path, full_disk):
    intent = begin(tmp_path)
    full_disk()

    with pytest.raises(TrailError, match=r"No space left"):
        settle(tmp_path, intent)

    assert find(tmp_path).open


def test_of_many_runs_that_begin_together_one_succeeds(tmp_path):
    ready, won, lost = threading.Barrier(6), [], []

    def attempt(number):
        ready.wait(30)
        try:
            won.append(IntentFiles(tmp_path).begin_now(whose(ID, ME), ACT, f"trail-{number}", None, "now"))
        except FileExistsError:
            lost.append(number)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (len(won), len(lost)) == (1, 5)


def test_of_many_that_take_the_same_intent_over_one_succeeds(tmp_path):
    begin(tmp_path, "died")
    told, ready, won, lost = find(tmp_path), threading.Barrier(6), [], []

    def attempt(number):
        ready.wait(30)
        try:
            won.append(IntentFiles(tmp_path).begin_now(whose(), ACT, f"trail-{number}", told, "now"))
        except FileExistsError:
            lost.append(number)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (len(won), len(lost)) == (1, 5)


class TestFormerFolders:
    """Versions before 0.2 kept intents beside the trails, by console and account as they were written."""

    @pytest.fixture(autouse=True)
    def _dear(self, _cheap_names, monkeypatch):
        monkeypatch.setattr(intent_files, "COST", COST)

    def keep(self, trails, console, account, outcome=None):
        import hashlib

        folder = trails / ".intents"
        folder.mkdir(parents=True, exist_ok=True)
        salt = folder / "salt"
        if not salt.exists():
            salt.write_bytes(b"0123456789abcdef")
        key = f"{console}\n{account.strip().lower()}\n{ACT}".encode()
        name = hashlib.scrypt(key, salt=salt.read_bytes(), n=2**14, r=8, p=1, dklen=16).hex()
        data = {"at": "2026-11-01T10:00:00+00:00", "act": ACT, "trail": "old-trail"}
        (folder / f"{name}.json").write_text(json.dumps(data if outcome is None else data | {"outcome": outcome}))
        return folder / f"{name}.json"

    @pytest.mark.parametrize("console", ["https://console", "https://console/"])
    @pytest.mark.parametrize("account", ["Me@example.org", "+34 600 123 456"])
    def test_they_are_found(self, tmp_path, console, account):
        self.keep(tmp_path / "trails", console, account)

        found = find(tmp_path / "mine", whose(account), former=tmp_path / "trails")

        assert (found.trail, found.open) == ("old-trail", True)

    def test_they_stop_an_attempt_until_somebody_was_told(self, tmp_path):
        record = self.keep(tmp_path / "trails", "https://console", ME)
        mine, trails = tmp_path / "mine", tmp_path / "trails"

        with pytest.raises(FileExistsError):
            begin(mine, former=trails)
        begin(mine, "new", told=find(mine, former=trails), former=trails)

        assert find(mine, former=trails).trail == "new"
        assert "taken up again by new" in record.read_text()

    def test_a_damaged_salt_there_is_told_too(self, tmp_path):
        self.keep(tmp_path / "trails", "https://console", ME)
        (tmp_path / "trails" / ".intents" / "salt").write_bytes(b"")

        assert "salt" in find(tmp_path / "mine", former=tmp_path / "trails").trouble


def test_of_several_records_a_click_that_was_made_is_heeded_before_one_that_was_not():
    made = Intent("a", "2026-11-24T00:00:00+00:00", "first", "refused")
    later = Intent("b", "2026-11-25T00:00:00+00:00", "second", "not done")
    latest = Intent("c", "2026-11-26T00:00:00+00:00", "third", "not done")

    assert weightiest([later, made]).trail == "first"
    assert weightiest([later, latest]).not_made
    assert made.is_among(made)
    assert later.is_among(weightiest([later, latest]))
    assert not made.is_among(weightiest([later, latest]))
