"""Whose account a page is about, as the names on it tell."""

import pytest

from runner.core.owner import AnotherOwner, SeveralNames, distinct, learn
from runner.model import Account, normal_name

ME, ID, PHONE = "me@example.org", "2100000001", "+34600123456"
HER, HER_ID = "her@example.org", "2100000002"


def test_the_names_on_one_page_belong_together_the_id_first():
    owner = learn(Account("Me@example.org"), [ME, ID, PHONE])

    assert owner.names == (ID, ME, PHONE)
    assert owner.match == "exact"


@pytest.mark.parametrize("shown", [[ID], [ME], [PHONE], ["m*@example.org"], ["+34******456"], [ID, ME]])
def test_any_of_them_names_the_owner_later(shown):
    owner = learn(Account(ME), [ME, ID, PHONE])

    assert owner.recognise(shown) == ("masked" if "*" in shown[0] else "exact")


@pytest.mark.parametrize(
    "shown",
    [
        [HER],
        [HER_ID],
        [HER_ID, ME],  # her account, with my address for recovery
        [HER, ID],
        ["h*@example.org"],
        ["***@example.org"],
        [],
    ],
)
def test_another_name_is_another_owner(shown):
    owner = learn(Account(ME), [ME, ID, PHONE])

    with pytest.raises(AnotherOwner):
        owner.recognise(shown)


def test_a_name_the_page_does_not_show_is_refused_before_anything_is_planned():
    with pytest.raises(AnotherOwner):
        learn(Account(PHONE), [ME, ID])


@pytest.mark.parametrize("shown", [[HER, HER_ID, ME], [ME, "h**@example.org"], [ME, HER]])
def test_my_address_on_her_page_is_for_a_person_to_judge(shown):
    with pytest.raises(SeveralNames):
        learn(Account(ME), shown)

    assert learn(Account(ME), shown, certain=True).match == "masked"


@pytest.mark.parametrize("asked", [ID, PHONE])
def test_two_addresses_are_for_a_person_to_judge_whatever_was_asked_for(asked):
    """One of them may be somebody's whose page would then be taken for the owner's."""
    shown = [ME, HER, ID, PHONE]

    with pytest.raises(SeveralNames):
        learn(Account(asked), shown)

    with pytest.raises(AnotherOwner):
        learn(Account(asked), shown, certain=True).recognise([HER])


def test_of_two_phone_numbers_or_ids_none_is_taken_for_the_owners():
    owner = learn(Account(ME), [ME, ID, HER_ID, PHONE, "+34600999999"])

    assert owner.names == (ME,)


def test_what_a_person_judged_does_not_make_her_names_mine():
    owner = learn(Account(ME), [ME, HER, ID], certain=True)

    assert HER not in owner.names
    assert set(owner.names) == {ID, ME}


def test_what_a_person_judged_is_theirs_although_it_was_only_shown_masked():
    assert learn(Account(ME), ["m*@example.org", "h*@example.org"], certain=True).names == (ME,)


def test_each_name_counts_among_those_of_its_kind():
    assert learn(Account(ME), [ME, ID, "h*****", "210*******"]).names == (ID, ME)
    assert distinct((ME, HER, ID, PHONE), "email") == {ME, HER}
    assert distinct((ME, ID, PHONE), "number") == {ID}
    assert distinct((ME, ID, PHONE), "phone") == {PHONE}


def test_a_masked_name_beside_the_whole_one_is_the_same():
    assert learn(Account(ME), [ME, "m*@example.org", ID]).match == "exact"
    assert learn(Account(ME), ["m*@example.org", ID]).match == "masked"


def test_only_a_masked_name_makes_no_name_known():
    """An intent kept under a name that was never shown whole could be another's."""
    assert learn(Account(ME), ["m*@example.org", ID]).names == (ID,)
    assert learn(Account(ME), ["m*@example.org"]).names == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+34 600 123 456", "+34600123456"),
        ("0034 600-123-456", "+34600123456"),
        ("+34 (600) 12.34/56", "+34600123456"),
        ("+34‑600‑123‑456", "+34600123456"),
        ("ＭＥ@example.org", "me@example.org"),
        ("me\u200b@example.org ", "ME@EXAMPLE.ORG"),
        ("２１００００００01", "2100000001"),
    ],
)
def test_a_name_has_one_form(one, other):
    assert normal_name(one) == normal_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("me@example.org", "m.e@example.org"), ("2100000001", "+2100000001"), ("me@example.org", "me@example.com")],
)
def test_different_names_keep_different_forms(one, other):
    assert normal_name(one) != normal_name(other)
