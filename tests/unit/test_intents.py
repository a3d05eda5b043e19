"""At most once: what was about to be clicked is on disk before it is clicked."""

import pytest

from runner.intents import Intents


def test_an_intent_is_found_again_and_settled(tmp_path):
    intents = Intents(tmp_path)
    intent = intents.begin("https://console", "me@example.org", "delete", "trail-1")

    assert Intents(tmp_path).find("https://console", " ME@example.org", "delete") == intent
    assert intent.open
    intents.settle(intent, "deleted")
    assert not Intents(tmp_path).find("https://console", "me@example.org", "delete").open


def test_a_second_intent_for_the_same_act_is_refused(tmp_path):
    Intents(tmp_path).begin("https://console", "me@example.org", "delete", "trail-1")

    with pytest.raises(FileExistsError):
        Intents(tmp_path).begin("https://console", "me@example.org", "delete", "trail-2")


def test_other_accounts_acts_and_consoles_are_apart(tmp_path):
    intents = Intents(tmp_path)
    intents.begin("https://console", "me@example.org", "delete", "trail")

    assert intents.find("https://console", "you@example.org", "delete") is None
    assert intents.find("https://console", "me@example.org", "unlink") is None
    assert intents.find("https://other", "me@example.org", "delete") is None


def test_no_file_names_the_account(tmp_path):
    Intents(tmp_path).begin("https://console", "me@example.org", "delete", "trail")

    for path in tmp_path.rglob("*"):
        assert "example" not in path.name
        assert path.is_dir() or b"example" not in path.read_bytes()
