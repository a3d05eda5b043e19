"""One reading says what a person sees: texts, headings, buttons, fields, boxes, layers and signs of loading."""

from contextlib import suppress

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame

from pages.reading import Changed, Reader, reader_of
from pages.reading.text import counts_down, label


def words(wanted):
    return lambda text: label(text).casefold() == wanted.casefold()


def names(screen, elements):
    return [screen.name_of(one) for one in elements]


def test_texts_are_joined_as_they_are_seen(stage):
    screen = stage.show("<p>Re<b>mo</b>ve  <i>all</i>\n of it</p><div>One</div><div>Two</div>")

    assert screen.lines_of(screen.elements[0]) == ["Remove all of it", "One", "Two"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='display:none'>secret</p>",
        "<p style='visibility:hidden'>secret</p>",
        "<p style='opacity:0'>secret</p>",
        "<p style='position:absolute;left:-9999px'>secret</p>",
        "<div style='height:0;overflow:hidden'><p>secret</p></div>",
        "<span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>secret</span>",
        "<p style='text-indent:-9999px;overflow:hidden'>secret</p>",
        "<p style='font-size:0'>secret</p>",
        "<details><summary>More</summary><p>secret</p></details>",
        "<template><p>secret</p></template>",
    ],
)
def test_what_nobody_sees_is_not_read(stage, markup):
    screen = stage.show(f"<h1>Here</h1>{markup}")

    assert "secret" not in screen.text_of(screen.elements[0])
    assert "Here" in screen.text_of(screen.elements[0])


@pytest.mark.parametrize(
    "markup",
    [
        "<button>Remove</button>",
        "<a href='#x'>Remove</a>",
        "<input type=submit value=Remove>",
        "<div role=button tabindex=0>Remove</div>",
        "<div style='cursor:pointer'>Remove</div>",
        "<button aria-label='Remove'><svg width=16 height=16><path d='M0 0h9v9z'/></svg></button>",
        "<button><img alt=Remove width=16 height=16 src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></button>",
        "<button title=Remove><i class=icon style='display:inline-block;width:9px;height:9px'></i></button>",
        "<a href='#x'><span>Remove</span> <i>→</i></a>",
        "<button>REMOVE (5s)</button>",
        "<span onclick='go()'>Remove</span>",
        "<p>Remove</p>",
    ],
)
def test_a_button_is_known_by_its_words_whatever_the_element(stage, markup):
    screen = stage.show(f"<h1>Devices</h1>{markup}<button>Keep</button>")

    button = screen.button(words("Remove"))

    assert button is not None
    assert label(screen.name_of(button)).casefold() == "remove"


def test_shadow_trees_and_frames_are_read_as_one_screen(stage):
    screen = stage.show(
        """<h1>Outer</h1><div id=host></div>
        <iframe src='/inner' style='width:400px;height:200px;border:7px solid' title=frame></iframe><p>After</p>
        <script>host.attachShadow({mode:'open'}).innerHTML = '<button>Shadow</button><slot></slot>'</script>""",
        inner="<h2>Inner</h2><button onclick=\"document.body.append('pressed')\">Within</button>",
    )

    assert names(screen, screen.clickables) == ["Shadow", "Within"]
    assert screen.lines_of(screen.elements[0]) == ["Outer", "Shadow", "Inner", "Within", "After"]
    (button,) = screen.buttons(words("Within"))
    frame = next(one for one in screen.elements if one.role == "frame")
    assert frame.x + 7 <= button.x < frame.rect.right
    assert frame.y + 7 <= button.y < frame.rect.bottom
    stage.press(screen, button)
    assert "pressed" in stage.look().text_of(screen.elements[0])


def test_headings_are_known_by_role_and_by_size(stage):
    filler = "<p>Some ordinary words of the page that make up most of its text.</p>" * 3
    screen = stage.show(
        f"""<nav><a href='#d'>Linked devices</a></nav><div style='font-size:24px'>Linked devices</div>{filler}
        <div role=heading aria-level=2>Apps</div><p><b>Bold</b></p>"""
    )

    assert names(screen, screen.headings()) == ["Apps", "Linked devices", "Bold"]
    (heading,) = screen.headings(words("linked devices"))
    assert heading.y > 0
    assert not screen.in_navigation(heading)


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<label for=a>Account</label><input id=a>", "Account"),
        ("<label>Account <input></label>", "Account"),
        ("<input aria-label=Account>", "Account"),
        ("<span id=n>Account</span><input aria-labelledby=n>", "Account"),
        ("<input placeholder=Account>", "Account"),
        ("<div><label>Account</label><div><input></div></div>", "Account"),
        (
            "<div style='position:relative'><input><label style='position:absolute;left:3px'>Account</label></div>",
            "Account",
        ),
        (
            "<table><tr><td>Account</td><td><input></td></tr><tr><td>Password</td><td><input></td></tr></table>",
            "Account",
        ),
        ("<dl><dt>Account</dt><dd><input></dd><dt>Password</dt><dd><input></dd></dl>", "Account"),
        ("<div contenteditable aria-label=Account style='width:100px;height:20px'></div>", "Account"),
    ],
)
def test_a_field_is_called_by_its_label_wherever_that_stands(stage, markup, wanted):
    screen = stage.show(f"<form>{markup}</form>")

    assert wanted in screen.labels_of(screen.fields[0])


def test_a_password_stays_secret_when_the_eye_shows_it_and_is_never_read(stage):
    stage.show("<input type=password value='Hunter2!'>")
    before = stage.look()
    stage.script("document.querySelector('input').type = 'text'")
    screen = stage.look()

    assert (before.fields[0].field.type, screen.fields[0].field.type) == ("password", "text")
    assert screen.fields[0].field.secret
    assert screen.fields[0].field.filled
    assert "Hunter2!" not in repr(screen)


@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.parametrize(
    "markup",
    [
        "<label><input type=checkbox {state}> I agree</label>",
        "<input type=checkbox id=c {state}><label for=c>I agree</label>",
        "<label class=ant><span><input type=checkbox style='opacity:0;position:absolute' {state}><span class=inner "
        "style='display:inline-block;width:16px;height:16px;border:1px solid'></span></span><span>I agree</span></label>",
        "<label><input type=checkbox style='display:none' {state}><i></i>I agree</label>",
        "<div role=checkbox aria-checked={aria} tabindex=0>I agree</div>",
        "<div><span role=switch aria-checked={aria} style='display:inline-block;width:30px;height:16px'></span> I agree</div>",
    ],
)
def test_a_box_is_read_with_its_state_also_when_it_is_drawn(stage, markup, checked):
    screen = stage.show(markup.format(state="checked" if checked else "", aria=str(checked).lower()))

    (box,) = screen.boxes
    assert box.box.checked is checked
    assert "I agree" in (*screen.labels_of(box), screen.text_of(box))


def test_disabled_and_counting_buttons_say_so(stage):
    screen = stage.show(
        """<button disabled>A</button><button aria-disabled=true>B</button><button class='mi-button--disabled'>C</button>
        <fieldset disabled><button>D</button></fieldset><button style='cursor:not-allowed'>E</button><button>OK (5s)</button>"""
    )

    assert [one.enabled for one in screen.clickables] == [False] * 5 + [True]
    assert counts_down(screen.name_of(screen.clickables[-1]))


LAYERS = {
    "mask and dialogue": "<div style='position:fixed;inset:0;background:#0008'></div>"
    "<div style='position:fixed;left:300px;top:200px;width:300px;background:#fff'>{inner}</div>",
    "wrap around it": "<div style='position:fixed;inset:0;background:#0008'><div style='margin:90px;background:#fff'>{inner}</div></div>",
    "absolute": "<div style='position:absolute;left:0;top:0;width:100%;height:900px;z-index:9;background:#0008'>"
    "<div style='margin:90px;background:#fff'>{inner}</div></div>",
    "modal dialog": "<dialog id=d>{inner}</dialog><script>d.showModal()</script>",
}


@pytest.mark.parametrize("layer", LAYERS)
def test_what_stands_behind_a_dialogue_is_known_to_be_behind(stage, layer):
    rows = "".join(f"<p><span>Phone {n}</span> <button>Remove</button></p>" for n in range(40))
    screen = stage.show(
        rows + LAYERS[layer].format(inner="<p>Remove Phone 3?</p><button>Remove</button><button>Cancel</button>")
    )

    button = screen.button(words("Remove"))

    assert button
    assert button is screen.buttons(words("Remove"))[0]
    assert screen.button(words("Cancel"))
    free = [one for one in screen.clickables if one.on_top]
    assert len(free) == 2, names(screen, free)
    assert "Cancel" in screen.text_of(screen.top_layer)
    assert "Phone 30" not in screen.text_of(screen.top_layer)


def test_a_page_without_layers_has_none_on_top(stage):
    screen = stage.show(
        "<header style='position:fixed;top:0;height:40px'>Console</header><p style='margin-top:50px'>Text</p>"
    )

    assert screen.top_layer is None
    assert not screen.something_covers


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<div id=__page_loading>…</div>", "page"),
        ("<div aria-busy=true>List</div>", "busy"),
        ("<div role=progressbar style='width:9px;height:9px'></div>", "progress"),
        ("<progress></progress>", "progress"),
        ("<div class='ant-skeleton' style='height:30px'></div>", "class"),
        ("<div class='ant-spin ant-spin-spinning'><i>.</i></div>", "class"),
        ("<div class='loading'>Loading, please wait…</div>", "class"),
        ("<style>@keyframes t{to{rotate:1turn}}</style><i style='display:inline-block;width:9px;height:9px;animation:t 1s infinite'></i>",
         "animation"),
    ],
)  # fmt: skip
def test_signs_of_loading_are_seen(stage, markup, kind):
    assert kind in {sign for sign, _ in stage.show(f"<h1>Devices</h1>{markup}").loading}


def test_a_full_bar_and_a_hidden_spinner_are_no_sign_of_loading(stage):
    screen = stage.show(
        "<progress value=3 max=5></progress><div role=progressbar aria-valuenow=60>60 %</div>"
        "<div id=__page_loading style='display:none'>…</div>"
        "<div class='ant-spin-nested-loading'><div class='ant-spin-container'>No linked devices</div></div>"
    )

    assert screen.loading == ()


def test_the_element_pressed_is_the_one_that_was_read(stage):
    screen = stage.show("<ul><li>One <button>Remove</button></li><li>Two <button>Remove</button></li></ul>")
    second = screen.buttons(words("Remove"))[1]
    row = screen.parent(second)
    stage.script("document.querySelectorAll('button').forEach(b => b.onclick = () => { b.parentNode.dataset.hit = 1 })")
    stage.script(
        "document.querySelector('ul').prepend(Object.assign(document.createElement('li'), {textContent: 'New'}))"
    )

    stage.press(screen, second, row)

    assert stage.script("document.querySelector('[data-hit]').innerText") == "Two Remove"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("li.firstChild.data = 'Three '", "text changed"),
        ("li.remove()", "gone"),
        ("li.querySelector('button').style.display = 'none'", "changed|hidden|gone"),
        ("li.querySelector('button').disabled = true", "disabled"),
        ("document.body.insertAdjacentHTML('beforeend', `<div style='position:fixed;inset:0'></div>`)", "lies over"),
        ("li.querySelector('button').textContent = 'Keep'", "text changed"),
    ],
)
def test_what_changed_since_it_was_read_is_not_pressed(stage, change, why):
    screen = stage.show("<ul><li>One <button>Remove</button></li><li>Two <button>Remove</button></li></ul>")
    second = screen.buttons(words("Remove"))[1]
    stage.script("window.pressed = 0; addEventListener('click', () => { window.pressed += 1 }, true)")
    stage.script(f"const li = document.querySelectorAll('li')[1]; {change}")

    with pytest.raises(Changed, match=why):
        stage.press(screen, second, screen.parent(second))

    assert stage.script("window.pressed") == 0


def test_a_wait_in_the_page_ends_with_the_first_change(stage):
    before = stage.show("<p id=p>before</p>")
    stage.script("setTimeout(() => { p.textContent = 'after' }, 300)")

    after = stage.loop.run(reader_of(stage.tab).look_after(before, seconds=50))

    assert after.text_of(after.elements[0]) == "after"


def test_a_wait_in_the_page_ends_at_its_deadline_and_with_a_navigation(stage):
    before = stage.show("<p>same</p>", other="<p>elsewhere</p>")

    assert stage.loop.run(reader_of(stage.tab).look_after(before, seconds=0.1)).text_of(before.elements[0]) == "same"
    stage.script("setTimeout(() => { location = '/other' }, 200)")
    after = before
    while "elsewhere" not in after.text_of(after.elements[0]):
        with suppress(PlaywrightError):  # between the two documents there is nothing to read
            after = stage.loop.run(reader_of(stage.tab).look_after(after, seconds=50))


@pytest.mark.parametrize("zoom", [0.8, 1, 2])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_zoom_and_right_to_left_change_nothing(stage, zoom, direction):
    screen = stage.show(
        f"<div dir={direction} style='zoom:{zoom}'><h1>Devices</h1><p>Phone <button>Remove</button></p></div>"
    )

    assert names(screen, screen.headings()) == ["Devices"]
    assert screen.button(words("Remove")).on_top


@pytest.mark.parametrize(("background", "seen"), [("#fff", False), ("#0008", True), ("transparent", True)])
def test_a_text_under_a_layer_that_lets_it_through_is_still_to_be_read(stage, background, seen):
    screen = stage.show(f"<p>Phone of Ada</p><div style='position:fixed;inset:0;background:{background}'>On top</div>")

    name, _ = screen.texts
    assert not name.on_top
    assert name.painted_over is not seen


def test_a_document_that_goes_while_it_is_read_is_followed_by_the_next(stage, monkeypatch):
    stage.show("<p>here</p>")
    reader, evaluate, gone = reader_of(stage.tab), Frame.evaluate_handle, ["a navigation", "another"]
    reader._scripts.clear()

    async def goes(frame, *args):
        if gone:
            raise PlaywrightError(f"Execution context was destroyed, most likely because of {gone.pop()}")
        return await evaluate(frame, *args)

    monkeypatch.setattr(Frame, "evaluate_handle", goes)

    assert "here" in stage.loop.run(reader.look()).lines_of(stage.loop.run(reader.look()).elements[0])


def test_what_was_read_of_a_document_that_is_gone_is_not_used(stage):
    screen = stage.show("<button>Remove</button>", other="<p>elsewhere</p>")
    (button,) = screen.buttons(words("Remove"))
    stage.loop.run(stage.tab.goto(stage.tab.url.rsplit("/", 1)[0] + "/other"))

    with pytest.raises(Changed):
        stage.loop.run(reader_of(stage.tab).handle(screen, button))


QUIET = {
    "a rule of the style sheet": "document.styleSheets[0].cssRules[0].style.display = 'none'",
    "a value that a script sets": "document.querySelector('input').value = 'something'",
}
"""What no observer and no event tells of."""


def test_a_reading_holds_while_nothing_changes(stage):
    stage.show("<h1>Devices</h1><button>Remove</button>")

    assert any(stage.look() is stage.look() for _ in range(100)), "it holds for tenths of a second, also on a busy machine"


def test_a_frame_whose_reading_holds_is_put_in_its_place_again(stage):
    inner = "<p>Terms</p><label><input type=checkbox> I agree</label><button>Next</button>"
    stage.show(f"<h1>Devices</h1><p>One</p><iframe srcdoc='{inner}' width=400 height=200></iframe>")

    for number in range(5):
        stage.script(f"document.querySelector('p').textContent = 'One {number}'")  # the page is read anew, the frame is not
        screen = stage.look()
        (box,) = screen.boxes
        assert screen.text_of(screen.elements[box.box.label]) == "I agree"


@pytest.mark.parametrize(
    "change",
    [
        "document.querySelector('h1').firstChild.data = 'Apps'",
        "document.querySelector('button').disabled = true",
        "document.querySelector('p').style.display = 'none'",
        "scrollTo(0, 300)",
        "document.querySelector('input').focus()",
        "document.querySelector('#deep').shadowRoot.querySelector('b').textContent = 'other'",
    ],
)
def test_whatever_is_heard_of_is_read_at_once(stage, change):
    screen = stage.show(
        "<h1>Devices</h1><p>One</p><input><button>Remove</button><div id=deep><template shadowrootmode=open><b>two</b>"
        "</template></div><div style='height:3000px'></div>"
    )
    stage.script(change)

    assert stage.look() is not screen


@pytest.mark.parametrize("change", QUIET.values(), ids=QUIET)
def test_what_changes_without_a_sound_is_read_a_moment_later(stage, change):
    screen = stage.show("<style>p{color:red}</style><h1>Devices</h1><p>One</p><input>")
    stage.script(f"{change}; new Promise((done) => setTimeout(done, 160))")

    later = stage.look()
    assert later is not screen
    assert "One" not in later.text_of(later.elements[0]) or later.fields[0].field.filled


def test_what_is_pressed_is_read_anew_although_nothing_was_heard(stage):
    screen = stage.show("<style>button{color:red}</style><h1>Devices</h1><button>Remove</button>")
    stage.script("document.styleSheets[0].cssRules[0].style.display = 'none'")

    with pytest.raises(Changed, match="was not used"):
        stage.press(screen, screen.button(words("Remove")))


CHANGES = {
    "a text": "document.querySelector('p').textContent = 'Another one'",
    "a tick": "document.querySelector('input').click()",
    "a style": "document.querySelector('p').style.fontWeight = '700'",
    "an address": "document.querySelector('a').setAttribute('href', '/elsewhere')",
    "nothing but a place": "document.querySelector('a').style.marginLeft = '40px'",
    "a row more": "document.querySelector('ul').insertAdjacentHTML('afterbegin', '<li>Mi Box</li>')",
    "a row less, and another one more": "const ul = document.querySelector('ul'); ul.lastChild.remove(); ul.prepend('Redmi')",
    "all of them": "document.body.style.paddingTop = '33px'",
    "a veil": "document.body.insertAdjacentHTML('beforeend', '<div style=\"position:fixed;inset:0;background:#fff\">Wait</div>')",
}


@pytest.mark.parametrize("frames", ["", "<iframe srcdoc='<p>Within</p><button>OK</button>'></iframe>"], ids=["", "frame"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_told_as_a_change_is_what_a_first_reading_tells(stage, change, frames):
    """A reading after the first tells only what is other than before; nothing may be left out, or stand in a wrong place."""
    rows = "".join(f"<li>Phone {number} <button>Remove</button></li>" for number in range(6))
    former = stage.show(f"<p>One</p><label><input type=checkbox>Agree</label><ul>{rows}</ul><a href='/a'>Next</a>{frames}")
    stage.script(change)

    told, read = stage.look(), stage.loop.run(Reader(stage.tab).look())

    assert told.elements == read.elements
    assert told.elements != former.elements


def test_only_what_changed_is_told(stage):
    rows = "".join(f"<li>Phone {number}</li>" for number in range(6))
    former = stage.show(f"<p>One</p><ul>{rows}</ul>")
    stage.script(CHANGES["a text"])

    screen = stage.look()

    assert screen.data["since"] == former.data["look"]
    kept = [one for one in screen.elements if any(one is other for other in former.elements)]
    assert len(kept) == len(screen.elements) - 1


SHELL = "height:300px;width:400px;overflow:hidden"
REACHED = {
    "below, in a shell that does not scroll": ("overflow:auto;height:200px", "margin-top:900px"),
    "below, where only that side scrolls": ("overflow:hidden auto;height:200px", "margin-top:900px"),
    "aside, in a table that scrolls": ("overflow-x:auto;width:300px", "margin-left:700px;width:90px"),
}
NOT_REACHED = {
    "aside, where only the height scrolls": ("overflow:hidden auto;height:200px", "margin-left:900px;width:90px"),
    "below, where nothing scrolls": ("overflow:hidden;height:200px", "margin-top:900px"),
    "in something that scrolls and is cut off itself": ("overflow:auto;height:200px;margin-top:400px", ""),
}


def _in_a_shell(stage, scroller, place):
    screen = stage.show(
        f"<div style='{SHELL}'><div style='{scroller}'><div style='{place}'><p>Mi Box <button>Remove</button></p></div></div></div>"
    )
    return screen.buttons(words("Remove")), [text for _, text in screen.blocks]


@pytest.mark.parametrize(("scroller", "place"), REACHED.values(), ids=REACHED)
def test_what_scrolling_brings_into_sight_is_read_whatever_cuts_off_what_scrolls(stage, scroller, place):
    buttons, texts = _in_a_shell(stage, scroller, place)

    assert buttons
    assert any("Mi Box" in text for text in texts)


@pytest.mark.parametrize(("scroller", "place"), NOT_REACHED.values(), ids=NOT_REACHED)
def test_what_no_scrolling_brings_into_sight_is_not_read(stage, scroller, place):
    buttons, texts = _in_a_shell(stage, scroller, place)

    assert not buttons
    assert not any("Mi Box" in text for text in texts)
