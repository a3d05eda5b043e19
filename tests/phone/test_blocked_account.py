"""blocked-account: the person does the steps, the package holds what support asks for, and the trail does not."""

import hashlib
import io
import json
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
from runner.operators.terminal import question_panel
from runner.support_request.package import spaced
from tests.support.people import EMAIL, PASSWORD, Present
from tests.support.process import environment

IMEI = "490154203237518"


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


def test_everything_is_asked_again_where_it_is_wrong_and_stands_in_the_package_but_not_in_the_trail(answered, screen):
    check_the_questions(answered)
    check_the_package(package_of(answered.result()))
    check_the_trail(answered, screen)


def check_the_questions(run):
    """What is wrong is asked again, and each question is a pause on record."""
    asked = run.job.operator.asked
    assert "*#06#" in asked[0]
    assert "check digit does not fit" in asked[1]
    assert "There is no file no such photo.jpg" in asked[3]
    assert "proof of purchase" in asked[6]
    assert "never a password" in asked[8].lower()
    assert str(package_of(run.result())) in asked[10]
    assert "/helpcenter" in asked[10]
    assert run.job.operator.answers == []

    began, ended = run.events("pause-started"), run.events("pause-ended")
    assert [event["awaits"] for event in began] == ["answer"] * len(asked)
    assert {event["by"] for event in ended} == {"terminal"}
    assert began[0]["why"] == "The phone's IMEI, 15 digits."


def check_the_package(folder):
    """The PDF says what support wants to know, and only its owner can read the package."""
    text = pdf_text(folder / "request.pdf")
    for words in (EMAIL, spaced(IMEI), "Proof of purchase", "me@example.org", "proof-1.jpg", "screen-2.jpg"):
        assert words in text
    files = sorted(path.name for path in folder.iterdir())
    assert files == ["proof-1.jpg", "request.pdf", "screen-1.jpg", "screen-2.jpg"]
    if sys.platform != "win32":  # Windows keeps rights another way
        assert [folder.stat().st_mode & 0o777, folder.parent.stat().st_mode & 0o777] == [0o700, 0o700]
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def check_the_trail(run, screen):
    """It knows the package by its hashes and holds no identifier."""
    folder, trail = package_of(run.result()), run.result().trail
    (kept,) = [event["value"] for event in run.events("finding") if event["name"] == "package"]
    assert kept["files"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    for path in (path for path in trail.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for word in (IMEI, spaced(IMEI), IMEI[:14], EMAIL, "8815550123", "me@example.org", screen.name, str(folder)):
            assert word.encode() not in data, (path.name, word)
    assert "Sent it by e-mail" in " ".join(event["text"] for event in run.events("note"))
    assert trail not in folder.parents


def sign_in_by_hand(window):
    """As the owner of a blocked account does, to the console's notice."""
    window.locator('input[name="account"], #username').first.fill(EMAIL)
    window.locator('input[name="password"], #pwd').first.fill(PASSWORD)
    if window.locator('input[name="agreement"]').count():
        window.locator('input[name="agreement"]').check()
    window.locator("button[type=submit], #login-button").first.click()
    window.get_by_text("Account blocked").wait_for()


@pytest.mark.thorough
def test_the_consoles_own_notice_is_on_record_and_the_support_address_can_be_corrected(
    start, blocked, options, console
):
    """Options stand for questions, and markup in them stays text; the support's page is opened for the person."""
    console.switch(skin="current")
    site = Site(console.account_url, console.cloud_url, paths={"Vendor's support": "/pass/forgetPassword"})
    run = start("blocked-account", operator=Present(), options=options, site=site)
    assert "blocked" in run.wait_for_question(1)
    window = run.window()
    sign_in_by_hand(window)
    run.job.operator.answers = [""]
    assert "/pass/forgetPassword" in run.wait_for_question(2)
    assert run.window().url.split("?")[0] == console.account_url + "/pass/forgetPassword"
    run.job.operator.answers.append("handed in")

    result = run.result()

    assert result.status is Status.DONE, result.reason
    assert len(run.job.operator.asked) == 2
    assert [event["screen"] for event in run.events("refusal")] == ["Account blocked"]
    text = pdf_text(package_of(result) / "request.pdf")
    assert "“Account blocked" in text
    assert "Redmi Note 9 <locked> & blocked since May" in text


@pytest.mark.thorough
def test_the_notice_of_the_classic_skin_is_on_record_and_a_support_page_that_does_not_load_leaves_the_package(
    start, blocked, options, console
):
    console.switch(skin="classic", fail={"/helpcenter": {"status": 503, "times": 9}})
    run = start("blocked-account", operator=Present(), options=options)
    run.wait_for_question(1)
    sign_in_by_hand(run.window())
    run.job.operator.answers = ["", ""]

    result = run.result()

    assert result.status is Status.DONE, result.reason
    assert [event["screen"] for event in run.events("refusal")] == ["Account blocked"]
    assert "“Account blocked" in pdf_text(package_of(result) / "request.pdf")
    assert "not handed in yet" in result.reason
    assert any("did not load" in event["text"] for event in run.events("note"))


def test_nobody_there_stops_at_the_first_question(start, blocked, tmp_path):
    result = start("blocked-account", operator=Nobody()).result()

    assert (result.status, result.exit_code) == (Status.WAITS, 3)
    assert "IMEI" in result.reason
    assert not (tmp_path / "trails" / "requests").exists()


def test_nobody_there_but_everything_given_writes_the_package_and_leaves_the_rest_to_the_owner(
    command, console, blocked, tmp_path, screen, proof
):
    """The photos in it have no place, the originals are untouched, and nothing is asked of the console but pages."""
    before = screen.read_bytes()

    done = mi_runner(
        command, console, tmp_path, "--unattended", "--imei", IMEI, "--photo", screen, "--proof", proof
    )  # fmt: skip

    assert done.code == 3
    (folder,) = (tmp_path / "screenshots" / "requests").iterdir()
    assert f"Package: {folder.relative_to(tmp_path)} (proof-1.jpg, request.pdf, screen-1.jpg)" in done.out
    assert "Only its owner can hand it" in " ".join(done.out.split())
    assert IMEI[:8] in pdf_text(folder / "request.pdf")
    for copy in folder.glob("*.jpg"):
        assert b"Exif" not in copy.read_bytes()
        with Image.open(copy) as picture:
            assert dict(picture.getexif()) == {}
            assert picture.size == (900, 1600)
    assert b"Exif" in before
    assert screen.read_bytes() == before
    assert [row for row in console.ledger(EMAIL) if row["event"] != "account-added"] == []


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


def test_the_question_panel_shows_what_was_wrong_in_red():
    out = io.StringIO()
    talk = Console(file=out, width=70, force_terminal=True, color_system="standard")
    talk.print(question_panel("IMEI?\n✗ Wrong.\nHow"))

    assert "\x1b[31m✗ Wrong." in out.getvalue()


def mi_runner(command, console, folder, *words, typed=""):
    env = {"MI_CONSOLE": f"{console.account_url},{console.cloud_url}", "MI_ACCOUNT": EMAIL}
    done = command("run", "blocked-account", "--headless", *words, folder=folder, env=env, typed=typed)
    assert "Traceback" not in done.err, done.err
    return done


@pytest.mark.browser
@pytest.mark.thorough
def test_at_the_terminal_it_is_asked_for_and_ends_in_json(console, blocked, tmp_path, screen, proof):
    typed = f"{IMEI[:-1]}0\n{IMEI}\n{screen}\n\n{proof}\n\nlocked since May\n\nsent\n"
    env = environment(MI_CONSOLE=f"{console.account_url},{console.cloud_url}", MI_ACCOUNT=EMAIL)

    done = subprocess.run(
        [sys.executable, "-m", "runner", "run", "blocked-account", "--headless", "--json"], cwd=tmp_path, env=env,
        text=True, encoding="utf-8", input=typed, capture_output=True, check=False, timeout=300,
    )  # fmt: skip

    assert "Traceback" not in done.stderr, done.stderr
    result = json.loads(done.stdout)
    assert (done.returncode, result["status"]) == (0, "done"), done.stderr
    assert "check digit does not fit" in done.stderr
    assert (tmp_path / result["found"]["package"]["folder"] / "request.pdf").is_file()
    assert PASSWORD not in done.stdout + done.stderr


def test_a_wrong_option_is_told_before_anything_is_opened(command, console, tmp_path):
    (tmp_path / "bill.pdf").write_bytes(b"%PDF-1.7")

    for words, said in ((("--imei", "123"), "15 digits; this one has 3"), (("--proof", "bill.pdf"), "no picture")):
        done = mi_runner(command, console, tmp_path, *words)
        assert done.code == 2
        assert said in " ".join(done.err.split())
    assert list(tmp_path.iterdir()) == [tmp_path / "bill.pdf"]


def test_stopping_at_a_question_is_exit_3(command, console, blocked, tmp_path):
    done = mi_runner(command, console, tmp_path, typed="q\n")

    assert done.code == 3
    assert "You stopped at a question" in done.out
