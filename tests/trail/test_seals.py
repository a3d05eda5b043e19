"""What a seal and its time-stamp are compared with: the list, the signature, the last line."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from runner.trail import seal, stamp
from runner.trail.keys import own_key
from runner.trail.verify import State, verify


def checks(folder):
    return {one.name: one for one in verify(folder).checks}


def failed(folder):
    return {one.name: "; ".join(one.words) for one in checks(folder).values() if one.state is State.FAILED}


def test_a_list_of_sums_that_was_taken_away_is_missed(drawn):
    (drawn / seal.SUMS).unlink()

    assert failed(drawn) == {"Files": "SHA256SUMS is missing"}


def test_a_signature_of_monstrous_size_is_not_read(drawn):
    (drawn / seal.SIGNATURE).write_bytes(b"x" * 20_000)

    assert "it holds 20,000 bytes, far more than it can need" in failed(drawn)["Signature"]


def test_a_time_stamp_that_was_put_beside_a_seal_does_not_count(drawn):
    """It may be any authority's, over anything."""
    (drawn / stamp.TOKEN).write_bytes(b"a stamp")

    assert "the seal knows of none over SHA256SUMS" in failed(drawn)["Time-stamp"]


@pytest.fixture
def stamped(drawn, monkeypatch):
    """Seal the trail again as one that an authority stamped, with a clock that differs by so much."""

    def after(difference):
        (drawn / stamp.TOKEN).write_bytes(b"a stamp")
        monkeypatch.setattr(stamp, "check", lambda *_: stamp.Stamp(datetime.now(UTC) + difference, "CN=Stamps", trusted=True))
        body = json.loads((drawn / seal.SEAL).read_text("utf-8"))
        body["timestamp"] = {"authority": "http://stamps.test", "file": stamp.TOKEN, "over": seal.SUMS}
        data = json.dumps(body).encode()
        (drawn / seal.SEAL).write_bytes(data)
        (drawn / seal.SIGNATURE).write_bytes(seal.sign(own_key(), data))
        return checks(drawn)["Time-stamp"]

    return after


def test_a_time_stamp_older_than_the_last_line_shows_that_the_trail_was_written_afterwards(stamped):
    check = stamped(-timedelta(days=2))

    assert check.state is State.FAILED
    assert "that is before the last line" in check.words[0]


@pytest.mark.parametrize("difference", [-timedelta(hours=20), timedelta(days=2)], ids=["a clock that is fast", "later"])
def test_a_time_stamp_after_the_last_line_holds_also_where_the_clock_was_fast(stamped, difference):
    assert stamped(difference).state is State.OK
