"""The gate without a browser: how often a field is looked up again, that nothing is pressed twice, and what is told."""

from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator

from pages import gate
from pages.gate import fill_secret, press_guarded
from tests.support.people import run_apart

GONE = ["Element is not attached to the DOM", "Frame was detached", "Execution context was destroyed"]


class Handle:
    """An element as it was found once; each problem comes of one attempt to type into it or to press it."""

    def __init__(self, *problems):
        self.problems, self.did, self.let_go = list(problems), [], 0

    async def fill(self, value):
        await self._do(value)

    async def click(self):
        await self._do("click")

    async def owner_frame(self):
        return None

    async def evaluate(self, _script):
        return {}

    async def dispose(self):
        self.let_go += 1
        raise PlaywrightError("The object has been collected")

    async def _do(self, what):
        self.did.append(what)
        if self.problems:
            raise PlaywrightError(self.problems.pop(0))


class Element(Locator):
    """Finds this handle."""

    def __init__(self, handle):
        self.handle = handle

    async def element_handle(self):
        return self.handle


@pytest.fixture
def checked(monkeypatch):
    """What went through the check, and to which end."""
    checked = []

    async def check(handle, site, what):
        checked.append((handle, site, what))

    monkeypatch.setattr(gate, "check", check)
    return checked


@pytest.mark.parametrize("words", GONE)
def test_a_field_that_is_drawn_anew_twice_is_found_and_checked_each_time(checked, words):
    handle = Handle(words, words)

    run_apart(fill_secret(Element(handle), "secret", "site"))

    assert handle.did == ["secret"] * 3
    assert checked == [(handle, "site", "typed")] * 3
    assert handle.let_go == 3


@pytest.mark.parametrize(("element", "let_go"), [(Element, 1), (lambda handle: handle, 0)], ids=["looked up", "found before"])
def test_a_secret_is_typed_once(checked, element, let_go):
    handle = Handle()

    run_apart(fill_secret(element(handle), "secret", "site"))

    assert (handle.did, handle.let_go) == (["secret"], let_go), "what somebody else holds is theirs to let go"


@pytest.mark.parametrize(
    ("problem", "element", "attempts"),
    [(GONE[0], Element, 3), ("Timeout 10000ms exceeded", Element, 1), (GONE[0], lambda handle: handle, 1)],
    ids=["it never comes to rest", "another problem", "an element that was found before"],
)
def test_a_field_that_cannot_be_typed_into_is_given_up_and_that_is_told(checked, problem, element, attempts):
    """Else the run would go on as if the secret stood there."""
    handle = Handle(*[problem] * 9)

    with pytest.raises(PlaywrightError, match=problem):
        run_apart(fill_secret(element(handle), "secret", "site"))

    assert len(handle.did) == len(checked) == attempts


@pytest.mark.parametrize("words", GONE)
def test_a_click_is_never_repeated(checked, words):
    """It may have been made, whatever became of the button."""
    handle = Handle(words)

    with pytest.raises(PlaywrightError, match=words):
        run_apart(press_guarded(Element(handle), "site"))

    assert handle.did == ["click"]
    assert checked == [(handle, "site", "pressed")]


def test_an_element_that_is_in_no_document_counts_as_drawn_anew():
    handle = Handle()

    with pytest.raises(PlaywrightError, match=GONE[0]):
        run_apart(fill_secret(Element(handle), "secret", "site"))

    assert (handle.did, handle.let_go) == ([], 3)


@pytest.mark.parametrize(
    ("address", "told"),
    [("https://evil.test/user/12345?token=abc", "https://evil.test"), ("mailto:thief@evil.test", "mailto:"), ("", "nothing:")],
)
def test_a_refusal_says_where_it_would_have_led_without_the_path(address, told):
    assert gate._named(address) == told


def test_each_frame_that_an_element_stands_in_is_looked_at():
    """The outermost may be another's page that only shows the console's."""
    outer = SimpleNamespace(parent_frame=None)
    middle = SimpleNamespace(parent_frame=outer)
    inner = SimpleNamespace(parent_frame=middle)

    assert gate._around(inner) == [inner, middle, outer]
