"""What was done to a trail is found, and named."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runner.errors import UsageError
from runner.trail import chain, seal
from runner.trail.keys import FOLDER_VARIABLE, own_fingerprint, own_key
from runner.trail.locking import lock
from runner.trail.source import NotATrail, trails_in
from runner.trail.verify import State, Trust, verify

NOBODY = Trust()


def failed(folder: Path, trust: Trust = NOBODY) -> dict[str, str]:
    """The checks that failed, with their words."""
    return {one.name: "; ".join(one.words) for one in verify(folder, trust).checks if one.state is State.FAILED}


def rewrite(folder: Path, change) -> None:
    path = folder / "trail.jsonl"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def test_an_untouched_trail_has_no_failed_check(made):
    assert failed(made) == {}


def test_verifying_writes_nothing(made):
    def state():
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [made.parent, *made.parent.rglob("*")]}

    before = state()
    verify(made)

    assert state() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda old: old[:-1], "1 lines were cut off: 23 of the sealed are left"),
        (lambda old: [*old[:4], old[4].replace(b"Type", b"Tipe"), *old[5:]], "line 5 was changed"),
        (lambda old: [*old[:4], *old[5:]], "event 5 were removed"),
        (lambda old: [*old[:4], *old[9:]], "events 5 to 9 were removed"),
        (lambda old: [*old[:4], old[5], old[4], *old[6:]], "lines were re-ordered"),
        (lambda old: [*old[:4], old[3], *old[4:]], "line 5 was added"),
        (lambda old: [*old, old[-1]], "line 25 was added"),
        (lambda old: [*old[:4], b"rubbish\n", *old[5:]], "line 5 is no link"),
        (lambda old: [*old[:-1], old[-1].replace(b"unlinked", b"unlinkad")], "the last line was changed"),
        (lambda old: [*old[:-1], old[-1][:-1]], "line 24 is no link"),
    ],
    ids=["cut", "changed", "removed", "several removed", "swapped", "added", "appended", "rubbish", "last", "newline"],
)  # fmt: skip
def test_what_was_done_to_the_lines_is_named(copy, change, words):
    rewrite(copy, change)

    assert words in failed(copy)["Chain"]
    assert "trail.jsonl was changed" in failed(copy)["Files"]


def test_a_cut_tail_is_found_without_a_seal_too(copy):
    rewrite(copy, lambda old: old[:-1])
    (copy / "seal.json").unlink()

    assert "the tail was cut off" in failed(copy)["Ending"]
    assert "there is no seal.json" in failed(copy)["Seal"]


def test_a_swapped_picture_is_found(copy):
    one, other = sorted((copy / "pictures").iterdir())[:2]
    one.write_bytes(sorted((copy / "pictures").iterdir())[3].read_bytes())

    assert one.name in failed(copy)["Pictures"]
    assert other.name not in failed(copy)["Pictures"]


@pytest.mark.parametrize(
    ("size", "words"), [(0, "is empty"), (500_000_000, "far more than it can need; it was not read")]
)
def test_a_picture_of_no_size_or_a_monstrous_one_is_named(copy, size, words):
    with min((copy / "pictures").iterdir()).open("r+b") as file:
        file.truncate(size)

    assert words in failed(copy)["Pictures"]


def test_missing_and_additional_files_are_named(copy):
    (copy / "report.html").unlink()
    (copy / "pictures" / "0099-after-x.webp").write_bytes(b"RIFF")
    (copy / "notes.txt").write_text("hello")

    assert "report.html is missing" in failed(copy)["Files"]
    assert "notes.txt was added" in failed(copy)["Files"]
    assert "0099-after-x.webp is a picture that no event tells of" in failed(copy)["Pictures"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_is_not_followed(copy):
    (copy / "link").symlink_to("/etc/hostname")

    assert "link is a link or a device" in failed(copy)["Files"]


def resealed(folder: Path, keys: Path) -> None:
    """Rewrite the whole trail, links and seal, as somebody with a key of their own would."""
    told = []
    prev = chain.GENESIS
    for line in (folder / "trail.jsonl").read_text("utf-8").replace("unlink device", "admire device").splitlines():
        event = json.loads(line) | {"prev": prev}
        told.append(json.dumps(event, ensure_ascii=False, separators=(",", ":")))
        prev = chain.digest(told[-1].encode())
    (folder / "trail.jsonl").write_bytes("".join(f"{line}\n" for line in told).encode())
    for name in (seal.SEAL, seal.SIGNATURE, seal.SUMS, seal.SIGNER, seal.ALLOWED):
        (folder / name).unlink()
    outcome = {name: event[name] for name in ("status", "reason", "seconds", "steps", "pictures")}
    seal.seal(folder, seal.Ending(prev, len(told), outcome), own_key(keys))


def test_a_whole_rewrite_under_another_key_is_found_by_who_knows_the_key(copy, tmp_path):
    trusted = frozenset({own_fingerprint()})
    assert failed(copy, Trust(trusted)) == {}

    resealed(copy, tmp_path / "other")

    assert "the whole trail was rewritten" in failed(copy, Trust(trusted))["Key"]


def test_without_a_key_to_compare_the_verdict_says_so(copy, tmp_path):
    resealed(copy, tmp_path / "other")

    checks = {one.name: one for one in verify(copy).checks}

    assert checks["Key"].state is State.NOTE
    assert "not compared with a key you trust; give --key" in checks["Key"].words[0]


def test_a_seal_changed_without_the_key_is_found(copy):
    path = copy / "seal.json"
    path.write_text(path.read_text("utf-8").replace('"done"', '"failed"'), "utf-8")

    assert set(failed(copy)) == {"Seal", "Signature"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_change_of_a_single_byte_in_any_file_is_found(made, tmp_path, data):
    """Any file, any place, any other value; the seal's own signature included."""
    folder = tmp_path / "harmed"
    if not folder.exists():
        shutil.copytree(made, folder)
    path = data.draw(st.sampled_from(sorted(path for path in folder.rglob("*") if path.is_file())))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    path.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
    try:
        assert failed(folder), f"byte {at} of {path.name}: {whole[at]} became {other}"
    finally:
        path.write_bytes(whole)


def test_every_byte_of_the_signature_counts(copy):
    """All places of the file that nothing else covers, each with three other values."""
    path = copy / "seal.json.sig"
    whole = path.read_bytes()
    trust = Trust(frozenset({own_fingerprint()}))

    from runner.trail.sshsig import BadSignature
    from runner.trail.sshsig import verify as verify_signature

    message = (copy / "seal.json").read_bytes()
    verify_signature(whole, message)
    for at in range(len(whole)):
        for other in {whole[at] ^ 1, whole[at] ^ 32, 0x0A} - {whole[at]}:
            with pytest.raises(BadSignature):
                verify_signature(whole[:at] + bytes([other]) + whole[at + 1 :], message)
    path.write_bytes(whole + b"\n")
    assert "Signature" in failed(copy, trust)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_shuffling_cutting_or_doubling_of_lines_is_found_in_the_chain(made, tmp_path, data):
    folder = tmp_path / "harmed"
    if not folder.exists():
        shutil.copytree(made, folder)
    old = (made / "trail.jsonl").read_bytes().splitlines(keepends=True)
    new = data.draw(st.lists(st.sampled_from(old), max_size=len(old) + 2).filter(lambda lines: lines != old))
    (folder / "trail.jsonl").write_bytes(b"".join(new))

    assert "Chain" in failed(folder)


def test_a_trail_that_is_being_written_is_named_so(copy):
    (copy / "seal.json").unlink()
    rewrite(copy, lambda old: old[:-1])
    with (copy / "trail.jsonl").open("ab") as file:
        assert lock(file.fileno())
        assert "a run is writing this trail now" in failed(copy)["Ending"]
    assert "the run was killed" in failed(copy)["Ending"]


def test_ten_thousand_lines_of_rubbish_are_told_in_a_few(copy):
    (copy / "trail.jsonl").write_bytes(b"rubbish\n" * 10_000)

    assert "and 9,995 more of the kind" in failed(copy)["Events"]
    assert len(failed(copy)["Chain"]) < 600


@pytest.mark.parametrize(
    "rubbish",
    [
        b"x" * 3_000_000,
        b"[" * 900_000 + b"\n",
        b'{"n":99999999999999,"prev":"0"}\n',
        b"\xff\xfe\n\n\n",
        b'{"n":true}\n',
        b"",
    ],
    ids=["a line without end", "deep nesting", "a huge number", "no UTF-8", "no number", "nothing"],
)
def test_rubbish_is_a_failed_check_and_no_traceback(copy, rubbish):
    (copy / "trail.jsonl").write_bytes(rubbish)

    assert "Chain" in failed(copy)


@pytest.mark.parametrize("body", [b"[" * 100_000, b"{}", b"null", b'{"files": 1}', b""])
def test_a_rubbish_seal_is_a_failed_check(copy, body):
    (copy / "seal.json").write_bytes(body)

    assert "it is not a seal" in failed(copy)["Seal"]


def test_a_path_that_leads_out_of_the_trail_is_never_opened(copy):
    rewrite(copy, lambda old: [line.replace(b"pictures/0001", b"../../0001") for line in old])

    assert "the field file does not hold what it should" in failed(copy)["Events"]


def test_what_is_no_trail_is_said_in_a_sentence(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.zip").write_bytes(b"PK\x03\x04 not really")

    for path, words in {"empty": "is not a trail", "file.zip": "nor a readable zip", "gone": "does not exist"}.items():
        with pytest.raises(NotATrail, match=words) as problem:
            verify(tmp_path / path)
        assert problem.value.exit_code == 2


def zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"trail.jsonl": b"\0" * 50_000_000}, "zip bomb"),
        ({"trail.jsonl": b"", "../evil": b""}, "leads out of it"),
        ({"trail.jsonl": b"", "/etc/passwd": b""}, "leads out of it"),
        ({"trail.jsonl": b"", "a\\..\\..\\b": b""}, "leads out of it"),
        ({"other": b""}, "is not a trail"),
    ],
    ids=["bomb", "parent", "absolute", "backslash", "something else"],
)
def test_a_dangerous_zip_is_not_opened(tmp_path, entries, words):
    with pytest.raises(NotATrail, match=words):
        verify(zipped(tmp_path / "x.zip", entries))


def test_overlapping_parts_of_a_zip_are_a_bomb(tmp_path, monkeypatch):
    """Fifield's bomb lets many entries share one body, so their sizes add up to more than the file."""
    path = zipped(tmp_path / "x.zip", {"trail.jsonl": os.urandom(5000)})
    raw = path.read_bytes()
    at = raw.index(b"PK\x01\x02")
    entry, end = raw[at : raw.index(b"PK\x05\x06")], bytearray(raw[raw.index(b"PK\x05\x06") :])
    names = [b"trail.json%c" % letter for letter in b"abcdefgh"]
    copies = b"".join(entry.replace(b"trail.jsonl", name) for name in names)
    end[8:12] = len(names).to_bytes(2, "little") * 2
    end[12:16] = len(copies).to_bytes(4, "little")
    path.write_bytes(raw[:at] + copies + bytes(end))

    with pytest.raises(NotATrail, match="its parts are larger than itself"):
        verify(path)


def test_a_damaged_zip_is_a_failed_check(made, tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in (file for file in made.rglob("*") if file.is_file()):
            archive.write(file, file.relative_to(made).as_posix())
    assert failed(path) == {}
    raw = bytearray(path.read_bytes())
    raw[raw.index(b'"kind":"consent"')] ^= 1
    path.write_bytes(raw)

    assert "cannot be read: it is damaged" in failed(path)["Chain"]


def test_a_folder_of_trails_is_known_from_a_trail(made):
    assert trails_in(made.parent) == [made]
    assert trails_in(made) == []


def test_the_key_is_readable_by_its_owner_only_and_made_once(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "new"))

    first, second = own_key(), own_key()

    assert first.private_bytes_raw() == second.private_bytes_raw()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["trail_ed25519"]
    if os.name != "nt":
        assert (tmp_path / "new" / "trail_ed25519").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_no_key_is_said_in_a_sentence(tmp_path):
    (tmp_path / "trail_ed25519").write_text("rubbish")

    with pytest.raises(UsageError, match="no Ed25519 key"):
        own_key(tmp_path)
