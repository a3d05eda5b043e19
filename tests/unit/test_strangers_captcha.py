"""A CAPTCHA on a host that is not the console's: the person is told so, and nobody is asked to solve it for the run."""

from types import SimpleNamespace

import pytest

from pages.console import Site
from pages.login import LoginPage
from runner.core import run as run_module
from runner.core.run import Run
from runner.core.unknown_screen import carry_on_by_hand
from runner.errors import WrongHost
from runner.operators.base import Nobody
from tests.support.people import run_apart

VENDOR = Site()
PRACTICE = Site("http://127.0.0.1:8701", "http://localhost:8701")


@pytest.fixture
def handed_over(monkeypatch):
    """As what a CAPTCHA at an address is handed over."""

    def go(site, address):
        told = []

        class Pause:
            def __init__(self, *_):
                pass

            async def hold(self):
                told.append("CAPTCHA")

        async def by_hand(_):
            told.append("not the console")

        monkeypatch.setattr(run_module, "PauseSession", Pause)
        run = SimpleNamespace(site=site, tab=SimpleNamespace(url=address), _carry_on_by_hand=by_hand)
        run_apart(Run._hand_over(run, SimpleNamespace(), (LoginPage,)))
        return told

    return go


@pytest.mark.parametrize(
    ("site", "address", "told"),
    [
        (VENDOR, "https://account.xiaomi.com/fe/service/login", "CAPTCHA"),
        (VENDOR, "https://verify.sec.xiaomi.com/captcha/v2/check.html", "CAPTCHA"),
        (VENDOR, "http://verify.sec.xiaomi.com/captcha/v2/check.html", "not the console"),
        (VENDOR, "https://account.xiaomi.com.evil.test/", "not the console"),
        (PRACTICE, "http://127.0.0.1:8701/fe/service/login", "CAPTCHA"),
        (PRACTICE, "https://verify.sec.xiaomi.com/captcha/v2/check.html", "not the console"),
    ],
)
def test_a_strangers_captcha_is_told_as_a_strangers(handed_over, site, address, told):
    assert handed_over(site, address) == [told]


def test_without_a_person_it_ends_the_run():
    run = SimpleNamespace(site=VENDOR, tab=SimpleNamespace(url="https://evil.test/"), operator=Nobody())

    with pytest.raises(WrongHost, match="Nothing was typed there"):
        run_apart(carry_on_by_hand(run, (LoginPage,)))
