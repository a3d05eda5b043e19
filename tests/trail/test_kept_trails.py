"""Many trails in a folder: what is listed of them, what may be forgotten, and who signed that it was."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from runner.errors import UsageError
from runner.trail.index import rows
from runner.trail.locking import lock
from runner.trail.prune import TOMBSTONES, forget, tombstones
from runner.trail.source import open_source
from runner.trail.sshsig import sign


def test_a_list_says_of_a_trail_whether_it_was_checked(drawn):
    assert [row.proof for row in rows(drawn.parent, check=False)] == ["not checked"]
    assert [row.proof for row in rows(drawn.parent, check=True)] == ["intact"]


def test_a_trail_that_is_being_written_is_not_forgotten(drawn):
    with (drawn / "trail.jsonl").open("rb") as file:
        assert lock(file.fileno())
        with pytest.raises(UsageError, match=r"A run is writing .* now; it was left alone"):
            forget(drawn, open_source(drawn), "old")

    assert (drawn / "trail.jsonl").exists()
    assert tombstones(drawn.parent) == []


def test_what_is_left_of_a_trail_without_its_record_is_forgotten_too(drawn):
    (drawn / "trail.jsonl").unlink()

    forget(drawn, open_source(drawn), "damaged")

    assert not drawn.exists()
    [(fact, wrong)] = tombstones(drawn.parent)
    assert (fact["trail"], fact["why"], wrong) == (drawn.name, "damaged", None)


def test_a_line_about_a_forgotten_trail_that_another_key_signed_is_named(drawn):
    """Whoever rewrites why a trail went can sign it, but not with the owner's key."""
    home = drawn.parent
    forget(drawn, open_source(drawn), "old")
    fact = json.loads((home / TOMBSTONES).read_text("utf-8")) | {"why": "rule 4"}
    del fact["signature"]
    body = json.dumps(fact, ensure_ascii=False, separators=(",", ":")).encode()
    signature = base64.b64encode(sign(Ed25519PrivateKey.generate(), body, "mi-runner-tombstone")).decode()
    (home / TOMBSTONES).write_text(json.dumps(fact | {"signature": signature}, separators=(",", ":")) + "\n", "utf-8")

    [(told, wrong)] = tombstones(home)

    assert (told["why"], wrong) == ("rule 4", "the line was signed anew by another key")
