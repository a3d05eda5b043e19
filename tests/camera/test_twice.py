"""The same picture is not taken twice; one is taken wherever anything may be other than in the last."""

import pytest

from runner.core.last_picture import LastPicture
from runner.core.masks import Covers

PAGE = (
    "<style>.far p { margin-top: 0 }</style><h1>Linked devices</h1><p>Redmi Note 13 <button>Remove</button></p><input value=one>"
)
A_WHILE = "new Promise((done) => { setTimeout(done, 300); })"


@pytest.fixture
def same(camera):
    """Whether, once something was done after a picture, the next one would be the same."""

    def covers():
        return Covers(camera.vault, camera.stage.site, camera.page, camera.signed_in)

    def go(do=lambda: None, markup=PAGE, moment="before"):
        camera.show(markup)
        camera.stage.script(A_WHILE)  # the browser tells a new document where an earlier test left the mouse
        camera.stage.look()
        last = LastPicture(camera.stage.tab)
        last.was_taken(covers())
        do()
        return camera.stage.loop.run(last.shows_this_too(moment, covers()))

    return go


@pytest.mark.parametrize("moment", ["before", "after"])
def test_where_nothing_changed_it_is_not_taken_again(same, moment):
    assert same(moment=moment)


def test_nor_a_while_later(camera, same):
    assert same(lambda: camera.stage.script(A_WHILE))


CHANGES = {
    "a text": "document.querySelector('h1').firstChild.data = 'Linked device'",
    "an attribute": "document.querySelector('button').disabled = true",
    "something new": "document.body.append('one more')",
    "something longer": "document.body.append(Object.assign(document.createElement('div'), { style: 'height:2000px' }))",
    "typed": "(() => { const one = document.querySelector('input'); one.value = 'two'; one.dispatchEvent(new Event('input', { bubbles: true })); })()",
    "focused": "document.querySelector('button').focus()",
    "moved by a rule, without a word": "new Promise((done) => { document.styleSheets[0].cssRules[0].selectorText = 'p';"
    " document.styleSheets[0].cssRules[0].style.marginTop = '90px'; setTimeout(done, 300); })",
    "another document": "new Promise((done) => { setTimeout(done); location.reload(); })",
}


@pytest.mark.parametrize("change", CHANGES)
def test_where_something_changed_it_is_taken_again(camera, same, change):
    def do():
        camera.stage.script(CHANGES[change])
        if change == "another document":
            camera.stage.loop.run(camera.stage.tab.wait_for_load_state())

    assert not same(do)


def test_where_the_pointer_moved_it_is_taken_again(camera, same):
    assert not same(lambda: camera.stage.loop.run(camera.stage.tab.mouse.move(40, 40)))


@pytest.mark.parametrize(
    "moves",
    ["<canvas></canvas>", "<video></video>", "<div aria-busy=true>One moment</div>"],
    ids=["a drawing", "a film", "it is loading"],
)
def test_where_something_may_move_without_a_word_it_is_taken_again(same, moves):
    assert not same(markup=PAGE + moves)


@pytest.mark.parametrize("longer", ["<div style='height:2000px'></div>", "<div style='height:90px;overflow:auto'><div style='height:400px'></div></div>"])
def test_of_a_page_that_is_longer_than_its_window_the_last_may_show_more_than_that(same, longer):
    assert not same(markup=PAGE + longer)


@pytest.mark.parametrize("moment", ["pause", "unknown"])
def test_for_a_person_it_is_taken_each_time(same, moment):
    assert not same(moment=moment)


@pytest.mark.parametrize(
    "learn", [lambda vault: vault.hide_secret("Redmi"), lambda vault: vault.hide_identifier("Redmi Note 13", "device 1")],
    ids=["a secret", "an identifier"],
)  # fmt: skip
def test_once_more_must_be_covered_it_is_taken_again(camera, same, learn):
    assert not same(lambda: learn(camera.vault))


def test_without_a_picture_before_one_is_taken(camera):
    camera.show(PAGE)
    covers = Covers(camera.vault, camera.stage.site, camera.page, camera.signed_in)

    assert not camera.stage.loop.run(LastPicture(camera.stage.tab).shows_this_too("after", covers))
