"""What a person's way past unknown screens suggests for console.toml: only what was seen, and only where it fits."""

import tomllib

import pytest

from pages.base import Page
from pages.console import Site
from runner.core.suggestion import suggestion
from runner.core.unfamiliar import Unfamiliar

OUTLINE = '- heading "Your gadgets"\n- button "Let go"'


class Gadgets(Page):
    title = "Linked devices"
    path = "/devices"
    known_by = ("devices heading",)


class NoAddress(Page):
    title = "Question"
    known_by = ("devices heading",)


def suggested(outline=OUTLINE, reached=Gadgets, at="https://account.xiaomi.com/devices"):
    """The text, and the sections that are left when every '#' before one is taken away."""
    text = suggestion(Site(), [Unfamiliar((Gadgets,), "/new", outline, "pictures/1.webp", reached, at)])
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    begins = [line.startswith("[") for line in lines]
    return text, tomllib.loads("\n".join(lines[begins.index(True) :]) if any(begins) else "")


def test_the_words_on_an_unknown_screen_are_offered_for_the_label_that_was_waited_for():
    text, sections = suggested()

    assert sections == {"wording": {"devices heading": ["Your gadgets", "Let go"]}}
    assert "# you carried on to “Linked devices”" in text
    assert all(line.startswith("#") for line in text.splitlines() if line), "nothing of it counts until a person says so"


def test_a_screen_without_any_words_suggests_none():
    text, sections = suggested('- textbox "Name"')

    assert sections == {}
    assert '# fields: "Name"' in text


def test_a_screen_that_nobody_got_past_is_told_without_a_way():
    text, sections = suggested(reached=None, at="")

    assert "/new where “Linked devices” was waited for; picture 1.webp" in text
    assert "you carried on to" not in text
    assert "paths" not in sections


def test_a_screen_that_was_found_elsewhere_on_the_console_is_suggested_there():
    _, sections = suggested(at="https://account.xiaomi.com/gadgets?token=1#/list")

    assert sections["paths"] == {"Linked devices": "/gadgets#/list"}


@pytest.mark.parametrize(
    ("reached", "at"),
    [
        (Gadgets, "https://elsewhere.test/gadgets"),
        (Gadgets, "https://account.xiaomi.com/devices?page=2"),
        (Gadgets, "https://account.xiaomi.com/user/861234567890123"),
        (NoAddress, "https://account.xiaomi.com/question"),
    ],
    ids=["another host", "where it was", "somebody's own address", "a screen without an address"],
)
def test_no_address_is_suggested_that_would_not_lead_there(reached, at):
    _, sections = suggested(reached=reached, at=at)

    assert "paths" not in sections
