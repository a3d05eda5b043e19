"""The desk for everybody: screen readers, phones, walls of screens, light and dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.desk import take, wait_for_picture


def check(page):
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "something sticks out"


@pytest.fixture
def bypass(browser):
    """A page on which axe may be run although the desk allows no foreign script."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280, 3840])
def test_axe_finds_nothing_on_the_way_through_the_desk(bypass, shift, account, come, scheme, width):
    page = bypass
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.runs("leave", account(1, identity="email"), "a-rather-long-label-of-a-telephone")
    shift.start()
    page.goto(shift.link())
    check(page)
    come(page, shift)
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


def test_axe_finds_nothing_at_a_closed_door_and_an_empty_desk(bypass, shift, come):
    shift.start()
    page = bypass
    page.goto(shift.desk.address)
    expect(page.get_by_text("This link is not valid")).to_be_visible()
    check(page)
    come(page, shift)
    expect(page.get_by_text("Nobody waits")).to_be_visible()
    check(page)


def test_a_screen_reader_is_told_of_new_ones(page, shift, account, console, come):
    shift.start()
    come(page, shift)
    expect(page.get_by_text("Nobody waits")).to_be_visible()

    shift.runs_now("list-devices", account(captcha="image"), "phone-7")

    expect(page.locator("#news")).to_have_text("New: phone-7, CAPTCHA")
    assert page.locator("#news").get_attribute("role") == "status"
    expect(page).to_have_title(re.compile(r"^\(1\) "))
