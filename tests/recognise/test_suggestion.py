"""After the run: what a person's way past unknown screens teaches, as a file to make a console.toml of."""

import re
import tomllib
from dataclasses import replace

import pytest

from pages.console import Site
from pages.device_list import DeviceListPage
from runner.console_file import correct
from runner.core.suggestion import SUFFIX, path_of
from runner.model import Status
from runner.operators.base import Nobody
from runner.operators.reporter import NullReporter
from tests.support.people import EMAIL, PASSWORD, Present
from tests.support.settled import SOON


class Listener(NullReporter):
    """Keeps what the run says to the person."""

    notes: list[str]

    def __init__(self):
        self.notes = []
        type(self).last = self

    def note(self, text):
        self.notes.append(text)


@pytest.fixture(autouse=True)
def _listen(monkeypatch):
    monkeypatch.setattr("tests.support.people.NullReporter", Listener)


def suggestions(run):
    return list(run.result().trail.parent.glob(f"*{SUFFIX}"))


def uncommented(path):
    """What the file says once a person has taken away the '#' of its settings."""
    return re.sub(r'^# (?=[\["])', "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_file_lies_beside_the_trail_and_the_person_is_told(start, console, leaver):
    console.switch(survey=True)
    run = start("list-devices", patience=SOON)
    run.wait_for_pause()
    run.window().get_by_role("button", name="Skip").click()

    assert run.result().status is Status.DONE, run.result().reason
    (path,) = suggestions(run)
    assert path.name == f"{run.result().trail.name}.console-suggestion.toml"
    assert any(str(path) in note for note in Listener.last.notes)
    text = path.read_text(encoding="utf-8")
    assert '# headings: "How did we do?"' in text
    assert '"Skip' in text
    # On a slow machine the classic skin's cloud home stands long enough, on its way, to count as where one got to.
    assert re.search("you carried on to “(Linked devices|Cloud home)”", text)
    assert tomllib.loads(text) == {}, "every line is a comment"


def test_without_its_comment_marks_it_is_a_valid_console_toml(start, console, leaver, tmp_path):
    console.switch(survey=True)
    run = start("list-devices", patience=SOON)
    run.wait_for_pause()
    run.window().get_by_role("button", name="Skip").click()
    (path,) = suggestions(run)
    chosen = tmp_path / "console.toml"
    chosen.write_text(uncommented(path), encoding="utf-8")

    site = correct(Site(), chosen)

    assert site.says("no devices").match("how did we do?")
    assert site.says("no devices").match("No linked devices")


def test_a_screen_that_has_moved_is_found_by_the_suggestion_the_next_time(start, console, leaver, site, tmp_path):
    """The apps are looked for at a wrong address; the person goes to the right one."""
    wrong = replace(site, paths={"Authorised apps": "/fe/service/account"})
    run = start("revoke-apps", site=wrong, patience=SOON)
    run.wait_for_pause()
    run.window().goto(f"{site.account}/fe/service/account/authorization?token=secret")

    (path,) = suggestions(run)
    text = uncommented(path)
    assert '"Authorised apps" = "/fe/service/account/authorization"' in text
    assert "secret" not in text
    chosen = tmp_path / "console.toml"
    chosen.write_text("[paths]" + text.partition("[paths]")[2], encoding="utf-8")
    again = start("revoke-apps", site=correct(wrong, chosen), operator=Nobody(), yes_delete=EMAIL).result()
    assert again.status is Status.DONE, again.reason


def test_no_secret_and_no_identifier_is_in_it(start, console, leaver, monkeypatch):
    """Even where the unknown screen is full of them."""
    console.switch(survey=True)
    title = f"Dear {leaver['name']}, {EMAIL}, {PASSWORD}"
    monkeypatch.setattr("runner.practice.words.WORDS", _with_title(title))
    run = start("unlink-devices", patience=SOON)
    run.wait_for_pause()
    run.window().get_by_role("button", name="Skip").click()

    (path,) = suggestions(run)
    text = path.read_text(encoding="utf-8")
    assert "Dear ‹owner›, ‹account›" in text
    for hidden in (leaver["name"], EMAIL, leaver["id"], leaver["devices"][0]["imei"], PASSWORD):
        assert hidden not in text
        assert hidden not in (run.result().trail / "trail.jsonl").read_text(encoding="utf-8")


def _with_title(title):
    from runner.practice.words import WORDS

    return {**WORDS, "survey title": (title,) * 3}


def test_nobody_carried_on_so_nothing_is_suggested(start, console, leaver):
    console.switch(survey=True)

    run = start("list-devices", operator=Nobody(), patience=SOON)

    assert run.result().status is Status.WAITS
    assert suggestions(run) == []


def test_a_run_without_surprises_suggests_nothing(start, console, leaver):
    run = start("list-devices", operator=Present())

    assert run.result().status is Status.DONE
    assert suggestions(run) == []


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://i.mi.com/?_locale=en&token=x#/settings/devices?id=1", "/#/settings/devices"),
        ("https://account.xiaomi.com/a/b?c=d", "/a/b"),
        ("https://account.xiaomi.com", "/"),
        ("https://account.xiaomi.com/u/6012345678/x", "/u/‹identifier›/x"),
    ],
)
def test_an_address_loses_its_query_and_identifiers(address, path):
    assert path_of(address) == path


def test_the_known_address_of_a_screen_is_no_news(site):
    assert path_of(DeviceListPage.address(site)) == DeviceListPage.path
