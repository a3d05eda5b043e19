"""Reading a list: all of it, held against the page's own data; emptiness wants proof, and a doubt wants a person."""

from types import SimpleNamespace

import pytest

from pages import rest
from pages.device_list import DeviceListPage
from pages.listed import Listing
from pages.reading import Changed
from pages.witness import Told as Device
from runner.errors import NeedsPerson
from scenarios import _lists
from scenarios._lists import Found
from tests.support.fakes import Stage, Told, device
from tests.support.people import run_apart
from tests.support.screens import Devices, SignIn

PHONE, WATCH = device("Mi 9"), device("Mi Watch")
ONE, TWO = Listing((PHONE,)), Listing((PHONE, WATCH))
NONE, SAYS_NOTHING = Listing((), none="No devices"), Listing(())
TOLD_ONE, TOLD_TWO = (Device("1", ("Mi 9",)),), (Device("1", ("Mi 9",)), Device("2", ("Mi Watch",)))


@pytest.fixture
def read(monkeypatch):
    """Read a list that shows these one after the other; ``found`` is what was read, or what was raised."""

    def go(*listings, run=None, **how):
        run = run or Stage()
        page = Devices(run, *listings)
        run.comes = run.comes or [page]
        run.slept = []
        run.document = getattr(run, "document", 1)

        async def reach_list(*_):
            run.document += getattr(run, "goes_there", False)
            return page

        async def load_anew(*_):
            run.log.append("load anew")
            run.document += 1

        async def sleep(seconds):
            run.slept.append(seconds)

        monkeypatch.setattr(_lists, "reach_list", reach_list)
        monkeypatch.setattr(_lists, "load_anew", load_anew)
        monkeypatch.setattr(_lists, "document_of", lambda run: run.document)
        for module in (_lists, rest):
            monkeypatch.setattr(module, "asyncio", SimpleNamespace(sleep=sleep))
        return run_apart(_lists.read_list(run, DeviceListPage, **how)), run

    return go


def told(*answers, **how):
    """A run whose page was told these devices."""
    run = Stage(**{name: how.pop(name) for name in ("attended", "answers") if name in how})
    run.witness = Told(*answers, **how)
    return run


def test_a_list_that_is_loading_is_read_again_until_it_is_done(read):
    found, run = read(Listing((PHONE,), loading=True), Listing((PHONE,), loading=True), TWO)

    assert found == Found((PHONE, WATCH))
    assert len(run.slept) == 2


def test_a_list_that_is_drawn_anew_while_it_is_turned_over_is_read_again(read):
    found, run = read(Changed("it is gone"), TWO)

    assert found == Found((PHONE, WATCH))
    assert run.slept == [0.3]


def test_a_list_that_goes_on_being_drawn_anew_is_given_up(read):
    with pytest.raises(Changed):
        read(Changed("it is gone"))


def test_a_list_that_loads_for_ever_is_read_as_it_stands(read):
    found, run = read(Listing((PHONE,), loading=True))

    assert found == Found((PHONE,))
    assert len(run.slept) == _lists.SETTLED


def test_an_answer_that_is_still_to_come_is_waited_for(read):
    found, _ = read(ONE, TWO, run=told(None, waits=1))

    assert found == Found((PHONE, WATCH))


def test_a_page_that_draws_later_than_it_is_told_is_looked_at_again(read):
    found, run = read(ONE, TWO, run=told(TOLD_TWO, asked_for_all=True))

    assert found == Found((PHONE, WATCH))
    assert run.questions == []


def test_where_the_list_and_the_pages_own_data_go_on_to_differ_a_person_decides(read):
    found, run = read(ONE, run=told(TOLD_TWO, asked_for_all=True, answers=["Yes "]))

    assert found == Found((PHONE,))
    assert run.questions == [
        "The list and the page's own data name different devices. Is the list right?\nThe list shows: Mi 9.\n"
        "The page was told of: Mi 9, Mi Watch.\nType yes if so, anything else to stop."
    ]


@pytest.mark.parametrize("listing", [TWO, Listing((PHONE, PHONE))], ids=["another one", "one more"])
def test_a_row_that_the_page_was_not_told_of_counts_where_it_asked_for_every_device(read, listing):
    with pytest.raises(NeedsPerson, match="the page's own data differ"):
        read(listing, run=told(TOLD_ONE, asked_for_all=True, attended=False))

    assert read(listing, run=told(TOLD_ONE, asked_for_all=False))[0] == Found(listing.rows)


def test_a_number_that_is_drawn_after_the_rows_it_counts_is_looked_at_again(read):
    found, run = read(Listing((PHONE,), shown=2), Listing((PHONE,), shown=1))

    assert found == Found((PHONE,))
    assert (run.slept, run.questions) == ([0.3], [])


def test_what_the_page_counts_and_the_run_did_not_read_is_asked_about(read):
    found, run = read(Listing((PHONE,), shown=3), run=Stage(answers=["sí"]))

    assert found == Found((PHONE,))
    assert run.questions[0].startswith("The page speaks of 3, and the run read 1. Is that all?\nRead: Mi 9.")


@pytest.mark.parametrize("answer", ["no", "", "yes, but", "0"])
def test_anything_but_yes_stops_the_run(read, answer):
    with pytest.raises(NeedsPerson, match="You did not say that it is right"):
        read(Listing((PHONE,), shown=3), run=Stage(answers=[answer]))


@pytest.mark.parametrize("listing", [Listing((PHONE,), shown=3), SAYS_NOTHING], ids=["not all read", "nothing read"])
def test_where_nobody_is_here_nothing_is_believed_that_a_person_would_be_asked(read, listing):
    run = Stage(attended=False)

    with pytest.raises(NeedsPerson, match="and nobody is here to look"):
        read(listing, run=run)

    assert run.log[-1] == "picture pause"


def test_an_empty_list_is_looked_at_three_times_with_one_loading_anew_between(read):
    found, run = read(NONE)

    assert found == Found((), "“No devices”, seen 3 times and after loading the page anew")
    assert run.log == ["load anew"]
    assert run.slept


def test_what_an_empty_list_holds_after_it_was_loaded_anew_is_what_it_holds(read):
    found, _ = read(NONE, ONE)

    assert found == Found((PHONE,))


def test_what_an_empty_list_holds_a_moment_after_it_was_loaded_anew_is_what_it_holds(read):
    found, _ = read(NONE, NONE, ONE)

    assert found == Found((PHONE,))


def test_what_came_back_when_loaded_anew_is_held_against_the_numbers_too(read):
    with pytest.raises(NeedsPerson, match="The list shows 3 and only 1 could be read"):
        read(NONE, Listing((PHONE,), shown=3), run=Stage(attended=False))


@pytest.mark.parametrize("listings", [
    (SAYS_NOTHING,), (NONE, SAYS_NOTHING, NONE), (Listing((), none="No devices", shown=2),),
    (Listing((), none="No devices", loading=True),),
], ids=["says nothing", "once says nothing", "a number beside it", "still loading"])  # fmt: skip
def test_an_empty_list_is_not_believed_that_says_anything_else_besides(read, listings):
    found, run = read(*listings, run=Stage(answers=["yes"]))

    assert found == Found((), "a person said so")
    assert run.questions[0].startswith("I can read no device here. Is the list empty?")


def test_an_empty_list_whose_page_was_answered_with_an_error_is_not_believed(read):
    run = Stage(answers=["yes"])
    run.witness.has_failed = True

    assert read(NONE, run=run)[0].proof == "a person said so"


def test_an_empty_list_is_not_believed_where_the_page_was_told_of_a_device(read):
    run = told(TOLD_ONE, attended=False)

    with pytest.raises(NeedsPerson, match="the page's own data differ"):
        read(NONE, run=run)

    assert run.log == ["load anew", "picture pause"]


def test_a_person_may_say_that_an_empty_list_is_right_where_the_page_was_told_of_a_device(read):
    found, run = read(NONE, run=told(TOLD_ONE, answers=["yes"]))

    assert found == Found((), "a person said so")
    assert "The list shows: none.\nThe page was told of: Mi 9." in run.questions[0]


def test_after_a_removal_the_pages_own_data_is_believed_at_once(read):
    found, run = read(NONE, run=told((), asked_for_all=True), at_once=True)

    assert found == Found((), "“No devices”; the page's own data holds none")
    assert run.log == run.slept == []


@pytest.mark.parametrize(
    ("change", "at_once"),
    [
        (lambda _: None, True), (lambda run: setattr(run.witness, "has_failed", True), False),
        (lambda run: setattr(run.witness, "waits", 99), False), (lambda run: run.witness.lists.forget(), False),
    ],
    ids=["it was asked again", "a question failed", "an answer is awaited", "it was not asked again"],
)  # fmt: skip
def test_so_is_the_answer_that_named_every_row_before_where_the_vendors_own_is_not_known(read, change, at_once):
    run = Stage()
    run.witness.lists.take("/anything", {"items": [{"label": "Mi 9"}]})
    read(ONE, run=run)
    run.witness.lists.forget()
    run.witness.lists.take("/anything", {"items": []})
    change(run)

    found, run = read(NONE, run=run, at_once=True)

    assert (found == Found((), "“No devices”; the page's own data holds none")) is at_once
    assert ("load anew" not in run.log) is at_once


@pytest.mark.parametrize(("first", "times"), [(NONE, 3), (SAYS_NOTHING, 2)], ids=["at once", "later"])
def test_else_an_empty_list_is_looked_at_again_although_the_pages_own_data_holds_none(read, first, times):
    found, run = read(first, NONE, run=told((), asked_for_all=True))

    assert found.proof == f"“No devices”, seen {times} times and after loading the page anew; the page's own data holds none"
    assert run.log == ["load anew"]
    assert run.slept


def test_what_the_page_is_told_of_a_while_later_is_what_the_list_holds(read):
    """A console that still gathers a list may answer with an empty one."""
    found, run = read(NONE, NONE, ONE, run=told((), TOLD_ONE, asked_for_all=True))

    assert found == Found((PHONE,))
    assert run.questions == []


@pytest.mark.parametrize(("goes_there", "loads"), [(False, 1), (True, 0)], ids=["it stands there", "it was opened just now"])
def test_before_a_deletion_a_list_that_stands_there_is_loaded_anew(read, goes_there, loads):
    run = Stage()
    run.goes_there = goes_there

    _, run = read(ONE, run=run, deletes=True)

    assert run.log.count("load anew") == loads


def test_an_earlier_look_in_another_document_counts(read, monkeypatch):
    _, run = read(NONE, run=told((), asked_for_all=True), at_once=True)
    run.document += 1
    monkeypatch.setattr(_lists, "APART", 0.0)

    found, run = read(NONE, run=run)

    assert found.proof == "“No devices”, seen 2 times and after loading the page anew; the page's own data holds none"
    assert run.log == run.slept == []


def test_an_earlier_look_does_not_count_once_something_was_listed(read, monkeypatch):
    _, run = read(NONE, run=told((), asked_for_all=True), at_once=True)
    run.witness.answers = [TOLD_ONE]
    read(ONE, run=run)
    run.witness.answers = [()]
    monkeypatch.setattr(_lists, "APART", 0.0)

    found, run = read(NONE, run=run)

    assert found.proof == "“No devices”, seen 2 times and after loading the page anew; the page's own data holds none"
    assert run.log == ["load anew"]


def test_a_sign_in_when_the_list_is_loaded_anew_leads_back_to_it(read):
    run = Stage()
    run.comes = [SignIn(run)]

    found, run = read(NONE, ONE, run=run)

    assert found == Found((PHONE,))
