"""What a pause asks for is told in the operator's language: every sentence that can come up."""

from types import SimpleNamespace

import pytest

from pages.base import Obstacle
from pages.captcha import CAPTCHAS
from pages.codes import CodePage
from pages.interruptions import NewTerms
from runner.core.intents import Intent
from runner.desk.strings import _WORDS, LANGUAGES
from runner.desk.translations import _TOLD, translate
from runner.inventory import hints_about, warnings_about
from runner.model import Plan
from scenarios._deletion import heed_former_attempt
from scenarios._devices import not_linked
from tests.support.people import run_apart

STORED = {"balance": "12.50 €", "subscriptions": "2"}
PLAN = Plan("me@example.test", ("Redmi {Note} 13",), ("App",), deletes_account=True)
SENTENCES = sorted(
    {
        *(page.wanted for page in (*CAPTCHAS, CodePage, NewTerms)),
        "The console shows “Sign-in” instead. Carry on by hand until “Account home” or “Sign-in” is shown.",
        "This screen is not known. Carry on by hand until “Account home” is shown.",
        "The console still shows “CAPTCHA”.",
        *PLAN.sentences(),
        *warnings_about(STORED),
        *hints_about(STORED),
        *not_linked([], ("Mi 9",)),
    }
)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_is_told_in_each_language(sentence, language):
    assert translate("en", sentence) == sentence
    assert translate(language, sentence) != sentence


class Former:
    """A run before which there was an attempt to delete the account, and what came of it."""

    operator = SimpleNamespace(attended=True)

    def __init__(self, outcome):
        self.outcome = outcome

    async def former_act(self, _act):
        return Intent("", "2026-11-24T00:00:00+00:00", "trail", self.outcome)


@pytest.mark.parametrize(
    ("outcome", "spanish", "chinese"),
    [
        (None, "Puede que «Eliminar cuenta» se pulsara el 2026-11-24T00:00:00+00:00 (", "“删除账户”可能已于 2026-11-24T00:00:00+00:00 点击过("),
        ("clicked, not seen", "«Eliminar cuenta» ya se pulsó el 2026-11-24T00:00:00+00:00 (", "“删除账户”已于 2026-11-24T00:00:00+00:00 点击过("),
    ],
)  # fmt: skip
def test_what_is_told_of_an_earlier_click_is_told_in_each_language(outcome, spanish, chinese):
    (note,) = run_apart(heed_former_attempt(Former(outcome)))

    assert translate("es", note).startswith(spanish)
    assert translate("zh", note).startswith(chinese)


def test_a_click_that_was_not_made_is_not_told_as_one():
    assert run_apart(heed_former_attempt(Former("not done"))) == ()


def test_names_stay_as_they_are():
    assert translate("es", PLAN.sentences()[0]) == "desvincular el dispositivo Redmi {Note} 13"
    assert translate("zh", PLAN.sentences()[2]) == "删除账户 me@example.test 及其全部数据"
    assert translate("es", "Something else.") == "Something else."


def test_each_translation_has_as_many_places_as_the_sentence():
    for english, words in _TOLD.items():
        assert {each.count("{}") for each in words} == {english.count("{}")}, english
    for name, words in _WORDS.items():
        assert len({tuple(sorted(part.partition("}")[0] for part in each.split("{")[1:])) for each in words}) == 1, name


def test_no_obstacle_is_left_out():
    """A new kind of pause wants its sentence here, too."""
    kinds = {each for each in _all_below(Obstacle) if isinstance(getattr(each, "wanted", None), str)}

    assert {each.wanted for each in kinds} <= set(SENTENCES)


def _all_below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _all_below(each)
