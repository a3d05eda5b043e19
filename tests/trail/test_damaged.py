"""Whatever a trail was turned into: a failed check and a sentence, and the trails beside it are looked at."""

from __future__ import annotations

import json
import shutil
import struct
import zipfile

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runner.commands.trail import trail
from runner.trail import chain
from runner.trail import verify as verifying
from runner.trail.salvage import salvage_all
from runner.trail.source import NotATrail
from runner.trail.strict_json import DEEPEST, loads
from runner.trail.verify import State, verify

DEEP = b"[" * 900 + b"]" * 900
OPENED = b'"version":"0.1.0","scenario":"leave","label":"x","console":null,"operator":null,"headless":null,"dry_run":null'


def opened(at=b'"2026-11-23T23:37:00.703Z"', schema=b"1", browser=b"null", language=b"null"):
    start = b'{"n":1,"at":%s,"kind":"run-opened","prev":"%s","schema":%s,' % (at, chain.GENESIS.encode(), schema)
    return start + OPENED + b',"language":%s,"browser":%s}\n' % (language, browser)


def note(fields, kind=b"note", n=2, prev=None, at=b'"2026-11-23T23:37:00.703Z"'):
    prev = prev or chain.digest(opened()[:-1]).encode()
    return opened() + b'{"n":%d,"at":%s,"kind":"%s","prev":"%s",%s}\n' % (n, at, kind, prev, fields)


DAMAGE = {
    "no time": opened().replace(b'"at":"2026-11-23T23:37:00.703Z",', b""),
    "a naive time": note(b'"text":"x"', at=b'"2026-11-23T23:37:00.703"'),
    "a day that is none": note(b'"text":"x"', at=b'"2026-13-45T23:37:00.703Z"'),
    "a time that is a number": note(b'"text":"x"', at=b"12"),
    "a number without bound": note(b'"step":1,"title":"x","seconds":1e999', kind=b"step-done"),
    "a whole number of 400 digits": note(b'"step":1,"title":"x","seconds":%s' % (b"9" * 400), kind=b"step-done"),
    "a whole number of 5000 digits": note(b'"step":%s,"title":"x","seconds":1' % (b"9" * 5000), kind=b"step-done"),
    "NaN": note(b'"name":"x","value":NaN', kind=b"finding"),
    "-Infinity": note(b'"name":"x","value":[-Infinity]', kind=b"finding"),
    "half a character": note(rb'"text":"\ud800"'),
    "half a character in a kind": note(rb'"text":"x"', kind=rb"no\udfffte"),
    "half a character as a key": note(rb'"name":"x","value":{"\udc00":1}', kind=b"finding"),
    "900 levels": note(b'"name":"x","value":%s' % DEEP, kind=b"finding"),
    "900 levels of objects": note(b'"name":"x","value":%s1%s' % (b'{"a":' * 900, b"}" * 900), kind=b"finding"),
    "a key twice": note(b'"text":"x","text":"y"'),
    "nothing but an event": opened(),
    "no object": b"null\n1\n[]\n",
    "zeros": b"\0" * 4096,
    "an escape sequence": note(rb'"text":"\u001b[31mred\u009b"'),
}


@pytest.fixture(params=list(DAMAGE))
def damaged(request, copy):
    (copy / "trail.jsonl").write_bytes(DAMAGE[request.param])
    return copy


def run(*words):
    """A command of the trail group, whose only exceptions are its own errors."""
    from runner.errors import RunnerError

    answer = CliRunner().invoke(trail, [str(word) for word in words])
    if answer.exception and not isinstance(answer.exception, (SystemExit, RunnerError)):
        raise answer.exception
    answer.stdout_bytes.decode("utf-8")
    return answer


def failed(path):
    return {one.name: "; ".join(one.words) for one in verify(path).checks if one.state is State.FAILED}


def test_a_damaged_trail_is_a_failed_check_for_people_and_programs(damaged):
    assert "Chain" in failed(damaged)
    assert run("verify", damaged).exit_code == 1

    answer = run("verify", damaged, "--json")

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["intact"] is False
    assert "\x1b" not in answer.stdout


@pytest.mark.parametrize("what", [KeyError("x"), RecursionError(), OverflowError(), TypeError("x"), OSError(5, "Input/output error")], ids=lambda one: type(one).__name__)
def test_damage_that_no_check_knows_is_a_failed_check_too(copy, monkeypatch, what):
    def fail(*_):
        raise what

    monkeypatch.setattr(verifying, "seal_checks", fail)

    assert f"in a way no check knows ({type(what).__name__})" in failed(copy)["Trail"]


def test_a_damaged_trail_is_shown_as_far_as_it_goes(damaged, tmp_path):
    for words in (
        ("show", damaged),
        ("report", damaged, "-o", tmp_path / "report.html"),
        ("contact-sheet", damaged, "-o", tmp_path / "sheet.png"),
        ("gif", damaged, "-o", tmp_path / "run.gif"),
        ("export", damaged, "-o", tmp_path / "bag.zip", "--anyway"),
    ):
        answer = run(*words)
        assert "\x1b" not in answer.output
        assert "\x9b" not in answer.output


def test_a_list_tells_of_the_trails_beside_a_damaged_one(damaged, made):
    shutil.copytree(made, damaged.parent / "zzz")

    answer = run("list", damaged.parent, "--check")

    assert answer.exit_code == 0
    assert answer.stdout.count("failed: ") == 2, "the damaged one, and one that was renamed"
    assert run("index", damaged.parent).exit_code == 0
    assert "zzz" in (damaged.parent / "index.html").read_text("utf-8")


def test_a_damaged_trail_does_not_stop_a_worker_from_starting(damaged):
    (damaged / "seal.json.sig").unlink()

    result = salvage_all(damaged.parent)

    assert result.closed == []
    assert len(result.left) == 1


@pytest.mark.parametrize(
    "body",
    [b'{"format":"mi-runner trail seal, version 1","files":{},"lines":1,"outcome":%s}' % DEEP,
     b'{"format":"mi-runner trail seal, version 1","files":{},"lines":NaN}',
     b'{"format":"mi-runner trail seal, version 1","files":{"\\ud800":{"sha256":"","bytes":1}},"lines":1}',
     b'{"format":"mi-runner trail seal, version 1","files":{"a":{"sha256":"","bytes":1e999}},"lines":1}',
     b'{"format":"mi-runner trail seal, version 1","files":{},"lines":true}'],
    ids=["deep", "NaN", "half a character", "without bound", "no number"],
)  # fmt: skip
def test_a_seal_of_rubbish_is_a_failed_check(copy, body):
    (copy / "seal.json").write_bytes(body)

    assert "it is not a seal" in failed(copy)["Seal"]
    assert run("verify", copy, "--json").exit_code == 1


def zipped(path, entries, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def files_of(folder, prefix=""):
    return {prefix + file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def renamed_entry(path, old, new):
    """The same zip with another name in it, of the same length or none."""
    raw = path.read_bytes()
    assert old in raw
    raw = raw.replace(old, new) if len(old) == len(new) else _shortened(raw, old, new)
    path.write_bytes(raw)
    return path


def _shortened(raw, old, new):
    """A central directory whose entry has a shorter name; the rest of it becomes an extra field of zeros."""
    at = raw.rindex(old)
    head = at - 46
    name, extra = struct.unpack("<HH", raw[head + 28 : head + 32])
    lengths = struct.pack("<HH", len(new), extra + name - len(new))
    return raw[: head + 28] + lengths + raw[head + 32 : at] + new + b"\0" * (name - len(new)) + raw[at + name :]


@pytest.mark.parametrize("name", [b"", b"."])
def test_a_zip_with_a_file_that_has_no_name_is_not_opened(made, tmp_path, name):
    path = zipped(tmp_path / "x.zip", files_of(made) | {"nameless": b"x"})

    with pytest.raises(NotATrail, match="without a name"):
        verify(renamed_entry(path, b"nameless", name))


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_zip_damaged_anywhere_is_a_sentence(made, tmp_path, method):
    path = zipped(tmp_path / f"{made.name}.zip", files_of(made), method)
    assert failed(path) == {}
    whole = path.read_bytes()
    end = whole.index(b"PK\x01\x02")
    for at in range(40, end, max(1, end // 25)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        run("verify", path, "--json")  # a byte of a header may mean nothing: what counts is that it comes back
        path.write_bytes(whole[:at] + b"\0" * 64 + whole[at + 64 :])
        assert run("verify", path, "--json").exit_code in {1, 2}, at


def test_a_zip_made_by_the_finder_is_a_trail(made, tmp_path):
    """The Finder adds a tree of resource forks, and a note of how the window stood."""
    entries = files_of(made, f"{made.name}/")
    forks = {f"__MACOSX/{name.replace('/', '/._', 1)}": b"\0\5\x16\7" for name in entries}
    path = zipped(tmp_path / "Archive.zip", entries | forks | {f"{made.name}/.DS_Store": b"\0\0\0\1Bud1"})

    assert failed(path) == {}
    assert verify(path).name == made.name


def test_a_trail_somebody_has_looked_at_is_a_trail(copy):
    (copy / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")

    assert failed(copy) == {}


def test_json_of_strangers_is_as_deep_as_it_may_be_and_no_deeper():
    assert loads(b"[" * DEEPEST + b"]" * DEEPEST)
    assert loads(b'{"a":"%s"}' % (b"[" * 900))
    assert loads(rb'["\\", "[[[", "\"[", "\ud83d\ude00"]') == ["\\", "[[[", '"[', "\U0001f600"]
    with pytest.raises(ValueError, match="too deep"):
        loads(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_rubbish_in_any_file_is_a_traceback(made, tmp_path, data):
    """A short form of bench/fuzz."""
    folder = tmp_path / made.name
    if not folder.exists():
        shutil.copytree(made, folder)
    path = data.draw(st.sampled_from(sorted(path for path in folder.rglob("*") if path.is_file())))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    piece = data.draw(st.binary(min_size=1, max_size=40) | st.sampled_from([b"\n", b"1e999", b"NaN", rb"\ud800", DEEP, b"\0" * 99]))
    path.write_bytes(whole[:at] + piece + whole[at + data.draw(st.integers(0, 60)) :])
    try:
        answer = run("verify", folder, "--json")
        assert answer.exit_code in {0, 1}
        assert answer.exit_code == 1 or path.read_bytes() == whole
        run("show", folder)
    finally:
        path.write_bytes(whole)
