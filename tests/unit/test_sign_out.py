"""Signing out whoever is not the owner: once, as long as the console may take, and never a reason for a run to fail."""

from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError

from pages.console import Site
from pages.homes import AccountHomePage
from pages.login import LoginPage
from runner.core import sign_out as module
from runner.core.sign_out import sign_out
from runner.errors import ConsoleDown
from tests.support.people import run_apart

SIGNED_OUT = ["The other account was signed out."]
NOT_SEEN = ["The other account could not be seen to be signed out; its session goes with this browser's window."]
A_LOOK = 1.5
"""Seconds that a look takes by the clock of these tests."""


class Home(AccountHomePage):
    """The home of whoever is signed in; how often its link was pressed."""

    def __init__(self):
        super().__init__(None, Site())
        self.pressed = 0

    async def sign_out(self):
        self.pressed += 1


class Windows:
    """Opens a tab that loads, or does not."""

    def __init__(self, problem=None):
        self.problem = problem

    async def close_own(self):
        pass

    async def own(self):
        return self

    async def goto(self, *_, **__):
        if self.problem:
            raise self.problem


@pytest.fixture
def told(monkeypatch):
    """What the run says when these screens follow one another, the last one for ever."""
    now = [0.0]

    async def soon(_tab, seconds):
        assert seconds <= module.PATIENCE

    def go(*screens, problem=None):
        screens, notes = list(screens), []

        async def look(*_):
            now[0] += A_LOOK
            found = screens.pop(0) if len(screens) > 1 else screens[0]
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setattr(module, "look", look)
        run_apart(sign_out(SimpleNamespace(windows=Windows(problem), site=Site(), note=notes.append)))
        return notes

    monkeypatch.setattr(module, "wait_for_change", soon)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return go


def test_whoever_is_signed_in_is_signed_out_by_one_press(told):
    home = Home()

    assert told(None, home, None, home, LoginPage(None, Site())) == SIGNED_OUT
    assert home.pressed == 1


def test_where_nobody_is_signed_in_nothing_is_pressed(told):
    assert told(LoginPage(None, Site())) == SIGNED_OUT


@pytest.mark.parametrize("shown", [None, Home()], ids=["an unknown screen", "the home stays"])
def test_a_console_that_does_not_show_it_is_left_in_the_end_and_that_is_told(told, shown):
    assert told(shown) == NOT_SEEN


@pytest.mark.parametrize("problem", [PlaywrightError("net::ERR_CONNECTION_RESET"), ConsoleDown("The page hangs.")])
def test_a_console_that_fails_meanwhile_is_told_and_fails_nothing(told, problem):
    assert told(problem) == NOT_SEEN
    assert told(None, problem=problem) == NOT_SEEN
