"""A drop-down list at the desk: what it offers is seen in the picture, and one is chosen with the mouse."""

import asyncio
import time

import pytest

from runner.desk.input import InputForwarder
from tests.support.started import LIMIT

PAGE = """<!doctype html><body style="margin:0;font:20px/30px sans-serif"><p style="height:30px;margin:0">Region</p>
<select id=region style="width:200px"><option>Spain<option>Italy<option>France</select>
<script>chosen = []; region.addEventListener("change", () => chosen.push(region.value));</script>"""


@pytest.fixture
def hands(loop, chrome):
    """A person's hands in a tab that shows the list."""

    async def begin():
        context = await chrome.new_context(viewport={"width": 400, "height": 300})
        tab = await context.new_page()
        await tab.set_content(PAGE)
        return InputForwarder(tab)

    hands = loop.run(begin())
    yield hands
    loop.run(hands.let_go())
    loop.run(hands.tab.context.close())


async def click(hands, x, y):
    for what in ("press", "release"):
        hands.do({"do": what, "button": 0, "clicks": 1, "x": x / 399, "y": y / 299})


async def until(hands, script):
    limit = time.monotonic() + LIMIT
    while not await hands.tab.evaluate(script):
        assert time.monotonic() < limit, script
        await asyncio.sleep(0.02)


async def middle_of(hands, number):
    """Where the list paints a choice."""
    return await hands.tab.evaluate(
        "number => { const {x, y, width, height} = region.options[number].getBoundingClientRect(); return [x + width / 2, y + height / 2] }",
        number,
    )


def test_its_choices_are_painted_in_the_page_and_one_is_chosen(loop, hands):
    async def scene():
        await click(hands, 50, 45)
        await until(hands, "region.size === 3")
        before = await hands.tab.evaluate("region.value")
        await click(hands, *await middle_of(hands, 1))
        await until(hands, "region.size <= 1")
        return before, await hands.tab.evaluate("[region.value, ...chosen]")

    assert loop.run(scene()) == ("Spain", ["Italy", "Italy"])


def test_the_choice_that_is_made_already_and_a_finger_do_as_well(loop, hands):
    async def scene():
        for step in ("touchStart", "touchEnd"):
            hands.do({"do": "touch", "step": step, "x": 50 / 399, "y": 45 / 299})
        await until(hands, "region.size === 3")
        await click(hands, *await middle_of(hands, 0))
        await until(hands, "region.size <= 1")
        return await hands.tab.evaluate("[region.value, chosen.length]")

    assert loop.run(scene()) == ["Spain", 0]


def test_it_folds_up_when_the_person_goes_on_elsewhere(loop, hands):
    async def scene():
        await click(hands, 50, 45)
        await until(hands, "region.size === 3")
        await click(hands, 300, 250)
        await until(hands, "!region.hasAttribute('size')")
        return await hands.tab.evaluate("[region.value, chosen.length]")

    assert loop.run(scene()) == ["Spain", 0]
