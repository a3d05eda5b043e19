"""Every label in every language, with its source; and words that would press the wrong button are kept apart."""

import re

import pytest
from people import EMAIL

from pages.console import LOCALES, Site
from pages.wording import LABELS, LANGUAGES, WORDING
from runner.errors import UsageError
from runner.model import Status
from runner.settings import choose_site

NEW = ("ru", "pt", "id", "hi")


@pytest.mark.parametrize("name", LABELS)
def test_each_label_is_known_in_each_language_with_its_source(name):
    assert tuple(LABELS[name]) == LANGUAGES
    for wording in (one for language in LANGUAGES for one in LABELS[name][language]):
        assert wording.text == wording.text.strip() != ""
        assert re.fullmatch(r"20\d\d(-20\d\d)?", wording.when)
    assert all(LABELS[name].values())


def test_a_site_matches_each_wording_of_each_label():
    site = Site()

    for name, texts in WORDING.items():
        assert all(site.says(name).match(text.upper()) for text in texts if text.isascii()), name
        assert all(site.says(name).match(f" {text} ") and site.mentions(name).search(f"x {text}.") for text in texts)


# Two labels that may be on screen at once, and of which one leads on and the other must not be pressed for it.
APART = [
    ("delete start", "delete finally"),
    ("delete device", "confirm delete device"),
    ("revoke", "confirm revoke"),
    ("confirm revoke", "cancel"),
    ("confirm delete device", "cancel"),
    ("confirm delete device", "close"),
    ("delete finally", "cancel"),
    ("delete device", "delete finally"),
    ("submit", "resend"),
    ("submit", "send code"),
    ("reject cookies", "close"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_no_wording_means_two_buttons(one, other):
    site = Site()

    assert not [text for text in WORDING[other] if site.says(one).match(text)]
    assert not [text for text in WORDING[one] if site.says(other).match(text)]


REFUSALS = ("wrong password", "no such account", "blocked", "too many", "forbidden", "too many codes", "devices first")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_no_ordinary_label_reads_like_a_refusal(refusal):
    """A refusal ends the run wherever its words stand."""
    ordinary = [text for name, texts in WORDING.items() if name not in REFUSALS for text in texts]

    assert not [text for text in ordinary if Site().mentions(refusal).search(text)]


def test_the_last_step_is_not_taken_for_the_end():
    """“Deleted” is looked for anywhere on screen."""
    questions = [text for name in ("delete start", "delete finally", "delete agree") for text in WORDING[name]]

    assert not [text for text in questions if Site().mentions("deleted").search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_forced_in_the_address(language):
    site = choose_site("practice", {}, language)

    assert f"_locale={LOCALES[language]}" in site.address("account", "/pass/del")
    assert site.address("cloud", "/#/x").endswith(f"_locale={LOCALES[language]}#/x")


def test_another_language_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match="en, es, zh, ru, pt, id, hi"):
        choose_site("practice", {}, "tlh")


@pytest.mark.parametrize("language", NEW)
def test_a_console_that_does_not_speak_the_language_is_understood(start, console, leaver, skin, language):
    """The practice console stays in its own language, which is known all the same."""
    result = start("list-devices", site=Site(console.account_url, console.cloud_url, language)).result()

    assert result.status is Status.DONE, result.reason
    assert len(result.found["devices"]) == len(leaver["devices"])
    assert [row for row in console.ledger(EMAIL) if row["event"] == "signed-in"]


SAID = [(language, name) for language in NEW for name in ("sign in", "delete device", "delete finally")]


@pytest.mark.parametrize(("language", "name"), SAID, ids=str)
def test_the_browser_finds_a_button_by_its_words(page, language, name):
    """Cyrillic and Devanagari survive the way into the browser's own patterns, whatever the case."""
    for wording in LABELS[name][language]:
        page.set_content(f"<button>no</button><button> {wording.text.upper()} </button>")

        assert page.get_by_role("button", name=Site().says(name)).count() == 1, wording
