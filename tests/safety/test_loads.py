"""What is on screen is asked for once more, and no form is sent again by that."""

from functools import partial
from types import SimpleNamespace

import pytest

from runner.core.context import RunContext
from runner.core.navigation import load_address, load_anew
from tests.safety.conftest import ACCOUNT

FORM = '<form method=post action="/remove"><input name=did value=1><button>Remove</button></form>'
LIST = f"{ACCOUNT}/remove"


@pytest.fixture
def run(stage):
    """As much of a run as a load needs."""
    run = SimpleNamespace(tab=stage.tab, document_status=200, document_method="GET")
    run.hears = partial(RunContext._note_status, run)
    stage.loop.call(stage.tab.on, "response", run.hears)
    yield run
    stage.loop.call(stage.tab.remove_listener, "response", run.hears)


@pytest.mark.parametrize("fragment", ["", "#/devices"])
def test_the_answer_to_a_form_is_asked_for_and_the_form_is_not_sent_again(stage, run, fragment):
    stage.show(FORM)
    stage.loop.run(stage.tab.click("button"))
    stage.loop.run(stage.tab.wait_for_url(LIST))
    stage.loop.run(stage.tab.evaluate("fragment => { location.hash = fragment }", fragment))
    assert len(stage.posted()) == 1
    stage.sent.clear()

    stage.loop.run(load_anew(run, "Devices"))
    stage.loop.run(load_address(run, LIST + fragment, "Devices"))

    assert stage.posted() == []
    assert len(stage.sent) >= 2, "the console was asked each time"


@pytest.mark.parametrize("fragment", ["", "#/devices"])
def test_what_is_on_screen_is_asked_of_the_console_again(stage, run, fragment):
    stage.show("<p>List</p>", at=LIST + fragment, also={LIST: "<p>List</p>"})

    stage.loop.run(load_anew(run, "Devices"))

    assert [(method, url.partition("#")[0]) for method, url, _ in stage.sent] == [("GET", LIST)]
