"""What stops a run from outside: the browser, the fence around what is typed, and a pause whose page fails."""

import asyncio
from contextlib import asynccontextmanager, contextmanager
from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError

from pages.base import UnknownScreen
from pages.console import Site
from runner.core import engine, pause
from runner.core.engine import _unless_browser_ends, _until_lost
from runner.core.pause import PauseSession
from runner.errors import BrowserLost, WrongHost
from tests.support.paper import Paper
from tests.support.people import run_apart


class Speaker:
    """A tab or a browser: calls whoever listens."""

    def __init__(self):
        self.listeners = {}

    def on(self, name, act):
        self.listeners[name] = act

    def remove_listener(self, name, act):
        assert self.listeners.pop(name) is act

    def say(self, name):
        self.listeners[name](self)


async def never(*_):
    await asyncio.Event().wait()


@pytest.fixture
def carried_out(monkeypatch):
    """Carry out a procedure; what it raised, and what is on record."""
    monkeypatch.setattr(engine, "until_stuck", never)

    def go(procedure):
        async def begin():
            run = SimpleNamespace(tab=Speaker(), trail=Paper([]), windows=None)
            browser, fence = Speaker(), SimpleNamespace(broken=asyncio.get_running_loop().create_future())
            scenario = SimpleNamespace(procedure=lambda run: procedure(run, browser, fence))
            with pytest.raises(Exception) as raised:  # noqa: PT011 - each test looks at what it is
                await _until_lost(run, scenario, browser, fence)
            assert browser.listeners == {}, "a browser outlives a run, and must not keep it"
            return raised.value, run.trail.events

        return run_apart(begin())

    return go


def test_a_window_that_goes_with_its_browser_is_told_once_and_by_what_went_first(carried_out):
    heard = []

    async def procedure(run, browser, _fence):
        run.tab.say("close")
        browser.say("disconnected")
        heard.append("both")
        raise PlaywrightError("Target page, context or browser has been closed")

    problem, events = carried_out(procedure)

    assert isinstance(problem, BrowserLost)
    assert str(problem).startswith("The browser window was closed.")
    assert heard == ["both"]
    assert events == [{"kind": "browser-lost", "why": "The browser window was closed."}]


def test_a_form_on_its_way_to_another_host_ends_the_run_at_once(carried_out):
    stopped = []

    async def procedure(_run, _browser, fence):
        fence.broken.set_result(WrongHost("The console led the form on to https://evil.test."))
        try:
            await never()
        finally:
            stopped.append(True)

    problem, events = carried_out(procedure)

    assert isinstance(problem, WrongHost)
    assert "evil.test" in str(problem)
    assert (stopped, events) == ([True], [])


def test_a_browser_that_ends_while_it_opens_a_tab_is_not_waited_for():
    async def begin():
        browser = Speaker()
        opening = asyncio.ensure_future(_unless_browser_ends(browser, never()))
        await asyncio.sleep(0)
        tell = browser.listeners["disconnected"]
        tell(browser)
        tell(browser)  # it may be told of its connection and of its process
        with pytest.raises(BrowserLost, match="The browser ended"):
            await opening
        assert browser.listeners == {}

    run_apart(begin())


class Paused:
    """A run at a pause, and the windows and the person there: its page fails with this problem."""

    def __init__(self, problem):
        self.problem, self.trail, self.site = problem, Paper([]), Site()
        self.windows = self.operator = self.banner = self
        self.settings = SimpleNamespace(wait=60, headed=True)
        self.name, self.attended, self.pauses, self.owner_is_stale = "terminal", True, 0, False
        self.tab, self.page, self.asked, self.cleared = None, None, asyncio.Event(), 0

    async def picture(self, *_):
        pass

    async def close_own(self):
        pass

    async def show(self, *_):
        pass

    async def clear(self):
        self.cleared += 1

    async def attend(self, *_):
        await never()

    @contextmanager
    def for_person(self):
        yield

    @asynccontextmanager
    async def left_tidy(self):
        yield


@pytest.mark.parametrize(
    ("words", "raised", "ended_by", "cleared"),
    [
        ("Target page, context or browser has been closed", BrowserLost, "window-closed", 0),
        ("Element is not an <input>", PlaywrightError, "interrupt", 1),
    ],
    ids=["gone", "another problem"],
)
def test_a_pause_whose_page_fails_ends_with_what_it_was_and_has_its_end_on_record(monkeypatch, words, raised, ended_by, cleared):
    run = Paused(PlaywrightError(words))

    async def look(*_):
        raise run.problem

    monkeypatch.setattr(pause, "look", look)

    with pytest.raises(raised, match=r"closed during the pause|not an <input>"):
        run_apart(PauseSession(run, UnknownScreen(None, run.site, "Carry on"), ()).hold())
    assert [(event["kind"], event.get("by")) for event in run.trail.events] == [("pause-started", None), ("pause-ended", ended_by)]
    assert run.cleared == cleared
