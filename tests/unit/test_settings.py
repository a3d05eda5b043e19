"""What a run can be told."""

import pytest

from pages.console import VENDOR_ACCOUNT, Site
from runner.errors import UsageError
from runner.settings import choose_site, parse_duration, read_env_file


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("90s", 90), ("15m", 900), ("1h", 3600), ("0.5m", 30)])
def test_durations_are_read(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "m", "ten", "-5s", "0", "inf", "nan", "5d"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(UsageError, match="duration"):
        parse_duration(text)


def test_the_vendor_is_the_default_and_known_as_such(monkeypatch):
    monkeypatch.delenv("MI_CONSOLE", raising=False)

    site = choose_site(None, {}, None)

    assert site.account == VENDOR_ACCOUNT
    assert site.is_vendors


def test_the_practice_console_is_not_the_vendor():
    assert not choose_site("practice", {}, "es").is_vendors


@pytest.mark.parametrize("console", ["elsewhere", "http://one.test", "ftp://a,ftp://b"])
def test_a_console_that_makes_no_sense_is_refused(console):
    with pytest.raises(UsageError, match="console"):
        choose_site(console, {}, None)


def test_a_named_settings_file_must_be_there(tmp_path):
    with pytest.raises(UsageError, match="no settings file"):
        read_env_file(tmp_path / ".env")


def test_the_language_stands_before_the_fragment():
    site = Site("http://127.0.0.1:1", "http://localhost:2", "zh")

    assert site.address("cloud", "/#/settings") == "http://localhost:2/?_locale=zh_CN#/settings"
    assert site.address("account", "/pass/del?a=1") == "http://127.0.0.1:1/pass/del?a=1&_locale=zh_CN"
