"""Every label in every language, with its source; and words that would press the wrong button are kept apart."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from pages.console import LOCALES, Site
from pages.wording import LABELS, LANGUAGES, WEAK, WORDING, Wording, _read, label_of, labels_in
from runner.cli import cli
from runner.errors import UsageError
from runner.model import Status
from runner.settings import choose_site
from tests.support.people import EMAIL

NEW = ("ru", "hi", "vi")
ROOT = Path(__file__).parents[2]
SITE = Site()
APP = "the vendor's app"


def test_each_label_is_known_in_each_language_with_its_source():
    for name, known in LABELS.items():
        assert tuple(known) == LANGUAGES, name
        for language, wordings in known.items():
            assert wordings, (name, language)
            for wording in wordings:
                assert wording.text == wording.text.strip() != ""
                assert "|" not in wording.text
                assert wording.source in {"seen", "guide", "inferred"}
                assert re.fullmatch(r"20\d\d(-20\d\d)?", wording.when), wording


def test_no_label_stands_in_two_files():
    headings = [heading for heading, _ in _read._blocks()]

    assert len(headings) == len({heading.partition("]")[0] for heading in headings}) == len(LABELS)


def test_the_vendors_own_words_are_marked_as_seen():
    """Those by which devices go and stay, and what is said when it fails: taken from the vendor's app of 2024."""
    for name, language, text in (
        ("remove", "es", "Desvincular"),
        ("remove", "de", "Entfernen"),
        ("delete device", "zh", "删除设备"),
        ("removal failed", "en", "Can't remove device"),
        ("nothing here", "pl", "Pusto"),
        ("find device locked", "en", "Can't turn off Find device now due to security reasons."),
        ("account home", "uk", "Акаунт Xiaomi"),
    ):
        assert Wording(text, "seen", "2024", APP) in LABELS[name][language]
    assert sum(one.where == APP for known in LABELS.values() for words in known.values() for one in words) > 700


def test_signed_out_is_no_proof_of_a_removal():
    """The vendor's Spanish for it is the button *Sign out* as well."""
    assert label_of("Cerrar sesión") == {"sign out"}
    for language in LANGUAGES:
        for wording in LABELS["signed out"][language]:
            assert label_of(wording.text) == {"signed out"}
    assert "signed out" in WEAK


def test_what_many_buttons_carry_is_weak_and_what_names_its_thing_is_not():
    for text in ("Remove", "Delete", "OK", "OK (5s)", "Verify", "Get code", "Send", "Yes", "Confirm", "Next", "Submit"):
        assert label_of(text), text
        assert label_of(text) <= WEAK, text
    for text in ("Delete device", "Remove device", "Delete account", "Revoke access", "Sign in", "Send code"):
        assert label_of(text), text
        assert not label_of(text) & WEAK, text
    assert set(WEAK) < set(WORDING)


def test_both_names_of_the_vendor_are_known_wherever_one_is():
    for name, texts in WORDING.items():
        for text in texts:
            assert re.sub(r"\bXiaomi\b", "Mi", text) in texts, name
            assert text.replace("帐", "账") in texts, name


def test_help_needs_no_words(monkeypatch, tmp_path):
    """They are read when the first is asked for; this fails where reading them at all fails."""
    readers = (_read._blocks, _read.texts, _read.labels, _read.weak)
    try:
        for reader in readers:
            reader.cache_clear()
        monkeypatch.setattr(_read, "FOLDER", tmp_path)

        assert CliRunner().invoke(cli, ["--help"]).exit_code == 0
        Site()
        with pytest.raises(FileNotFoundError):
            WORDING["cancel"]
    finally:
        for reader in readers:
            reader.cache_clear()


def test_the_words_are_shipped_with_the_package():
    """The wheel takes every file of the package's folder; the words stand in it."""
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]

    assert "pages" in shipped["wheel"]["packages"]
    assert _read.FOLDER.is_relative_to(ROOT / "pages")
    assert {f"{part}.txt" for part in _read.PARTS} == {path.name for path in _read.FOLDER.iterdir()}


def test_a_site_matches_each_wording_of_each_label():
    for name, texts in WORDING.items():
        whole, within = SITE.says(name), SITE.mentions(name)
        assert all(whole.match(text.upper()) for text in texts if text.isascii()), name
        assert all(whole.match(f" {text} ") and within.search(f"x {text}.") for text in texts)
        assert all(name in label_of(text) for text in texts)


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
    ("accept cookies", "reject cookies"),
    ("agree", "disagree"),
    ("agree", "cancel"),
    ("yes", "no"),
    ("ok", "cancel"),
    ("confirm", "cancel"),
    ("sign in", "sign up"),
    ("sign in", "sign out"),
    ("delete device", "delete finally"),
    ("delete device", "delete"),
    ("delete start", "delete"),
    ("delete finally", "delete"),
    ("delete finally", "deleted"),
    ("delete device", "device removed"),
    ("remove", "more"),
    ("remove", "details"),
    ("delete", "manage data"),
    ("delete", "download copy"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_no_wording_means_two_buttons(one, other):
    assert not [text for text in WORDING[other] if SITE.says(one).match(text)]
    assert not [text for text in WORDING[one] if SITE.says(other).match(text)]


REFUSALS = (
    "wrong password", "no such account", "blocked", "account restricted", "deregistered", "not activated", "too many",
    "too many codes", "code limit", "forbidden", "system error", "something wrong", "session expired",
    "devices first", "clear first", "removal failed",
)  # fmt: skip


@pytest.mark.parametrize("refusal", REFUSALS)
def test_no_ordinary_label_reads_like_a_refusal(refusal):
    """A refusal ends the run wherever its words stand."""
    ordinary = [text for name, texts in WORDING.items() if name not in REFUSALS for text in texts]
    mentions = SITE.mentions(refusal)

    assert not [text for text in ordinary if mentions.search(text)]
    assert not [text for text in ordinary if refusal in labels_in(text)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("您的操作频率过快，请稍后再试。", "too many"),
        ("Too many frequent attempts", "too many"),
        ("密码不正确", "wrong password"),
        ("用户名密码不匹配", "wrong password"),
        ("此帐号已被冻结，暂时无法登录", "blocked"),
        ("Something went wrong. Wait a minute or two and try again.", "something wrong"),
        ("Can't send more verification codes to this number", "code limit"),
        ("Verification code error", "wrong code"),
        ("Usuario: nombre de usuario o contraseña no válidos.", "wrong password"),
    ],
)
def test_a_refusal_is_read_in_a_sentence(text, label):
    assert label in labels_in(text)


def test_the_last_step_is_not_taken_for_the_end():
    """“Deleted” is looked for anywhere on screen."""
    questions = [text for name in ("delete start", "delete finally", "delete agree") for text in WORDING[name]]

    assert not [text for text in questions if SITE.mentions("deleted").search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_forced_in_the_address(language):
    site = choose_site("practice", {}, language)

    assert f"_locale={LOCALES[language]}" in site.address("account", "/pass/del")
    assert site.address("cloud", "/#/x").endswith(f"_locale={LOCALES[language]}#/x")


def test_another_language_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match="en, es, zh, ru, pt, id, hi, de, fr, it, pl, tr, vi, uk"):
        choose_site("practice", {}, "tlh")


@pytest.mark.parametrize("language", NEW)
def test_the_consoles_own_language_is_known_whatever_was_asked_for(language):
    site = choose_site("practice", {}, language)

    for name in ("sign in", "devices heading", "delete device"):
        for spoken in ("en", "es", "zh"):
            assert all(site.says(name).match(wording.text) for wording in LABELS[name][spoken]), (name, spoken)


def test_a_console_that_does_not_speak_the_language_is_understood(start, console, leaver):
    """The practice console stays in its own language, which is known all the same."""
    result = start("list-devices", site=Site(console.account_url, console.cloud_url, "vi")).result()

    assert result.status is Status.DONE, result.reason
    assert len(result.found["devices"]) == len(leaver["devices"])
    assert [row for row in console.ledger(EMAIL) if row["event"] == "signed-in"]


def test_the_browser_finds_a_button_by_its_words(page):
    """Cyrillic and Devanagari survive the way into the browser's own patterns, whatever the case."""
    for name in ("sign in", "delete device", "delete finally"):
        wordings = [wording.text for language in NEW for wording in LABELS[name][language]]
        page.set_content(
            "<button>no</button>" + "".join(f"<p><button> {text.upper()} </button></p>" for text in wordings)
        )
        for number, text in enumerate(wordings):
            button = page.locator("p").nth(number).get_by_role("button", name=SITE.says(name))
            assert button.count() == 1, text
        assert page.get_by_role("button", name=SITE.says(name)).count() == len(wordings), name
