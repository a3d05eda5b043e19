"""A screen nobody knows: what is kept of it, and how the run goes on after whatever the person did by hand."""

import asyncio
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from pages.base import UnknownScreen
from pages.console import Site
from pages.device_list import DeviceListPage
from pages.homes import AccountHomePage, CloudHomePage
from pages.login import LoginPage
from runner.core.suggestion import SUFFIX
from runner.core.unknown_screen import UnknownScreenPause
from runner.model import Status
from runner.operators.base import Nobody
from runner.operators.practice import PracticeOperator
from runner.practice.words import LANGUAGES, WORDS
from tests.support.people import EMAIL, PASSWORD, Present
from tests.support.settled import SOON


def renamed(site, *labels):
    """The site as it is known after the vendor has renamed some labels."""
    return replace(site, wording={**site.wording, **dict.fromkeys(labels, ("Something quite different",))})


def seen(console, event):
    return [row for row in console.ledger(EMAIL) if row["event"] == event]


class Surprised(Present):
    """Consents, and finds the console showing a survey from then on."""

    def __init__(self, console, shared):
        super().__init__()
        self.console, self.shared = console, shared

    async def consent(self, plan):
        self.console.switch(survey=True)
        browser = await self.shared.in_loop()
        for tab in (tab for context in browser.contexts for tab in context.pages):
            # Other tests keep tabs of their own in this browser.
            if tab.url.startswith((self.console.account_url, self.console.cloud_url)):
                await tab.reload()
        return await super().consent(plan)


def test_outline_and_masked_picture_are_in_the_trail_whatever_the_language(start, console, leaver):
    """A console that answers in Chinese to whoever asks for Hindi shows the survey in Chinese."""
    console.switch(survey=True, language="zh")

    run = start(
        "list-devices", operator=Nobody(), patience=SOON, site=Site(console.account_url, console.cloud_url, "hi")
    )  # fmt: skip

    assert run.result().status is Status.WAITS
    (event,) = run.events("unknown-screen")
    assert '- heading "您对我们的服务满意吗？"' in event["outline"]
    assert '- button "暂时跳过' in event["outline"]
    (picture,) = [each for each in run.events("picture") if each["moment"] == "unknown"]
    assert (run.result().trail / picture["file"]).exists()
    assert picture["masked"] > 0
    text = json.dumps(event, ensure_ascii=False)
    for hidden in (EMAIL, PASSWORD, leaver["id"], leaver["phone"], leaver["name"]):
        assert hidden not in text
    assert not list(run.result().trail.parent.glob(f"*{SUFFIX}")), "nobody carried on, so nothing is suggested"


def go_home(window, site):
    """Answer the survey, and go to the cloud's home instead of the devices."""
    window.evaluate("fetch('/feedback?next=/', {method: 'POST'})")
    window.goto(f"{site.cloud}/#/")


@pytest.fixture
def pause(site):
    """A pause that began at the account's home, and waits for the devices."""
    tab = SimpleNamespace(url=f"{site.account}/fe/service/account", context=None)
    run = SimpleNamespace(pauses=0, tab=tab, site=site, settings=SimpleNamespace(wait=60))
    pause = UnknownScreenPause(run, UnknownScreen(tab, site, "Carry on."), (DeviceListPage,))
    pause.at_first = (AccountHomePage, tab.url)
    return pause


def test_another_known_screen_ends_a_pause_once_it_stays_or_the_person_says_so(pause, monkeypatch):
    tab, site = pause.run.tab, pause.run.site
    monkeypatch.setattr("runner.core.unknown_screen.PASSING_THROUGH", 600)
    assert pause._ends(DeviceListPage(tab, site)), "the one that is waited for needs not stay"
    assert not pause._ends(CloudHomePage(tab, site))
    monkeypatch.setattr("runner.core.unknown_screen.PASSING_THROUGH", 0)
    assert pause._ends(CloudHomePage(tab, site))
    assert not pause._ends(AccountHomePage(tab, site)), "it was there when the pause began"

    tab.url += "/security"
    assert pause._ends(AccountHomePage(tab, site)), "the same at another address"
    pause.at_first = (LoginPage, site.account)
    assert not pause._ends(LoginPage(tab, site)), "a sign-in that was there is never filled in again"
    monkeypatch.setattr("runner.core.unknown_screen.PASSING_THROUGH", 600)
    assert not pause._ends(CloudHomePage(tab, site))
    pause._told_to_look = True
    assert pause._ends(CloudHomePage(tab, site))


@pytest.mark.thorough
def test_a_screen_only_passed_through_ends_no_pause_and_what_is_unlinked_meanwhile_is_found_gone(
    start, shared, leaver, console, site, monkeypatch
):
    """The survey comes after the consent, when the device list is waited for."""
    monkeypatch.setattr("runner.core.unknown_screen.PASSING_THROUGH", 600)
    met, ends = [], UnknownScreenPause._ends
    monkeypatch.setattr(UnknownScreenPause, "_ends", lambda pause, found: met.append(found.title) or ends(pause, found))
    first, second = leaver["devices"][:2]
    chosen = (first["id"], second["id"])
    run = start("unlink-devices", operator=Surprised(console, shared), patience=SOON, options={"devices": chosen})
    assert "until “Linked devices”" in run.wait_for_pause().wanted
    window = run.window()

    window.evaluate(f"fetch('/find/device/{first['id']}/unlink', {{method: 'POST'}})")
    run.until(lambda: seen(console, "device-unlinked"), "the device's end")
    go_home(window, site)
    run.until(lambda: "Cloud home" in met, "a look at the screen passed through")
    window.evaluate("location.hash = '#/settings/devices'")

    assert run.result().status is Status.DONE, run.result().reason
    assert "Cloud home" not in [event["screen"] for event in run.events("page")]
    assert sorted(row["device"] for row in seen(console, "device-unlinked")) == sorted(chosen)
    assert len(run.events("intent")) == 1
    assert any("was not linked any more" in event["text"] for event in run.events("note"))


@pytest.fixture
def says(monkeypatch):
    """Let the console say something of its own in other words than anybody knows."""

    def say(**texts):
        changed = {key.replace("_", " "): (text,) * len(LANGUAGES) for key, text in texts.items()}
        monkeypatch.setattr("runner.practice.words.WORDS", {**WORDS, **changed})

    return say


@pytest.fixture
def nobody_knows(start, says, monkeypatch):
    """The runner does not know the button that unlinks, so a device is unlinked by hand, or not."""
    monkeypatch.setattr("scenarios._removal.SIGN_INS", 2)
    says(confirm_delete_device="So be it")
    return lambda device: start("unlink-devices", patience=SOON, options={"devices": (device["id"],)})


def test_a_question_nobody_knows_is_answered_by_the_person(nobody_knows, console, leaver):
    device = leaver["devices"][1]
    run = nobody_knows(device)
    run.wait_for_pause()
    run.window().get_by_role("button", name="So be it").click()

    assert run.result().status is Status.DONE, run.result().reason
    assert [row["device"] for row in seen(console, "device-unlinked")] == [device["id"]]
    assert len(run.events("pause-started")) == 1


@pytest.mark.thorough
def test_a_question_nobody_knows_that_the_person_says_no_to_is_not_asked_for_ever(nobody_knows, console, leaver):
    device = leaver["devices"][1]
    run = nobody_knows(device)
    for number in (1, 2):
        run.wait_for_pause(number)
        run.window().get_by_role("button", name="Cancel").click()
        run.window().get_by_role("button", name="Close").click()

    assert run.result().status is Status.FAILED
    assert f"In 2 attempts the console did not ask about {device['name']}" in run.result().reason
    assert seen(console, "device-unlinked") == []
    assert len(run.events("pause-started")) == 2


@pytest.mark.thorough
def test_another_device_opened_by_hand_is_not_unlinked_for_the_one_meant(start, console, leaver, says):
    """The person wanders off to another device in the pause; only what was consented to may go."""
    says(delete_device="Let it go")
    meant, other = leaver["devices"][0], leaver["devices"][1]
    run = start("unlink-devices", patience=SOON, options={"devices": (meant["id"],)})
    run.wait_for_pause()
    window = run.window()
    window.get_by_role("dialog").get_by_role("button", name="Close").click()
    window.get_by_text(other["name"], exact=True).click()
    window.get_by_role("button", name="Let it go").click()

    run.wait_for_pause(2)
    run.job.operator.says("give-up")

    assert run.result().status is Status.WAITS, run.result().reason
    assert seen(console, "device-unlinked") == []


@pytest.mark.thorough
def test_an_account_deleted_by_hand_is_deleted_and_stays_so_for_the_next_run(start, console, site):
    console.add_account(email=EMAIL, password=PASSWORD, devices=[], apps=[])
    helper = Deleter(site, console.control_url, EMAIL)

    run = start("delete-account", site=renamed(site, "delete finally"), operator=helper, patience=SOON)

    assert run.result().status is Status.DONE, run.result().reason
    assert len(seen(console, "account-deleted")) == 1
    assert run.events("intent") == []
    assert any("by hand" in event["text"] for event in run.events("note"))
    again = start("delete-account", operator=helper).result()
    assert again.status is Status.DONE, again.reason
    assert "already deleted" in again.reason


class Deleter(PracticeOperator):
    """The practice operator, who presses the renamed last button as well."""

    async def attend(self, pause, tab):
        if pause.kind == "unknown":
            await tab.get_by_role("button", name="Delete account").click()
            await asyncio.Event().wait()  # the screen ends the pause
        return await super().attend(pause, tab)


def test_a_sign_in_that_is_refused_in_unknown_words_is_not_sent_again(start, console, leaver, site):
    """The form stays on screen; it is a known one, and must not end the pause."""
    run = start(
        "list-devices", site=renamed(site, "wrong password"), patience=SOON, password="not-the-password"
    )  # fmt: skip
    pause = run.wait_for_pause()
    run.job.operator.says("look")
    run.until(lambda: pause.words, "another look")
    run.job.operator.says("give-up")

    assert run.result().status is Status.WAITS, run.result().reason
    assert "“Sign-in” instead" in pause.wanted
    assert len(run.events("pause-started")) == 1
    assert len([row for row in console.ledger() if row["event"] == "sign-in-refused"]) == 1
