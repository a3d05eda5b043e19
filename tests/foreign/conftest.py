"""The foreign console, an account on whichever front end is tried, and a person who reads."""

from __future__ import annotations

import pytest

from runner.practice import Practice
from tests.foreign.assets import widgets
from tests.foreign.console import ForeignConsole
from tests.foreign.person import Reader


@pytest.fixture(scope="session")
def _foreign():
    with Practice(port=0) as practice:
        console = ForeignConsole(practice, widgets()).start()
        yield console
        console.stop()


@pytest.fixture
def foreign(_foreign):
    """The foreign console, empty."""
    _foreign.practice.reset()
    yield _foreign
    _foreign.let_go.set()


@pytest.fixture
def reader(page, foreign):
    page.set_default_timeout(15000)
    return Reader(page, foreign)
