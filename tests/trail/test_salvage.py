"""A run that is killed leaves a trail without an end; another run ends it, and says what it did."""

import json
import os
import shutil

import pytest

from runner.trail import chain
from runner.trail.locking import lock
from runner.trail.memory import Memory, forget, names, recall
from runner.trail.salvage import salvage, salvage_all
from runner.trail.verify import State, verify

SEALED = ("seal.json", "seal.json.sig", "SHA256SUMS", "signer.pub", "allowed_signers", "report.html")


def kill_at(folder, size):
    """What is left on disk of a run that was killed when its record had this size."""
    for name in SEALED:
        (folder / name).unlink(missing_ok=True)
    data = (folder / "trail.jsonl").read_bytes()[:size]
    (folder / "trail.jsonl").write_bytes(data)
    remember(folder, data.removesuffix(b"\n").split(b"\n"))
    told = {json.loads(line)["file"] for line in data.split(b"\n")[:-1] if json.loads(line)["kind"] == "picture"}
    pictures = sorted((folder / "pictures").iterdir())
    for path in pictures[len(told) + 1 :]:  # one may be on disk before its line
        path.unlink()
    return len(pictures) > len(told)


def remember(folder, heads_of):
    """What the key's folder knows of a run that was killed while it wrote the last of these lines."""
    forget(folder.name)  # the same trail was killed in another test
    memory = Memory.begin(folder.name)
    for line in heads_of:
        memory.add(chain.digest(line))
    memory.close()


def lines(folder):
    return [json.loads(line) for line in (folder / "trail.jsonl").read_text("utf-8").splitlines()]


def failed(folder):
    return [f"{check.name}: {check.words}" for check in verify(folder).checks if check.state is State.FAILED]


@pytest.mark.parametrize("part", [0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95])
def test_wherever_a_run_is_killed_its_trail_can_be_verified_afterwards(copy, part):
    whole = (copy / "trail.jsonl").read_bytes()
    size = int(len(whole) * part)
    kill_at(copy, size)
    assert failed(copy), "a killed run's trail must not verify before"

    assert salvage(copy)

    assert failed(copy) == []
    now = (copy / "trail.jsonl").read_bytes()
    kept = whole[:size].rpartition(b"\n")[0]
    assert now.startswith(kept), "what was on record stands"
    assert lines(copy)[-1]["status"] == "killed"


def test_a_run_killed_before_its_first_line_leaves_nothing(copy):
    kill_at(copy, 40)
    for path in (copy / "pictures").iterdir():
        path.unlink()
    os.utime(copy, (1, 1))

    assert not salvage(copy)
    assert not copy.exists()


def test_an_act_without_an_outcome_gets_the_outcome_not_known(copy):
    record = (copy / "trail.jsonl").read_bytes().split(b"\n")
    intent = next(n for n, line in enumerate(record) if b'"kind":"intent"' in line)
    kill_at(copy, len(b"\n".join(record[: intent + 1])) + 1)

    salvage(copy)

    outcome = next(line for line in lines(copy) if line["kind"] == "outcome")
    assert outcome["act"] == "unlink device 1"
    assert outcome["result"].startswith("not known")
    assert failed(copy) == []


def test_what_is_taken_away_is_told(copy):
    size = (copy / "trail.jsonl").stat().st_size // 2
    had_stray = kill_at(copy, size)
    assert had_stray

    salvage(copy)

    note = next(line["text"] for line in lines(copy) if line["kind"] == "note" and "Taken away" in line["text"])
    assert "bytes of a line" in note
    assert ".webp" in note


def test_a_finished_trail_and_one_that_is_being_written_are_left_alone(copy, tmp_path):
    living = tmp_path / "home" / "20260101T000000Z_living_leave"
    shutil.copytree(copy, living)
    kill_at(living, 2000)
    before = (living / "trail.jsonl").read_bytes()
    with (living / "trail.jsonl").open("rb") as file:
        assert lock(file.fileno())
        assert salvage_all(tmp_path / "home").closed == []

    assert (living / "trail.jsonl").read_bytes() == before
    assert salvage_all(tmp_path / "home").closed == [living.name]


@pytest.mark.parametrize("remembered", [True, False], ids=["remembered", "forgotten"])
@pytest.mark.parametrize("left", [("trail.jsonl",), ("pictures",), ("trail.jsonl", "pictures")], ids="+".join)
def test_what_a_run_left_that_was_killed_before_it_wrote_anything_is_taken_away(tmp_path, left, remembered):
    folder = tmp_path / "20260101T000000Z_leaver_leave"
    folder.mkdir()
    for name in left:
        (folder / name).mkdir() if name == "pictures" else (folder / name).touch()
    if remembered:
        Memory.begin(folder.name).close()
    assert not salvage(folder)
    assert folder.exists(), "a run may be just about to write into it"
    os.utime(folder, (1, 1))

    assert not salvage(folder)

    assert not folder.exists()
    assert folder.name not in names()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_the_trail_of_a_killed_run_with_a_link_in_it_is_left_alone(cut_short):
    """What it leads to may be another tomorrow, under the owner's signature."""
    (cut_short / "more").symlink_to("/etc/hostname")

    result = salvage_all(cut_short.parent)

    assert "more is a link or a device" in result.left[0]
    assert not (cut_short / "seal.json").exists()


@pytest.mark.parametrize("rubbish", [b"rubbish\n", b"\0" * 600 + b"\n", b"durable 99999999999\n", b"abcdef"])
def test_a_garbled_end_of_what_is_remembered_does_not_keep_a_trail_from_its_end(cut_short, rubbish):
    first = (cut_short / "trail.jsonl").read_bytes().splitlines()[0]
    with recall(cut_short.name, chain.digest(first)).path.open("ab") as memory:
        memory.write(rubbish)

    assert salvage(cut_short)

    assert failed(cut_short) == []
