"""Every front end can be used to its end by somebody who only reads: a run that fails there has itself to blame."""

import threading

import pytest

from pages.wording import WORDING
from tests.foreign.fronts import DRIFTED, FRONTS, WORDS
from tests.foreign.runs import choose
from tests.foreign.seeds import seed

SENTENCES = {
    "sign in title", "agreement", "identity text", "resend", "ask revoke", "revoked", "home", "ask device", "unlinked",
    "delete account", "delete text", "last title", "last text", "deleted text", "previous", "not found",
}  # fmt: skip
"""Words that a run need not know: sentences with a name in them, notices, and labels that lead nowhere it goes."""


@pytest.fixture(params=[name for name, front in FRONTS.items() if not front.options.get("fails")])
def front(request, foreign):
    """Each front end, with an account on it."""
    seed(foreign, request.param)
    return foreign.front


def let_go_when_asked(console):
    """Let a list that is late come, once a page has asked for it."""
    waiting = threading.Thread(target=lambda: console.kept_waiting.wait(60) and console.let_go.set(), daemon=True)
    waiting.start()


ENDS = {"device-unlinked", "app-revoked", "account-deleted", "product-deleted"}


def test_a_person_unlinks_revokes_and_deletes(reader, foreign, front):
    account = foreign.practice.account("leaver.person@example.test")
    names = [device["name"] for device in account["devices"]]
    if front.options.get("late"):
        let_go_when_asked(foreign)

    reader.sign_in(account)
    reader.mentions(account["email"])
    reader.go_to_devices()
    assert reader.all_names(list(dict.fromkeys(names))) == set(names)
    name = choose(account["devices"], front.data)["name"]
    if front.options.get("pager"):
        reader.go_to_devices()
    reader.unlink(name)
    reader.go_to_apps()
    reader.revoke("Runkeeper")
    reader.delete_account(account)

    rows = foreign.practice.ledger(account["email"])
    assert [(row["event"], row.get("name")) for row in rows if row["event"] in ENDS] == [
        ("device-unlinked", name), ("app-revoked", "Runkeeper"), ("account-deleted", None),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["antd", "divs", "drifted"])
def test_a_product_can_be_deleted_by_mistake(reader, foreign, name):
    """The ledger would tell if a run did it."""
    account = seed(foreign, name)

    reader.sign_in(account)
    reader.mentions(account["email"])
    reader.press(reader.say("privacy"))
    reader.press_button("manage data")
    reader.press("🗑", beside="Mi Home")
    reader.mentions("All data of Mi Home")
    reader.press_button("ok")
    reader.see_done("product-deleted", None)

    deleted = [row["product"] for row in foreign.practice.ledger() if row["event"] == "product-deleted"]
    assert deleted == ["Mi Home"]


def test_every_word_of_the_front_ends_is_one_that_is_known_or_needs_not_be():
    """A front end in words that nobody could know would prove nothing."""
    known = {text.casefold() for texts in WORDING.values() for text in texts}
    needed = set(WORDS) - SENTENCES
    unknown = {key for words in (WORDS, DRIFTED) for key in needed & set(words) if words[key].casefold() not in known}
    assert not unknown
