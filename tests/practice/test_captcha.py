"""Both CAPTCHAs, answered as a person would: the picture read, the handle dragged."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect


def drag(page, by):
    """Drag the slider's handle with the mouse by a number of pixels."""
    handle = page.get_by_role("slider")
    expect(page.locator(".mi-verify-whole")).to_have_js_property("complete", value=True)
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y + 2, steps=4)
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()


def picture_loaded(page, selector):
    expect(page.locator(selector)).to_have_js_property("naturalWidth", value=150)


def test_picture_must_be_answered_before_the_password_counts(person, leaver, console, events):
    console.switch(captcha="image")
    person.sign_in(leaver)
    person.sees("Enter the code shown in the picture")
    picture_loaded(person.page, "img.captcha-img")
    person.page.get_by_role("dialog").locator("input[name=captCode]").fill("wrong")
    person.press("Submit")
    person.reads("Incorrect code")
    with person.page.expect_response("**/pass/getCode*"):
        person.page.get_by_alt_text("captcha").click()
    person.page.wait_for_timeout(100)
    person.page.get_by_role("dialog").locator("input[name=captCode]").fill(person.shown())
    person.press("Submit")
    person.sees("Mi Account")
    seen = events()
    assert seen[:2] == ["captcha-shown", "captcha-failed"]
    assert seen[-2:] == ["captcha-passed", "signed-in"]


def test_classic_form_shows_the_picture_in_place(person, leaver, console, events):
    console.switch(skin="classic", captcha="slider")  # the classic skin knows pictures only
    person.sign_in(leaver)
    picture_loaded(person.page, "#captcha-img")
    person.page.locator("#captcha-code").fill("wrong")
    person.page.locator("#pwd").fill(leaver["password"])
    person.press("Sign in")
    person.reads("Incorrect code")
    picture_loaded(person.page, "#captcha-img")
    person.page.locator("#captcha-code").fill(person.shown().lower())
    person.page.locator("#pwd").fill(leaver["password"])
    person.press("Sign in")
    person.sees("Mi Account")
    assert events() == ["captcha-shown", "captcha-failed", "captcha-shown", "captcha-passed", "signed-in"]


def test_slider_must_fit(person, leaver, console, events):
    console.switch(captcha="slider")
    person.sign_in(leaver)
    person.sees("Slide to verify")
    expect(person.page.locator(".mi-verify-whole")).to_have_js_property("naturalWidth", value=300)
    with person.page.expect_response("**/captcha/v2/data*"):
        drag(person.page, person.shown() - 30)
    person.reads("Incorrect code")
    person.page.wait_for_timeout(100)
    drag(person.page, person.shown() + 4)
    person.sees("Mi Account")
    assert events() == ["captcha-shown", "captcha-failed", "captcha-shown", "captcha-passed", "signed-in"]


def test_picture_is_a_real_picture(client, console):
    answer = client.get(f"{console.account_url}/pass/getCode?icodeType=login")
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.size == (150, 50)
    assert len(picture.convert("L").getcolors()) > 20
    assert console.captcha(answer.cookies["ick"])["kind"] == "image"


@pytest.mark.parametrize("purpose", ["register", "reset"])
def test_picture_for_one_purpose_is_no_good_for_another(client, console, leaver, purpose):
    console.switch(captcha="image")
    shown = client.get(f"{console.account_url}/pass/getCode?icodeType={purpose}")
    answer = console.captcha(shown.cookies["ick"])["answer"]
    world = console.world
    assert not world.captchas.answered(shown.cookies["ick"], "image", "login", answer, leaver["email"])


def test_answered_or_old_challenges_are_used_up(client, console):
    first, second = (client.get(f"{console.account_url}/pass/getCode").cookies["ick"] for _ in range(2))
    answers = {ick: console.captcha(ick)["answer"] for ick in (first, second)}
    captchas = console.world.captchas
    assert captchas.answered(first, "image", "login", answers[first], "x")
    assert not captchas.answered(first, "image", "login", answers[first], "x")
    console.advance(301)
    assert not captchas.answered(second, "image", "login", answers[second], "x")
