"""The outline of a screen: roles and names, and nothing that was typed, written as text, or linked to."""

import pytest

from pages.outline import names_of, outline_of
from pages.private import without_identifiers

PAGE = """<main><h1>Hello: "you" it's</h1><form><label>Account<input value="typed-account"></label>
<label>Pass<input type="password" value="typed-secret"></label>
<label>More<textarea>typed
- button "fake"
lines</textarea></label><select aria-label="Which"><option>one</option></select>
<a href="/x?token=tok-en">Next: page</a><p>running words</p><button>Skip</button><button disabled>No <b>way</b></button>
<div contenteditable>typed-too</div></form></main>"""


@pytest.fixture
def outline(loop, chrome):
    async def told():
        tab = await chrome.new_page()
        try:
            await tab.set_content(PAGE)
            assert await tab.locator("input >> nth=1").input_value() == "typed-secret"
            return await outline_of(tab, str)
        finally:
            await tab.close()

    return loop.run(told())


def test_roles_and_names_are_kept(outline):
    assert names_of(outline, "heading") == ["Hello: 'you' it's"]
    assert names_of(outline, "button") == ["Skip", "No way"]
    assert names_of(outline, "textbox") == ["Account", "Pass", "More"], "a field without a name has none"
    assert names_of(outline, "link") == ["Next: page"]


@pytest.mark.parametrize("hidden", ["typed", "tok-en", "running", "fake", "lines"])
def test_nothing_typed_written_or_linked_to_is_kept(outline, hidden):
    assert hidden not in outline


@pytest.mark.parametrize(
    "identifier",
    ["me@example.org", "l***r@example.org", "+86 138 0013 8000", "138****8000", "356938035643809", "6012345678"],
)
def test_what_looks_like_an_identifier_is_taken_out(identifier):
    assert without_identifiers(f'- button "Send to {identifier} now"') == '- button "Send to ‹identifier› now"'


def test_ordinary_words_and_short_numbers_stay():
    text = '- heading "50 GB more, 24/7, from 2026" [level 1]'

    assert without_identifiers(text) == text


def test_names_are_told_apart_by_their_roles():
    text = '- main\n  - heading "A"\n  - button "A"\n  - button "B"\n  - button "B"\n  - listitem "C"'

    assert names_of(text, "heading") == ["A"]
    assert names_of(text, "button", "heading") == ["A", "B"]
