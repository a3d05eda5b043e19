"""``--timings``: each second of a step is counted once, as what it was spent on or as the browser's."""

import pytest

from runner.core.timings import Timings, spending, step_of, timed


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the test moves."""
    now = [0.0]
    monkeypatch.setattr("runner.core.timings.time.perf_counter", lambda: now[0])

    def pass_by(seconds):
        now[0] += seconds

    return pass_by


def test_the_seconds_of_a_step_are_told_apart(clock):
    timings = Timings()
    with timed(timings), step_of("Sign in"):
        clock(1)
        with spending("pictures"):
            clock(2)
            with spending("looking"):
                clock(4)
        with spending("person"):
            clock(8)

    (line,) = timings.lines()[1:]
    assert line.split() == ["15.00", "1.00", "0.00", "6.00", "0.00", "8.00", "Sign", "in"]


def test_a_step_that_fails_is_told_too(clock):
    def fails():
        clock(3)
        raise KeyError

    timings = Timings()
    with pytest.raises(KeyError), timed(timings), step_of("Unlink"), spending("trail"):
        fails()

    assert timings.lines()[1].split() == ["3.00", "0.00", "0.00", "0.00", "3.00", "0.00", "Unlink"]


def test_without_anybody_who_counts_nothing_is_counted(clock):
    with step_of("Sign in"), spending("looking"):
        clock(1)
