"""A screen nobody knows: what is kept of it, and how the run goes on after whatever the person did by hand."""

import asyncio
import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from pages.console import Site
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
            await tab.reload()
        return await super().consent(plan)


def test_outline_and_masked_picture_are_in_the_trail(start, console, leaver):
    console.switch(survey=True)

    run = start("list-devices", operator=Nobody(), patience=SOON)

    assert run.result().status is Status.WAITS
    (event,) = run.events("unknown-screen")
    assert '- heading "How did we do?"' in event["outline"]
    assert '- button "Skip' in event["outline"]
    (picture,) = [each for each in run.events("picture") if each["moment"] == "unknown"]
    assert (run.result().trail / picture["file"]).exists()
    assert picture["masked"] > 0
    text = json.dumps(event, ensure_ascii=False)
    for hidden in (EMAIL, PASSWORD, leaver["id"], leaver["phone"], leaver["name"]):
        assert hidden not in text


@pytest.fixture
def surprised(start, shared, console, leaver, site):
    """A run that unlinks one device, and meets the survey after the consent, when the device list is waited for."""
    chosen = (leaver["devices"][0]["id"],)
    run = start("unlink-devices", operator=Surprised(console, shared), patience=SOON, options={"devices": chosen})
    assert "until “Linked devices”" in run.wait_for_pause().wanted
    return run


def go_home(window, site):
    """Answer the survey, and go to the cloud's home instead of the devices."""
    window.evaluate("fetch('/feedback?next=/', {method: 'POST'})")
    window.goto(f"{site.cloud}/#/")


def test_another_known_screen_lets_the_run_ask_for_its_own_again(surprised, console, site):
    go_home(surprised.window(), site)

    assert surprised.result().status is Status.DONE, surprised.result().reason
    assert len(seen(console, "device-unlinked")) == 1
    assert "Cloud home" in [event["screen"] for event in surprised.events("page")]
    assert len(surprised.events("pause-started")) == 1


def test_a_screen_only_passed_through_does_not_end_the_pause(surprised, console, site, monkeypatch):
    monkeypatch.setattr("runner.core.unknown_screen.PASSING_THROUGH", 600)
    met, ends = [], UnknownScreenPause._ends
    monkeypatch.setattr(UnknownScreenPause, "_ends", lambda pause, found: met.append(found.title) or ends(pause, found))
    window = surprised.window()
    go_home(window, site)
    surprised.until(lambda: "Cloud home" in met, "a look at the screen passed through")
    window.evaluate("location.hash = '#/settings/devices'")

    assert surprised.result().status is Status.DONE, surprised.result().reason
    assert len(seen(console, "device-unlinked")) == 1
    assert "Cloud home" not in [event["screen"] for event in surprised.events("page")]


def test_a_person_may_say_that_the_run_should_take_over(surprised, site, monkeypatch):
    """Enter at the terminal: no need to stay on the known screen any longer."""
    monkeypatch.setattr("runner.core.unknown_screen.PASSING_THROUGH", 600)
    window = surprised.window()
    go_home(window, site)
    expect(window.get_by_text("Contacts", exact=True)).to_be_visible()

    surprised.job.operator.says("look")

    assert surprised.result().status is Status.DONE, surprised.result().reason
    assert [event["by"] for event in surprised.events("pause-ended")] == ["terminal"]


def test_a_device_unlinked_by_hand_during_a_pause_is_found_gone(start, shared, console, leaver):
    run = start("unlink-devices", operator=Surprised(console, shared), patience=SOON)
    run.wait_for_pause()
    window = run.window()
    first = leaver["devices"][0]["id"]

    window.evaluate(f"fetch('/find/device/{first}/unlink', {{method: 'POST'}})")
    run.until(lambda: seen(console, "device-unlinked"), "the device's end")
    window.get_by_role("button", name="Skip").click()

    assert run.result().status is Status.DONE, run.result().reason
    unlinked = [row["device"] for row in seen(console, "device-unlinked")]
    assert sorted(unlinked) == sorted(device["id"] for device in leaver["devices"])
    assert len(run.events("intent")) == len(leaver["devices"]) - 1
    assert any("was not linked any more" in event["text"] for event in run.events("note"))


@pytest.fixture
def says(monkeypatch):
    """Let the console say something of its own in other words than anybody knows."""

    def say(**texts):
        changed = {key.replace("_", " "): (text,) * len(LANGUAGES) for key, text in texts.items()}
        monkeypatch.setattr("runner.practice.words.WORDS", {**WORDS, **changed})

    return say


def test_a_question_nobody_knows_is_answered_by_the_person_and_the_run_goes_on(start, console, leaver, says):
    """Each device is unlinked by hand, since the runner does not know the button that does it."""
    says(confirm_delete_device="So be it")
    chosen = tuple(device["id"] for device in leaver["devices"][:2])
    run = start("unlink-devices", patience=SOON, options={"devices": chosen})
    for number in (1, 2):
        run.wait_for_pause(number)
        run.window().get_by_role("button", name="So be it").click()

    assert run.result().status is Status.DONE, run.result().reason
    assert [row["device"] for row in seen(console, "device-unlinked")] == list(chosen)
    assert len(run.events("pause-started")) == 2


def test_a_question_the_person_says_no_to_is_not_asked_for_ever(start, console, leaver, says):
    says(confirm_delete_device="So be it")
    run = start("unlink-devices", patience=SOON)
    for number in (1, 2, 3):
        run.wait_for_pause(number)
        window = run.window()
        window.get_by_role("button", name="Cancel").click()
        window.get_by_role("button", name="Close").click()

    assert run.result().status is Status.FAILED
    assert "did not ask about" in run.result().reason
    assert seen(console, "device-unlinked") == []
    assert len(run.events("pause-started")) == 3


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


def test_a_known_screen_at_a_wrong_address_does_not_end_the_pause_again_and_again(start, console, leaver, site):
    wrong = replace(site, paths={"Authorised apps": "/fe/service/account"})
    run = start("revoke-apps", site=wrong, patience=SOON)
    pause = run.wait_for_pause()
    run.job.operator.says("look")
    run.until(lambda: "still shows" in pause.words, "another look")

    assert len(run.job.operator.pauses) == 1
    assert pause.wanted.startswith("The console shows “Account home” instead. Carry on by hand until “Authorised apps”")
    run.job.operator.says("give-up")
    assert run.result().status is Status.WAITS


def test_the_language_of_the_site_does_not_matter(start, console, leaver):
    """A console that answers in Chinese to whoever asks for Hindi shows the survey in Chinese."""
    console.switch(survey=True, language="zh")
    site = Site(console.account_url, console.cloud_url, "hi")

    run = start("list-devices", operator=Nobody(), patience=SOON, site=site)

    assert "您对我们的服务满意吗？" in run.events("unknown-screen")[0]["outline"]
