"""A file is there whole or not at all."""

import os
import stat
import threading

import pytest

from runner import files
from runner.files import create_atomic, write_atomic


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def full_disk(monkeypatch):
    """A disk on which not one byte more finds room."""

    def sync(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", sync)


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "notes.json"
    path.write_text("old")

    write_atomic(path, "neu: ü\r\n")

    assert path.read_bytes() == "neu: ü\r\n".encode()
    assert names(tmp_path) == ["notes.json"]


def test_on_a_full_disk_the_former_file_stays_and_no_draft_is_left(tmp_path, full_disk):
    path = tmp_path / "notes.json"
    path.write_text("old")

    with pytest.raises(OSError, match="No space"):
        write_atomic(path, "new")

    assert path.read_text() == "old"
    assert names(tmp_path) == ["notes.json"]


def test_on_a_full_disk_nothing_is_created(tmp_path, full_disk):
    with pytest.raises(OSError, match="No space"):
        create_atomic(tmp_path / "intent.json", "{}")

    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
@pytest.mark.parametrize("write", [write_atomic, create_atomic])
def test_a_private_file_is_for_its_owner_only(tmp_path, write):
    write(tmp_path / "mine", b"1")

    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_a_public_file_is_as_the_umask_says(tmp_path):
    before = os.umask(0o022)
    try:
        write_atomic(tmp_path / "report", b"1", private=False)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "report").stat().st_mode) == 0o644


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_of_many_that_create_the_same_file_one_succeeds(tmp_path, monkeypatch, links):
    if not links:

        def refuse(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(files.os, "link", refuse)
    path, ready, won, lost = tmp_path / "intent.json", threading.Barrier(8), [], []

    def create(number):
        ready.wait(30)
        try:
            create_atomic(path, f"{number}")
            won.append(number)
        except FileExistsError:
            lost.append(number)

    threads = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert (len(won), len(lost)) == (1, 7)
    assert path.read_text() == str(won[0])
    assert names(tmp_path) == ["intent.json"]


def test_a_taken_name_keeps_its_content(tmp_path):
    path = tmp_path / "intent.json"
    path.write_text("first")

    with pytest.raises(FileExistsError):
        create_atomic(path, "second")

    assert path.read_text() == "first"


@pytest.mark.parametrize("write", [write_atomic, create_atomic])
def test_the_content_and_then_the_name_reach_the_disk(tmp_path, monkeypatch, write):
    synced = []

    def sync(handle):
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    monkeypatch.setattr(os, "fsync", sync)

    write(tmp_path / "mine", b"1")

    assert synced == (["file"] if os.name == "nt" else ["file", "folder"])
