"""Every front end and every scenario: to its end by the ledger, or a person is asked; never wrong, never "0 devices".

Not the whole product is run here, which takes minutes: each front end by what it does in a way of its own, and each
scenario. The whole table is in docs/recognition.md, made by ``python -m tests.foreign.table``.
"""

from pathlib import Path

import pytest

from tests.foreign.fronts import FRONTS
from tests.foreign.runs import SCENARIOS, try_out
from tests.foreign.test_pictures import PICTURED
from tests.support.tiers import thorough

PAIRS = [
    ("antd", "unlink one"),
    ("element", "delete-account"),
    ("pages", "unlink-devices"),
    ("late", "delete-account, devices linked"),
    ("shadow", "inventory"),
    ("groups", "list-devices"),
    ("fails", "delete-account, devices linked"),
    ("ionic", "delete-account"),
    ("prime", "unlink one"),
    ("quasar", "list-devices"),
    ("folds", "unlink one"),
    ("drawer", "delete-account"),
    ("stale", "unlink one"),
    ("one-answer", "unlink one"),
    ("accordion-first", "unlink-devices"),
]
"""Besides those whose pictures are read."""

MORE_PAIRS = [
    ("mui", "unlink one"),
    ("bootstrap", "unlink one"),
    ("vant", "unlink one"),
    ("divs", "delete-account"),
    ("drifted", "leave"),
    ("more", "list-devices"),
    ("scroll", "unlink one"),
    ("late-mask", "delete-account, devices linked"),
    ("rtl", "unlink one"),
    ("groups", "unlink one"),
    ("fails-500", "list-devices"),
    ("shoelace", "unlink one"),
    ("tiles", "unlink one"),
    ("hover", "unlink one"),
    ("german", "leave"),
    ("vietnamese", "delete-account"),
    ("optimistic", "unlink one"),
    ("optimistic-last", "delete-account"),
    ("optimistic-once", "list-devices"),
    ("optimistic-slow", "delete-account, devices linked"),
    ("virtual", "delete-account"),
    ("server-pages", "leave"),
    ("accordion", "unlink one"),
    ("bulk", "unlink-devices"),
    ("split", "unlink one"),
    ("confirm", "list-devices"),
    ("typed", "list-devices"),
]

TWINS = "two devices bear the same name and stand in rows alike: which of them a question means, nobody can say"
FAILED = "the page says that there is no device because it could not get its list: nobody can read what is not shown"

ENDLESS = "an offer on the page never stops loading, and while anything loads no list is believed to be empty"
BARE = "one tile is left that shows no button before the pointer is there: nobody can tell it from a notice"

BOX = "the browser's own box asks, which the run never answers by itself"
SWITCH = "the button that bears the last one's words only opens a dialogue, where a switch is to be turned first"
UNDO = "while *Undo* stands there nothing is removed: the list shows it no longer, and the page's data still does"

MAY_ASK = {
    **{("confirm", each): BOX for each in ("unlink-devices", "unlink one", "revoke-apps", "leave")},
    ("confirm", "delete-account"): SWITCH,
    **{("typed", each): UNDO for each in ("unlink-devices", "unlink one", "leave")},
    ("groups", "leave"): TWINS,
    ("groups", "unlink-devices"): TWINS,
    **dict.fromkeys([("tiles", each) for each in ("unlink-devices", "revoke-apps", "delete-account", "leave")], ENDLESS),
    **dict.fromkeys([("hover", each) for each in ("revoke-apps", "leave")], BARE),
}
"""Where a run may end with a person asked, and why."""

MUST_ASK = {
    (front, scenario): FAILED for front in ("fails", "fails-500") for scenario in SCENARIOS if scenario != "revoke-apps"
}
"""Where it has to, since no one could come to the end. Everywhere else it comes to its end."""


MOST = {"leave": 1, "unlink-devices": 3}
"""How many devices and apps are linked where each of them is removed: two devices make a second page already."""


@pytest.fixture(scope="session", autouse=True)
def _every_front_end_and_scenario_is_tried():
    pairs = {*PICTURED, *PAIRS, *MORE_PAIRS}
    assert {front for front, _ in pairs} == set(FRONTS)
    assert {scenario for _, scenario in pairs} == set(SCENARIOS)


@pytest.mark.parametrize(("front", "scenario"), [*PAIRS, *thorough(*MORE_PAIRS)])
def test_it_comes_to_its_end(front, scenario, foreign, shared, tmp_path):
    outcome = try_out(foreign, shared, front, scenario, tmp_path, most=MOST.get(scenario))

    assert not outcome.wrong, f"{outcome.wrong}; {outcome.result.reason}"
    if (front, scenario) in MUST_ASK:
        assert outcome.word == "asks", f"{outcome.word}: {outcome.result.reason}"
    elif (front, scenario) in MAY_ASK and outcome.word == "asks":
        return
    else:
        assert not outcome.missing, outcome.missing


PHONE, TWICE_AS_LARGE = (390, 844), (640, 400)
"""Windows, in CSS pixels: a phone's, and that of a browser whose page is zoomed to 200 %."""


@pytest.mark.parametrize(
    ("front", "window"),
    [("element", PHONE), *thorough(("antd", TWICE_AS_LARGE), ("bootstrap", PHONE), ("rtl", PHONE), ("prime", PHONE))],
)
def test_in_a_small_window_it_comes_to_its_end_as_well(front, window, foreign, shared, tmp_path):
    """A table may be wider than the window and scroll by itself: its buttons are where a person has to scroll to."""
    outcome = try_out(foreign, shared, front, "leave", tmp_path, most=1, window=window)

    assert not outcome.wrong, f"{outcome.wrong}; {outcome.result.reason}"
    assert not outcome.missing, outcome.missing


def test_the_table_in_the_docs_has_every_front_end_and_scenario():
    """Run ``python -m tests.foreign.table`` when one is added."""
    page = (Path(__file__).parents[2] / "docs" / "recognition.md").read_text(encoding="utf-8")
    head = next(line for line in page.splitlines() if line.startswith("| front end"))

    assert [each.strip() for each in head.strip("|").split("|")][1:] == list(SCENARIOS)
    assert all(f"| **{front.name}**: {front.what} |" in page for front in FRONTS.values())
