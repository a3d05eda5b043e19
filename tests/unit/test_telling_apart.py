"""Which things are meant: named by name or id, each once, and only where nobody could take one for another."""

import pytest

from pages.lists import Row
from runner.errors import NeedsPerson, UsageError
from scenarios._devices import choose
from scenarios._things import APPS, DEVICES, called, refuse_alike
from tests.support.fakes import device

PHONE, TWIN, WATCH = device("Mi 9", id="1"), device("mi 9", id="2"), device("Mi Watch", id="3")


def test_a_name_that_fits_several_devices_unlinks_none():
    with pytest.raises(UsageError, match=r"Several devices are called MI 9; name one by its id\. Nothing was unlinked"):
        choose([PHONE, TWIN, WATCH], ("3", "MI 9"))


@pytest.mark.parametrize(("wanted", "chosen"), [
    (("2",), [TWIN]), (("mi watch", "1"), [WATCH, PHONE]), ((), [PHONE, TWIN, WATCH]), (("Mi 10",), []),
])  # fmt: skip
def test_a_device_is_chosen_by_its_name_or_its_id_and_without_any_all_of_them_are(wanted, chosen):
    assert choose([PHONE, TWIN, WATCH], wanted) == chosen


def test_an_empty_word_names_no_device_also_where_one_has_no_id():
    """A variable of a script may be empty; a row without an id says as much, and is not meant by it."""
    assert choose([device("Mi 9"), WATCH], ("",)) == []


def test_a_device_that_is_named_twice_is_consented_to_and_counted_once():
    assert choose([PHONE, TWIN, WATCH], ("Mi Watch", "3", "mi watch")) == [WATCH]


@pytest.mark.parametrize("kind", [DEVICES, APPS], ids=lambda one: one.thing)
def test_rows_that_look_alike_in_every_word_are_left_to_a_person(kind):
    same = [device("Mi 9", more=("linked in May",)), device("Mi 9", more=("linked in May",))]

    with pytest.raises(NeedsPerson, match=f"No {kind.thing} was removed"):
        refuse_alike(kind, same[:1], same)


def test_rows_of_one_name_that_say_something_else_are_told_apart_by_it():
    rows = [device("Mi 9", more=("linked in May",)), device("Mi 9", more=("linked in June",)), WATCH]

    refuse_alike(DEVICES, rows, rows)

    assert [called(one, rows) for one in rows] == ["Mi 9 (linked in May)", "Mi 9 (linked in June)", "Mi Watch (3)"]
    assert called(Row(rows[0].element, "Mi 9", ("Mi 9",)), rows[2:]) == "Mi 9"
