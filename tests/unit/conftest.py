"""What the tests without a browser have in common."""

import pytest

from runner.core import intent_files


@pytest.fixture(autouse=True)
def _cheap_names(monkeypatch):
    """An intent's name costs whoever guesses it 40 ms; these tests pay next to nothing."""
    monkeypatch.setattr(intent_files, "COST", 4)
