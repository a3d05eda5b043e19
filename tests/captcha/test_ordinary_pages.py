"""The word "captcha" in an article is none, nor is a badge, a slider or a picture beside a field."""

import pytest

from pages.captcha import captcha_here
from pages.console import Site
from tests.captcha.ordinary import ORDINARY


def test_there_are_enough_of_them():
    assert len(ORDINARY) >= 20


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_page_raises_nothing(loop, show, name):
    captcha = loop.run(captcha_here(show(ORDINARY[name]), Site()))

    assert captcha is None, f"{name} was taken for {captcha.vendor}"
