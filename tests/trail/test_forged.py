"""The owner's signature stands under what the owner's own run wrote, and under nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil

import pytest

from runner.errors import UsageError
from runner.trail import Trail, chain, memory, seal
from runner.trail.keys import own_key
from runner.trail.memory import Memory
from runner.trail.salvage import salvage, salvage_all
from runner.trail.verify import State, verify
from tests.support.people import run_apart
from tests.trail.making import kill, redact

AFTER_THE_END = ("seal.json", "seal.json.sig", "SHA256SUMS", "signer.pub", "allowed_signers", "report.html")
FACTS = {"console": "http://127.0.0.1", "operator": "practice", "headless": True, "dry_run": False, "language": "en"}


def failed(folder):
    return {one.name: "; ".join(one.words) for one in verify(folder).checks if one.state is State.FAILED}


def relinked(data, change):
    """The record changed, and every link after it reckoned anew, as anybody can."""
    prev, told = chain.GENESIS, []
    for line in data.splitlines():
        event = change(json.loads(line)) | {"prev": prev}
        told.append(json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode())
        prev = chain.digest(told[-1])
    return b"".join(line + b"\n" for line in told)


def other_act(event):
    return json.loads(json.dumps(event).replace("unlink device", "keep device"))


async def _begin(home, *, acts=2):
    """A run that was killed after its last durable line: no end, no seal."""
    trail = await Trail.open(home, "leaver", "leave", redact, FACTS)
    for number in range(acts):
        trail.event("intent", step=1, act=f"unlink device {number + 1}", account="leaver@example.test")
        await trail.durable()
        trail.event("outcome", step=1, act=f"unlink device {number + 1}", result="done")
    await trail.durable()
    kill(trail)
    return trail.folder


@pytest.fixture
def killed(tmp_path):
    return run_apart(_begin(tmp_path / "home"))


def test_a_run_that_was_killed_is_sealed_and_the_seal_says_so(killed):
    assert failed(killed)

    assert salvage_all(killed.parent).closed == [killed.name]

    assert failed(killed) == {}
    checks = {one.name: one for one in verify(killed).checks}
    assert checks["Seal"].state is State.NOTE
    assert "salvaged" in checks["Seal"].words[0]
    assert json.loads((killed / "seal.json").read_text("utf-8"))["salvaged"] == {"lines": 5, "missing": 0}


def test_the_next_run_mends_the_trail_of_the_killed_one(killed):
    async def next_run():
        trail = await Trail.open(killed.parent, "leaver", "leave", redact, FACTS)
        await trail.close("done", "Nothing to do.")
        return trail.folder

    run_apart(next_run())

    assert failed(killed) == {}


def test_a_forged_record_without_its_seal_is_never_signed(copy):
    """Lines rewritten, the chain reckoned anew, the seal taken away: what was once signed as a salvage."""
    forged = relinked((copy / "trail.jsonl").read_bytes(), other_act)
    (copy / "trail.jsonl").write_bytes(forged)
    (copy / "seal.json.sig").unlink()

    result = salvage_all(copy.parent)

    assert result.closed == []
    assert "it says that it ended" in result.left[0]
    assert "Signature" in failed(copy)
    assert not (copy / "seal.json.sig").exists()


@pytest.mark.parametrize("part", [0.3, 0.6, 1.0])
def test_a_forged_record_made_to_look_killed_is_never_signed(copy, part):
    lines = relinked((copy / "trail.jsonl").read_bytes(), other_act).splitlines(keepends=True)
    (copy / "trail.jsonl").write_bytes(b"".join(lines[: int((len(lines) - 1) * part)]))
    for name in AFTER_THE_END:
        (copy / name).unlink()
    for path in (copy / "pictures").iterdir():
        if path.name.encode() not in (copy / "trail.jsonl").read_bytes():
            path.unlink()
    before = sorted(copy.rglob("*"))

    result = salvage_all(copy.parent)

    assert "no run of this user is known to have written it" in result.left[0]
    assert sorted(copy.rglob("*")) == before


def _forge(folder):
    path = folder / "trail.jsonl"
    path.write_bytes(relinked(path.read_bytes(), other_act))


def _cut(folder):
    path = folder / "trail.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))


def _add(folder):
    path = folder / "trail.jsonl"
    lines = path.read_bytes().splitlines()
    extra = chain.line(len(lines) + 1, chain.now(), "note", chain.digest(lines[-1]), {"text": "all was well"})
    path.write_bytes(path.read_bytes() + extra + b"\n")


def _put_in(folder):
    (folder / "confession.txt").write_text("it was somebody else")


def _break(folder):
    path = folder / "trail.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b"rubbish\n", *lines[2:]]))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_forge, "its lines are not those the run wrote|no run of this user"),
        (_cut, "lines were cut off: the run had 5 on disk, 3 are left"),
        (_add, "its lines are not those the run wrote"),
        (_put_in, "it holds confession.txt"),
        (_break, "line 3 is not an event"),
    ],
)
def test_the_trail_of_a_killed_run_that_was_touched_is_left_alone(killed, harm, words):
    harm(killed)
    before = {path: path.read_bytes() for path in killed.rglob("*") if path.is_file()}

    result = salvage_all(killed.parent)

    assert result.closed == []
    assert re.search(words, result.left[0]), result.left
    assert {path: path.read_bytes() for path in killed.rglob("*") if path.is_file()} == before


def test_the_trail_of_a_killed_run_under_another_name_is_left_alone(killed):
    other = killed.rename(killed.with_name("20260101T000000Z_somebody_leave"))

    assert "no run of this user" in salvage_all(other.parent).left[0]
    assert not (other / "seal.json").exists()


def test_a_picture_swapped_in_the_trail_of_a_killed_run_is_found(copy):
    lines = (copy / "trail.jsonl").read_bytes().splitlines(keepends=True)[:-1]
    (copy / "trail.jsonl").write_bytes(b"".join(lines))
    for name in AFTER_THE_END:
        (copy / name).unlink()
    memory.forget(copy.name)
    memo = Memory.begin(copy.name)
    for line in lines:
        memo.add(chain.digest(line[:-1]))
    memo.close()
    one, *_, other = sorted((copy / "pictures").iterdir())[:4]
    shutil.copy(other, one)

    assert "is not the picture that was taken" in salvage_all(copy.parent).left[0]
    assert not (copy / "seal.json").exists()


def test_what_a_power_cut_took_is_told(killed):
    """The memory of lines reached the disk, the lines themselves did not: none of them had been made durable."""
    remembered = memory.recall(killed.name, chain.digest((killed / "trail.jsonl").read_bytes().splitlines()[0]))
    memo = Memory(remembered.path)
    for n in range(3):
        memo.add(chain.digest(b"%d" % n))
    memo.close()

    assert salvage(killed)

    assert json.loads((killed / "seal.json").read_text("utf-8"))["salvaged"]["missing"] == 2
    assert "2 more lines, which are lost" in (killed / "trail.jsonl").read_text("utf-8")
    assert failed(killed) == {}


def test_a_sealed_trail_is_not_remembered(killed):
    lines = (killed / "trail.jsonl").read_bytes().splitlines()
    assert memory.recall(killed.name, chain.digest(lines[0])) is not None

    salvage(killed)

    assert memory.recall(killed.name, chain.digest(lines[0])) is None


def test_one_damaged_trail_does_not_keep_the_others_from_their_end(killed, copy):
    damaged = killed.with_name("20250101T000000Z_leaver_leave")
    damaged.mkdir()
    (damaged / "trail.jsonl").write_bytes(b"\x00" * 5000)
    empty = killed.with_name("20250102T000000Z_leaver_leave")
    empty.mkdir()
    (empty / "trail.jsonl").mkdir()
    link = killed.with_name("20250103T000000Z_leaver_leave")
    link.mkdir()
    if os.name != "nt":
        (link / "trail.jsonl").symlink_to(copy / "trail.jsonl")
    (killed.parent / "20250104T000000Z_leaver_leave").mkdir()

    result = salvage_all(killed.parent)

    assert result.closed == [killed.name]
    assert any(damaged.name in words for words in result.left)


def test_a_stamped_trail_rewritten_by_the_owner_of_the_key_is_found(copy):
    """The authority stamped the list; the owner rewrites what is listed, seals it again, and keeps list and stamp."""
    record = copy / "trail.jsonl"
    record.write_bytes(relinked(record.read_bytes(), other_act))
    lines = record.read_bytes().splitlines()
    kept = (copy / seal.SUMS).read_bytes()
    for name in (seal.SEAL, seal.SIGNATURE, seal.SUMS, seal.SIGNER, seal.ALLOWED):
        (copy / name).unlink()
    last = json.loads(lines[-1])
    outcome = {name: last[name] for name in ("status", "reason", "seconds", "steps", "pictures")}
    seal.seal(copy, seal.Ending(chain.digest(lines[-1]), len(lines), outcome), own_key())
    (copy / seal.SUMS).write_bytes(kept)
    body = json.loads((copy / seal.SEAL).read_text("utf-8"))
    body["files"][seal.SUMS] = {"sha256": chain.digest(kept), "bytes": len(kept)}
    data = (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
    (copy / seal.SEAL).write_bytes(data)
    (copy / seal.SIGNATURE).write_bytes(seal.sign(own_key(), data))

    assert failed(copy) == {"Sums": "SHA256SUMS and seal.json do not agree on trail.jsonl"}


def test_a_renamed_trail_is_found(copy):
    other = copy.rename(copy.with_name("20200101T000000Z_somebody_leave"))

    assert failed(other) == {"Name": f"the trail was renamed: it was sealed as {copy.name}"}


def test_a_trail_sealed_before_seals_held_a_name_still_verifies(copy):
    body = json.loads((copy / seal.SEAL).read_text("utf-8"))
    del body["trail"]
    data = (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
    (copy / seal.SEAL).write_bytes(data)
    (copy / seal.SIGNATURE).write_bytes(seal.sign(own_key(), data))

    assert failed(copy) == {}
    assert failed(copy.rename(copy.with_name("other"))) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_a_trail_is_its_owners_only_from_the_first_byte(killed):
    old = os.umask(0)
    os.umask(old)
    salvage_all(killed.parent)

    wrong = {path.name: oct(path.stat().st_mode & 0o777) for path in [killed.parent, killed, *killed.rglob("*")]
             if path.stat().st_mode & 0o077}  # fmt: skip
    assert wrong == {}


def test_no_trail_without_a_memory_of_it(tmp_path, monkeypatch):
    """Where the key's folder cannot be written, a trail could never be told from a forged one."""
    keys = tmp_path / "keys"
    monkeypatch.setenv("MI_TRAIL_KEYS", str(keys))
    own_key()
    (keys / "open").write_text("a file where the folder should be")

    from runner.errors import TrailError

    with pytest.raises((TrailError, UsageError), match="Nothing was opened"):
        run_apart(Trail.open(tmp_path / "home", "leaver", "leave", redact, FACTS))
