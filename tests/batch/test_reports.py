"""The reports of a batch, read by what reads them: JSON, spreadsheets, build servers, people."""

import csv
import json
import os
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from rich.console import Console

from runner.batch.notify import Notifier
from runner.batch.outcome import Outcome, worst
from runner.batch.outcomes import outcomes_of
from runner.batch.reports import print_summary, write_reports
from runner.batch.store import Entry
from runner.errors import UsageError
from tests.support.people import run_apart
from tests.support.tiers import thorough

DONE = Outcome(
    1, "phone-1", "leave", "done", "3 devices unlinked; account deleted.", "t1_phone-1_leave", 12.3456, 1, "bench-1"
)
OUTCOMES = [
    DONE,
    replace(DONE, number=2, label="phone-2", state="refused", reason="The console refused: “<b>密码</b> & \x07”", trail="t2", kind="WrongPassword"),
    replace(DONE, number=3, label="phone-3", state="parked", reason="A person is needed.", trail=""),
    replace(DONE, number=4, label="=cmd|' /C calc'!A0", state="failed", reason="@SUM(1)", trail="t4", kind="BrowserLost"),
    replace(DONE, number=5, label="phone-5", state="stopped", reason="Stopped.", seconds=0.0, attempts=0, worker="", trail=""),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    pictures = tmp_path / DONE.trail / "pictures"
    pictures.mkdir(parents=True)
    Image.new("RGB", (320, 200), "orange").save(pictures / "0001-after-sign-in.webp")
    (tmp_path / DONE.trail / "report.html").write_text("report")
    write_reports(tmp_path, "accounts-1f2e3d4c", OUTCOMES)
    return tmp_path


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (["done"], 0),
        ([], 0),
        (["done", "parked"], 3),
        (["parked", "refused", "done"], 4),
        (["refused", "failed", "parked"], 1),
        (["stopped", "done"], 3),
        (["running"], 3),
    ],
)
def test_the_worst_exit_code_wins_in_the_order_1_4_3_0(states, code):
    assert worst(replace(DONE, state=state) for state in states) == code


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (b'{"kind": "run-closed", "reason": "The console said no."}', "The console said no."),
        (b"[]", "of the database"),
        (b"5", "of the database"),
        (b'{"reason": 5}', "of the database"),
        (b'{"reason": "\\ud800"}', "of the database"),
        (b"[" * 100_000, "of the database"),
        (b"\xff\xfe", "of the database"),
        (b"", "of the database"),
    ],
)
def test_a_damaged_trail_costs_its_own_sentence_only(tmp_path, last, reason):
    (tmp_path / "t1").mkdir()
    (tmp_path / "t1" / "trail.jsonl").write_bytes(b'{"kind": "run-opened"}\n' + last)
    entry = Entry(
        "b", 1, "a@example.test", "phone-1", "leave", "", "", "", "failed", 0, 1, "w", "", "t1", "BrowserLost", "of the database", 1.0, None
    )  # fmt: skip

    outcomes = outcomes_of([entry], tmp_path)
    write_reports(tmp_path, "b", outcomes)

    assert [outcome.reason for outcome in outcomes] == [reason]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_the_reports_are_their_owners_only(folder):
    written = [path for path in folder.iterdir() if path.is_file()]

    assert len(written) == 4
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


def test_json_tells_every_account_and_its_version(folder):
    data = json.loads((folder / "batch.json").read_text("utf-8"))

    assert (data["version"], data["exit_code"], len(data["accounts"])) == (1, 1, 5)
    assert data["counts"] == {"done": 1, "refused": 1, "parked": 1, "failed": 1, "stopped": 1}
    assert data["accounts"][0]["seconds"] == 12.346
    assert [one["exit_code"] for one in data["accounts"]] == [0, 4, 3, 1, 3]


def test_a_spreadsheet_carries_nothing_out(folder):
    with (folder / "batch.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert [row["state"] for row in rows] == [one.state for one in OUTCOMES]
    assert rows[3]["label"] == "'=cmd|' /C calc'!A0"
    assert rows[3]["reason"] == "'@SUM(1)"


def test_junit_counts_as_a_build_server_does(folder):
    root = ET.parse(folder / "junit.xml").getroot()

    assert (root.tag, root.get("tests"), root.get("failures"), root.get("skipped")) == ("testsuites", "5", "2", "2")
    cases = root.findall("./testsuite/testcase")
    assert [[child.tag for child in case if child.tag != "system-out"] for case in cases] == [
        [], ["failure"], ["skipped"], ["failure"], ["skipped"],
    ]  # fmt: skip
    assert cases[1].find("failure").get("type") == "WrongPassword"
    assert "密码" in cases[1].find("failure").get("message")


LOOKS = [(width, scheme) for width in (320, 1280, 3840) for scheme in ("light", "dark")]


@pytest.mark.parametrize(("width", "scheme"), [LOOKS[0], *thorough(*LOOKS[1:])])
def test_the_page_is_read_by_everybody(page, folder, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto((folder / "index.html").as_uri())

    assert page.get_by_role("heading", name="phone-1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing sticks out"
    assert Axe().run(page).response["violations"] == []


def test_the_page_shows_what_is_asked_for_without_a_script(page, folder):
    page.goto((folder / "index.html").as_uri())
    page.get_by_label("refused (1)").check()

    assert page.get_by_role("listitem").count() == 1
    assert page.get_by_text("密码").is_visible()
    assert page.locator("b").count() == 0, "the console's words are text, not markup"
    page.get_by_label("all").check()
    assert page.get_by_role("listitem").count() == 5
    assert page.get_by_role("img").evaluate("image => image.naturalWidth") == 320
    page.get_by_role("link", name="report of phone-1").click()
    assert page.url.endswith("/t1_phone-1_leave/report.html")


def test_the_summary_tells_what_is_to_be_looked_at(capsys):
    print_summary(OUTCOMES, Console(no_color=True, width=120))
    out = capsys.readouterr().out

    assert "phone-2" in out
    assert "3 devices unlinked" not in out, "what went well is counted, not listed"
    assert "5 account(s): 1 done" in out
    assert "\x1b[" not in out


class Receiver(BaseHTTPRequestHandler):
    heard: ClassVar[list[dict]] = []

    def do_POST(self):
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args): ...


@pytest.fixture
def receiver():
    Receiver.heard.clear()
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_service_that_is_set_hears_of_the_end_once_and_of_waiting_not_too_often(receiver):
    notifier = Notifier(receiver)

    async def scene():
        await notifier.waiting(2)
        await notifier.waiting(3)
        await notifier.ended("accounts-1f2e3d4c", OUTCOMES)

    run_apart(scene())

    assert [one["message"] for one in Receiver.heard] == [
        "2 account(s) wait for a person.",
        "5 accounts: 1 done, 1 refused, 1 parked, 1 failed, 1 stopped.",
    ]


def test_a_service_that_does_not_answer_harms_nothing(capsys):
    run_apart(Notifier("json://127.0.0.1:1").ended("b", OUTCOMES))

    assert "could not be sent" in capsys.readouterr().err


def test_an_address_that_is_none_is_told_by_its_number():
    with pytest.raises(UsageError) as told:
        Notifier("json://127.0.0.1:1 nonsense-with-t0ken")
    assert "number 2" in str(told.value)
    assert "t0ken" not in str(told.value)


def test_nobody_is_told_where_nothing_is_set():
    run_apart(Notifier("").ended("b", OUTCOMES))
