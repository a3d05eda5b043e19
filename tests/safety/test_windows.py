"""What a page opens besides itself: recorded, shown to the person who acts, otherwise answered or closed by rule."""

import asyncio
from contextlib import suppress

import pytest

from runner.core.windows import TOLD, Windows
from tests.safety.conftest import ACCOUNT, EVIL
from tests.support.tiers import thorough

LIMIT = 60
"""Seconds after which something that was waited for counts as never coming."""


class Notes(list):
    def note(self, text):
        self.append(text)


@pytest.fixture
def opened(loop, chrome, vendor):
    """A tab on the console in a context of its own, with its windows watched."""

    async def answer(route):
        await route.fulfill(content_type="text/html", body="<!doctype html><title>x</title><p>Here</p>")

    async def begin():
        context = await chrome.new_context(accept_downloads=False)
        await context.route("**/*", answer)
        tab = await context.new_page()
        await tab.goto(f"{ACCOUNT}/")
        return Windows(tab, vendor, Notes())

    windows = loop.run(begin())
    yield windows
    loop.run(windows.tab.context.close())


async def until(seen):
    async with asyncio.timeout(LIMIT):
        while not seen():
            await asyncio.sleep(0.01)


def test_an_alert_is_read_and_recorded(loop, opened):
    assert loop.run(opened.tab.evaluate("alert('Saved\\n  at last'), 'went on'")) == "went on"
    assert opened.recorder == ["The page said: “Saved at last”. It was answered with OK."]


@pytest.mark.parametrize(("ask", "answer"), [("confirm('Delete?')", False), ("prompt('Your code?')", None)])
def test_a_question_while_the_run_acts_is_answered_with_cancel(loop, opened, ask, answer):
    assert loop.run(opened.tab.evaluate(ask)) is answer
    assert len(opened.recorder) == 1
    assert "answered with Cancel" in opened.recorder[0]


@pytest.mark.parametrize("accept", [True, False])
def test_a_question_while_a_person_acts_waits_for_the_person(loop, opened, accept):
    async def scene():
        with opened.for_person():
            asking = asyncio.ensure_future(opened.tab.evaluate("confirm('Delete?')"))
            await until(opened.asked.is_set)
            # Whatever would answer it by itself would have done so by now: another question of the run comes through.
            await opened.tab.context.cookies()
            assert not asking.done()
            assert "It waits for you" in opened.recorder[0]
            await opened.answer(accept=accept)
            return await asking

    assert loop.run(scene()) is accept
    assert not opened.asked.is_set()
    assert opened.open_dialogs == 0


def test_a_question_in_a_window_that_the_person_opened_is_theirs_as_well(loop, opened):
    async def scene():
        with opened.for_person():
            async with opened.tab.expect_popup() as popup:
                await opened.tab.evaluate(f"window.open('{ACCOUNT}/help')")
            other = await popup.value
            asking = asyncio.ensure_future(other.evaluate("confirm('Delete?')"))
            await until(opened.asked.is_set)
            await opened.tab.context.cookies()
            assert not asking.done()
            await opened.answer(accept=True)
            return await asking

    assert loop.run(scene()) is True
    assert any("It waits for you" in note for note in opened.recorder)


def test_what_a_person_types_into_a_prompt_is_given(loop, opened):
    async def scene():
        with opened.for_person():
            asking = asyncio.ensure_future(opened.tab.evaluate("prompt('Which?')"))
            await until(opened.asked.is_set)
            await opened.answer(accept=True, text="this one")
            return await asking

    assert loop.run(scene()) == "this one"


def test_a_question_nobody_answered_is_cancelled_when_the_pause_ends(loop, opened):
    async def scene():
        async with opened.left_tidy():
            with opened.for_person():
                asking = asyncio.ensure_future(opened.tab.evaluate("confirm('Delete?')"))
                await until(opened.asked.is_set)
        return await asking

    assert loop.run(scene()) is False


def test_a_page_that_asks_whether_to_leave_it_is_left(loop, opened):
    async def scene():
        await opened.tab.evaluate("addEventListener('beforeunload', event => event.preventDefault())")
        await opened.tab.locator("p").click()  # without a gesture, no browser asks
        await opened.tab.goto(f"{ACCOUNT}/next")

    loop.run(scene())

    assert opened.tab.url == f"{ACCOUNT}/next"
    assert "whether to leave" in opened.recorder[0]


def test_a_foreign_window_is_closed(loop, opened):
    async def scene():
        await opened.tab.evaluate(f"void window.open('{EVIL}/')")
        await until(lambda: opened.recorder)
        await until(lambda: len(opened.tab.context.pages) == 1)

    loop.run(scene())

    assert opened.recorder == [f"The page opened another window ({EVIL}); it was closed."]
    assert opened.aside is None


def test_a_window_of_the_consoles_own_is_followed_when_nothing_else_is_known(loop, opened):
    async def scene():
        await opened.tab.evaluate(f"void window.open('{ACCOUNT}/devices')")
        await until(lambda: opened.aside)
        assert opened.tab.url == f"{ACCOUNT}/"
        return await opened.follow()

    assert loop.run(scene())
    assert opened.tab.url == f"{ACCOUNT}/devices"
    assert opened.tab.context.pages == [opened.tab]
    assert not loop.run(opened.follow())


@pytest.mark.parametrize(("many", "where"), [(TOLD + 2, EVIL), *thorough((30, EVIL), (30, ACCOUNT))])
def test_pop_ups_do_not_stay_open(loop, opened, many, where):
    async def scene():
        await opened.tab.evaluate(f"for (let i = 0; i < {many}; i++) window.open('{where}/' + i)")
        await until(lambda: opened._counts.get("window") == many)
        await until(lambda: len(opened.tab.context.pages) <= 2)

    loop.run(scene())

    assert len(opened.recorder) == TOLD + 1
    assert "no more of them are told" in opened.recorder[-1]


def test_what_a_person_opens_stays_until_the_pause_ends(loop, opened):
    async def scene():
        async with opened.left_tidy():
            with opened.for_person():
                await opened.tab.evaluate(f"void window.open('{EVIL}/')")
                await until(lambda: opened.recorder)
                during = len(opened.tab.context.pages)
        return during, len(opened.tab.context.pages)

    assert loop.run(scene()) == (2, 1)
    assert "while you acted" in opened.recorder[0]


def test_the_runs_own_tab_is_nobodys_business(loop, opened):
    async def scene():
        tab = await opened.own()
        await tab.goto(f"{ACCOUNT}/")
        await opened.tidy()
        still = not tab.is_closed()
        same = await opened.own() is tab
        await opened.close_own()
        return still, same, tab.is_closed(), await opened.own() is tab

    assert loop.run(scene()) == (True, True, True, False)
    assert opened.recorder == []


def test_a_file_is_not_saved(loop, opened):
    async def scene():
        with suppress(Exception):
            await opened.tab.evaluate(
                "() => { const a = document.createElement('a'); a.href = 'data:text/plain,x'; a.download = 'x.exe';"
                " document.body.append(a); a.click() }"
            )
        await until(lambda: opened.recorder)

    loop.run(scene())

    assert opened.recorder == ["The page offered a file; it was not saved."]
