"""A package or a zip that is not what it says is a sentence, and nothing in it passes for a trail."""

import struct
import zipfile

import pytest

from runner.errors import UsageError
from runner.trail import source
from runner.trail.export import export
from runner.trail.source import NotATrail
from runner.trail.timeline import open_trail
from runner.trail.verify import State, verify


@pytest.fixture
def package(drawn, tmp_path):
    export(open_trail(drawn), tmp_path / "package", {})
    return tmp_path / "package"


def failed(path):
    return {one.name: "; ".join(one.words) for one in verify(path).checks if one.state is State.FAILED}


def test_a_package_whose_list_is_cut_in_its_last_line_is_found(package):
    listing = package / "manifest-sha256.txt"
    listing.write_bytes(listing.read_bytes()[:-1])

    assert "the last line of manifest-sha256.txt is cut" in failed(package)["Package"]


def test_a_package_without_a_trail_in_it_is_a_failed_check(package):
    for name in ("trail.jsonl", "seal.json"):
        next(package.glob(f"data/*/{name}")).unlink()

    assert failed(package)["Trail"] == "the package holds no trail"


def test_a_trail_without_its_record_is_named_by_verify_and_not_shown(drawn):
    (drawn / "trail.jsonl").unlink()

    assert failed(drawn)["Chain"] == "trail.jsonl is missing"
    with pytest.raises(UsageError, match=r"holds no trail\.jsonl; mi-runner trail verify says what is missing"):
        open_trail(drawn)


def zipped(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    return path


def test_a_zip_that_claims_more_files_than_any_trail_has_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "_MOST_ENTRIES", 2)
    assert verify(zipped(tmp_path / "two.zip", "trail.jsonl", "a")).name == "two"

    with pytest.raises(NotATrail, match="it claims 3 files"):
        verify(zipped(tmp_path / "three.zip", "trail.jsonl", "a", "b"))


def test_a_zip_with_two_records_of_one_name_is_not_opened(tmp_path):
    """Which of them is read would depend on the tool."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "x.zip", "trail.jsonl", "trail.jsonl")

    with pytest.raises(NotATrail, match="two files of the same name"):
        verify(path)


def test_an_encrypted_zip_is_not_opened_and_said_to_be_encrypted(tmp_path):
    path = zipped(tmp_path / "x.zip", "trail.jsonl")
    raw = bytearray(path.read_bytes())
    struct.pack_into("<H", raw, raw.index(b"PK\x01\x02") + 8, 1)
    path.write_bytes(raw)

    with pytest.raises(NotATrail, match="it is encrypted"):
        verify(path)
