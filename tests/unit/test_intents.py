"""At most once: what was about to be clicked is on disk before it is clicked."""

import pytest

from runner.core.intents import IntentFiles
from tests.support.people import run_apart

CONSOLE, ME, ACT = "https://console", "me@example.org", "delete"


def begin(folder, trail, former=None):
    return run_apart(IntentFiles(folder).begin(CONSOLE, ME, ACT, trail, former))


def find(folder, console=CONSOLE, account=ME, act=ACT):
    return run_apart(IntentFiles(folder).find(console, account, act))


def test_an_intent_is_found_again_and_settled(tmp_path):
    intent = begin(tmp_path, "trail-1")

    assert find(tmp_path, account=" ME@example.org") == intent
    assert intent.open
    run_apart(IntentFiles(tmp_path).settle(intent, "deleted"))
    assert not find(tmp_path).open


def test_a_second_intent_for_the_same_act_is_refused(tmp_path):
    begin(tmp_path, "trail-1")

    with pytest.raises(FileExistsError):
        begin(tmp_path, "trail-2")


def test_a_former_intent_that_a_person_was_told_of_is_replaced(tmp_path):
    former = begin(tmp_path, "trail-1")

    begin(tmp_path, "trail-2", former)

    assert find(tmp_path).trail == "trail-2"
    assert find(tmp_path).open


def test_other_accounts_acts_and_consoles_are_apart(tmp_path):
    begin(tmp_path, "trail")

    assert find(tmp_path, account="you@example.org") is None
    assert find(tmp_path, act="unlink") is None
    assert find(tmp_path, console="https://other") is None


def test_no_file_names_the_account(tmp_path):
    begin(tmp_path, "trail")

    for path in tmp_path.rglob("*"):
        assert "example" not in path.name
        assert path.is_dir() or b"example" not in path.read_bytes()
