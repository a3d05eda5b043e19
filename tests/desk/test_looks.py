"""The desk for everybody: screen readers, phones, walls of screens, light and dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.desk import take, wait_for_picture

SCREENS = {320: "light", 1280: "dark", 3840: "light"}
"""Width by width, in what light axe looks; neither depends on the other."""


def check(page):
    for width, scheme in SCREENS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"sticks out at {width}"


@pytest.fixture
def bypass(browser):
    """A page on which axe may be run although the desk allows no foreign script."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.thorough
def test_axe_finds_nothing_on_the_way_through_the_desk(bypass, shift, account, come):
    page = bypass
    page.goto(shift.start().desk.address)
    expect(page.get_by_text("This link is not valid")).to_be_visible()
    check(page)
    page.goto(shift.link())
    check(page)
    come(page, shift)
    expect(page.get_by_text("Nobody waits")).to_be_visible()
    check(page)
    shift.runs_now("list-devices", account(captcha="image"), "phone-1")
    shift.runs_now("list-devices", account(1, identity="email"), "a-rather-long-label-of-a-telephone")
    expect(page.locator("#cards li")).to_have_count(2)
    check(page)
    take(page, "phone-1")
    wait_for_picture(page)
    check(page)
    take(page, "a-rather-long-label-of-a-telephone")
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Give up").click()
    check(page)


IN_OTHER_LANGUAGES = (
    ("es", "Tomar", "Escriba los caracteres que ve en la imagen."),
    ("zh", "接手", "输入图片中的字符。"),
)


@pytest.mark.thorough
def test_a_screen_reader_is_told_of_new_ones_in_english_spanish_and_chinese(page, shift, account, come, new_context):
    shift.start()
    come(page, shift)
    expect(page.get_by_text("Nobody waits")).to_be_visible()

    shift.runs_now("list-devices", account(captcha="image"), "phone-7")

    expect(page.locator("#news")).to_have_text("New: phone-7, CAPTCHA")
    assert page.locator("#news").get_attribute("role") == "status"
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    for language, take_word, asked in IN_OTHER_LANGUAGES:
        there = come(new_context().new_page(), shift, language=language)
        expect(there.get_by_role("button", name=f"{take_word}: phone-7")).to_be_visible()
        expect(there.locator("#cards .why")).to_have_text(asked)
        assert there.locator("html").get_attribute("lang") == language
