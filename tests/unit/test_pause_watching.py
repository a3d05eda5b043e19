"""A pause looks less often while nobody is there, and at once when somebody acts, wherever they do."""

from types import SimpleNamespace

import pytest

from pages.base import UnknownScreen
from runner.core import pause
from runner.core.pause import PauseSession
from tests.support.people import run_apart
from tests.support.screens import Home


@pytest.fixture
def idle(monkeypatch):
    """How often a pause idled while this was touched in the page, look by look; it began so many seconds ago."""

    def go(*touches, began=100, who=""):
        run = SimpleNamespace(pauses=0, settings=SimpleNamespace(wait=600), tab=None, site=None)
        clock, slept, looks = [1000.0], [], list(touches)
        monkeypatch.setattr(pause, "time", SimpleNamespace(monotonic=lambda: clock[0]))
        obstacle = UnknownScreen(None, None, "Carry on")
        session = PauseSession(run, obstacle, ())
        session.pause.who = who
        clock[0] += began
        reader = SimpleNamespace(last=None)

        async def look(*_):
            if not looks:
                return Home(SimpleNamespace(tab=None, site=None))
            reader.last = SimpleNamespace(touches=looks.pop(0))
            return obstacle

        async def sleep(seconds):
            slept.append(seconds)

        async def change(_tab):
            clock[0] += 1

        monkeypatch.setattr(pause, "look", look)
        monkeypatch.setattr(pause, "reader_of", lambda _tab: reader)
        monkeypatch.setattr(pause, "wait_for_change", change)
        monkeypatch.setattr(pause, "asyncio", SimpleNamespace(sleep=sleep))
        run_apart(session._screen_changes())
        return len(slept)

    return go


def test_where_nobody_comes_each_look_is_followed_by_a_rest(idle):
    assert idle({}, {}, {}) == 3


@pytest.mark.parametrize("how", [{"began": 2}, {"who": "ada"}], ids=["it has just begun", "somebody took it at the desk"])
def test_at_the_beginning_and_for_whoever_took_it_there_is_none(idle, how):
    assert idle({}, {}, {}, **how) == 0


def test_nor_once_somebody_touches_the_page(idle):
    assert idle({}, {"page": 3}, {"page": 3}, {"page": 4}) == 1


def test_nor_where_what_they_did_led_to_another_document(idle):
    assert idle({"one": 3}, {"one": 3}, {"other": 0}) == 0


def test_a_while_after_the_last_touch_there_is_again(idle):
    assert idle({"page": 1}, *[{"page": 1}] * 12) == 3
