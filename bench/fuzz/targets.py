"""The targets: each takes one case, and comes back, or raises what its callers know. Anything else is a fault."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st
from imap_tools import MailMessage

from pages.console import Site
from runner.batch.accounts import read_accounts
from runner.codes.addresses import address_in, is_from, is_to
from runner.codes.letters import code_in
from runner.console_file import correct
from runner.credentials.env_file import read_values
from runner.desk.auth import Session
from runner.desk.websocket import Connection
from runner.errors import RunnerError, UsageError
from runner.operators.waiting_room import OperatorQueue
from runner.printable import printable, printable_json
from runner.trail import chain
from runner.trail.keys import own_key
from runner.trail.report import whole_report
from runner.trail.salvage import salvage_all
from runner.trail.seal import Ending, seal
from runner.trail.timeline import open_trail, read
from runner.trail.verify import verify

HOME = Path(tempfile.mkdtemp(prefix="mi-runner-fuzz-"))
PIECES = st.sampled_from(
    [b"\n", b"\r", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b'"', b"'", b"\\", b",", b";", b"\t", b"=", b"{", b"}", b"[", b"]", b"#", b"${x}",
     b"1e999", b"NaN", rb"\ud800", b"[" * 900, b"9" * 5000, b"sep=;", b"account", b"label", b"consent", b"a@x.test", b"8.61381E+12", b"MI_PASSWORD=",
     b"[wording]", b"[addresses]", b"[paths]", b'"sign in" = ["x"]', b'account = "https://a.test"', b"<", b">", b"<!--", b"&#", b"<td>", b"code ",
     b"123456", b"From: ", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"=?utf-8?b?", b"?=", "\u202e".encode(), "１".encode(), b"kind",
     b'"at":"2026-01-01T00:00:00.000Z"', b'"n":1', b'"prev":"', b"0" * 64]
)  # fmt: skip
SOUP = st.lists(PIECES | st.binary(max_size=12), max_size=40).map(b"".join)
"""Bytes that are nearly something."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def lists(data: bytes) -> None:
    """A list of accounts, as CSV and as JSON Lines."""
    for name in ("a.csv", "a.jsonl"):
        (HOME / name).write_bytes(data)
        with suppress(UsageError):
            for row in read_accounts(HOME / name, scenario="list-devices"):
                assert row.account
                assert row.account.isprintable()


def settings(data: bytes) -> None:
    """A ``.env`` file."""
    (HOME / ".env").write_bytes(data)
    with suppress(UsageError):
        text = data.decode("utf-8-sig", "replace")
        assert all(value in text for value in read_values(HOME / ".env").values())


def console_file(data: bytes) -> None:
    """A ``console.toml``."""
    (HOME / "console.toml").write_bytes(data)
    with suppress(UsageError):
        correct(Site(), HOME / "console.toml")


def _trail() -> Path:
    folder = HOME / "20260101T000000Z_fuzz_leave"
    if not folder.exists():
        folder.mkdir()
        prev, lines = chain.GENESIS, []
        opened = dict.fromkeys(("console", "operator", "headless", "dry_run", "language", "browser"))
        told: list[tuple[str, dict[str, Any]]] = [
            ("run-opened", {"schema": 1, "version": "0", "scenario": "leave", "label": "fuzz", **opened}),
            ("step-started", {"step": 1, "title": "Sign in"}),
            ("finding", {"name": "devices", "value": [{"name": "Phone"}]}),
            ("step-done", {"step": 1, "title": "Sign in", "seconds": 0.5}),
            ("run-closed", {"status": "done", "reason": "", "seconds": 1.0, "steps": 1, "pictures": 0}),
        ]
        for n, (kind, fields) in enumerate(told, 1):
            lines.append(chain.line(n, chain.now(), kind, prev, fields))
            prev = chain.digest(lines[-1])
        (folder / chain.EVENTS).write_bytes(b"".join(line + b"\n" for line in lines))
        seal(folder, Ending(prev, len(lines), told[-1][1]), own_key(HOME / "keys"))
    return folder


def _look_at(path: Path) -> None:
    with suppress(RunnerError):
        verdict = verify(path)
        printable_json([verdict.name, [one.words for one in verdict.checks]])
        source = open_trail(path)
        story = read(source)
        whole_report(story, source, verdict).encode("utf-8")
        for entry in story.entries:
            printable(entry.words)


def trails(case: tuple[str, int, int, bytes]) -> None:
    """A trail with a piece of one of its files replaced."""
    name, at, length, piece = case
    made = _trail()
    home = HOME / "harmed"
    shutil.rmtree(home, ignore_errors=True)
    folder = Path(shutil.copytree(made, home / made.name))
    whole = (folder / name).read_bytes()
    at %= len(whole) + 1
    (folder / name).write_bytes(whole[:at] + piece + whole[at + length :])
    if name == chain.EVENTS and at % 2:
        (folder / "seal.json.sig").unlink()
    _look_at(folder)
    salvage_all(home)


def zips(case: tuple[int, int, bytes]) -> None:
    """A zip of a trail with a piece of it replaced."""
    method, at, piece = case
    path = HOME / f"fuzz-{method}.zip"
    if not path.exists():
        with zipfile.ZipFile(path, "w", method) as archive:
            for file in _trail().iterdir():
                archive.writestr(f"{_trail().name}/{file.name}", file.read_bytes())
    whole = path.read_bytes()
    at %= len(whole)
    harmed = HOME / "harmed.zip"
    harmed.write_bytes(whole[:at] + piece + whole[at + len(piece) :])
    _look_at(harmed)


class _Socket:
    def __init__(self, said: list[str]) -> None:
        self.said, self.sent = said, []

    async def receive_text(self) -> str:
        if not self.said:
            await asyncio.sleep(0)
            raise KeyError("text")  # how a page that is closed looks
        return self.said.pop(0)

    async def send_text(self, text: str) -> None:
        self.sent.append(text.encode("utf-8"))

    async def send_json(self, data: Any) -> None:
        self.sent.append(json.dumps(data).encode("utf-8"))


def desk_messages(said: list[Any]) -> None:
    """What a page says to the desk, as text that is JSON or not."""

    async def scene() -> None:
        hand = SimpleNamespace(do=str, tab=None)
        hold = SimpleNamespace(hands=hand, one=SimpleNamespace(busy=False, pause=None, plan=None, awaits="question"))

        async def nothing(*_: Any) -> None: ...

        service = SimpleNamespace(came=nothing, left=lambda *_: None, held_by=lambda _: hold, note_act=lambda _: None, take=nothing,
                                  give_back=nothing, give_up=lambda *_: None, answer=lambda *_: None)  # fmt: skip
        socket = _Socket([one if isinstance(one, str) else json.dumps(one) for one in said])
        page = Connection(socket, Session("k", "Ana", "en"), OperatorQueue(), service)  # type: ignore[arg-type]
        page._look = nothing  # type: ignore[method-assign] # noqa: SLF001 - there is no tab to look at
        await page._hear()  # noqa: SLF001

    asyncio.run(scene())


def letters(data: bytes) -> None:
    """A letter: its sender, its receivers, its code. The library that parses it may fail; what is ours may not."""
    with suppress(Exception):  # as the mailbox does: a letter that cannot be parsed does not count
        letter = MailMessage([(b"1 (UID 1 RFC822.SIZE 1 FLAGS () BODY[] {1}", data), b")"])
        code_in(letter.text, letter.html)
    text = data.decode("utf-8", "replace")
    code = code_in(text, text[::-1])
    assert code is None or (len(code) == 6 and code.isascii() and code.isdecimal())
    address_in(text)
    is_from(text, ("@xiaomi.com",))
    is_to([text], "a@x.test")
    with suppress(Exception):
        message_from_bytes(data)


MESSAGES = st.lists(
    st.text(max_size=60)
    | JSON
    | st.fixed_dictionaries(
        {"type": st.sampled_from(["take", "give-back", "hand", "seen", "sees", "code", "look", "consent", "answer", "give-up"]) | JSON},
        optional={"id": JSON, "do": st.sampled_from(["press", "move", "key", "text", "wheel"]) | JSON, "text": JSON, "now": JSON, "down": JSON,
                  "x": JSON, "y": JSON, "clicks": JSON},
    ),
    max_size=6,
)  # fmt: skip
FILES = st.sampled_from(["trail.jsonl", "trail.jsonl", "seal.json", "seal.json.sig", "SHA256SUMS", "allowed_signers", "signer.pub"])
TARGETS: dict[str, tuple[Callable[[Any], None], st.SearchStrategy[Any]]] = {
    "lists": (lists, SOUP),
    "env": (settings, SOUP),
    "console.toml": (console_file, SOUP),
    "trails": (trails, st.tuples(FILES, st.integers(0, 5000), st.integers(0, 60), SOUP)),
    "zips": (zips, st.tuples(st.sampled_from([0, 8, 12, 14]), st.integers(0, 20_000), st.binary(min_size=1, max_size=12))),
    "desk": (desk_messages, MESSAGES),
    "letters": (letters, SOUP),
}
