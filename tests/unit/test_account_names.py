"""Whether what the console shows is the account that was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.private import accounts_named_in
from runner.model import Account


@pytest.mark.parametrize(
    ("asked", "shown", "match"),
    [
        ("me@example.org", "me@example.org", "exact"),
        ("Me@Example.org", "me@example.org", "exact"),
        ("+34 600 123 456", "+34600123456", "exact"),
        ("2100000001", "2100000001", "exact"),
        ("leaver@example.org", "l***r@example.org", "masked"),
        ("leaver@example.org", "l****@example.org", "masked"),
        ("+34600123456", "+34******456", "masked"),
        ("leaver@example.org", "x***r@example.org", None),
        ("leaver@example.org", "l***r@example.com", None),
        ("leaver@example.org", "***@example.org", None),
        ("leaver@example.org", "leaver@example.org.evil.test", None),
        ("2100000001", "2100000002", None),
        ("me@example.org", "", None),
    ],
)
def test_a_shown_name_is_matched(asked, shown, match):
    assert Account(asked).match(shown) == match


@given(st.emails(), st.emails())
def test_two_different_addresses_never_match(one, other):
    assert (Account(one).match(other) == "exact") == (one.strip().lower() == other.strip().lower())


def test_names_are_found_in_a_page_text():
    text = "Delete Mi Account\nID 2100000001 (l***r@example.org)\nYou lose 214 contacts and 1,024 photos."

    assert sorted(accounts_named_in(text)) == ["2100000001", "l***r@example.org"]
