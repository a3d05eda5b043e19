"""Just before a click the account's own page says whose it is; whatever else it shows, nothing is clicked."""

from types import SimpleNamespace

import pytest

from pages.homes import AccountHomePage
from runner.core.identity import name_again
from runner.core.owner import learn
from runner.credentials.vault import Vault
from runner.errors import Refused, SignedOut
from runner.model import Account

EMAIL, ID = "leaver.person@example.test", "2100000001"
HOME = f"<h1>Mi Account</h1><p>{EMAIL}</p><p>Mi Account ID: {ID}</p><a href='/sign-out'>Sign out</a>"
TOO_MANY = "Too many attempts. Wait a minute or two and try again."
SIGN_IN = "<h1>Sign in</h1><form><input name=user placeholder='Email/Phone/Mi Account'><input type=password placeholder=Password><button>Sign in</button></form>"
BANNER = "<div style='position:fixed;bottom:0;background:#fff'>We use cookies. <button onclick='this.parentNode.remove()'>Accept cookies</button></div>"


class Windows:
    """The run's own window is the stage's."""

    def __init__(self, tab):
        self.tab, self.closed = tab, 0

    async def own(self):
        return self.tab

    async def close_own(self):
        self.closed += 1


@pytest.fixture
def run(stage, vendor):
    account = Account(EMAIL)
    yield SimpleNamespace(
        account=account, owner=learn(account, [EMAIL, ID]), owner_is_stale=True, site=vendor, tab=stage.tab,
        windows=Windows(stage.tab), vault=Vault(environment={}), settings=SimpleNamespace(patience=20),
        trail=SimpleNamespace(event=lambda *_, **__: None),
    )  # fmt: skip
    stage.loop.run(stage.context.clear_cookies())


@pytest.fixture
def named(stage, run, vendor):
    """The account's page shows this, and the run lets it name the owner."""

    def name(markup):
        stage.show(markup, at=AccountHomePage.address(vendor))
        stage.loop.run(name_again(run))

    return name


def test_the_owner_is_named(run, named):
    named(HOME)

    assert (run.owner_is_stale, run.windows.closed) == (False, 0)


def test_a_banner_over_the_page_is_closed_first(run, named):
    named(HOME + BANNER)

    assert run.owner_is_stale is False


def test_a_session_that_ended_is_said(run, named):
    with pytest.raises(SignedOut):
        named(SIGN_IN)
    assert (run.owner_is_stale, run.windows.closed) == (True, 1)


def test_a_refusal_instead_of_it_names_nobody(run, named):
    with pytest.raises(Refused, match="“Too many attempts” instead of the account's page"):
        named(SIGN_IN + f"<p>{TOO_MANY}</p>")
    assert (run.owner_is_stale, run.windows.closed) == (True, 1)


def test_a_page_that_nobody_knows_names_nobody(run, named):
    run.settings.patience = 0.5

    with pytest.raises(Refused, match="could not be recognised"):
        named("<p>Something else</p>")
    assert (run.owner_is_stale, run.windows.closed) == (True, 1)


@pytest.mark.parametrize("ids", [(ID, "2100000002"), ("2100000002", "2100000002")])
def test_hosts_that_are_signed_in_to_others_are_refused(stage, run, named, vendor, ids):
    """Each host keeps its own session, and a person may have changed one of them."""
    cookies = [
        {"name": "userId", "value": value, "url": address}
        for value, address in zip(ids, (vendor.account, vendor.cloud), strict=True)
    ]
    stage.loop.run(stage.context.add_cookies(cookies))

    with pytest.raises(Refused, match="different accounts"):
        named(HOME)
    assert run.owner_is_stale is True


def test_who_was_never_named_is_not_named_again(run, named):
    run.owner = None

    with pytest.raises(Refused, match="No page has named the account yet"):
        named(HOME)
