"""The irreversible click: with consent, for the account the page names, with the evidence before it, and once."""

import pytest
from playwright.async_api import Error as PlaywrightError

from pages.base import NamesAccount
from pages.console import Site
from pages.delete_account import LastWarningPage
from runner.core.intent_files import IntentFiles
from runner.errors import Refused, TrailError
from runner.model import Status
from runner.operators.base import Nobody
from runner.operators.practice import PracticeOperator
from runner.trail import Trail
from tests.support.people import EMAIL, PASSWORD, Present, trail_lines
from tests.support.tiers import thorough


@pytest.fixture
def empty(console):
    """An account with nothing linked to it."""
    return console.add_account(email=EMAIL, password=PASSWORD, devices=[], apps=[])


@pytest.fixture
def helper(site, console):
    return PracticeOperator(site, console.control_url, EMAIL)


def deletions(console):
    return sum(row["event"] == "account-deleted" for row in console.ledger(EMAIL))


def pressed(console):
    return [
        row
        for row in console.ledger(EMAIL)
        if row["event"].startswith("deletion-") or row["event"] == "account-deleted"
    ]


def test_the_evidence_is_on_disk_before_the_click(start, console, empty, helper, monkeypatch, tmp_path):
    """At the moment of the click, the intent and its picture can be read from the disk; the password was asked anew."""
    console.switch(delete_asks_password=True)
    click, seen = LastWarningPage.delete_for_good, []

    async def look_first(page):
        folder = next((tmp_path / "trails").glob("*_delete-account"))
        lines = trail_lines(folder)
        before = next(line for line in reversed(lines) if line["kind"] == "picture")
        seen.append(
            (lines[-1]["kind"], before["moment"], (folder / before["file"]).stat().st_size > 0, deletions(console))
        )
        await click(page)

    monkeypatch.setattr(LastWarningPage, "delete_for_good", look_first)

    result = start("delete-account", operator=helper).result()
    assert result.status is Status.DONE, result.reason
    assert seen == [("intent", "before", True, 0)]
    assert deletions(console) == 1


@pytest.mark.thorough
def test_a_run_whose_account_is_anothers_now_unlinks_nothing(start, console, leaver, monkeypatch):
    """As when its worker was taken for dead: not only the deletion, no click that cannot be undone is made."""

    async def lost(_):
        raise Refused("Another worker has taken over this account.")

    monkeypatch.setattr(IntentFiles, "still_ours", lost)

    run = start("unlink-devices", yes_delete=EMAIL)

    assert run.result().status is Status.REFUSED
    assert not [row for row in console.ledger(EMAIL) if row["event"] == "device-unlinked"]
    assert run.events("outcome")[0]["result"] == "not done: Another worker has taken over this account."


@pytest.mark.parametrize("fails", thorough("durable", "picture"))
def test_without_evidence_there_is_no_click(start, console, empty, helper, monkeypatch, fails):
    whole = getattr(Trail, fails)

    async def broken(trail, *words):
        if fails == "durable" or words[3] == "before":
            raise TrailError("The disk is full.")
        await whole(trail, *words)

    monkeypatch.setattr(Trail, fails, broken)

    result = start("delete-account", operator=helper, yes_delete=EMAIL).result()

    assert result.status is Status.FAILED
    assert "disk is full" in result.reason
    assert deletions(console) == 0


@pytest.mark.thorough
def test_a_run_that_died_after_the_click_is_settled_by_looking(start, console, empty, helper, monkeypatch):
    async def die_after(page, click=LastWarningPage.delete_for_good):
        await click(page)
        await page.tab.wait_for_url("**/pass/del/done")
        raise PlaywrightError("Target page, context or browser has been closed")

    monkeypatch.setattr(LastWarningPage, "delete_for_good", die_after)
    first = start("delete-account", operator=helper).result()
    monkeypatch.undo()
    assert first.status is Status.FAILED
    assert len(first.clicked) == 1
    assert "may have been clicked, and what came of it was not seen" in first.reason
    assert "Nothing" not in first.reason
    assert deletions(console) == 1

    again = start("delete-account", operator=helper).result()

    assert again.status is Status.DONE, again.reason
    assert "already deleted" in again.reason
    assert deletions(console) == 1


class Consents(PracticeOperator):
    """Keeps the plans that were consented to."""

    def __init__(self, *words):
        super().__init__(*words)
        self.plans = []

    async def consent(self, plan):
        self.plans.append(plan)
        return plan.account


@pytest.mark.thorough
def test_a_run_that_died_before_the_click_is_taken_over_by_a_person_only(
    start, console, site, empty, helper, monkeypatch, tmp_path
):
    """Whatever name, address or folder the next one is started with."""

    async def die(page):
        raise PlaywrightError("Target page, context or browser has been closed")

    with monkeypatch.context() as patch:
        patch.setattr(LastWarningPage, "delete_for_good", die)
        assert start("delete-account", operator=helper).result().status is Status.FAILED
    slash = Site(console.account_url + "/", console.cloud_url + "/")
    (tmp_path / "trails").rename(tmp_path / "former trails")
    for account, address in ((empty["id"], slash), (empty["phone"], site)):
        result = start(
            "delete-account", account=account, yes_delete=account, site=address, operator=Nobody()
        ).result()
        assert (result.status, deletions(console)) == (Status.WAITS, 0), result.reason
        assert "may have been pressed" in result.reason

    person = Consents(site, console.control_url, EMAIL)
    result = start("delete-account", operator=person, yes_delete=EMAIL).result()

    assert result.status is Status.DONE, result.reason
    assert "may have been pressed" in person.plans[0].notes[0]
    assert deletions(console) == 1


@pytest.mark.thorough
def test_a_masked_name_is_not_enough_for_consent_given_beforehand(start, console, empty, monkeypatch):
    """A console that shows neither the id nor the whole address anywhere."""

    def masked(_page):
        return ["l***n@example.test"]

    monkeypatch.setattr(NamesAccount, "names_seen", masked)
    person = Present()
    person.consents_as = "not the name"

    result = start("delete-account", operator=person, yes_delete=EMAIL).result()

    assert result.status is Status.REFUSED
    assert len(person.plans) == 3
    assert deletions(console) == 0


@pytest.mark.thorough
def test_the_id_in_full_is_enough_once_the_accounts_own_page_has_shown_whose_it_is(start, console, empty, helper):
    """The deletion names the id and a masked address; the account's own page showed both in full, together."""
    console.switch(names="masked")

    run = start("delete-account", operator=helper, yes_delete=EMAIL)

    assert run.result().status is Status.DONE, run.result().reason
    assert run.events("consent")[0]["by"] == "command-line"
    assert deletions(console) == 1


def test_unattended_deletion_stops_before_a_code_is_sent(start, console, empty):
    result = start("delete-account", operator=Nobody(), yes_delete=EMAIL).result()

    assert result.status is Status.WAITS
    assert pressed(console) == []
    assert not [row for row in console.ledger(EMAIL) if row["event"] == "code-sent"]


@pytest.mark.parametrize(
    ("when", "says"), [("consent", "Devices are still linked: Late phone"), ("attend", "Devices still hold")], ids=["consent", "code"]
)
def test_a_device_that_is_linked_late_keeps_the_account(start, console, site, when, says):
    """While the person consents our own second look sees it; while they look for the code only the console does."""
    console.add_account(email=EMAIL, password=PASSWORD, devices=[], apps=[])

    class Late(PracticeOperator):
        async def consent(self, plan):
            self.link_at("consent")
            return plan.account

        async def attend(self, pause, tab):
            self.link_at("attend")
            return await super().attend(pause, tab)

        @staticmethod
        def link_at(moment):
            if moment == when:
                console.change_account(EMAIL, devices=[{"name": "Late phone", "holds_account": True}])

    result = start("delete-account", operator=Late(site, console.control_url, EMAIL)).result()

    assert result.status is Status.REFUSED, result.reason
    assert says in result.reason
    assert deletions(console) == 0
