"""What only a person may do: with a person in the browser window, and without anybody."""

import asyncio

import pytest
from playwright.sync_api import expect

from pages.codes import CodePage
from runner.model import Status
from runner.operators.base import Nobody
from runner.operators.practice import PracticeOperator
from tests.support.people import EMAIL
from tests.support.settled import SOON
from tests.support.tiers import thorough


@pytest.fixture
def newest_code(console):
    """The newest code the console mailed, read as the account's owner would."""
    return lambda run, not_=None: run.until(
        lambda: (code := console.last_code(EMAIL)) != not_ and code, "a code in the mailbox"
    )


@pytest.fixture
def captcha_answer(console):
    """What the console has just drawn: the test asks the console, it does not look."""

    def drawn(window):
        cookies = dict(pair.split("=", 1) for pair in window.evaluate("document.cookie").split("; "))
        return console.captcha(cookies.get("ick", ""))

    return lambda run, window: run.until(lambda: drawn(window), "a CAPTCHA")["answer"]


def test_an_image_captcha_is_answered_in_the_window_and_a_wrong_answer_keeps_waiting(
    start, console, leaver, skin, captcha_answer
):
    console.switch(captcha="image")
    run = start("list-devices")
    pause = run.wait_for_pause()
    window = run.window()
    field = window.locator('input[name="captCode"]:visible, input[name="icode"]:visible, #captcha-code:visible')

    if skin == "current":
        field.fill("wrong")
        field.press("Enter")
        expect(window.get_by_text("Incorrect code")).to_be_visible()
    field.fill(captcha_answer(run, window))
    field.press("Enter")

    assert run.result().status is Status.DONE, run.result().reason
    assert pause.kind == "captcha"
    assert [event["by"] for event in run.events("pause-ended")] == ["screen"]


@pytest.mark.thorough
def test_a_slider_is_dragged_in_the_window(start, console, leaver, captcha_answer):
    console.switch(captcha="slider")
    run = start("list-devices")
    run.wait_for_pause()
    window = run.window()
    box = window.get_by_role("slider").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(x + float(captcha_answer(run, window)), y, steps=10)
    window.mouse.up()

    assert run.result().status is Status.DONE, run.result().reason


@pytest.mark.parametrize("kind", ["click", *thorough("image", "slider", "picture")])
def test_the_demos_operator_answers_every_captcha_that_the_practice_console_can_show(start, site, console, leaver, kind):
    console.switch(captcha=kind)

    run = start("list-devices", operator=PracticeOperator(site, console.control_url, EMAIL))

    assert run.result().status is Status.DONE, run.result().reason
    assert [event["by"] for event in run.events("pause-ended")] == ["screen"]


@pytest.mark.thorough
def test_a_code_is_typed_in_the_window(start, console, leaver, newest_code):
    console.switch(identity="email")
    run = start("list-devices")
    run.wait_for_pause()
    window = run.window()

    window.locator('input[name="ticket"]').fill(newest_code(run))
    window.get_by_role("button", name="Submit").click()

    assert run.result().status is Status.DONE, run.result().reason
    assert [event["by"] for event in run.events("pause-ended")] == ["screen"]


def test_a_code_is_typed_in_the_terminal_and_neither_a_wrong_one_nor_a_look_too_early_ends_the_pause(
    start, console, leaver, newest_code
):
    console.switch(identity="phone")
    run = start("list-devices")
    pause = run.wait_for_pause()
    code = newest_code(run)

    run.job.operator.says("look")
    run.job.operator.says("code", "000000" if code != "000000" else "111111")
    run.job.operator.says("code", code)

    assert run.result().status is Status.DONE, run.result().reason
    assert [event["by"] for event in run.events("pause-ended")] == ["terminal"]
    assert len(run.events("pause-started")) == 1
    assert len(run.events("code-typed")) == 2
    told = [pause.words, *(event["text"] for event in run.events("note"))]
    assert any("Verification code error" in text for text in told)
    refused = [row for row in console.ledger(EMAIL) if row["event"] == "code-refused"]
    assert len(refused) == 1


@pytest.mark.thorough
def test_a_code_that_ran_out_is_asked_for_again_and_that_is_on_record_however_soon_it_is_typed(
    start, console, leaver, monkeypatch, newest_code
):
    """The runner presses Resend by itself, but only when the console lets it; a mailbox may be faster than its page."""
    press, valid = CodePage.ask_again, [0.0]  # the first only

    async def press_slowly(page):
        pressed = await press(page)
        await asyncio.sleep(1.5 if pressed else 0)
        return pressed

    monkeypatch.setattr(CodePage, "ask_again", press_slowly)
    monkeypatch.setattr(CodePage, "valid_seconds", property(lambda _: valid.pop() if valid else 600.0))
    console.switch(identity="email", resend_after=1)
    run = start("list-devices")
    run.wait_for_pause()
    first = newest_code(run)

    run.job.operator.says("code", newest_code(run, not_=first))

    assert run.result().status is Status.DONE, run.result().reason
    asked = len(run.events("code-asked"))
    assert asked == sum(row["event"] == "code-sent" for row in console.ledger(EMAIL)) == 2


@pytest.mark.thorough
def test_new_terms_are_accepted_by_the_person(start, console, leaver):
    console.switch(terms=True)
    run = start("list-devices")
    pause = run.wait_for_pause()

    run.window().get_by_role("button", name="Agree").click()

    assert run.result().status is Status.DONE, run.result().reason
    assert pause.kind == "terms"


def test_nuisances_are_closed_without_a_person(start, console, leaver):
    console.switch(cookie_banner=True, promo=True)

    run = start("list-devices", operator=Nobody())

    assert run.result().status is Status.DONE, run.result().reason
    assert len({event["screen"] for event in run.events("nuisance-dismissed")}) == 2


OBSTACLES = [{"captcha": "slider"}, *thorough({"identity": "email"}, {"terms": True})]
"""An unknown screen without a person: tests/recognise/test_unknown_screen.py."""


@pytest.mark.parametrize("switch", OBSTACLES, ids=str)
def test_without_a_person_the_run_waits_for_one(start, console, leaver, switch):
    console.switch(**switch)

    result = start("list-devices", operator=Nobody(), patience=SOON).result()

    assert (result.status, result.exit_code) == (Status.WAITS, 3), result.reason
    assert not [row for row in console.ledger(EMAIL) if row["event"] == "code-sent"]


def test_nobody_acting_in_time_ends_the_run(start, console, leaver):
    console.switch(captcha="image")

    run = start("list-devices", wait=1.5)

    assert run.result().status is Status.WAITS
    assert [event["by"] for event in run.events("pause-ended")] == ["timeout"]


def test_the_person_may_stop_at_the_pause(start, console, leaver):
    console.switch(captcha="image")
    run = start("list-devices")
    run.wait_for_pause()

    run.job.operator.says("give-up")

    assert run.result().status is Status.WAITS
    assert "stopped" in run.result().reason


def test_closing_the_window_ends_the_run_with_a_whole_trail(start, console, leaver):
    console.switch(captcha="image")
    run = start("list-devices")
    run.wait_for_pause()

    run.window().close()

    result = run.result()
    assert (result.status, result.exit_code) == (Status.FAILED, 1)
    assert "window was closed" in result.reason
    assert run.events()[-1]["kind"] == "run-closed"
    assert (result.trail / "report.html").exists()


@pytest.mark.thorough
def test_a_session_that_expires_in_the_middle_is_signed_in_again(start, console, leaver):
    leaver["devices"] = leaver["devices"][:2]
    console.change_account(EMAIL, devices=leaver["devices"])
    console.switch(expire_after=4)

    run = start("unlink-devices", yes_delete=EMAIL)

    result = run.result()
    assert result.status is Status.DONE, result.reason
    unlinked = [row["device"] for row in console.ledger(EMAIL) if row["event"] == "device-unlinked"]
    assert sorted(unlinked) == sorted(device["id"] for device in leaver["devices"])
    assert sum(row["event"] == "signed-in" for row in console.ledger(EMAIL)) >= 2


def test_a_question_of_the_pages_script_is_put_to_a_person_who_sees_no_window(start, console, leaver):
    """As at the desk, where a dialogue is no part of the picture."""
    console.switch(captcha="image")
    run = start("list-devices")
    run.wait_for_pause()
    run.job.operator.answers += ["ok", "this one", "rather not"]

    asked = run._shared.loop.begin(run._run.tab.evaluate("[confirm('Go on?'), prompt('Which?'), confirm('Delete?')]"))

    assert asked.result(60) == [True, "this one", False]
    assert [question.partition("\n")[0] for question in run.job.operator.asked] == [
        "The page asks: “Go on?”", "The page asks: “Which?”", "The page asks: “Delete?”",
    ]  # fmt: skip
    run.job.operator.says("give-up")
    assert run.result().status is Status.WAITS
    answers = [event["text"] for event in run.events("note") if "You answered the page's question" in event["text"]]
    assert [answer.rpartition(" ")[2] for answer in answers] == ["OK.", "OK.", "Cancel."]
