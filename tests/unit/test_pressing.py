"""An element that was read and cannot be pressed any more in the moment of the click: it is looked for again, not waited for."""

from types import SimpleNamespace

import pytest
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pages import acts
from pages.reading import Changed
from tests.support.people import run_apart


class Handle:
    """An element that does not let itself be clicked in time."""

    def __init__(self, enabled):
        self.enabled, self.limits = enabled, []

    async def click(self, **how):
        self.limits.append(how.get("timeout"))
        raise PlaywrightTimeout("Timeout exceeded.")

    async def is_enabled(self):
        return self.enabled


def test_what_was_disabled_meanwhile_was_not_pressed_and_is_something_else_now():
    handle = Handle(enabled=False)

    with pytest.raises(Changed, match="disabled in that moment, so it was not pressed"):
        run_apart(acts.click(handle, "site", limit=50))

    assert handle.limits == [50]


def test_what_is_enabled_and_was_not_pressed_in_time_is_a_page_that_does_not_react():
    with pytest.raises(PlaywrightTimeout):
        run_apart(acts.click(Handle(enabled=True), "site"))


def test_of_a_click_through_the_gate_nothing_is_guessed(monkeypatch):
    async def checked(*_):
        return SimpleNamespace()

    monkeypatch.setattr("pages.gate.check", checked)

    with pytest.raises(PlaywrightTimeout):
        run_apart(acts.click(Handle(enabled=False), "site", guarded=True))
