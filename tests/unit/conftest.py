"""What the tests without a browser have in common."""

from types import SimpleNamespace

import pytest

from pages import rest
from runner.core import intent_files


@pytest.fixture(autouse=True)
def _cheap_names(monkeypatch):
    """An intent's name costs whoever guesses it 40 ms; these tests pay next to nothing."""
    monkeypatch.setattr(intent_files, "COST", 4)


@pytest.fixture
def no_pause(monkeypatch):
    """What is drawn anew is looked at again at once."""

    async def sleep(_seconds):
        """At once."""

    monkeypatch.setattr(rest, "asyncio", SimpleNamespace(sleep=sleep))
