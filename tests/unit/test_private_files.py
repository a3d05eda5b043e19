"""Trails, queue and intents are their owner's only, from their first byte on."""

import os

import pytest

from runner.batch.sessions import Parking
from runner.batch.tables import database_url, open_engine
from runner.core.intent_files import IntentFiles, Subject, now

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")


def open_to_others(folder):
    return {path.name: oct(path.stat().st_mode & 0o777) for path in [folder, *folder.rglob("*")] if path.stat().st_mode & 0o077}


@pytest.fixture(autouse=True)
def _careless():
    """Whoever runs it may have any umask."""
    former = os.umask(0)
    yield
    os.umask(former)


def test_the_queue_and_its_journal(tmp_path):
    home = tmp_path / "screenshots"
    engine = open_engine(database_url(None, home))
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO mi_turns VALUES ('h', 1)")
        assert open_to_others(home) == {}
    engine.dispose()

    assert open_to_others(home) == {}


def test_a_queue_that_was_open_to_others_keeps_its_content(tmp_path):
    url = database_url(None, tmp_path)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO mi_turns VALUES ('h', 1)")
    engine.dispose()

    with open_engine(database_url(None, tmp_path)).connect() as again:
        assert again.exec_driver_sql("SELECT host FROM mi_turns").scalar() == "h"
        again.engine.dispose()


def test_the_intents(tmp_path):
    folder = tmp_path / "intents"
    intents = IntentFiles(folder)

    intents.begin_now(Subject.of("https://console.test", ("me@example.test",)), "unlink", "trail", None, now())

    assert len(list(folder.iterdir())) > 1
    assert open_to_others(folder) == {}


def test_parked_sessions(tmp_path, monkeypatch):
    import keyring

    from tests.support.keyrings import MemoryKeyring

    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    try:
        assert Parking(tmp_path / "parked").keep("one", {"cookies": []})
    finally:
        keyring.set_keyring(before)
    assert open_to_others(tmp_path / "parked") == {}
