"""When the console says no: told in its own words, and never tried again."""

import pytest

from pages.console import Site
from runner.model import Status
from runner.operators.base import Nobody
from tests.support.people import EMAIL, Present
from tests.support.tiers import thorough


def sign_in_tries(console, account=EMAIL):
    return [row for row in console.ledger(account) if row["event"] in {"signed-in", "sign-in-refused"}]


@pytest.mark.parametrize(
    ("language", "skin", "operator"), [("en", "current", Nobody), ("es", "classic", Present), *thorough(("zh", "current", Present))]
)
def test_a_wrong_password_is_refused_once(start, console, leaver, language, skin, operator):
    console.switch(language=language, skin=skin)
    site = Site(console.account_url, console.cloud_url, language)

    run = start("list-devices", site=site, password="wrong-password-1", operator=operator())

    result = run.result()
    assert (result.status, result.exit_code) == (Status.REFUSED, 4), result.reason
    assert "Wrong account or password" in result.reason
    assert [row["event"] for row in sign_in_tries(console)] == ["sign-in-refused"]
    assert len(run.events("refusal")) == 1


@pytest.mark.thorough
def test_an_account_nobody_knows_is_no_success(start, console):
    """Not even for the scenario that deletes accounts."""
    result = start("leave", account="nobody.at.all@example.test").result()

    assert result.status is Status.REFUSED, result.reason
    assert "No such account" in result.reason


def test_a_blocked_account_is_told(start, console):
    console.add_account(email=EMAIL, password="Tr0ub4dor-and-3", state="blocked")

    result = start("list-devices").result()

    assert result.status is Status.REFUSED, result.reason
    assert "Account blocked" in result.reason


def test_too_many_tries_are_told(start, console, leaver, skin):
    console.switch(max_tries=1)
    start("list-devices", password="wrong-password-1").result()

    result = start("list-devices").result()

    assert result.status is Status.REFUSED, result.reason
    assert "Too many attempts" in result.reason


@pytest.mark.thorough
def test_a_forbidden_sign_in_is_told(start, console, leaver, skin):
    console.switch(forbidden=True)

    result = start("list-devices").result()

    assert result.status is Status.REFUSED, result.reason
    assert "Access forbidden" in result.reason


@pytest.mark.thorough
def test_too_many_codes_are_told(start, console, leaver):
    console.switch(identity="email", max_codes=0)

    result = start("list-devices").result()

    assert result.status is Status.REFUSED, result.reason
    assert "Too many codes" in result.reason


def test_a_console_that_stumbles_is_loaded_again(start, console, leaver):
    console.switch(fail={"/fe/service/account": {"status": 503, "times": 1}})

    run = start("list-devices")

    assert run.result().status is Status.DONE, run.result().reason
    assert run.events("retry")


def test_a_console_that_is_down_is_told(start, console, leaver):
    console.switch(fail={"/": {"status": 503, "times": 99}})

    result = start("list-devices").result()

    assert (result.status, result.exit_code) == (Status.FAILED, 1)
    assert "HTTP 503" in result.reason


def test_nothing_listening_is_told(start, site):
    result = start("list-devices", site=Site("http://127.0.0.1:9", "http://localhost:9")).result()

    assert result.status is Status.FAILED
    assert "did not load" in result.reason
