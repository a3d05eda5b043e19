"""A batch whose codes come by real mail: no person is there, and none is needed."""

import asyncio
import json
import threading

import pytest
from aiosmtpd.controller import Controller

from runner.practice.server import Practice
from tests.batch.conftest import DELETES, LOOKS, Batch
from tests.support.people import free_port


class Bridge:
    """Takes the practice console's letters and puts them into the owner's mailbox."""

    def __init__(self, post):
        self.post = post

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name is aiosmtpd's
        await asyncio.to_thread(self.post.deliver, envelope.content)
        return "250 OK"


@pytest.fixture
def mailing(post, tmp_path, monkeypatch, command):
    """A practice console that sends its codes into the mailbox."""
    monkeypatch.setenv("MI_TRAIL_KEYS", str(tmp_path / "keys"))
    bridge = Controller(Bridge(post), hostname="127.0.0.1", port=free_port())
    bridge.start()
    with Practice(port=0, smtp=bridge.server.sockets[0].getsockname()[:2], captcha="none", identity="email") as console:
        batch = Batch(console, tmp_path, command)
        yield batch
        batch.stop()
    bridge.stop()
    assert not [one for one in threading.enumerate() if one.name == "imap"]


def test_codes_out_of_the_mailbox_let_a_batch_end_without_a_person(mailing, post):
    names = mailing.add(DELETES, LOOKS, codes="imap:SHOP")

    code, _, err = mailing.run("--workers", "2", env=post.settings)

    assert code == 0, err
    assert [mailing.deletions(name) for name in names] == [1, 0]
    codes = []
    for folder in mailing.folders():
        events = [json.loads(line) for line in (folder / "trail.jsonl").read_text("utf-8").splitlines()]
        assert {event["by"] for event in events if event["kind"] == "code-typed"} == {"codes"}
        codes.append(sum(event["kind"] == "pause-started" and event["awaits"] == "code" for event in events))
    assert sorted(codes) == [1, 2], "one for each sign-in, one for the deletion"
    for name, asked in zip(names, (2, 1), strict=True):
        typed = [row["event"] for row in mailing.console.ledger(name)]
        assert typed.count("code-accepted") == asked
        assert "code-refused" not in typed
    assert mailing.broken() == []
