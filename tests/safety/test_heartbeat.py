"""A page whose script never returns ends the run with that sentence, instead of never."""

import asyncio

import pytest

from pages.bounded import bounded
from runner.core.heartbeat import until_stuck
from runner.core.windows import Windows
from runner.errors import ConsoleDown

LOOP = "setTimeout(() => { for (;;); }, 0)"


class Notes(list):
    def note(self, text):
        self.append(text)


@pytest.fixture
def windows(loop, chrome, vendor):
    async def begin():
        context = await chrome.new_context()
        return Windows(await context.new_page(), vendor, Notes())

    windows = loop.run(begin())
    yield windows
    loop.run(windows.tab.context.close())


def test_a_page_that_does_not_react_is_noticed(loop, windows):
    async def scene():
        stuck = asyncio.ensure_future(until_stuck(windows, beat=0.05, silence=3))
        for _ in range(3):  # as long as it reacts, nothing is said
            await windows.tab.evaluate("1")
        assert not stuck.done()
        await windows.tab.evaluate(LOOP)
        async with asyncio.timeout(60):
            return await stuck

    told = loop.run(scene(), 100)

    assert isinstance(told, ConsoleDown)
    assert "its script does not end" in str(told)


def test_a_page_that_waits_for_a_person_is_not_stuck(loop, windows):
    """A dialog stops its script too; a person may think for as long as they like."""

    async def scene():
        with windows.for_person():
            asking = asyncio.ensure_future(windows.tab.evaluate("confirm('Delete?')"))
            await windows.asked.wait()
            stuck = asyncio.ensure_future(until_stuck(windows, beat=0.01, silence=0.2))
            await asyncio.sleep(1)  # several times as long as it would take
            assert not stuck.done()
            stuck.cancel()
            await windows.answer(accept=True)
            return await asking

    assert loop.run(scene())


def test_a_call_to_a_page_has_a_limit(loop, windows):
    async def scene():
        await windows.tab.evaluate(LOOP)
        await bounded(windows.tab.evaluate("1"), 0.5)

    with pytest.raises(Exception, match=r"did not react within 0\.5 s"):
        loop.run(scene())
