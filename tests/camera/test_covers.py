"""What a picture covers, and what it leaves to be read; by pixels, and a few by OCR."""

from __future__ import annotations

import base64
import html
from urllib.parse import quote

import pytest
from PIL import ImageChops, ImageColor

from runner.credentials.vault import Vault
from runner.trail import pictures
from tests.camera.conftest import EMAIL, SECRET, read, uncovered

COVER = ImageColor.getrgb(pictures.MASK_COLOUR)
STYLE = "<style>body{margin:20px;font:18px sans-serif;background:#fff}</style>"
BOXES = """(kind) => [...document.querySelectorAll(`[data-${kind}]`)].map(one => {
  const range = document.createRange();
  if (one.childNodes.length && !one.matches('[contenteditable], textarea, select')) range.selectNodeContents(one); else range.selectNode(one);
  const {left, top, right, bottom} = range.getBoundingClientRect();
  return [one.closest('section')?.title || one.outerHTML, [left, top, right, bottom].map(Math.round)];
})"""


def boxes(camera, kind):
    """What is marked so: its section's name, and where it is."""
    return camera.stage.loop.run(camera.stage.tab.evaluate(BOXES, kind))


def is_covered(image, box):
    """Whether nothing but the cover's colour is within the box, from its second pixel on."""
    left, top, right, bottom = box
    part = image.crop((left + 1, top + 1, right - 1, bottom - 1))
    return part.getcolors(1) == [(part.width * part.height, COVER)]


def check(camera, markup, *ways):
    """Photograph the page: all that is marked private is covered, all that is marked plain is as it was.

    ``ways``: whether identifiers are revealed, when it is photographed more than once.
    """
    camera.show(STYLE + markup)
    for reveal in ways or (camera.vault.reveal_identifiers,):
        camera.vault.reveal_identifiers = reveal
        check_picture(camera)


def check_picture(camera):
    shot = camera.shoot()
    image, before = pictures.covered(shot), uncovered(shot)
    private, plain = boxes(camera, "private"), boxes(camera, "plain")
    assert private or plain
    assert all(bottom <= image.height for _, (*_, bottom) in (*private, *plain)), "it is out of sight"
    assert not shot.black
    assert [what for what, box in private if not is_covered(image, box)] == []
    for what, (left, top, right, bottom) in plain:
        box = (left + 3, top, right - 3, bottom)
        assert ImageChops.difference(image.crop(box), before.crop(box)).getbbox() is None, what


APART = 4
"""So many pages hold what is of one kind; what is alike stands in different ones."""


def sections(kinds, first):
    """Several of these in one page, with their names; all of them can be seen."""
    return "".join(f'<section title="{what}">{kinds[what]}</section>' for what in [*kinds][first::APART])


SECRETS = {
    "a field whose eye is open": f'<input data-private value="{SECRET}">',
    "the classic field's name": f'<input name=pwd data-private value="{SECRET}">',
    "a password field": f'<input type=password data-private value="{SECRET}">',
    "the code's field, though its value is not known": "<input name=ticket data-private value=918273>",
    "the picture code's field": "<input name=icode data-private value=xk3f>",
    "edited in place": f"<div contenteditable data-private>{SECRET}</div>",
    "a text area": f"<textarea data-private>{SECRET}</textarea>",
    "echoed as text": f"<p><b data-plain>Your password is</b> <i data-private>{SECRET}</i> <b data-plain>now</b></p>",
    "spaced": f"<p><i data-private>{' '.join(SECRET)}</i></p>",
    "with dashes": f"<p><i data-private>{'-'.join(SECRET)}</i></p>",
    "in capitals": f"<p><i data-private>{SECRET.upper()}</i></p>",
    "reversed": f"<p><i data-private>{SECRET[::-1]}</i></p>",
    "as part of an address": f"<p><i data-private>https://c.test/?p={quote(SECRET, safe='')}&amp;x=1</i></p>",
    "as markup": f"<p><i data-private>{html.escape(html.escape(SECRET))}</i></p>",
    "each sign escaped": f"<p><i data-private>{''.join(f'%{ord(sign):02X}' for sign in SECRET)}</i></p>",
    "each sign as markup": f"<p><i data-private>{''.join(f'&amp;#{ord(sign)};' for sign in SECRET)}</i></p>",
    "in wide letters": f"<p><i data-private>{''.join(chr(ord(sign) + 0xFEE0) for sign in SECRET)}</i></p>",
    "as base64": f"<p><i data-private>{base64.b64encode(b'a:' + SECRET.encode()).decode()}</i></p>",
    "a cell for each letter": f"<table><tr>{''.join(f'<td><i data-private>{sign}</i></td>' for sign in SECRET)}</tr></table>",
    "in two elements": f"<p><i data-private>{SECRET[:5]}</i><b><i data-private>{SECRET[5:]}</i></b></p>",
    "in a hint": f'<input data-private placeholder="{SECRET}">',
    "generated": f"<style>.g::before{{content:'{SECRET}'}}</style><span class=g data-private></span><p data-plain>after</p>",
    "of an attribute": f"<style>.g::after{{content:attr(data-x)}}</style><p class=g data-private data-x='{SECRET}'></p><p data-plain>after</p>",
    "a button's value": f'<input type=button data-private value="{SECRET}">',
    "a picture that did not come": f'<img data-private src="/none" alt="{SECRET}">',
    "of a drawing": f"<svg width=300 height=30><text y=20 data-private>{SECRET}</text></svg>",
    "without a box of its own": f"<div style='display:contents'><i data-private>{SECRET}</i></div>",
    "out of its box": f"<div style='width:20px;white-space:nowrap'><i data-private>{SECRET}</i></div>",
    "not to be clicked": f"<p style='pointer-events:none'><i data-private>{SECRET}</i></p>",
    "inert": f"<p inert><i data-private>{SECRET}</i></p>",
    "almost faded": f"<p style='opacity:.1'><i data-private>{SECRET}</i></p>",
}


@pytest.mark.parametrize("first", range(APART))
def test_a_secret_is_covered_wherever_it_is_painted_whether_identifiers_are_revealed_or_not(camera, first):
    check(camera, sections(SECRETS, first), False, True)


def test_a_secret_in_shadow_roots_and_frames_is_covered(camera):
    camera.show(
        STYLE
        + "<div id=host></div><iframe src=/inner style='width:400px;height:80px;margin:7px;border:3px solid'></iframe>",
        inner=f"<body style='font:20px sans-serif'><p>{SECRET}</p>",
    )
    camera.stage.script(
        f"host.attachShadow({{mode: 'open'}}).innerHTML = '<p style=\"font:20px sans-serif\">{SECRET}</p><input value=\"{SECRET}\">'"
    )
    shot = camera.shoot()

    assert "zebra4471" in read(uncovered(shot)), "it would be read"
    assert "zebra" not in read(pictures.covered(shot))
    assert "4471" not in read(pictures.covered(shot))


IDENTIFYING = {
    "an address": "<p><b data-plain>Hello</b> <i data-private>Other.Person@Example.TEST</i> <b data-plain>and welcome</b></p>",
    "a number with dots": "<p><i data-private>600.123.456</i></p>",
    "a full stop behind it": "<p><i data-private>861234567890123.</i></p>",
    "slashes": "<p><i data-private>28391/00423117</i></p>",
    "narrow spaces": "<p><i data-private>+34\u202f600\u202f123\u202f456</i></p>",
    "a masked address": "<p><b data-plain>Code sent to</b> <i data-private>l***n@…</i></p>",
    "a masked number": "<p><i data-private>+34******456</i></p>",
    "a serial number": "<p><i data-private>F0XY12A3BC9</i></p>",
    "a UUID": "<p><i data-private>1c9f3f3e-5b0e-4c1b-9d1f-1d2c3b4a5968</i></p>",
    "what is typed": "<input data-private value='Ada'>",
    "a known name of two letters": "<p><b data-plain>Boat</b> <i data-private>Bo</i> <b data-plain>bob</b></p>",
    "a known Chinese name": "<p><i data-private>你好，王伟！</i></p>",
    "a known name spaced": "<p><i data-private>A d a &nbsp; L o v e l a c e</i></p>",
    "the owner's name in its place": "<p class=account-name><i data-private>Someone Else</i></p>",
}


@pytest.mark.parametrize("first", range(APART))
def test_what_is_identifying_is_covered_word_by_word(camera, first):
    for name in ("Ada Lovelace", "Bo", "王伟"):
        camera.vault.hide_identifier(name, "device")
    check(camera, sections(IDENTIFYING, first))


def test_what_is_identifying_may_be_shown(camera):
    camera.vault.reveal_identifiers = True
    check(
        camera,
        f"<p data-plain>{EMAIL} 600.123.456</p><input name=account data-plain value={EMAIL}>"
        "<input data-private type=password value=x>",
    )


def test_on_an_unknown_screen_every_field_is_covered(camera):
    camera.page = None
    camera.vault.reveal_identifiers = True
    check(camera, "<input data-private><select data-private><option>One</select><textarea data-private></textarea>")


AFTER_SIGN_IN = f"""
<h1><span data-plain>Linked devices (3)</span></h1>
<p><i data-private>Grandma's</i> <i data-private>Redmi</i> <i data-private>9T</i></p>
<p><b data-plain>Delete this device from your account?</b></p>
<button><span data-plain>Cancel</span></button> <button><span data-plain>OK (5s)</span></button>
<p><i data-private>Ada</i></p>
<img data-private width=120 height=60 src="data:image/svg+xml,{quote("<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>Ada</text></svg>")}">
<canvas data-private width=100 height=60></canvas>
"""


def test_after_sign_in_only_the_consoles_own_words_are_left(camera):
    camera.signed_in = True
    check(camera, AFTER_SIGN_IN)


def test_a_closed_root_of_an_ordinary_element_is_covered_after_sign_in(camera):
    camera.signed_in = True
    camera.show(STYLE + "<p id=host></p>")
    camera.stage.script("host.attachShadow({mode: 'closed'}).innerHTML = '<div style=\"font:24px sans-serif\">Josephine</div>'")
    shot = camera.shoot()

    assert "josephine" in read(uncovered(shot)), "it would be read"
    assert "josephine" not in read(pictures.covered(shot))


@pytest.mark.parametrize(("signed_in", "reveal"), [(True, False), (False, False), (True, True)])
def test_what_a_script_paints_is_covered_before_and_after_sign_in_and_whatever_may_be_shown(camera, signed_in, reveal):
    """Nobody can read whether it is a password."""
    camera.signed_in, camera.vault.reveal_identifiers = signed_in, reveal
    camera.show(
        STYLE + "<own-thing style='display:block;background:#eee'></own-thing><canvas width=400 height=60></canvas>"
    )
    camera.stage.script(
        "document.querySelector('own-thing').attachShadow({mode: 'closed'}).innerHTML = '<div style=\"font:24px sans-serif\">Grandma Josephine</div>';"
        "const pen = document.querySelector('canvas').getContext('2d'); pen.font = '24px sans-serif';"
        "pen.fillText('Grandma Josephine', 5, 40)"
    )
    shot = camera.shoot()

    assert "josephine" in read(uncovered(shot)), "it would be read"
    assert "josephine" not in read(pictures.covered(shot))


DIALOGUE = f"""<style>.mask{{position:fixed;inset:0;background:rgba(0,0,0,.45)}}
.box{{position:fixed;left:200px;top:100px;width:500px;background:#fff;padding:20px}}</style>
<ul style="margin:0">{"".join(f"<li>Ada Lovelace owns Redmi {n} {EMAIL} and {EMAIL}</li>" for n in range(12))}</ul>
%s
<div class=box role=dialog data-plain><h2>Delete this device from your account?</h2>
<p>This cannot be undone.</p><button>Delete device</button> <button>Cancel</button></div>"""


@pytest.mark.parametrize("mask", ["<div class=mask></div>", ""], ids=["dimmed", "bare"])
def test_what_lies_behind_a_dialogue_casts_no_bar_over_it(camera, mask):
    camera.signed_in = True
    camera.vault.hide_identifier("Ada Lovelace", "owner")
    check(camera, DIALOGUE % mask)
    text = camera.read()
    assert "deletethisdevicefromyouraccount" in text
    assert "lovelace" not in text
    assert "leaver" not in text


def test_what_lies_behind_a_modal_dialogue_of_the_browser_is_covered_around_it(camera):
    camera.show(
        STYLE + f"<p style='font-size:24px'>{EMAIL}</p>"
        "<dialog><h2 data-plain>Delete this device?</h2></dialog><script>document.querySelector('dialog').showModal()</script>"
    )
    shot = camera.shoot()
    assert "leaver" in read(uncovered(shot)), "it would be read"
    text = read(pictures.covered(shot))
    assert "leaver" not in text
    assert "deletethisdevice" in text


@pytest.mark.parametrize(
    "markup",
    [
        "<div style='overflow:hidden;height:30px;position:relative'><p style='margin:0'>Plain</p><p>{}</p></div>",
        "<span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap'>{}</span>",
        "<p style='visibility:hidden'>{}</p>",
        "<p style='position:absolute;top:15px;opacity:0'>{}</p>",
        "<p style='position:absolute;left:-9999px'>{}</p>",
    ],
)
def test_what_is_not_painted_casts_no_bar(camera, markup):
    camera.show(STYLE + "<p>The question that must be read</p>" + markup.format(EMAIL))
    shot = camera.shoot()
    assert shot.covers == ()
    assert shot.masked == 0


@pytest.mark.parametrize("context", [{"device_scale_factor": 2}, {"device_scale_factor": 1.5}], ids=str)
def test_covers_lie_right_on_sharp_screens_and_pages_that_are_scrolled_and_zoomed(loop, chrome, context):
    from tests.camera.conftest import Camera, Stage

    stage = Stage(loop, chrome, **context)
    try:
        camera = Camera(stage)
        for style in ("", "html{zoom:1.5}", "body{zoom:.8}", "body{transform:scale(.9);transform-origin:0 0}"):
            camera.show(
                STYLE + f"<style>{style}</style><div style='height:900px'></div>"
                f"<p data-private>{EMAIL}</p><div style='height:900px'></div>"
            )
            stage.script("document.querySelector('p').scrollIntoView({block: 'center'})")
            shot = camera.shoot()
            image = pictures.covered(shot)
            assert image.size == (1000, 700)
            assert [what for what, box in boxes(camera, "private") if not is_covered(image, box)] == []
            assert shot.masked == 1
    finally:
        stage.close()


def test_the_vault_tells_its_secrets_to_the_camera_only_by_name():
    vault = Vault({}, {})
    vault.hide_secret(SECRET)
    assert vault.secrets == (SECRET,)
    assert SECRET not in repr(vault)
