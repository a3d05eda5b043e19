"""The last button of all: pressed once, also where its page is drawn anew in that moment; never on another's page."""

import pytest

from pages.acts import NotReady
from pages.delete_account import LastWarningPage
from pages.reading import Changed
from tests.support.people import EMAIL, run_apart

OTHER = "somebody.else@example.test"


@pytest.fixture
def page(monkeypatch, no_pause):
    """A last warning that is drawn anew so often before it can be pressed; then it names these."""
    def make(redrawn, then=EMAIL):
        page = LastWarningPage.__new__(LastWarningPage)
        page.pressed, page.named, page.left = 0, EMAIL, redrawn

        async def press_seen(_button, *, guarded):
            assert guarded
            if page.left:
                page.left -= 1
                raise Changed("it is gone")
            page.pressed += 1

        async def look():
            page.named = then

        monkeypatch.setattr(page, "press_seen", press_seen, raising=False)
        monkeypatch.setattr(page, "look", look, raising=False)
        monkeypatch.setattr(page, "names_seen", lambda: [page.named], raising=False)
        monkeypatch.setattr(page, "_button", lambda: "the button", raising=False)
        return page

    return make


@pytest.mark.parametrize("redrawn", [0, 1, 4])
def test_it_is_pressed_once(page, redrawn):
    warning = page(redrawn)

    run_apart(warning.delete_for_good())

    assert warning.pressed == 1


def test_it_is_not_pressed_where_the_page_goes_on_being_drawn_anew(page):
    warning = page(99)

    with pytest.raises(Changed):
        run_apart(warning.delete_for_good())

    assert warning.pressed == 0


def test_it_is_not_pressed_where_the_page_names_somebody_else_once_it_is_drawn_anew(page):
    warning = page(1, then=OTHER)

    with pytest.raises(NotReady, match="does not name the account any more"):
        run_apart(warning.delete_for_good())

    assert warning.pressed == 0
