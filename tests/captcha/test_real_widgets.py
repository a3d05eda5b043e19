"""The real widgets: shown, recognised, answered as a person would, and no longer reported."""

import asyncio
import time

import pytest

from pages.captcha import captcha_here
from pages.console import Site


class Person:
    """Someone at the browser window; everything here is what hands would do."""

    def __init__(self, loop, tab, widgets):
        self.loop, self.tab, self.home = loop, tab, widgets.home

    def open(self, page):
        self.loop.run(self.tab.goto(self.home + page))

    def click(self, what):
        self.loop.run(self.tab.locator(what).first.click())

    def drag(self, handle, distance):
        """Press the handle, pull it to the right by so many pixels, let go."""
        box = self.loop.run(self.tab.locator(handle).first.bounding_box())
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.tab.mouse
        for act in (mouse.move(x, y), mouse.down(), mouse.move(x + distance, y, steps=8), mouse.up()):
            self.loop.run(act)

    def sees(self):
        captcha = self.loop.run(captcha_here(self.tab, Site()))
        return type(captcha).__name__ if captcha else None

    def sees_at_last(self, expected, seconds=60):
        """What is reported at last: polled as the runner does, until it is as expected or the time is over."""
        end = time.monotonic() + seconds
        while (seen := self.sees()) != expected and time.monotonic() < end:
            self.loop.run(asyncio.sleep(0.2))
        return seen


@pytest.fixture
def person(loop, tab, widgets):
    return Person(loop, tab, widgets)


def test_altcha_is_in_the_way_until_its_box_is_ticked(person):
    person.open("altcha")
    assert person.sees_at_last("Altcha") == "Altcha"

    person.click("altcha-widget .altcha-checkbox")

    assert person.sees_at_last(None) is None


@pytest.mark.parametrize("display", ["floating", "invisible"])
def test_altcha_that_shows_nothing_is_not_in_the_way(person, display):
    person.open(f"altcha-{display}")
    person.loop.run(person.tab.locator("altcha-widget .altcha").wait_for(state="attached"))

    assert person.sees() is None


def test_friendly_captcha_turns_an_automated_browser_away_and_stays_in_the_way(person):
    """It reads that the browser says it is automated, and asks nothing. We don't hide it, so it stays reported."""
    person.open("friendly")
    assert person.sees_at_last("FriendlyCaptcha") == "FriendlyCaptcha"

    person.click(".frc-button")
    refusal = person.tab.locator(".frc-captcha", has_text="Browser check failed")
    person.loop.run(refusal.wait_for())

    assert person.sees() == "FriendlyCaptcha"


def test_the_second_friendly_captcha_is_in_the_way_until_its_answer_has_come(person):
    """Its frame comes from the maker's host, which isn't reached here; the answer is put in its field as that would."""
    person.open("friendly-2")
    field = person.tab.locator("[name=frc-captcha-response]")
    person.loop.run(field.wait_for(state="attached"))
    assert person.sees_at_last("FriendlyCaptcha") == "FriendlyCaptcha"
    assert person.loop.run(field.input_value()).startswith(".")

    person.loop.run(field.evaluate("field => field.value = 'AQEAx9f3'"))

    assert person.sees() is None


def test_cap_is_in_the_way_until_its_box_is_ticked(person):
    person.open("cap")
    assert person.sees_at_last("Cap") == "Cap"

    person.click("cap-widget .captcha")

    assert person.sees_at_last(None) is None


def test_mcaptcha_is_in_the_way_until_its_box_is_ticked(person):
    person.open("mcaptcha")
    assert person.sees_at_last("MCaptcha") == "MCaptcha"

    person.loop.run(person.tab.frame_locator("#mcaptcha-widget__iframe").get_by_role("checkbox").click())

    assert person.sees_at_last(None) is None


def test_a_slider_is_in_the_way_until_the_piece_fits(person):
    person.open("slider")
    assert person.sees_at_last("SliderCaptcha") == "SliderCaptcha"

    person.drag(".rc-slider-captcha-button", 60)
    assert person.sees_at_last(None, seconds=1) == "SliderCaptcha", "the piece does not fit there"
    person.loop.run(person.tab.locator(".rc-slider-captcha-button-error").wait_for(state="detached"))

    person.drag(".rc-slider-captcha-button", 150)

    assert person.sees_at_last(None) is None


def test_pictures_to_click_are_in_the_way_until_they_are_confirmed(person):
    person.open("gocaptcha")
    assert person.sees_at_last("GoCaptcha") == "GoCaptcha"

    picture = person.tab.locator('[class*="gocaptcha-module_picture"]')
    for x in (80, 200):
        person.loop.run(picture.click(position={"x": x, "y": 100}))
    person.click('[class*="gocaptcha-module_buttonBlock"] button')

    assert person.sees_at_last(None) is None
