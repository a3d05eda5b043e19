"""Several attempts on record for one account: what becomes of one says nothing of another."""

import pytest

from runner.core.intents import Intent
from tests.support.intents import ID, PHONE, begin, find, records, settle, whose


@pytest.mark.parametrize("trails", [("first", "second"), ("second", "first")])
def test_what_came_of_one_attempt_says_nothing_of_another(tmp_path, trails):
    """Two runs under two names, neither seen to its end: the owner who settled one is still told of the other."""
    for name, trail in zip((ID, PHONE), trails, strict=True):
        begin(tmp_path, trail, subject=whose(name))

    settle(tmp_path, find(tmp_path, whose(ID, PHONE)))

    left = [find(tmp_path, whose(name)) for name in (ID, PHONE)]
    assert sorted(one.open for one in left) == [False, True]
    assert find(tmp_path, whose(ID, PHONE)).open


@pytest.mark.parametrize(("first", "second"), [("a", "z"), ("z", "a")])
def test_a_run_that_comes_back_late_does_not_end_what_another_has_taken_up(tmp_path, first, second):
    """The first hangs; a person is told of it and starts a second; then the first says that it did not click after all.

    Were that kept as the end of the second, its own click would be forgotten, and a third run would click again.
    """
    late = begin(tmp_path, first)
    begin(tmp_path, second, told=find(tmp_path))

    settle(tmp_path, late, "not done")

    found = find(tmp_path)
    assert (found.trail, found.open) == (second, True)


@pytest.mark.parametrize("damaged", [0, 1])
def test_a_record_is_read_although_the_same_one_under_another_name_is_damaged(tmp_path, damaged):
    begin(tmp_path, subject=whose(ID, PHONE))
    records(tmp_path)[damaged].write_bytes(b"")

    found = [find(tmp_path, whose(name)) for name in (ID, PHONE)]

    assert all(one.open for one in found)
    assert sorted(one.trail for one in found) == ["", "trail-1"]


@pytest.mark.parametrize(("trail", "trouble", "same"), [("m", "", True), ("a", "", False), ("z", "", False), ("m", "torn", False)])
def test_two_records_tell_of_one_act_only_in_the_same_trail_and_the_same_state(trail, trouble, same):
    one, other = Intent("key", "now", "m", None), Intent("key", "now", trail, None, trouble=trouble)

    assert one.is_same(other) is same
    assert other.is_same(one) is same
