"""Where a list on screen comes from is learnt from what it shows; that it holds nothing now, only from there."""

import pytest

from pages.told_lists import ToldLists

HOME, FITNESS = {"appId": "1", "name": "Mi Home"}, {"appId": "2", "detail": {"title": "Mi  Fitness"}}
PATH = "/apps/list"


def lists(*answers, names=("Mi Home", "Mi Fitness")):
    """What was answered before; the list that shows these names is read then, and something is removed."""
    told = ToldLists()
    for path, answer in answers:
        told.take(path, answer)
    told.learn("Apps", names)
    told.forget()
    return told


@pytest.fixture
def known():
    return lists((PATH, {"code": 0, "data": {"list": [HOME, FITNESS]}}))


def test_an_empty_list_from_where_every_row_came_says_that_there_is_none(known):
    known.take(PATH, {"code": 0, "data": {"list": []}})

    assert known.tells_none("Apps")


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/other", {"data": {"list": []}}),
        (PATH, {"data": {"others": []}}),
        (PATH, {"data": None}),
        (PATH, {"list": []}),
        (PATH, {"data": {"list": None}}),
        (PATH, {"data": {"list": {}}}),
        (PATH, {"data": {"list": ["Mi Home"]}}),
        (PATH, {"data": {"list": [HOME]}}),
        (PATH, []),
    ],
    ids=["another question", "another list", "no data", "elsewhere", "null", "no list", "names only", "one left", "bare"],
)
def test_nothing_else_says_that_there_is_none(known, path, answer):
    known.take(path, answer)

    assert not known.tells_none("Apps")


def test_what_was_answered_before_the_removal_says_nothing(known):
    known.take(PATH, {"data": {"list": []}})
    known.forget()

    assert not known.tells_none("Apps")


def test_of_several_answers_each_has_to_say_so(known):
    known.take(PATH, {"data": {"list": [HOME]}})
    known.take(PATH, {"data": {"list": []}})

    assert not known.tells_none("Apps")


def test_another_list_on_screen_has_a_source_of_its_own(known):
    known.take(PATH, {"data": {"list": []}})

    assert not known.tells_none("Devices")


@pytest.mark.parametrize(
    "answer",
    [
        {"list": [HOME]},
        {"list": [HOME, FITNESS, {"name": "Mi Store"}]},
        {"list": [HOME, HOME]},
        {"list": [HOME, {"name": "Fitness"}]},
        {"list": []},
        {"a": {"b": {"c": {"d": {"e": {"list": [HOME, FITNESS]}}}}}},
        {"list": [{"name": "Mi Home", "beside": "Mi Fitness"}, {"name": "Mi Store"}]},
    ],
    ids=["one less", "one more", "one twice", "another name", "none", "too deep", "two in one"],
)
def test_a_list_that_does_not_name_just_the_rows_on_screen_is_not_where_they_come_from(answer):
    told = lists((PATH, answer))
    told.take(PATH, {"list": []})

    assert not told.tells_none("Apps")


def test_where_two_answers_name_the_rows_both_have_to_be_empty():
    told = lists((PATH, {"list": [HOME]}), ("/used", {"list": [HOME]}), names=("Mi Home",))
    told.take(PATH, {"list": []})
    assert not told.tells_none("Apps")

    told.take("/used", {"list": []})
    assert told.tells_none("Apps")


def test_a_source_that_names_other_rows_now_is_none_any_more(known):
    known.take(PATH, {"data": {"list": [{"name": "Advertisement"}]}})
    known.learn("Apps", ["Mi Fitness"])
    known.forget()
    known.take(PATH, {"data": {"list": []}})

    assert not known.tells_none("Apps")


def test_a_source_that_was_not_asked_again_remains(known):
    known.learn("Apps", ["Mi Fitness"])
    known.take(PATH, {"data": {"list": []}})

    assert known.tells_none("Apps")
