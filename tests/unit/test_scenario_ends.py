"""What each scenario does when it comes to its end early: in a dry run, after a refusal, or by a person's own hand."""

import pytest

from pages.interruptions import AccountBlocked, NoSuchAccount
from pages.login import LoginPage
from pages.password_reset import NewPasswordPage, PasswordChangedPage, PasswordResetPage
from runner.core.refusal import ConsoleRefused
from runner.errors import ConsoleDown, RunnerError
from scenarios import blocked_account, delete_account, leave, reset_password, revoke_apps, unlink_devices
from scenarios._things import APPS, DEVICES
from tests.support.fakes import Stage, device
from tests.support.people import EMAIL, run_apart

PHONE, WATCH = device("Mi 9", id="1"), device("Mi Watch", id="2")
KEPT = "The console did not remove Mi 9: “Try again later”."


def stand_in(run, line="", gives=lambda *_: None):
    """A part of a scenario that only notes in the log that its turn came."""

    async def part(_run, *given):
        if line:
            run.log.append(line)
        return gives(*given)

    return part


@pytest.fixture
def run(monkeypatch):
    """A run of each scenario; ``run.kept`` is what the console does not let go, ``run.refused`` what it says at the door."""
    run = Stage()
    run.kept, run.refused, run.named = {}, None, "exact"

    async def whose_account(_run):
        if run.refused:
            raise run.refused
        return "exact"

    async def remove_all(_run, kind, *_):
        run.log.append(f"remove {kind.thing}s")
        return list(run.kept.get(kind, ()))

    async def settle_if_gone(_run, refused):
        run.log.append(f"settle {refused.kind.__name__}")

    parts = {
        "whose_account": whose_account,
        "remove_all": remove_all,
        "settle_if_gone": settle_if_gone,
        "list_things": stand_in(run, gives=lambda _kind: [PHONE, WATCH]),
        "what_is_stored": stand_in(run, gives=dict),
        "heed_former_attempt": stand_in(run, gives=lambda *_: ()),
        "refuse_if_linked": stand_in(run, "none linked"),
        "check_deletion_page": stand_in(run, "deletion page", lambda: run.named),
        "delete_for_good": stand_in(run, "delete"),
    }
    for module in (leave, delete_account, revoke_apps, unlink_devices):
        for name in parts.keys() & vars(module).keys():
            monkeypatch.setattr(module, name, parts[name])
    return run


@pytest.mark.parametrize("scenario", [leave.leave, delete_account.delete_account])
def test_an_account_that_the_console_does_not_know_ends_the_run_at_the_door(run, scenario):
    run.refused = ConsoleRefused(NoSuchAccount(run.tab, run.site), "No such account")

    run_apart(scenario(run))

    assert run.log == ["settle NoSuchAccount"]


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        (leave.leave, "A real run would unlink 2 device(s), revoke 2 app(s) and delete the account. Nothing was changed."),
        (delete_account.delete_account, "The account would be deleted; nothing was."),
        (revoke_apps.revoke_apps, "2 app(s) would be revoked."),
        (unlink_devices.unlink_devices, "2 device(s) would be unlinked."),
    ],
)
def test_a_dry_run_says_what_would_be_done_and_deletes_nothing(run, scenario, says):
    run.dry_run = True

    run_apart(scenario(run))

    assert run.summary == says
    assert not {"delete", "person"} & set(run.log)


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        (leave.leave, f"{KEPT} {KEPT} The account was not deleted."),
        (revoke_apps.revoke_apps, f"{KEPT} Apps: 2 not done."),
        (unlink_devices.unlink_devices, f"{KEPT} Devices: 2 not done."),
    ],
)
def test_what_the_console_does_not_let_go_makes_no_run_that_is_done(run, scenario, says):
    run.kept = {DEVICES: [KEPT], APPS: [KEPT]}

    with pytest.raises(RunnerError) as raised:
        run_apart(scenario(run))

    assert str(raised.value) == says
    assert "delete" not in run.log


@pytest.mark.parametrize(("wanted", "missing"), [(("1", "Mi 10"), ["No linked device is called “Mi 10”."]), (("1",), []), ((), [])])
def test_a_name_that_no_device_has_is_told_to_whoever_consents(run, wanted, missing):
    run.options = {"devices": wanted}

    run_apart(unlink_devices.unlink_devices(run))

    assert (list(run.plan.warnings), run.notes) == (missing, missing)
    assert "remove devices" in run.log


def test_one_device_that_stays_keeps_the_account(run):
    run.kept = {DEVICES: [KEPT]}

    with pytest.raises(RunnerError, match="The account was not deleted"):
        run_apart(leave.leave(run))

    assert run.log == ["person", "consent exact", "remove devices", "remove apps"]


def test_leaving_makes_sure_that_nothing_is_linked_between_the_removal_and_the_deletion(run):
    run_apart(leave.leave(run))

    assert run.log == [
        "person", "consent exact", "remove devices", "remove apps", "none linked", "deletion page", "delete",
    ]  # fmt: skip


@pytest.mark.parametrize("named", ["exact", "masked"])
def test_a_deletion_page_with_a_masked_name_is_consented_to_as_one(run, named):
    run.named = named

    run_apart(delete_account.delete_account(run))

    assert run.log == ["none linked", "deletion page", "person", f"consent {named}", "none linked", "delete"]


@pytest.fixture
def reset(run, monkeypatch):
    """A password reset: what is asked for and chosen."""

    async def ask_for(_page, account):
        run.log.append(f"ask for {account}")

    async def choose_new(_page, password):
        run.log.append("choose")

    monkeypatch.setattr(PasswordResetPage, "ask_for", ask_for)
    monkeypatch.setattr(NewPasswordPage, "choose", choose_new)
    return lambda *pages: [page(run.tab, run.site) for page in (PasswordResetPage, *pages)]


def test_a_password_that_a_person_changed_by_hand_is_not_set_again(run, reset):
    run.comes = reset(PasswordChangedPage)

    run_apart(reset_password.reset_password(run))

    assert "choose" not in run.log
    assert (run.acts.clicks, run.summary) == ([], "You changed the password by hand; the console said so.")


def test_a_new_password_is_set_when_the_console_says_so(run, reset):
    run.comes = reset(NewPasswordPage, PasswordChangedPage)

    run_apart(reset_password.reset_password(run))

    assert f"ask for {EMAIL}" in run.log
    assert (run.acts.done, run.summary) == (["set the new password"], "The password was changed.")


@pytest.mark.parametrize("blocked", [True, False])
def test_what_the_console_says_of_a_blocked_account_is_on_record_in_its_own_words(monkeypatch, blocked):
    async def is_here(_page):
        return blocked

    async def reason(_page):
        return "This account is frozen."

    monkeypatch.setattr(AccountBlocked, "is_here", is_here)
    monkeypatch.setattr(AccountBlocked, "reason", reason)
    run = Stage(answers=[""])

    words = run_apart(blocked_account._what_the_console_says(run))

    assert words == ("This account is frozen." if blocked else "")
    assert run.trail.events == (
        [{"kind": "refusal", "screen": "Account blocked", "words": "This account is frozen."}] if blocked else []
    )
    assert run.notes == ([] if blocked else ["The console shows no notice that the account is blocked."])
    assert "Your password goes to the console only" in run.questions[0]


@pytest.mark.parametrize("attended", [True, False])
def test_a_support_request_needs_no_console_that_answers_and_nobody_signs_in_for_its_owner(attended):
    run = Stage(attended=attended)

    async def down(page):
        assert page is LoginPage
        raise ConsoleDown("The console did not load.")

    run.open = down

    assert not run_apart(blocked_account._what_the_console_says(run))
    assert (run.questions, run.notes) == ([], ["The console did not load."] if attended else [])
