"""Signing in and beginning again: so often and no more, and never a form sent twice after a person carried on."""

from types import SimpleNamespace

import pytest

from pages.device_list import DeviceListPage
from pages.login import LoginPage
from runner.core.elsewhere import Elsewhere
from runner.errors import Refused, SignedOut
from scenarios import _menus, _sign_in
from scenarios._menus import MENU_STEPS, reach_list
from scenarios._sign_in import SIGN_INS, begin_again_when_signed_out, reach, sign_in
from tests.support.fakes import Stage, Told
from tests.support.people import run_apart
from tests.support.screens import Devices, Home, Menu, OwnHome, SignIn

OPEN = f"open {DeviceListPage.title}"


@pytest.fixture
def run(monkeypatch):
    run = Stage()

    async def fill(_page, account, password):
        run.log.append(f"fill {account}")

    async def press(_page):
        run.log.append("press Sign in")

    monkeypatch.setattr(LoginPage, "fill", fill)
    monkeypatch.setattr(LoginPage, "press_sign_in", press)
    return run


def test_a_sign_in_that_leads_home_is_followed_by_the_page_that_was_asked_for(run):
    there = Devices(run)
    run.comes = [SignIn(run), OwnHome(run), there]

    assert run_apart(reach(run, DeviceListPage)) is there

    assert run.log.count(OPEN) == 2
    assert run.pressed() == ["Sign in"]


def test_a_sign_in_that_leads_to_the_page_itself_asks_for_it_no_second_time(run):
    there = Devices(run)
    run.comes = [SignIn(run), there, there]

    assert run_apart(reach(run, DeviceListPage)) is there
    assert run.log.count(OPEN) == 1


def test_a_console_that_asks_to_sign_in_again_and_again_gets_the_form_three_times(run):
    run.comes = [SignIn(run), OwnHome(run)] * 5

    with pytest.raises(Refused, match="did not lead to “Linked devices” in 3 attempts"):
        run_apart(reach(run, DeviceListPage))

    assert run.pressed() == ["Sign in"] * 3


def test_the_form_is_not_sent_again_where_a_person_carried_on_to_it(run):
    run.comes = [Elsewhere(SignIn(run))]

    with pytest.raises(Refused, match="asked to sign in once more after you carried on; it was not done"):
        run_apart(sign_in(run, DeviceListPage))

    assert run.pressed() == ["Sign in"]


def test_wherever_else_a_person_carried_on_to_they_are_signed_in(run):
    home = Home(run)
    run.comes = [Elsewhere(home)]

    assert run_apart(sign_in(run, DeviceListPage)) is home


def test_after_a_sign_in_the_console_names_the_owner_again(run):
    run.owner, run.comes = "the owner", [OwnHome(run)]

    run_apart(sign_in(run, DeviceListPage))

    assert run.owner_is_stale
    assert run.log[-1] == "name again"


@pytest.mark.parametrize("ended", [1, 3])
def test_where_the_session_ends_before_the_click_it_is_tried_again_but_not_for_ever(run, ended):
    tries = []

    async def attempt():
        run.page = "the screen before"
        tries.append(run.page)
        if len(tries) <= ended:
            raise SignedOut
        return "done"

    if ended < 3:
        assert run_apart(begin_again_when_signed_out(run, attempt)) == "done"
    else:
        with pytest.raises(Refused, match="ended before the click in 3 attempts; it was not made"):
            run_apart(begin_again_when_signed_out(run, attempt))
        assert (len(tries), run.page) == (3, None)

    assert run.notes == ["The session ended before the click, so it was not made; the run signs in again."] * ended


@pytest.fixture
def menus(run, monkeypatch):
    """No entry of a menu is waited for."""

    async def settle(*_, **_how):
        run.log.append("settle")

    monkeypatch.setattr(_menus, "_settle", settle)
    return run


def test_a_list_with_an_address_in_the_settings_is_asked_for_there(menus):
    menus.site.paths = {DeviceListPage.title: "/devices"}
    menus.comes = [Devices(menus)]

    run_apart(reach_list(menus, DeviceListPage))

    assert menus.log == [OPEN]


def test_a_sign_in_on_the_way_through_a_menu_leads_back_to_the_home(menus):
    there = Devices(menus)
    menus.comes = [SignIn(menus), OwnHome(menus), Menu(menus), there]

    assert run_apart(reach_list(menus, DeviceListPage)) is there

    assert menus.log.count("open Cloud home") == 2
    assert menus.pressed() == ["Sign in", "an entry"]


def test_menus_that_lead_on_and_on_are_given_up_for_the_lists_own_address(menus):
    there = Devices(menus)
    menus.comes = [Menu(menus) for _ in range(2 * (MENU_STEPS + 1))] + [there]

    assert run_apart(reach_list(menus, DeviceListPage)) is there

    assert menus.pressed() == ["an entry"] * 2 * MENU_STEPS
    assert menus.log[-1] == OPEN


def test_a_person_who_always_carries_on_elsewhere_does_not_keep_the_run_in_the_menus(menus):
    there = Devices(menus)
    menus.comes = [Elsewhere(OwnHome(menus)) for _ in range(2 * (2 * MENU_STEPS + SIGN_INS))] + [there]

    assert run_apart(reach_list(menus, DeviceListPage)) is there
    assert menus.log[-1] == OPEN


@pytest.mark.parametrize("leads", [True, False], ids=["leads there", "leads there no longer"])
def test_an_address_where_the_list_was_is_kept_only_as_long_as_it_leads_there(menus, monkeypatch, leads):
    there = Devices(menus)
    menus.comes = [there] if leads else [SignIn(menus), there]

    async def load_address(_run, address, _title):
        menus.log.append(address)

    monkeypatch.setattr(_menus, "load_address", load_address)
    _menus.remember(menus.tab, DeviceListPage.title, "https://account.example.test/", "https://account.example.test/list")

    assert run_apart(reach_list(menus, DeviceListPage)) is there

    assert menus.log[0] == "https://account.example.test/list"
    assert bool(_menus.way_back(menus.tab, DeviceListPage.title)) is leads


def test_a_run_whose_owner_is_known_asks_whose_page_it_is_before_it_opens_another(run):
    run.owner, run.comes = "the owner", [Devices(run)]

    run_apart(_sign_in.reach(run, DeviceListPage))

    assert run.log == ["name again", OPEN]


@pytest.mark.parametrize(("versions", "waits", "looks"), [
    (range(99), 0, 3), ([1] * 99, 0, 1), ([1] * 99, 2, 3),
], ids=["never still", "still", "still, but waits for an answer"])  # fmt: skip
def test_a_page_gets_until_it_is_still_to_show_where_a_menu_leads_but_not_for_ever(settle, versions, waits, looks):
    assert settle(versions, waits) == looks


@pytest.mark.parametrize(("waits", "looks"), [(0, 2), (3, 3)], ids=["it is in sight", "an answer is still awaited"])
def test_where_the_lists_own_entry_comes_in_sight_the_page_is_another_now(settle, waits, looks):
    answers = iter([False, False, True, True])
    on_the_way = SimpleNamespace(leads_to_list=lambda _seen: next(answers))

    assert settle(range(99), waits, on_the_way) == looks


@pytest.fixture
def settle(run, monkeypatch):
    """How often a page is looked at again that has these versions, while so many times an answer is awaited."""

    def go(versions, waits, *on_the_way):
        return _settled(run, monkeypatch, versions, waits, *on_the_way)

    return go


def _settled(run, monkeypatch, versions, waits, *on_the_way):
    seen, seconds = iter(versions), iter(range(99))
    run.looked, run.site.lexicon, run.witness = 0, None, Told(waits=waits)

    async def look(*_):
        return SimpleNamespace(versions=next(seen), kept={})

    async def look_after(*_):
        run.looked += 1
        return await look()

    monkeypatch.setattr(_menus, "reader_of", lambda _tab: SimpleNamespace(look=look, look_after=look_after))
    monkeypatch.setattr(_menus, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    monkeypatch.setattr(_menus, "MENU_SETTLES", 4)
    monkeypatch.setattr(DeviceListPage, "shows", lambda *_: False)

    run_apart(_menus._settle(run, DeviceListPage, *on_the_way))
    return run.looked
