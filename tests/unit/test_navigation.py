"""Loading and looking: what is tried again, what is not, and what is said of a console that does not come."""

from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError

from pages.base import Page
from pages.console import Site
from pages.homes import AccountHomePage
from pages.reading import NotResponding
from runner.core import navigation, screen
from runner.core import run as run_module
from runner.core.navigation import load
from runner.core.registry import find_scenario
from runner.core.run import Run
from runner.core.screen import look
from runner.core.suggestion import path_of
from runner.credentials.vault import Vault
from runner.errors import ConsoleDown, UsageError
from tests.support.paper import Paper
from tests.support.people import run_apart

LOST = PlaywrightError("Target page, context or browser has been closed")


class Tab:
    """A tab whose loads end in these problems, one after the other, and then in an answer."""

    def __init__(self, *problems):
        self.problems, self.asked = list(problems), []

    async def goto(self, address, **_):
        self.asked.append(path_of(address))
        if self.problems:
            raise self.problems.pop(0)
        return SimpleNamespace(status=200)


def going(tab):
    return SimpleNamespace(tab=tab, site=Site(), trail=Paper([]), vault=Vault(environment={}))


@pytest.fixture
def no_waiting(monkeypatch):
    async def soon(_seconds):
        pass

    monkeypatch.setattr(navigation, "asyncio", SimpleNamespace(sleep=soon))


def test_a_page_that_does_not_load_is_tried_again_and_why_is_on_record(no_waiting):
    run = going(Tab(PlaywrightError("net::ERR_CONNECTION_RESET at https://account.xiaomi.com/")))

    run_apart(load(run, AccountHomePage))

    assert run.tab.asked == ["/fe/service/account"] * 2
    assert [(event["kind"], event["why"]) for event in run.trail.events] == [("retry", "net::ERR_CONNECTION_RESET")]


def test_in_a_window_that_is_gone_nothing_is_tried_again():
    run = going(Tab(LOST))

    with pytest.raises(PlaywrightError, match="has been closed"):
        run_apart(load(run, AccountHomePage))
    assert len(run.tab.asked) == 1
    assert run.trail.events == []


def test_an_error_in_place_of_a_screen_without_an_address_ends_the_run():
    """There is nowhere to go, and a form is never sent again."""
    run = going(Tab())

    with pytest.raises(ConsoleDown, match="answered with an error"):
        run_apart(load(run, Page))
    assert run.tab.asked == []


@pytest.mark.parametrize(
    ("problem", "raised"),
    [(PlaywrightError("Execution context was destroyed"), None), (LOST, PlaywrightError), (NotResponding(), ConsoleDown)],
    ids=["between two documents", "gone", "hangs"],
)
def test_a_screen_that_cannot_be_read_now_is_no_screen_and_one_that_never_can_is_an_end(monkeypatch, problem, raised):
    async def see(*_, **__):
        raise problem

    monkeypatch.setattr(screen, "see", see)

    if raised is None:
        assert run_apart(look(None, Site(), ())) is None
    else:
        with pytest.raises(raised, match=r"closed|hangs"):
            run_apart(look(None, Site(), ()))


def test_a_console_that_never_stops_loading_is_down(monkeypatch):
    now = [0.0]

    async def nothing_known(*_):
        now[0] += 10

    async def loading(_tab):
        return True

    monkeypatch.setattr(run_module, "look", nothing_known)
    monkeypatch.setattr(run_module, "is_loading", loading)
    monkeypatch.setattr(run_module, "wait_for_change", nothing_known)
    monkeypatch.setattr(run_module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    run = object.__new__(Run)
    run.tab, run.settings = None, SimpleNamespace(site=Site(), loading=60, patience=20)

    with pytest.raises(ConsoleDown, match="has shown its loading sign for 70 s"):
        run_apart(run.arrive(AccountHomePage))


def test_a_scenario_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(UsageError, match=r"no scenario 'delete-everything'; there are .*delete-account.*unlink-devices"):
        find_scenario("delete-everything")
