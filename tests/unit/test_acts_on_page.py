"""What is pressed, filled in and ticked: the element that was read, once, and a box only until it says that it is ticked."""


import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pages import acts
from pages.acts import NotReady, UnreadableBox
from pages.reading import Changed
from pages.reading.element import BY_POINTER, DISABLED, UNSEEN
from tests.support.fakes import element
from tests.support.forms import SITE, Form, box, part, words
from tests.support.people import run_apart

BUTTON = (part(-1), element(parent=0), words("Send", 1))


@pytest.fixture
def do(monkeypatch, no_pause):
    """Do something to the element at a place of a form; no wait takes any time."""
    for name in ("_GONE", "LIMIT"):
        monkeypatch.setattr(acts, name, -1)

    async def gate(name, handle, *given):
        handle.form.filled.append((name, *given[:-1]))
        handle.form.pressed.append(("gate", handle.one.at))

    monkeypatch.setattr(acts, "press_guarded", lambda *given: gate("pressed", *given))
    monkeypatch.setattr(acts, "fill_secret", lambda *given: gate("typed", *given))

    def go(verb, form, at, *given, **how):
        monkeypatch.setattr(acts, "reader_of", lambda _tab: form)
        monkeypatch.setattr(acts, "see", form.see)
        find = lambda seen: seen.screen.elements[at] if at is not None else None  # noqa: E731
        run_apart(verb(form, SITE, find, *given, **how))
        return form

    return go


@pytest.mark.parametrize(("form", "at", "says"), [
    (Form(*BUTTON), None, "the button is not there"),
    (Form(part(-1), element(parent=0, flags=DISABLED)), 1, "the button stays disabled"),
    (Form(part(-1), element(parent=0), words("Send (59)", 1)), 1, "the button stays disabled"),
], ids=["not there", "disabled", "counts down"])  # fmt: skip
def test_what_cannot_be_used_is_not_pressed_and_said_to_be_so(do, form, at, says):
    with pytest.raises(NotReady, match=f"^{says}$"):
        do(acts.press, form, at, "the button")

    assert form.pressed == []


@pytest.mark.parametrize("changes", [0, 1, 4])
def test_a_button_that_was_drawn_anew_is_read_again_and_pressed_once(do, changes):
    assert do(acts.press, Form(*BUTTON, changes=changes), 1, "the button").pressed == [1]


def test_a_button_that_goes_on_changing_is_not_pressed(do):
    form = Form(*BUTTON, changes=5)

    with pytest.raises(Changed):
        do(acts.press, form, 1, "the button")

    assert form.pressed == []


def test_what_cannot_be_undone_is_pressed_through_the_gate_alone(do):
    assert do(acts.press, Form(*BUTTON), 1, "the button", guarded=True).pressed == [("gate", 1)]


@pytest.mark.parametrize(("words_of_it", "raised"), [
    ("Element is not attached to the DOM", Changed), ("Timeout 15000ms exceeded", PlaywrightError),
], ids=["drawn anew", "anything else"])  # fmt: skip
def test_only_a_press_that_surely_did_not_happen_is_said_not_to_have_happened(do, words_of_it, raised):
    form = Form(*BUTTON, trouble=[PlaywrightError(words_of_it)])

    with pytest.raises(PlaywrightError) as problem:
        do(acts.press, form, 1, "the button")

    assert type(problem.value) is raised
    assert form.pressed == [1]


@pytest.mark.parametrize(("secret", "filled"), [(False, ["me"]), (True, [("typed", "me")])])
def test_a_secret_goes_through_the_gate_and_an_ordinary_word_does_not(do, secret, filled):
    assert do(acts.fill, Form(*BUTTON), 1, "me", "the field", secret=secret).filled == filled


def test_a_box_that_is_ticked_stays_untouched(do):
    assert do(acts.tick, Form(part(-1), box(ticked=True)), 1, "the box").pressed == []


def test_a_box_in_sight_is_pressed_itself(do):
    assert do(acts.tick, Form(part(-1), box(), works=1), 1, "the box").pressed == [1]


def test_what_is_drawn_for_a_box_is_pressed_where_the_box_takes_no_click(do):
    form = Form(part(-1), box(), element(tag="span", parent=0), works=2, trouble=[PlaywrightTimeout("Timeout")])

    assert do(acts.tick, form, 1, "the box").pressed == [1, 2]


def test_for_a_hidden_box_the_words_of_its_label_are_pressed_and_never_a_link_in_it(do):
    """A link beside the words leads to the terms, away from the form."""
    link = element(tag="a", parent=2, flags=BY_POINTER)._replace(role="link")
    form = Form(
        part(-1), box(label=2, size=1, flags=UNSEEN), part(0), link, words("the terms", 3), part(2, size=200),
        words("I agree to", 5), works=5,
    )  # fmt: skip

    assert do(acts.tick, form, 1, "the box").pressed == [5]


def test_a_hidden_box_beside_nothing_that_is_drawn_is_ticked_by_what_holds_it(do):
    long = part(-1), words("Terms. " * 60, 0)
    form = Form(*long, part(0), part(2), box(3, size=1, flags=UNSEEN), works=3)

    assert do(acts.tick, form, 4, "the box").pressed == [3]


def test_a_hidden_box_with_nothing_around_it_is_pressed_itself(do):
    form = Form(part(-1), words("Terms. " * 60, 0), box(size=1, flags=UNSEEN), works=2)

    assert do(acts.tick, form, 2, "the box").pressed == [2]


@pytest.mark.parametrize("ticked", [False, None], ids=["stays as it is", "does not say"])
def test_a_box_that_does_not_say_that_it_is_ticked_is_left_to_a_person(do, ticked):
    form = Form(part(-1), box(ticked=ticked))

    with pytest.raises(UnreadableBox, match="the box could not be ticked, or does not say whether it is"):
        do(acts.tick, form, 1, "the box")

    assert form.pressed == [1, 0]  # the box and what holds it, each once


def test_of_many_things_that_are_drawn_beside_a_box_no_more_than_five_are_pressed(do):
    form = Form(part(-1), box(), *[element(tag="span", parent=0) for _ in range(8)])

    with pytest.raises(UnreadableBox):
        do(acts.tick, form, 1, "the box")

    assert form.pressed == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("ticked", "pressed"), [(True, [1]), (False, []), (None, [])])
def test_only_a_tick_that_is_there_is_taken_out(do, ticked, pressed):
    assert do(acts.untick, Form(part(-1), box(ticked=ticked), works=1), 1, "the box").pressed == pressed
