"""A canary password reaches nobody by way of a batch, its database, its reports and its desk."""

import os
import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.support.desk import enter, take, type_the_captcha
from tests.support.machine import CANARY, EMAIL, Machine, forms
from tests.support.tiers import thorough

pytestmark = pytest.mark.skipif(os.name == "nt", reason="looks at the children as POSIX tells of them")
LIST = f"account,label,scenario,consent,secret\n{EMAIL},phone,list-devices,{EMAIL},env:OWNER_17\n"


class Heard:
    """Everything that a page and its desk say to each other."""

    def __init__(self, page):
        self.answers, self.frames = [], []
        page.on("response", lambda answer: self.answers.append(answer))  # noqa: PLW0108 - Playwright marks what it calls
        page.on("websocket", self._listen)

    def _listen(self, socket):
        socket.on("framereceived", self._keep)
        socket.on("framesent", self._keep)

    def _keep(self, said):
        self.frames.append(said if isinstance(said, bytes) else said.encode())

    def all(self):
        told = [f"{one.url} {one.headers}".encode() for one in self.answers]
        for one in self.answers:
            with suppress(PlaywrightError):  # of a document that was left, such as the page with the door
                told.append(one.body())
        return [*self.frames, *told]


@pytest.mark.parametrize("of", ["a batch", *thorough("one run")])
def test_the_canary_is_told_to_nobody(page, console, tmp_path, of):
    machine, heard = Machine(tmp_path, console), Heard(page)
    (machine.home / "work" / "accounts.csv").write_text(LIST, "utf-8")
    console.add_account(email=EMAIL, password=CANARY)
    console.switch(captcha="image")
    words = ("batch", "accounts.csv", "--workers", "1") if of == "a batch" else ("run", "list-devices", "--account", EMAIL)
    run = machine.start(*words, "--desk", "--debug")
    machine.watch(run, lambda: run.poll() is not None or "/enter/" in machine.said())
    enter(page, re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", machine.said())[0])
    label = "phone" if of == "a batch" else "account"
    take(page, label)
    type_the_captcha(page, console, label)
    machine.watch(run, lambda: run.poll() is not None)
    machine.children_end()

    found, told, looked_at = machine.look()
    said = heard.all()

    assert run.returncode == 0, machine.said()[-800:]
    assert (found, told) == ([], [])
    assert looked_at >= 2, "driver and browser were looked at"
    assert any(label.encode() in one for one in heard.frames), "the desk's line was listened to"
    assert [one[:200] for one in said for form in forms(CANARY) if form in one] == []
    if of == "a batch":
        assert any(path.suffix in {".db", ".sqlite", ".sqlite3"} for path in machine.files()), "its database was looked at"
