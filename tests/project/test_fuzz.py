"""A short form of bench/fuzz: whatever strangers write, it is read or refused in a sentence, never a traceback."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzz.targets import TARGETS
from tests.support.people import apart


@pytest.mark.parametrize("name", list(TARGETS))
def test_nothing_that_strangers_write_is_a_traceback(name):
    check, strategy = TARGETS[name]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def try_it(data):
        check(data.draw(strategy))

    apart(try_it)  # some targets have an event loop of their own, which may not run inside that of the tests
