"""Which labels a text on screen is, or holds: countdowns, spacing, invisible signs and the two names are no difference."""

import pytest

from pages.wording import Lexicon, counts_down, label_of, labels_in, without_countdown


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("OK (5s)", "OK"),
        ("OK(5)", "OK"),
        ("OK （5）", "OK"),
        ("Resend 43s", "Resend"),
        ("Resend in 43 seconds", "Resend"),
        ("Resend code · 43 s", "Resend code"),
        ("Reenviar en 43 s", "Reenviar"),
        ("Отправить ещё раз через 43 сек.", "Отправить ещё раз"),
        ("Отправить ещё раз (43 с)", "Отправить ещё раз"),
        ("43秒后重新发送", "重新发送"),
        ("43s 后可重新发送", "重新发送"),
        ("重新发送(43秒)", "重新发送"),
        ("43 saniye sonra tekrar gönder", "tekrar gönder"),
        ("Gửi lại sau 43 giây", "Gửi lại"),
        ("43s", ""),
        ("Linked devices (3)", "Linked devices"),
        ("Device 3", "Device 3"),
        ("Mi 11", "Mi 11"),
        ("2 steps", "2 steps"),
        ("Redmi Note 12", "Redmi Note 12"),
        ("Sign in", "Sign in"),
    ],
)
def test_a_countdown_is_no_part_of_the_words(text, bare):
    assert without_countdown(text) == bare


def test_a_button_that_counts_down_says_so():
    assert counts_down("OK (5s)")
    assert counts_down("43秒后重新发送")
    assert not counts_down(" OK ")
    assert not counts_down("Linked devices (3)")
    assert not counts_down("Device 3")


@pytest.mark.parametrize(
    "text",
    [
        "Cancel",
        " CANCEL ",
        "Can\u00adcel",
        "\u202bCancel\u202c",
        "\ue900 Cancel",
        "Cancel\u00a0(5s)",
        "Ｃａｎｃｅｌ",
        "取 消",
        "取消。",
    ],
)
def test_the_same_words_are_the_same_label(text):
    assert "cancel" in label_of(text)


@pytest.mark.parametrize(
    "text", ["Mi Account", "Xiaomi Account", "XIAOMI account", "小米帐号", "小米 账号", "Cuenta Mi", "Cuenta Xiaomi"]
)
def test_the_vendors_two_names_are_one(text):
    assert "account home" in label_of(text)


@pytest.mark.parametrize("text", ["Cancellation", "Please cancel", "x" * 10_000, "", "   ", "43s", "Redmi Account"])
def test_anything_else_is_no_label(text):
    assert label_of(text) == frozenset()


def test_a_sentence_holds_labels_as_whole_words_and_the_longest_wins():
    lexicon = Lexicon({"agree": ["Agree", "同意"], "disagree": ["Don't agree", "不同意"], "go": ["go"], "रद्द": ["रद्द"]})

    assert lexicon.labels_in("I don’t agree.") == {"disagree"}
    assert lexicon.labels_in("请选择不同意或者取消") == {"disagree"}
    assert lexicon.labels_in("Don't agree, or agree") == {"agree", "disagree"}
    assert lexicon.labels_in("Category, ergo, gone") == frozenset()
    assert lexicon.labels_in("रद्दी") == frozenset()
    assert lexicon.labels_in("अभी रद्द करें") == {"रद्द"}


def test_a_corrected_wording_has_a_lexicon_of_its_own():
    assert Lexicon({"sign in": ["Enter here"]}).label_of("enter  HERE") == {"sign in"}
    assert labels_in("enter here") == frozenset()
