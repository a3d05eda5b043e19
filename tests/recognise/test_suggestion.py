"""After the run: what a person's way past unknown screens teaches, as a file to make a console.toml of."""

import re
import tomllib
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from pages.console import Site
from pages.device_list import DeviceListPage
from runner.console_file import correct
from runner.core.suggestion import SUFFIX, path_of
from runner.model import Status
from runner.operators.base import Nobody
from runner.operators.reporter import NullReporter
from runner.practice.words import WORDS
from tests.support.people import EMAIL, PASSWORD
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


def test_a_person_lets_the_run_take_over_and_the_suggestion_is_a_valid_console_toml_without_secrets(
    start, console, leaver, site, tmp_path, monkeypatch
):
    """Enter at the terminal: no need to stay on the known screen any longer. The survey is full of secrets."""
    monkeypatch.setattr("runner.core.unknown_screen.PASSING_THROUGH", 600)
    console.switch(survey=True)
    hidden = (leaver["name"], EMAIL, leaver["id"], leaver["devices"][0]["imei"], PASSWORD)
    changed = {"survey send": (f"Dear {', '.join(hidden)}",) * 3}
    monkeypatch.setattr("runner.practice.words.WORDS", {**WORDS, **changed})
    run = start("list-devices", patience=SOON)
    run.wait_for_pause()
    window = run.window()
    window.evaluate("fetch('/feedback?next=/', {method: 'POST'})")
    window.goto(f"{site.cloud}/#/")
    expect(window.get_by_text("Contacts", exact=True)).to_be_visible()
    run.job.operator.says("look")

    assert run.result().status is Status.DONE, run.result().reason
    assert [event["by"] for event in run.events("pause-ended")] == ["terminal"]
    assert "Cloud home" in [event["screen"] for event in run.events("page")], "the run asked for its own screen again"
    (path,) = suggestions(run)
    assert path.name == f"{run.result().trail.name}.console-suggestion.toml"
    assert any(str(path) in note for note in Listener.last.notes)
    text = path.read_text(encoding="utf-8")
    assert '# headings: "How did we do?"' in text
    assert '"Skip' in text
    assert "you carried on to “Cloud home”" in text
    assert tomllib.loads(text) == {}, "every line is a comment"

    assert "Dear ‹owner›, ‹account›" in text
    for secret in hidden:
        assert secret not in text
        assert secret not in (run.result().trail / "trail.jsonl").read_text(encoding="utf-8")

    chosen = tmp_path / "console.toml"
    chosen.write_text(uncommented(path), encoding="utf-8")
    site = correct(Site(), chosen)
    assert site.says("no devices").match("how did we do?")
    assert site.says("no devices").match("No linked devices")


@pytest.mark.thorough
def test_a_screen_that_has_moved_is_found_by_the_suggestion_the_next_time(start, console, site, tmp_path):
    """The apps are looked for at a wrong address, whose screen is known; the person goes to the right one."""
    apps = [{"id": "2882303761517308695", "name": "Mi Home"}]
    console.add_account(email=EMAIL, password=PASSWORD, devices=[], apps=apps)
    wrong = replace(site, paths={"Authorised apps": "/fe/service/account"})
    run = start("revoke-apps", site=wrong, patience=SOON)
    pause = run.wait_for_pause()
    assert pause.wanted.startswith("The console shows “Account home” instead. Carry on by hand until “Authorised apps”")
    run.job.operator.says("look")
    run.until(lambda: "still shows" in pause.words, "another look, which does not end the pause")
    run.window().goto(f"{site.account}/fe/service/account/authorization?token=secret")

    assert run.result().status is Status.DONE, run.result().reason
    assert len(run.events("pause-started")) == 1
    (path,) = suggestions(run)
    text = uncommented(path)
    assert '"Authorised apps" = "/fe/service/account/authorization"' in text
    assert "secret" not in text
    chosen = tmp_path / "console.toml"
    chosen.write_text("[paths]" + text.partition("[paths]")[2], encoding="utf-8")
    again = start("revoke-apps", site=correct(wrong, chosen), operator=Nobody(), yes_delete=EMAIL).result()
    assert again.status is Status.DONE, again.reason
    assert suggestions(run) == [path], "a run without surprises suggests nothing"


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
