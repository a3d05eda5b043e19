"""The question is asked five times a second, whatever the tab is doing: it must be cheap and must not break."""

import asyncio

import pytest
from playwright.async_api import Error, Frame, JSHandle

from pages.captcha import CAPTCHAS, Human, ImageCaptcha, captcha_here
from pages.console import Site
from tests.captcha.widgets import WidgetServer


def test_one_question_is_asked_per_frame(loop, show, monkeypatch):
    tab = show('<iframe srcdoc="<p>one"></iframe><iframe srcdoc="<p>two"></iframe>')
    loop.run(captcha_here(tab, Site()))
    asked, ask = [], JSHandle.evaluate

    async def counted(script, *args):
        nonlocal asked
        asked += [script] * ("reader.read(" in args[0])
        return await ask(script, *args)

    monkeypatch.setattr(JSHandle, "evaluate", counted)
    monkeypatch.setattr(Frame, "evaluate_handle", None)  # the script is in each document already
    assert loop.run(captcha_here(tab, Site())) is None

    assert len(asked) == len(set(asked)) == 3


def test_a_tab_that_keeps_navigating_shows_none_and_raises_nothing(loop, chrome, tmp_path):
    """Polls overlap with navigations in every order; some of them lose the document they asked."""

    async def poll_while_moving(home):
        context = await chrome.new_context()
        tab = await context.new_page()
        await tab.goto(home)
        for number in range(25):
            moving = asyncio.ensure_future(tab.evaluate(f"location.href = '{home}?{number}'"))
            assert await captcha_here(tab, Site()) is None
            await asyncio.gather(moving, return_exceptions=True)
        await context.close()

    with WidgetServer(tmp_path) as server:
        loop.run(poll_while_moving(server.home + "plain"))


def test_a_document_lost_while_it_is_asked_is_not_an_error(loop, show, monkeypatch):
    """What Playwright says when the page navigates between the question and its answer."""
    tab = show('<form><img id="captcha-img" width="90" height="30"><input id="captcha-code"></form>')

    async def lost(*_):
        raise Error("Frame.evaluate: Execution context was destroyed, most likely because of a navigation")

    monkeypatch.setattr(JSHandle, "evaluate", lost)
    monkeypatch.setattr(Frame, "evaluate_handle", lost)

    assert loop.run(captcha_here(tab, Site())) is None


def test_a_frame_that_never_answers_does_not_hold_up_the_others(loop, show, monkeypatch):
    tab = show('<div id="px-captcha" style="width:300px;height:90px">Hold</div><iframe srcdoc="<p>slow"></iframe>')
    evaluate = Frame.evaluate_handle

    async def slow(frame, *args):
        return await (evaluate(frame, *args) if frame is tab.main_frame else asyncio.sleep(3600))

    monkeypatch.setattr(Frame, "evaluate_handle", slow)
    monkeypatch.setattr("pages.reading.reader.FRAME_LIMIT", 0.2)

    assert isinstance(loop.run(captcha_here(tab, Site())), Human)


def test_a_captcha_that_goes_away_meanwhile_is_not_here(loop, show):
    tab = show('<form><img id="captcha-img" width="90" height="30"><input id="captcha-code"></form>')
    assert isinstance(loop.run(captcha_here(tab, Site())), ImageCaptcha)

    show("<h1>Devices</h1>")

    assert loop.run(captcha_here(tab, Site())) is None


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
