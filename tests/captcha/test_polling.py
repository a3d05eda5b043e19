"""The question is asked five times a second, whatever the tab is doing: it must be cheap and must not break."""

import asyncio
import time

import pytest

from pages.captcha import CAPTCHAS, ImageCaptcha, captcha_here
from pages.console import Site

ROW = '<tr><td><img src="/a.png" alt="Phone"></td><td><a href="#">Redmi</a></td><td><button>Remove</button></td></tr>'
LARGE = f'<form><input name="q"></form><table>{ROW * 600}</table>'


def test_a_large_ordinary_page_costs_less_than_five_milliseconds(loop, show):
    """The quickest of many: what else this machine does meanwhile is none of the question's cost."""
    tab = show(LARGE)

    async def cost():
        started = time.perf_counter()
        assert await captcha_here(tab, Site()) is None
        return time.perf_counter() - started

    async def costs():
        return [await cost() for _ in range(40)]

    assert min(loop.run(costs())) < 0.005


def test_one_question_is_asked_per_frame(loop, show, monkeypatch):
    tab = show('<iframe srcdoc="<p>one"></iframe><iframe srcdoc="<p>two"></iframe>')
    asked = []
    kind = type(tab.main_frame)
    evaluate = kind.evaluate

    async def counted(frame, *args):
        asked.append(frame)
        return await evaluate(frame, *args)

    monkeypatch.setattr(kind, "evaluate", counted)
    loop.run(captcha_here(tab, Site()))

    assert len(asked) == len(set(asked)) == 3


def test_a_tab_that_keeps_navigating_shows_none_and_raises_nothing(loop, show):
    tab = show("<p>First</p>")

    async def poll_while_moving():
        polls = [captcha_here(tab, Site()) for _ in range(25)]
        for number in range(25):
            moving = asyncio.ensure_future(tab.evaluate(f"location.href = '/next?{number}'"))
            assert await polls[number] is None
            await asyncio.gather(moving, return_exceptions=True)

    loop.run(poll_while_moving())


def test_a_captcha_that_goes_away_meanwhile_is_not_here(loop, show):
    tab = show('<form><img id="captcha-img" width="90" height="30"><input id="captcha-code"></form>')
    captcha = loop.run(captcha_here(tab, Site()))
    assert isinstance(captcha, ImageCaptcha)

    show("<h1>Devices</h1>")

    assert not loop.run(captcha.is_here())


def test_a_closed_tab_shows_none(loop, stage):
    tab = loop.run(stage.context.new_page())
    loop.run(tab.close())

    assert loop.run(captcha_here(tab, Site())) is None


@pytest.mark.parametrize("kind", CAPTCHAS, ids=lambda kind: kind.__name__)
def test_every_selector_is_one_the_browser_understands(loop, show, kind):
    tab = show("<p>Text</p>")
    signature = kind.signature
    selectors = [*signature.signs, *signature.answer, *signature.done, *signature.challenge, *kind.secret]

    for selector in selectors:
        loop.run(tab.evaluate("selector => document.querySelectorAll(selector).length", selector))
