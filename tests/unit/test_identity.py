"""Whose account it is: learnt from its own page, asked of a person where several are named, and named again before a click."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from playwright.async_api import Error as PlaywrightError

from pages.homes import AccountHomePage
from pages.interruptions import CookieBanner, NewTerms
from pages.login import LoginPage
from runner.core import identity
from runner.core.identity import learn_owner, make_sure, name_again
from runner.core.owner import learn
from runner.errors import Refused, SignedOut
from runner.model import Account
from tests.support.people import run_apart

ME, ID, HER, HER_ID = "me@example.org", "2100000001", "her@example.org", "2100000002"
BEFORE, AFTER = "a@example.org", "z@example.org"
"""Addresses on both sides of mine in the alphabet."""


class Screens:
    """What the console's tab shows, one screen after the other, and what was done about it."""

    def __init__(self):
        self.shown, self.done, self.cookies, self.closed = [], [], {}, 0

    async def look(self, *_):
        self.done.append("look")
        return self.shown.pop(0) if self.shown else None

    async def load(self, _run, _tab, page):
        self.done.append(f"load {page.__name__}")

    async def wait(self, tab, seconds):
        assert tab is self
        assert 0 < seconds <= 600
        self.done.append("wait")

    async def own(self):
        return self

    async def close_own(self):
        self.closed += 1

    async def read_cookies(self, addresses):
        ids = [{"name": "userId", "value": self.cookies[one]} for one in addresses if one in self.cookies]
        return [{"name": "lang", "value": "5"}, *ids, {"name": "xmuuid", "value": "7"}]  # others say nothing of whose it is


@pytest.fixture
def screens(monkeypatch):
    screens = Screens()
    monkeypatch.setattr(identity, "look", screens.look)
    monkeypatch.setattr(identity, "load_beside", screens.load)
    monkeypatch.setattr(identity, "wait_for_change", screens.wait)
    return screens


@pytest.fixture
def run(screens, monkeypatch):
    run = SimpleNamespace(
        account=Account(ME), owner=None, owner_is_stale=True, hidden=[], signed_out=0, asked=[], answer="",
        settings=SimpleNamespace(patience=600), windows=screens, site=SimpleNamespace(origin_names={"account", "cloud"}),
        tab=SimpleNamespace(context=SimpleNamespace(cookies=screens.read_cookies)),
    )  # fmt: skip
    run.vault = SimpleNamespace(hide_identifier=lambda name, called: run.hidden.append((name, called)))

    async def ask(_run, question):
        run.asked.append(question)
        return run.answer

    async def sign_out(_run):
        run.signed_out += 1

    monkeypatch.setattr(identity, "ask", ask)
    monkeypatch.setattr(identity, "sign_out", sign_out)
    return run


def page(kind, *names):
    """A screen of this kind that names these accounts."""
    found = object.__new__(kind)
    found.names_seen = lambda: list(names)
    return found


def test_the_accounts_page_says_whose_it_is(run):
    assert run_apart(learn_owner(run, [ME, ID])) == "exact"

    assert (run.owner.names, run.owner_is_stale) == ((ID, ME), False)
    assert run.asked == []


@pytest.mark.parametrize("learnt", [False, True])
def test_what_a_page_names_is_written_nowhere_and_a_masked_name_needs_no_cover(run, learnt):
    """To cover the mask would cover nothing that tells who it is."""
    run.owner = learn(run.account, [ME, ID]) if learnt else None

    run_apart(make_sure(run, [ME, "m*@example.org", ID]))

    assert run.hidden == [(ME, "account"), (ID, "account")]


@pytest.mark.parametrize("learnt", [False, True])
@pytest.mark.parametrize(("shown", "named", "signed_out"), [([HER, HER_ID, HER], f"{HER} / {HER_ID}", 1), ([], "no account at all", 0)])
def test_another_account_is_refused_and_signed_out(run, learnt, shown, named, signed_out):
    """Its session is not left open in the browser; where nobody is named there is none to end."""
    run.owner = learn(run.account, [ME, ID]) if learnt else None

    with pytest.raises(Refused) as refused:
        run_apart(make_sure(run, shown))

    hint = "" if learnt else " If it is the same account, start the run with a name that the page shows."
    assert str(refused.value) == f"The page shows {named}, not {ME}.{hint}"
    assert (run.signed_out, run.owner_is_stale) == (signed_out, True)


def test_a_later_page_is_held_to_the_owner_who_was_learnt(run):
    run.owner = learn(run.account, [ME, ID])

    assert run_apart(make_sure(run, [ID])) == "exact"
    assert run_apart(make_sure(run, ["m*@example.org"])) == "masked"
    assert run.owner.names == (ID, ME)


@pytest.mark.parametrize("answer", [ME, " ME@example.org "])
def test_where_a_page_names_several_a_person_says_whose_it_is(run, answer):
    run.answer = answer

    assert run_apart(learn_owner(run, [HER, ME, HER])) == "masked"

    assert f"It shows: {HER}, {ME}." in run.asked[0]
    assert run.owner.names == (ME,)


@pytest.mark.parametrize("answer", ["", BEFORE, AFTER])
def test_a_person_who_does_not_say_that_it_is_theirs_ends_the_run(run, answer):
    run.answer = answer

    with pytest.raises(Refused, match="did not confirm"):
        run_apart(learn_owner(run, [HER, ME]))

    assert run.owner is None


class TestNamedAgain:
    @pytest.fixture
    def again(self, run, screens):
        run.owner = learn(run.account, [ME, ID])

        def name(*shown):
            screens.shown = list(shown)
            run_apart(name_again(run))

        return name

    def test_the_accounts_own_page_is_loaded_and_looked_at_until_it_is_known(self, run, screens, again):
        again(None, page(AccountHomePage, ME))

        assert screens.done == ["load AccountHomePage", "look", "wait", "look"]
        assert (run.owner_is_stale, screens.closed) == (False, 0)

    def test_what_is_only_in_the_way_is_closed(self, run, screens, again):
        banner = page(CookieBanner)

        async def dismiss():
            screens.done.append("dismiss")

        banner.dismiss = dismiss

        again(banner, page(AccountHomePage, ME))

        assert screens.done == ["load AccountHomePage", "look", "dismiss", "wait", "look"]

    @pytest.mark.parametrize(
        ("shown", "end", "closed"),
        [
            (LoginPage, pytest.raises(SignedOut, match="The session ended before the click"), 1),
            (NewTerms, pytest.raises(Refused, match="instead of the account's page"), 1),
        ],
    )
    def test_whatever_else_it_shows_ends_it(self, run, screens, again, shown, end, closed):
        with end:
            again(page(shown), page(AccountHomePage, ME))

        assert (run.owner_is_stale, screens.closed) == (True, closed)

    def test_a_page_that_is_never_known_ends_it(self, run, screens, again):
        run.settings.patience = 0

        with pytest.raises(Refused, match="could not be recognised just before the click"):
            again(page(AccountHomePage, ME))

        assert screens.closed == 1

    def test_a_window_that_is_lost_is_closed(self, run, screens, again):
        async def lost():
            raise PlaywrightError("Target page, context or browser has been closed")

        screens.own = lost

        with pytest.raises(PlaywrightError):
            again()

        assert screens.closed == 1

    def test_somebody_else_who_is_signed_in_meanwhile_is_refused(self, run, again):
        with pytest.raises(Refused, match=f"The page shows {HER_ID}"):
            again(page(AccountHomePage, HER_ID))

        assert run.owner_is_stale is True

    @pytest.mark.parametrize(
        ("cookies", "known", "fine"),
        [
            ({}, [ME, ID], True),
            ({"account": ID}, [ME, ID], True),
            ({"account": ID, "cloud": ID}, [ME, ID], True),
            ({"account": ID, "cloud": ""}, [ME, ID], True),
            ({"account": ID, "cloud": HER_ID}, [ME, ID], False),
            ({"account": ID, "cloud": HER_ID}, [ME], False),
            ({"cloud": HER_ID}, [ME, ID], False),
            ({"account": HER_ID, "cloud": HER_ID}, [ME], True),
        ],
    )  # fmt: skip
    def test_both_hosts_hold_the_session_of_the_owner(self, run, screens, again, cookies, known, fine):
        """Where the owner's id was never shown, they can only be held to be the same."""
        run.owner, screens.cookies = learn(run.account, known), cookies

        with nullcontext() if fine else pytest.raises(Refused, match="different accounts"):
            again(page(AccountHomePage, ME))

        assert run.owner_is_stale is not fine

    def test_who_was_never_named_is_not_named_again(self, run, screens):
        with pytest.raises(Refused, match=f"No page has named the account yet, so nothing is done for {ME}"):
            run_apart(name_again(run))

        assert screens.done == []
