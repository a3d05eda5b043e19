"""Two tiers: what ``make test`` runs on every change, and what ``make test-all`` runs besides."""

import pytest


def thorough(*cases):
    """Cases of a test that only ``make test-all`` tries: they go the way of another one, with other data."""
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.thorough) for case in cases]
