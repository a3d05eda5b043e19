"""Every front end can be used to its end by somebody who only reads: a run that fails there has itself to blame."""

import pytest

from pages.wording import WORDING
from tests.foreign.runs import choose
from tests.foreign.seeds import seed
from tests.foreign.words import DRIFTED, GERMAN, VIETNAMESE, WORDS
from tests.support.tiers import thorough

SENTENCES = {
    "sign in title", "agreement", "identity text", "resend", "ask revoke", "revoked", "home", "ask device", "unlinked",
    "delete account", "delete text", "last title", "last text", "deleted text", "previous", "not found",
    "general", "general text", "step", "why", "not removed", "type name", "undo",
}  # fmt: skip
"""Words that a run need not know: sentences with a name in them, notices, and labels that lead nowhere it goes."""


ENDS = {"device-unlinked", "app-revoked", "account-deleted", "product-deleted"}

BY_HAND = thorough(
    "antd", "shadow", "element", "mui", "bootstrap", "vant", "more", "frame", "shoelace", "ionic", "folds", "german",
    "drawer", "vietnamese", "optimistic", "stale", "virtual", "one-answer", "server-pages", "accordion", "accordion-first", "bulk", "split", "confirm", "typed",
)  # fmt: skip
"""Every kit that says all in words, and whatever else is special on the whole way; the others' lists are read by runs."""


@pytest.mark.parametrize("front", BY_HAND)
def test_a_person_unlinks_revokes_deletes_a_product_by_mistake_and_the_account(reader, foreign, front):
    """The ledger tells each of them, also what no run may do."""
    account = seed(foreign, front)
    names = [device["name"] for device in account["devices"]]

    reader.sign_in(account)
    reader.mentions(account["email"])
    reader.go_to_devices()
    assert reader.all_names(list(dict.fromkeys(names))) == set(names)
    name = choose(account["devices"], foreign.front.data)["name"]
    reader.go_to_devices()
    reader.unlink(name)
    reader.go_to_apps()
    reader.revoke("Runkeeper")
    reader.delete_product("Mi Home")
    reader.delete_account(account)

    rows = foreign.practice.ledger(account["email"])
    assert [(row["event"], row.get("name") or row.get("product")) for row in rows if row["event"] in ENDS] == [
        ("device-unlinked", name), ("app-revoked", "Runkeeper"), ("product-deleted", "Mi Home"), ("account-deleted", None),
    ]  # fmt: skip


def test_every_word_of_the_front_ends_is_one_that_is_known_or_needs_not_be():
    """A front end in words that nobody could know would prove nothing."""
    known = {text.casefold() for texts in WORDING.values() for text in texts}
    needed = set(WORDS) - SENTENCES
    unknown = {key for words in (WORDS, DRIFTED, GERMAN, VIETNAMESE) for key in needed & set(words) if words[key].casefold() not in known}
    assert not unknown
