"""What is said about what was done: from what was done and seen, never from what was planned."""

import pytest

from runner.core.acts import Acts, Known


def acts(**known):
    made = Acts()
    for act, state in known.items():
        made.begin(act.replace("_", " ")).known = state
    return made


def test_without_a_click_nothing_was_changed():
    assert Acts().told() == "Nothing was changed on the console."
    assert acts(unlink_A=Known.NOT_DONE, unlink_B=Known.REFUSED).told() == "Nothing was changed on the console."


@pytest.mark.parametrize(("known", "word"), [(Known.CLICKED, "was clicked"), (Known.UNSURE, "may have been clicked")])
def test_a_click_nobody_saw_the_end_of_is_told(known, word):
    told = acts(unlink_A=Known.DONE, unlink_B=known).told()

    assert f"“Unlink B” {word}, and what came of it was not seen" in told
    assert "Done before: unlink A. Nothing else was done." in told


def test_a_click_nobody_saw_the_end_of_is_never_nothing():
    assert "Nothing was changed" not in acts(unlink_A=Known.CLICKED).told()


def test_what_was_done_is_counted_by_what_was_seen():
    made = acts(a=Known.DONE, b=Known.DONE, c=Known.CLICKED, d=Known.NOT_DONE, e=Known.REFUSED, h=Known.UNSURE)
    made.gone.append("f")

    assert made.counted(["a", "b", "c", "d", "e", "f", "g", "h"], "unlinked") == (
        "2 unlinked, 1 gone already, 2 clicked, but not seen done, 1 refused by the console, 2 not done"
    )
    assert made.counted([], "unlinked") == "0 unlinked"
    assert made.done == ["a", "b"]
    assert made.unseen == ["c", "h"]


def test_an_act_that_was_tried_twice_is_counted_once():
    made = acts(a=Known.NOT_DONE)
    made.begin("a").seen()

    assert made.counted(["a"], "unlinked") == "1 unlinked"
