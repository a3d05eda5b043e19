"""blocked-account: the person does the steps, the package holds what support asks for, and the trail does not."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from rich.console import Console

from pages.console import Site
from runner.model import Status
from runner.operators.base import Nobody
from runner.operators.practice import PracticeOperator
from runner.operators.terminal import question_panel
from runner.support_request.package import spaced
from tests.support.people import EMAIL, PASSWORD, Present

IMEI = "490154203237518"
ROOT = Path(__file__).parents[2]

KEPT = {"MI_TRAIL_KEYS", "MI_INTENTS"}
"""Settings that keep a test away from what belongs to whoever runs it."""


def photo(path, words):
    """A photograph with words on it, and the place where it was taken."""
    picture = Image.new("RGB", (900, 1600), "#202630")
    ImageDraw.Draw(picture).text((80, 300), words, fill="white", font_size=60)
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 25.0, 7.5)})
    picture.save(path, exif=exif)
    return path


@pytest.fixture
def screen(tmp_path):
    return photo(tmp_path / "IMG 2041.jpg", "This device is locked")


@pytest.fixture
def proof(tmp_path):
    return photo(tmp_path / "invoice.png", "Invoice 4711")


@pytest.fixture
def options(screen, proof):
    details = "Redmi Note 9 <locked> & blocked\nsince May"
    return {"imei": IMEI, "photos": (screen,), "proofs": (proof,), "details": details}


@pytest.fixture
def blocked(console):
    return console.add_account(email=EMAIL, password=PASSWORD, state="blocked")


def pdf_text(path):
    if not shutil.which("pdftotext"):
        pytest.fail("pdftotext is missing: install the package poppler-utils")
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def package_of(result):
    return Path(result.found["package"]["folder"])


@pytest.fixture
def answered(start, blocked, screen, proof):
    """A run in which everything was asked and answered, with mistakes on the way."""
    person = Present()
    person.answers = [
        "490154203237519", IMEI, "no such photo.jpg", f"'{screen}'", str(proof), "", str(proof), "",
        "Redmi Note 9, write to me at me@example.org", "", "Sent it by e-mail, number 8815550123",
    ]  # fmt: skip
    run = start("blocked-account", operator=person)
    assert run.result().status is Status.DONE, run.result().reason
    return run


def test_everything_is_asked_and_what_is_wrong_is_asked_again(answered):
    asked = answered.job.operator.asked

    assert "*#06#" in asked[0]
    assert "check digit does not fit" in asked[1]
    assert "There is no file no such photo.jpg" in asked[3]
    assert "proof of purchase" in asked[6]
    assert "never a password" in asked[8].lower()
    assert str(package_of(answered.result())) in asked[10]
    assert "/helpcenter" in asked[10]
    assert answered.job.operator.answers == []


def test_the_pdf_says_what_support_wants_to_know(answered):
    folder = package_of(answered.result())

    text = pdf_text(folder / "request.pdf")

    for words in (EMAIL, spaced(IMEI), "Proof of purchase", "me@example.org", "proof-1.jpg", "screen-2.jpg"):
        assert words in text
    files = sorted(path.name for path in folder.iterdir())
    assert files == ["proof-1.jpg", "request.pdf", "screen-1.jpg", "screen-2.jpg"]


def test_the_photos_in_the_package_have_no_place_and_the_originals_are_untouched(start, blocked, options, screen, site):
    before = screen.read_bytes()

    run = start("blocked-account", operator=PracticeOperator(site, "http://127.0.0.1:1", EMAIL), options=options)

    folder = package_of(run.result())
    for copy in folder.glob("*.jpg"):
        assert b"Exif" not in copy.read_bytes()
        with Image.open(copy) as picture:
            assert dict(picture.getexif()) == {}
            assert picture.size == (900, 1600)
    assert b"Exif" in before
    assert screen.read_bytes() == before


def test_options_stand_for_questions_and_markup_in_them_stays_text(start, blocked, options):
    person = Present()
    person.answers = ["", "handed in"]
    run = start("blocked-account", operator=person, options=options)

    result = run.result()

    assert result.status is Status.DONE, result.reason
    assert len(person.asked) == 2
    assert "Redmi Note 9 <locked> & blocked since May" in pdf_text(package_of(result) / "request.pdf")


def test_the_trail_knows_the_package_by_its_hashes_and_holds_no_identifier(answered, screen):
    result = answered.result()
    folder = package_of(result)

    (kept,) = [event["value"] for event in answered.events("finding") if event["name"] == "package"]

    assert kept["files"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    for path in (path for path in result.trail.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for word in (IMEI, spaced(IMEI), IMEI[:14], EMAIL, "8815550123", "me@example.org", screen.name, str(folder)):
            assert word.encode() not in data, (path.name, word)
    said = " ".join(event["text"] for event in answered.events("note"))
    assert "Sent it by e-mail" in said
    assert result.trail not in folder.parents


def test_every_question_is_a_pause_on_record(answered):
    began, ended = answered.events("pause-started"), answered.events("pause-ended")

    assert [event["awaits"] for event in began] == ["answer"] * len(answered.job.operator.asked)
    assert {event["by"] for event in ended} == {"terminal"}
    assert began[0]["why"] == "The phone's IMEI, 15 digits."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights another way")
def test_only_its_owner_can_read_the_package(answered):
    folder = package_of(answered.result())

    assert [folder.stat().st_mode & 0o777, folder.parent.stat().st_mode & 0o777] == [0o700, 0o700]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_consoles_own_notice_is_on_record_when_the_owner_signs_in(start, blocked, options, skin):
    run = start("blocked-account", operator=Present(), options=options)
    assert "blocked" in run.wait_for_question(1)
    window = run.window()
    window.locator('input[name="account"], #username').first.fill(EMAIL)
    window.locator('input[name="password"], #pwd').first.fill(PASSWORD)
    if window.locator('input[name="agreement"]').count():
        window.locator('input[name="agreement"]').check()
    window.locator("button[type=submit], #login-button").first.click()
    window.get_by_text("Account blocked").wait_for()
    run.job.operator.answers = ["", "written to support"]

    result = run.result()

    assert result.status is Status.DONE, result.reason
    assert [event["screen"] for event in run.events("refusal")] == ["Account blocked"]
    assert "“Account blocked" in pdf_text(package_of(result) / "request.pdf")


def test_the_support_address_is_opened_for_the_person_and_can_be_corrected(start, blocked, options, console):
    site = Site(console.account_url, console.cloud_url, paths={"Vendor's support": "/pass/forgetPassword"})
    person = Present()
    person.answers = [""]
    run = start("blocked-account", operator=person, options=options, site=site)
    assert "/pass/forgetPassword" in run.wait_for_question(2)

    assert run.window().url.split("?")[0] == console.account_url + "/pass/forgetPassword"
    person.answers.append("done")
    assert run.result().status is Status.DONE


def test_a_support_page_that_does_not_load_leaves_the_package(start, blocked, options, console):
    console.switch(fail={"/helpcenter": {"status": 503, "times": 9}})
    person = Present()
    person.answers = ["", ""]

    run = start("blocked-account", operator=person, options=options)

    assert run.result().status is Status.DONE, run.result().reason
    assert "not handed in yet" in run.result().reason
    assert (package_of(run.result()) / "request.pdf").read_bytes().startswith(b"%PDF")
    assert any("did not load" in event["text"] for event in run.events("note"))


def test_nobody_there_stops_at_the_first_question(start, blocked, tmp_path):
    result = start("blocked-account", operator=Nobody()).result()

    assert (result.status, result.exit_code) == (Status.WAITS, 3)
    assert "IMEI" in result.reason
    assert not (tmp_path / "trails" / "requests").exists()


def test_nobody_there_but_everything_given_writes_the_package_and_leaves_the_rest_to_the_owner(start, blocked, options):
    result = start("blocked-account", operator=Nobody(), options=options).result()

    assert (result.status, result.exit_code) == (Status.WAITS, 3)
    assert "Only its owner can hand it" in result.reason
    assert IMEI[:8] in pdf_text(package_of(result) / "request.pdf")


def test_five_wrong_answers_end_it(start, blocked):
    person = Present()
    person.answers = ["1"] * 9

    result = start("blocked-account", operator=person).result()

    assert (result.status, len(person.answers)) == (Status.WAITS, 4)
    assert "5 answers could not be used" in result.reason


def test_a_question_nobody_answers_in_time_stops_the_run(start, blocked):
    run = start("blocked-account", operator=Present(), wait=1)

    assert run.result().status is Status.WAITS
    assert "Nobody answered" in run.result().reason
    assert [event["by"] for event in run.events("pause-ended")] == ["timeout"]


def test_nothing_is_asked_of_the_console_but_pages(start, blocked, options, console):
    start("blocked-account", operator=Nobody(), options=options).result()

    assert [row for row in console.ledger(EMAIL) if row["event"] != "account-added"] == []


def test_the_question_panel_shows_what_was_wrong_in_red():
    out = io.StringIO()
    talk = Console(file=out, width=70, force_terminal=True, color_system="standard")
    talk.print(question_panel("IMEI?\n✗ Wrong.\nHow"))

    assert "\x1b[31m✗ Wrong." in out.getvalue()


def mi_runner(console, folder, *words, typed=""):
    env = {key: value for key, value in os.environ.items() if key in KEPT or not key.startswith("MI_")} | {
        "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "MI_CONSOLE": f"{console.account_url},{console.cloud_url}",
        "MI_ACCOUNT": EMAIL, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "runner", "run", "blocked-account", "--headless", *words], cwd=folder, env=env,
        text=True, encoding="utf-8", input=typed, capture_output=True, check=False, timeout=90,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_at_the_terminal_it_is_asked_for_and_ends_in_json(console, blocked, tmp_path, screen, proof):
    typed = f"{IMEI[:-1]}0\n{IMEI}\n{screen}\n\n{proof}\n\nlocked since May\n\nsent\n"

    done = mi_runner(console, tmp_path, "--json", typed=typed)

    result = json.loads(done.stdout)
    assert (done.returncode, result["status"]) == (0, "done"), done.stderr
    assert "check digit does not fit" in done.stderr
    assert (tmp_path / result["found"]["package"]["folder"] / "request.pdf").is_file()
    assert PASSWORD not in done.stdout + done.stderr


def test_a_wrong_option_is_told_before_anything_is_opened(console, tmp_path):
    (tmp_path / "bill.pdf").write_bytes(b"%PDF-1.7")

    for words, said in ((("--imei", "123"), "15 digits; this one has 3"), (("--proof", "bill.pdf"), "no picture")):
        done = mi_runner(console, tmp_path, *words)
        assert done.returncode == 2
        assert said in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == [tmp_path / "bill.pdf"]


def test_the_terminal_says_where_the_package_lies(console, blocked, tmp_path, screen, proof):
    done = mi_runner(console, tmp_path, "--unattended", "--imei", IMEI, "--photo", str(screen), "--proof", str(proof))

    assert done.returncode == 3
    (folder,) = (tmp_path / "screenshots" / "requests").iterdir()
    assert f"Package: {folder.relative_to(tmp_path)} (proof-1.jpg, request.pdf, screen-1.jpg)" in done.stdout


def test_stopping_at_a_question_is_exit_3(console, blocked, tmp_path):
    done = mi_runner(console, tmp_path, typed="q\n")

    assert done.returncode == 3
    assert "You stopped at a question" in done.stdout
