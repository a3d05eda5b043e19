"""The folder of the intents: held by one run at a time, and with one salt, whatever happened to its files."""

import json
from types import SimpleNamespace

import platformdirs
import pytest

from runner.core import intent_files
from runner.errors import TrailError
from tests.support.intents import begin, find, records

ENOUGH = 10_000
"""Attempts to hold a folder, far more than there may be."""


@pytest.fixture
def held(monkeypatch):
    """Another program holds the folder for so many seconds; the clock goes on only while a run waits for it."""
    clock = SimpleNamespace(now=0.0, asked=0)

    def sleep(seconds):
        clock.now += seconds

    def lock(_file):
        clock.asked += 1
        assert clock.asked < ENOUGH, "it waits for ever"
        return clock.now >= clock.seconds

    monkeypatch.setattr(intent_files, "time", SimpleNamespace(monotonic=lambda: clock.now, sleep=sleep))
    monkeypatch.setattr(intent_files, "lock", lock)
    return lambda seconds: setattr(clock, "seconds", seconds)


def test_a_folder_that_another_run_holds_for_a_while_is_waited_for(tmp_path, held):
    held(20)

    begin(tmp_path)

    assert find(tmp_path).open


def test_a_folder_that_another_run_does_not_let_go_stops_the_click_and_that_is_told(tmp_path, held):
    held(3600)

    with pytest.raises(TrailError, match=r"Another run has held .* for 30 s, so nothing was clicked"):
        begin(tmp_path)

    assert records(tmp_path) == []


@pytest.mark.parametrize("salt", ["ab" * 15, "ab" * 17, "no" * 16, 5], ids=["too short", "too long", "no number", "no text"])
def test_a_damaged_salt_in_a_record_is_not_taken_for_the_folders(tmp_path, salt):
    """Under another salt the record would not be found, and the account's click would be made again."""
    begin(tmp_path)
    (record,) = records(tmp_path)
    record.write_text(json.dumps(json.loads(record.read_text()) | {"salt": salt}))
    (tmp_path / "salt").unlink()

    found = find(tmp_path)

    assert found.open
    assert "salt" in found.trouble
    with pytest.raises(TrailError, match="move the folder away"):
        begin(tmp_path, "trail-2", found)


def test_a_salt_that_is_lost_is_found_in_any_record_that_is_whole(tmp_path):
    begin(tmp_path)
    begin(tmp_path, "trail-2", find(tmp_path))
    (tmp_path / "0000.json").write_text("{}")
    (tmp_path / "salt").unlink()

    assert find(tmp_path).trail == "trail-2"


def test_the_folder_is_the_users_own_unless_another_is_named(monkeypatch):
    """In another place the clicks that were made so far would be forgotten."""
    monkeypatch.delenv(intent_files.FOLDER_VARIABLE)

    assert intent_files.home() == platformdirs.user_data_path("mi-runner", appauthor=False) / "intents"


@pytest.mark.parametrize("mine", ["a", "z"])
def test_what_an_older_version_kept_is_found_wherever_the_folders_stand(tmp_path, mine):
    """One of the names stands before the other folder's in the alphabet, one behind it."""
    former = tmp_path / "former"
    intent = begin(former / ".intents", "old-trail")
    (former / ".intents" / "salt").write_bytes(b"")
    (tmp_path / "former" / ".intents" / intent.places[0]).write_text("{}")

    assert "salt" in find(tmp_path / mine, former=former).trouble
