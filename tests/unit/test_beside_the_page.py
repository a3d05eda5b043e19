"""What a run does about things beside the page it waits for: windows, advertisements, lists to choose from, acts of others."""

import asyncio
from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError

from pages.base import Nuisance, UnknownScreen
from pages.console import Site
from pages.homes import AccountHomePage
from pages.painted import Field, Sample, Word
from pages.rect import Rect
from runner.core import unknown_screen
from runner.core.masks import Covers
from runner.core.run import Run
from runner.core.unknown_screen import UnknownScreenPause
from runner.core.windows import Windows
from runner.credentials.vault import Vault
from tests.support.paper import Paper
from tests.support.people import run_apart

CONSOLE = "https://account.xiaomi.com"


class Opener:
    """The run's own tab, which opens another."""

    def __init__(self):
        self.context = self

    def on(self, name, act):
        if name == "page":
            self.opens = act


class Opened:
    """Another window of the page; it is closed by itself before or after it has said where it leads."""

    def __init__(self, *, closed):
        self.url, self.closed = "https://evil.test/", closed

    def on(self, *_):
        pass

    async def wait_for_load_state(self, *_, **__):
        if self.closed:
            raise PlaywrightError("Target page, context or browser has been closed")

    def is_closed(self):
        return self.closed

    async def close(self):
        self.closed = True


@pytest.mark.parametrize(
    ("closed", "told"),
    [(True, []), (False, ["The page opened another window (https://evil.test); it was closed."])],
    ids=["gone by itself", "stays"],
)
def test_a_window_that_went_by_itself_is_not_told_as_one_that_was_closed(closed, told):
    notes = []

    async def scene():
        tab = Opener()
        windows, other = Windows(tab, Site(), SimpleNamespace(note=notes.append)), Opened(closed=closed)
        tab.opens(other)
        await asyncio.gather(*windows._tasks)
        return other

    assert run_apart(scene()).closed
    assert notes == told


class Advert(Nuisance):
    title = "An advertisement"


@pytest.mark.parametrize(("kind", "ends"), [(Advert, False), (AccountHomePage, True)])
def test_a_pause_goes_on_behind_an_advertisement_and_ends_at_the_screen_that_was_waited_for(monkeypatch, kind, ends):
    found = kind(None, Site())

    async def look(*_):
        return found

    monkeypatch.setattr(unknown_screen, "look", look)
    run = SimpleNamespace(pauses=0, settings=SimpleNamespace(wait=60), tab=SimpleNamespace(url=CONSOLE), site=Site())
    screen = UnknownScreen(run.tab, run.site, "Carry on")
    pause = UnknownScreenPause(run, screen, (AccountHomePage,))

    assert run_apart(pause._shown()) is (found if ends else screen)
    assert pause.reached is (found if ends else None)


@pytest.mark.parametrize(("page", "covered"), [(SimpleNamespace(), {"word"}), (None, {"word", "list"})], ids=["known", "unknown"])
def test_of_a_list_to_choose_from_only_what_identifies_is_covered_on_a_screen_that_is_known(page, covered):
    """What is chosen in it is painted as words, and judged as words."""
    country = Field("list", "select", "country", "", "", "", False, True, "Spain", (Rect(0, 0, 200, 20),))
    words = (Word("plain", 2, "Country", (Rect(0, 0, 80, 20),)), Word("word", 1, "a.leaver@example.test", (Rect(90, 0, 90, 20),)))
    sample = Sample(320, 200, 1, (0, 0), words, (country,), (), ())

    assert {key for key, _ in Covers(Vault(environment={}), Site(), page)(sample)} == covered


class Kept:
    """What is on record of earlier attempts at an act, and what was settled."""

    def __init__(self, found):
        self.found, self.begun, self.settled = found, [], []

    async def find(self, _subject, _act):
        return self.found

    async def begin(self, _subject, act, trail, found):
        self.begun.append((act, trail, found))
        return "begun now"

    async def settle(self, intent, _subject, outcome):
        self.settled.append((intent, outcome))


DAMAGED, OPEN = SimpleNamespace(trouble="it cannot be read"), SimpleNamespace(trouble="")


@pytest.mark.parametrize(
    ("found", "begun", "settled"),
    [(None, [("delete-account", "trail-1", None)], "begun now"), (DAMAGED, [("delete-account", "trail-1", DAMAGED)], "begun now"),
     (OPEN, [], OPEN)],
    ids=["none", "damaged", "open"],
)  # fmt: skip
def test_what_came_of_an_act_that_somebody_else_did_is_kept_for_later_runs(found, begun, settled):
    run = SimpleNamespace(intents=Kept(found), subject=object(), trail=Paper([]))

    run_apart(Run.settle_act(run, "delete-account", "done by hand"))

    assert run.intents.begun == begun
    assert run.intents.settled == [(settled, "done by hand")]
