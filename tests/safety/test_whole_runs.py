"""What was really done to the product on 2026-11-25, in whole runs at the practice console, with what must be instead."""

import errno
import json
import os
from pathlib import Path

import pytest

from pages.base import NamesAccount
from pages.delete_account import LastWarningPage
from pages.interruptions import CookieBanner
from runner.core import engine
from runner.core.heartbeat import until_stuck
from runner.core.intents import Known
from runner.model import Status
from runner.operators.base import Nobody
from runner.operators.practice import PracticeOperator
from runner.trail import writer
from tests.support.people import EMAIL, PASSWORD, Present
from tests.support.tiers import thorough

HER = "somebody.else@example.test"
ACTS = {"device-unlinked", "app-revoked", "account-deleted", "password-reset", "product-deleted"}


def events(console, *names, account=None):
    return [row["event"] for row in console.ledger(account) if row["event"] in names]


def acts(console, account=None):
    return events(console, *ACTS, account=account)


@pytest.fixture
def helper(site, console):
    return PracticeOperator(site, console.control_url, EMAIL)


@pytest.fixture
def empty(console):
    return console.add_account(email=EMAIL, password=PASSWORD, devices=[], apps=[])


class TestAnotherHost:
    """#1: account and password were typed at a look-alike host, and sent to one."""

    def test_nothing_is_typed_where_the_sign_in_leads_elsewhere(self, start, console, leaver):
        console.switch(sign_in_elsewhere=True)

        run = start("list-devices", operator=Nobody(), patience=3)

        result = run.result()
        assert (result.status, result.kind) == (Status.REFUSED, "WrongHost")
        assert "elsewhere.localhost" in result.reason
        assert "elsewhere.localhost" in run.events("refusal")[0]["words"]
        assert events(console, "elsewhere-opened")
        assert not events(console, "elsewhere-received", "signed-in")

    def test_a_person_is_told_where_they_are_and_the_run_does_not_take_over_there(self, start, console, leaver):
        console.switch(sign_in_elsewhere=True)
        run = start("list-devices", patience=3)

        pause = run.wait_for_pause()
        assert pause.screen == "Unknown screen"
        assert "not the console: do not type a password there" in pause.wanted
        # The person waits, and then goes back by hand: only there does the run go on.
        console.switch(sign_in_elsewhere=False)
        run.window().goto(console.account_url)

        assert run.result().status is Status.DONE, run.result().reason
        assert not events(console, "elsewhere-received")

    def test_nothing_is_typed_into_a_form_that_leads_elsewhere(self, start, console, leaver):
        """Forms of every make: tests/safety/test_gate.py."""
        console.switch(form_elsewhere=["sign_in"])

        result = start("list-devices", operator=Nobody()).result()

        assert (result.status, result.kind) == (Status.REFUSED, "WrongHost")
        assert "Nothing was typed" in result.reason
        assert not events(console, "elsewhere-received", "signed-in", "sign-in-refused")

    @pytest.mark.thorough
    def test_the_password_once_more_is_not_typed_into_one(self, start, console, empty, helper):
        console.switch(form_elsewhere=["password"], delete_asks_password=True)

        result = start("delete-account", operator=helper, yes_delete=EMAIL).result()

        assert (result.status, result.kind) == (Status.REFUSED, "WrongHost")
        assert not events(console, "elsewhere-received")
        assert acts(console) == []

    def test_the_last_click_is_not_made_in_one_and_nobody_is_told_later_that_it_was(self, start, console, empty, helper):
        console.switch(form_elsewhere=["deletion"])

        result = start("delete-account", operator=helper, yes_delete=EMAIL).result()

        assert (result.status, result.kind) == (Status.REFUSED, "WrongHost")
        assert "Nothing was changed on the console" in result.reason
        assert not events(console, "elsewhere-received")
        assert acts(console) == []

        kept = [json.loads(path.read_text("utf-8")) for path in Path(os.environ["MI_INTENTS"]).glob("*.json")]
        assert kept, "under each of the account's names"
        assert all(record["outcome"].startswith(Known.NOT_DONE) for record in kept)

    @pytest.mark.thorough
    def test_after_a_last_click_that_was_not_made_the_next_run_makes_it(self, start, console, empty, helper):
        console.switch(form_elsewhere=["deletion"])
        assert start("delete-account", operator=helper, yes_delete=EMAIL).result().status is Status.REFUSED

        console.switch(form_elsewhere=[])
        again = start("delete-account", operator=helper, yes_delete=EMAIL)

        assert again.result().status is Status.DONE, again.result().reason
        assert again.events("consent")[0]["by"] == "command-line"
        assert acts(console) == ["account-deleted"]


class TestAnotherOwner:
    """#2: things of B were removed under A's consent."""

    @pytest.fixture
    def her(self, console):
        return console.add_account(email=HER, password=PASSWORD)

    def test_nothing_of_hers_goes_when_a_later_sign_in_is_hers(self, start, console, leaver, her, site):
        console.change_account(EMAIL, devices=leaver["devices"][:2], apps=leaver["apps"][:1])
        console.switch(expire_after_unlink=True)

        class Swaps(PracticeOperator):
            async def consent(self, plan):
                console.switch_account(EMAIL, swap_session=HER)
                return plan.account

        result = start("leave", operator=Swaps(site, console.control_url, EMAIL)).result()

        assert result.status is Status.REFUSED, result.reason
        assert HER in result.reason or "different accounts" in result.reason
        assert acts(console, HER) == []
        assert events(console, "signed-out", account=HER)
        assert acts(console, EMAIL) == ["device-unlinked"]
        assert len(result.done + result.clicked) == 1  # the session may end before what came of it was seen
        assert "Unlink the device" in result.reason or "Done before: unlink the device" in result.reason

    def test_nothing_goes_when_the_first_sign_in_is_hers(self, start, console, leaver, her):
        console.switch_account(EMAIL, swap_session=HER)

        result = start("unlink-devices", operator=Nobody(), yes_delete=EMAIL).result()

        assert result.status is Status.REFUSED
        assert HER in result.reason
        assert "Nothing was changed on the console" in result.reason
        assert result.found == {}, "not even a list of hers is told as mine"
        assert events(console, "signed-out", account=HER)
        assert acts(console) == []

    @pytest.mark.thorough
    def test_the_account_is_named_again_before_each_click(self, start, console, leaver, her, monkeypatch):
        """Whoever signs in as another in the browser between consent and click, with no pause at all."""
        console.change_account(EMAIL, devices=leaver["devices"][:2])
        seen = []

        def named(page, whole=NamesAccount.names_seen):
            seen.append(type(page).__name__)
            names = whole(page)
            return [HER, her["id"]] if seen.count("AccountHomePage") > 2 else names

        monkeypatch.setattr(NamesAccount, "names_seen", named)

        result = start("unlink-devices", operator=Nobody(), yes_delete=EMAIL).result()

        assert result.status is Status.REFUSED, result.reason
        assert acts(console) == ["device-unlinked"]
        assert len(result.done) == 1


class TestNames:
    """#5 and #6: the account is not its spelling, and who is who is learnt before anything is planned."""

    def test_a_name_the_console_does_not_show_is_refused_before_anything_is_planned(self, start, console, leaver, monkeypatch):
        def named(page):
            return [leaver["id"], EMAIL]

        monkeypatch.setattr(NamesAccount, "names_seen", named)
        person = Present()

        result = start("leave", operator=person, account=leaver["phone"]).result()

        assert result.status is Status.REFUSED
        assert "start the run with a name that the page shows" in result.reason
        assert result.reason.endswith("Nothing was changed on the console.")
        assert person.plans == []
        assert acts(console) == []

    @pytest.mark.parametrize("answer", ["no", *thorough(EMAIL)])
    def test_a_page_with_two_addresses_is_for_a_person_to_judge(self, start, console, leaver, monkeypatch, answer):
        def named(page, whole=NamesAccount.names_seen):
            return [*whole(page), HER]

        monkeypatch.setattr(NamesAccount, "names_seen", named)
        person = Present()
        run = start("list-devices", operator=person)
        assert HER in run.wait_for_question()
        person.answers.append(answer)

        assert run.result().status is (Status.DONE if answer == EMAIL else Status.REFUSED)

    @pytest.mark.thorough
    def test_without_a_person_such_a_page_parks(self, start, console, leaver, monkeypatch):
        def named(page, whole=NamesAccount.names_seen):
            return [*whole(page), HER]

        monkeypatch.setattr(NamesAccount, "names_seen", named)

        result = start("unlink-devices", operator=Nobody(), yes_delete=EMAIL).result()

        assert result.status is Status.WAITS
        assert acts(console) == []

class TestWhatIsSaid:
    """#7 and #8: every sentence about what was done is made from what was done and seen."""

    @pytest.mark.thorough
    def test_a_disk_that_is_full_right_after_the_click_hides_nothing(self, start, console, empty, helper, monkeypatch):
        full = []

        async def fill(page, click=LastWarningPage.delete_for_good):
            await click(page)
            await page.tab.wait_for_url("**/pass/del/done**")
            full.append(True)

        def refuse(self, *given, whole=writer.Writer._write):
            if full:
                raise OSError(errno.ENOSPC, "No space left on device")
            whole(self, *given)

        monkeypatch.setattr(LastWarningPage, "delete_for_good", fill)
        monkeypatch.setattr(writer.Writer, "_write", refuse)

        result = start("delete-account", operator=helper).result()

        assert result.status is Status.FAILED
        assert acts(console) == ["account-deleted"], result
        assert result.done or result.clicked
        assert "elete" in result.reason
        assert "Nothing was changed" not in result.reason

    def test_what_somebody_else_removed_is_not_counted_as_ours(self, start, console, leaver):
        class Hasty(Present):
            async def consent(self, plan):
                self.plans.append(plan)
                console.change_account(EMAIL, devices=leaver["devices"][:1])
                return EMAIL

        console.change_account(EMAIL, devices=leaver["devices"][:2])
        result = start("unlink-devices", operator=Hasty()).result()

        assert result.status is Status.DONE, result.reason
        assert "1 unlinked, 1 gone already" in result.reason
        assert (len(result.done), len(result.gone)) == (1, 1)
        assert acts(console) == ["device-unlinked"]


class TestBounds:
    """#9: every loop has an end, and a page that does not react ends with that sentence."""

    @pytest.fixture
    def stays(self, monkeypatch, console):
        """A cookie banner that whatever is pressed does not close."""
        console.switch(cookie_banner=True)
        tries = []

        async def press(page):
            tries.append(page)

        monkeypatch.setattr(CookieBanner, "dismiss", press)
        return tries

    def test_a_nuisance_that_stays_ends_with_nobody(self, start, leaver, stays):
        run = start("list-devices", operator=Nobody())

        assert run.result().status is Status.WAITS
        assert 1 <= len(stays) <= 8
        assert run.events("nuisance-dismissed") == []

    @pytest.mark.thorough
    def test_a_nuisance_that_stays_is_for_the_person_to_close(self, start, console, leaver, stays):
        run = start("list-devices")
        run.wait_for_pause()
        console.switch(cookie_banner=False)
        run.window().reload()

        assert run.result().status is Status.DONE, run.result().reason
        assert len(run.job.operator.pauses) == 1

    def test_a_page_whose_script_never_returns_ends_the_run(self, start, console, leaver, monkeypatch):
        monkeypatch.setattr(engine, "until_stuck", lambda windows: until_stuck(windows, beat=0.2, silence=5))
        console.switch(interrupts={"/fe/service/account": "busy"})
        try:
            result = start("list-devices", operator=Nobody()).result()
        finally:
            console.switch(interrupts={})

        assert (result.status, result.kind) == (Status.FAILED, "ConsoleDown")
        assert "script does not end" in result.reason or "hangs" in result.reason

    @pytest.mark.thorough
    def test_the_other_accounts_of_the_same_browser_go_on(self, start, console, leaver):
        console.add_account(email=HER, password=PASSWORD)
        console.switch_account(EMAIL, interrupts={"/fe/service/account": "busy"})
        try:
            stuck = start("list-devices", operator=Nobody())
            stuck.until(lambda: events(console, "signed-in", account=EMAIL), "its sign-in")
            other = start("list-devices", operator=Nobody(), account=HER)

            assert other.result().status is Status.DONE, other.result().reason
        finally:
            console.switch_account(EMAIL, interrupts={})
        assert stuck.result().status in {Status.DONE, Status.FAILED}

    def test_an_interrupt_ends_a_run_whose_page_does_not_react(self, start, console, leaver):
        console.switch(interrupts={"/fe/service/account": "busy"})
        try:
            run = start("list-devices", operator=Nobody())
            run.until(lambda: events(console, "signed-in"), "its sign-in")
            run._shared.loop.call(run._task.cancel)
            result = run.result()
        finally:
            console.switch(interrupts={})

        assert result.status is Status.INTERRUPTED
        assert result.trail.joinpath("seal.json").exists()
