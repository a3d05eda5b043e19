"""Every CAPTCHA, answered as a person would: the picture read, the handle dragged, the letters clicked in order."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

PANEL = ".miverify_panel_box"


def drag(page, by):
    """Drag the slider's handle with the mouse by a number of pixels."""
    box = page.get_by_role("slider").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y + 2, steps=4)
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()


def shows_puzzle(person):
    """Wait for the panel with a puzzle that is drawn and may be answered."""
    box = person.page.locator(PANEL)
    expect(box).to_contain_class("miverify_panel_show_captcha")
    expect(box).not_to_contain_class("loading")
    expect(box.locator("img").first).not_to_have_js_property("naturalWidth", value=0)
    return box


def picture_loaded(page, selector):
    expect(page.locator(selector)).to_have_js_property("naturalWidth", value=150)


@pytest.mark.thorough
def test_picture_must_be_answered_before_the_password_counts(person, leaver, console, events):
    console.switch(captcha="image")
    person.sign_in(leaver)
    person.sees("Enter the code shown in the picture")
    picture_loaded(person.page, ".mi-captcha-code-form .mi-captcha-field__image")
    person.page.locator("input[name=icode]").fill("wrong")
    with person.page.expect_response("**/pass/getCode*"):
        person.press("Submit")
    person.reads("Incorrect code")
    with person.page.expect_response("**/pass/getCode*") as renewed:
        person.page.get_by_alt_text("captcha").click()
    renewed.value.finished()
    person.page.locator("input[name=icode]").fill(person.shown())
    person.press("Submit")
    person.at_home()
    seen = events()
    assert seen[:2] == ["captcha-shown", "captcha-failed"]
    assert seen[-2:] == ["captcha-passed", "signed-in"]


@pytest.mark.thorough
def test_classic_form_shows_the_picture_in_place(person, leaver, console, events):
    console.switch(skin="classic", captcha="slider")  # the classic skin knows pictures only
    person.sign_in(leaver)
    picture_loaded(person.page, "#captcha-img")
    person.page.locator("#captcha-code").fill("wrong")
    person.page.locator("#pwd").fill(leaver["password"])
    with person.page.expect_response("**/pass/getCode*") as renewed:
        person.press("Sign in")
    renewed.value.finished()
    person.reads("Incorrect code")
    picture_loaded(person.page, "#captcha-img")
    person.page.locator("#captcha-code").fill(person.shown().lower())
    person.page.locator("#pwd").fill(leaver["password"])
    person.press("Sign in")
    person.at_home()
    assert events() == ["captcha-shown", "captcha-failed", "captcha-shown", "captcha-passed", "signed-in"]


def answer_wrongly(person, kind):
    if kind == "slider":
        drag(person.page, person.shown() - 40)
    elif kind == "click":
        for x in (150, 150, 150):
            person.page.locator(".miverify_image").click(position={"x": x, "y": 5}, force=True)
    else:
        person.page.locator(".miverify_captcha_input input").fill("wrong")
        person.page.locator(".miverify_ok_btn").click()


def answer_rightly(person, kind):
    answer = person.shown()
    if kind == "slider":
        drag(person.page, answer + 4)
    elif kind == "click":
        for point in answer.split(";"):
            x, y = map(int, point.split(","))
            person.page.locator(".miverify_image").click(position={"x": x + 5, "y": y - 5})
    else:
        person.page.locator(".miverify_captcha_input input").fill(answer)
        person.page.locator(".miverify_ok_btn").click()


@pytest.mark.thorough
def test_panel_is_hidden_until_it_is_needed_and_its_puzzles_must_be_solved(person, leaver, console, events):
    """Whoever gives a puzzle up is not signed in."""
    console.switch(captcha="picture")
    person.page.goto(console.account_url)
    person.at_sign_in()
    panel = person.page.locator(".miverify_modal_panel")
    assert person.page.locator(".miverify_wind .miverify_modal_panel").count() == 1
    expect(panel).to_be_hidden()
    person.enter(leaver["email"], leaver["password"])
    expect(panel).to_be_visible()
    shows_puzzle(person)
    person.page.locator(".miverify_cancel_btn").click()
    expect(panel).to_be_hidden()
    expect(person.page.get_by_role("button", name="Sign in", exact=True)).to_be_enabled()
    assert events() == ["captcha-shown"]

    for kind in ("slider", "click", "picture"):
        console.switch(captcha=kind)
        person.forgets()
        before = len(events())
        person.sign_in(leaver)
        shows_puzzle(person)
        with person.page.expect_response("**/captcha/v2/data*") as renewed:
            answer_wrongly(person, kind)
        renewed.value.finished()
        expect(person.page.locator(".miverify_err_tip")).to_have_text("Incorrect code")
        shows_puzzle(person)
        answer_rightly(person, kind)
        person.at_home()
        solved = ["captcha-shown", "captcha-failed", "captcha-shown", "captcha-passed", "signed-in"]
        assert events()[before:] == solved, kind


@pytest.mark.thorough
def test_panel_stands_before_a_code_is_sent(person, leaver, console, events):
    console.switch(captcha="picture", captcha_places=["code"], identity="phone")
    person.sign_in(leaver)
    person.press("Send")
    shows_puzzle(person)
    assert "code-sent" not in events()
    answer_rightly(person, "picture")
    person.type_code(leaver)
    person.at_home()
    assert events()[1:4] == ["captcha-shown", "captcha-passed", "code-sent"]


def test_picture_is_a_real_picture(client, console):
    answer = client.get(f"{console.account_url}/pass/getCode?icodeType=login")
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.size == (150, 50)
    assert len(picture.convert("L").getcolors()) > 20
    assert console.captcha(answer.cookies["ick"])["kind"] == "image"


@pytest.mark.parametrize("purpose", ["register", "reset"])
def test_picture_for_one_purpose_is_no_good_for_another(client, console, leaver, purpose):
    shown = client.get(f"{console.account_url}/pass/getCode?icodeType={purpose}")
    answer = console.captcha(shown.cookies["ick"])["answer"]
    world = console.world
    assert not world.captchas.answered(shown.cookies["ick"], "image", "login", answer, leaver["email"])


def test_what_the_panel_grants_is_good_once_and_for_one_purpose(console):
    captchas = console.world.captchas
    assert not captchas.redeem(captchas.grant("login"), "code")
    granted = captchas.grant("login")
    assert captchas.redeem(granted, "login")
    assert not captchas.redeem(granted, "login")
    assert not captchas.redeem("", "login")


def test_answered_or_old_challenges_are_used_up(client, console):
    first, second = (client.get(f"{console.account_url}/pass/getCode").cookies["ick"] for _ in range(2))
    answers = {ick: console.captcha(ick)["answer"] for ick in (first, second)}
    captchas = console.world.captchas
    assert captchas.answered(first, "image", "login", answers[first], "x")
    assert not captchas.answered(first, "image", "login", answers[first], "x")
    console.advance(301)
    assert not captchas.answered(second, "image", "login", answers[second], "x")
