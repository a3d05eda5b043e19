"""Nothing that moves, blinks, fades in or appears in the very moment is readable in any picture.

Each page is photographed several times while it does not rest. The text is red, and nothing else is: one reddish pixel
in a picture is a leak. What the browser gave is looked at as well, so that the test can fail.
"""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from runner.trail import pictures
from tests.camera.conftest import EMAIL, SECRET, read, uncovered
from tests.support.tiers import thorough

RED = "<style>body{margin:20px;font:bold 26px sans-serif;background:#fff}.red{color:#f00;white-space:nowrap}</style>"

MOVING = {
    "by animation frame": f"""<p class=red id=m style="position:absolute;top:80px">{EMAIL}</p><script>let x = 0;
      (function go() {{ x = (x + 37) % 500; m.style.left = x + 'px'; requestAnimationFrame(go); }})()</script>""",
    "back and forth": f"""<p class=red id=m style="position:absolute;top:80px">{EMAIL}</p><script>let x = 0;
      (function go() {{ x = 400 - x; m.style.left = x + 'px'; requestAnimationFrame(go); }})()</script>""",
    "by its style sheet": f"""<style>@keyframes go{{from{{left:0}}to{{left:500px}}}}</style>
      <p class=red style="position:absolute;top:80px;animation:go .3s linear infinite alternate">{EMAIL}</p>""",
    "in steps, by the browser alone": f"""<style>@keyframes go{{to{{transform:translateX(400px)}}}}</style>
      <p class=red style="position:absolute;top:80px;animation:go 40ms steps(2) infinite">{EMAIL}</p>""",
    "blinking by its style sheet": f"""<style>@keyframes go{{0%,50%{{opacity:0}}51%,100%{{opacity:1}}}}</style>
      <p class=red style="animation:go 60ms infinite">{EMAIL}</p>""",
    "blinking by a timer": f"""<p class=red id=m>{EMAIL}</p><script>setInterval(() =>
      m.style.visibility = m.style.visibility ? '' : 'hidden', 7)</script>""",
    "there for one frame only": f"""<p class=red id=m></p><script>(function go() {{
      m.textContent = m.textContent ? '' : '{EMAIL}'; requestAnimationFrame(go); }})()</script>""",
    "a toast": f"""<div id=m></div><script>setInterval(() => {{ m.innerHTML = m.firstChild ? '' :
      '<p class=red style="position:fixed;top:40px;left:' + Math.random() * 400 + 'px">{EMAIL}</p>' }}, 11)</script>""",
    "a toast with the password": f"""<div id=m></div><script>setInterval(() => {{ m.innerHTML = m.firstChild ? '' :
      '<p class=red style="position:fixed;top:40px">{SECRET}</p>' }}, 13)</script>""",
    "scrolling": f"""<div style="height:300px"></div><p class=red>{EMAIL}</p><div style="height:1500px"></div>
      <script>let y = 0; (function go() {{ y = (y + 23) % 320; scrollTo(0, y); requestAnimationFrame(go); }})()</script>""",
    "smoothly scrolling": f"""<div style="height:500px"></div><p class=red>{EMAIL}</p><div style="height:1500px"></div>
      <script>setInterval(() => scrollTo({{top: scrollY ? 0 : 400, behavior: 'smooth'}}), 250)</script>""",
    "in a box that scrolls": f"""<div id=m style="height:200px;overflow:auto"><div style="height:150px"></div>
      <p class=red>{EMAIL}</p><div style="height:900px"></div></div>
      <script>let y = 0; setInterval(() => {{ m.scrollTop = y = (y + 19) % 200; }}, 9)</script>""",
    "by its style sheet's rules": f"""<style id=s>.red{{margin-left:0}}</style><p class=red>{EMAIL}</p><script>let x = 0;
      (function go() {{ x = (x + 61) % 400; s.sheet.cssRules[0].style.marginLeft = x + 'px'; requestAnimationFrame(go); }})()
      </script>""",
    "under a lid that is lifted by its style sheet's rules": f"""<style id=s>.lid{{z-index:1}}</style>
      <p class=red style="position:absolute;top:80px">{EMAIL}</p><div class=lid style="position:absolute;top:70px;left:0;
      width:700px;height:90px;background:#fff"></div><script>(function go() {{ const rule = s.sheet.cssRules[0].style;
      rule.zIndex = rule.zIndex === '1' ? '-1' : '1'; requestAnimationFrame(go); }})()</script>""",
    "under a lid that becomes glass by its style sheet's rules": f"""<style id=s>.lid{{background:#fff}}</style>
      <p class=red>{EMAIL}</p><div class=lid style="position:absolute;top:0;left:0;width:700px;height:90px"></div><script>
      (function go() {{ const rule = s.sheet.cssRules[0].style;
      rule.background = rule.background.includes('255') ? 'none' : '#fff'; requestAnimationFrame(go); }})()</script>""",
    "typed by the page": f"""<input class=red id=m style="font:inherit;width:500px"><script>(function go() {{
      m.value = m.value ? '' : '{EMAIL}'; requestAnimationFrame(go); }})()</script>""",
    "in a frame that moves": f"""<iframe id=m style="position:absolute;border:0;width:600px;height:80px"
      srcdoc="<p style='color:#f00;font:bold 26px sans-serif;white-space:nowrap'>{EMAIL}</p>"></iframe><script>let x = 0;
      (function go() {{ x = (x + 31) % 300; m.style.left = x + 'px'; requestAnimationFrame(go); }})()</script>""",
}


ALIKE = (
    "scrolling", "smoothly scrolling", "in a box that scrolls", "blinking by a timer", "a toast", "a toast with the password",
    "blinking by its style sheet", "back and forth",
)  # fmt: skip
"""As others of these in what the camera does about them."""

MORE = 40
"""By so much a reddish pixel is more red than green, and than blue."""


def reddish(image):
    """How many pixels are more red than anything else, letters' soft edges included."""
    red, green, blue = image.split()
    apart = ImageChops.darker(ImageChops.subtract(red, green), ImageChops.subtract(red, blue))
    return sum(apart.histogram()[MORE + 1 :])


def test_one_reddish_pixel_is_noticed():
    for colour, many in (
        ((255, 0, 0), 1),
        ((91, 50, 50), 1),
        ((90, 50, 50), 0),
        ((255, 0, 230), 0),
        ((200, 170, 0), 0),
    ):
        image = Image.new("RGB", (30, 20), "white")
        image.putpixel((7, 3), colour)
        assert reddish(image) == many, colour


@pytest.mark.parametrize("how", [*(how for how in MOVING if how not in ALIKE), *thorough(*ALIKE)])
def test_nothing_is_readable_while_it_moves(camera, how):
    camera.show(RED + MOVING[how])
    seen = 0
    for _ in range(3):
        shot = camera.shoot()
        seen += bool(reddish(uncovered(shot)))
        assert reddish(pictures.covered(shot)) == 0
    if "blink" not in how and "toast" not in how and "frame only" not in how and "typed" not in how and "lid" not in how:
        assert seen, "it was never there to be read, so this proves nothing"


def test_a_page_at_rest_around_what_moves_can_still_be_read(camera):
    camera.show(
        "<style>body{font:22px sans-serif}</style><h1 style='margin-top:200px'>Delete this device from your account?</h1>"
        f"<p id=m style='position:absolute;top:20px;color:#f00'>{EMAIL}</p><script>let x = 0; (function go() {{ x = (x + 31) % 300;"
        " m.style.left = x + 'px'; requestAnimationFrame(go); })()</script>".replace("{{", "{").replace("}}", "}")
    )
    shot = camera.shoot()
    assert not shot.black
    assert "deletethisdevicefromyouraccount" in read(pictures.covered(shot))


def test_a_page_that_changes_without_end_is_black(camera):
    camera.show(
        RED
        + f"""<p class=red id=m>{EMAIL}</p><script>
      (function go() {{ m.style.left = Math.random() + 'px'; m.dataset.x = Math.random(); m.style.marginLeft = Math.random() * 300 + 'px';
      const until = performance.now() + 2; while (performance.now() < until); Promise.resolve().then(() => 0); setTimeout(go); }})()</script>"""
    )
    shot = camera.shoot()
    assert reddish(pictures.covered(shot)) == 0


@pytest.mark.parametrize("before", [True, False], ids=["before the browser gives the picture", "after it"])
def test_a_document_that_goes_away_meanwhile_is_photographed_again(camera, monkeypatch, before):
    camera.show(RED + f"<p class=red>{EMAIL}</p>")
    pictures_taken = []

    async def capture(tab):
        first = not pictures_taken
        if first and before:
            await tab.reload()
        png = await taken(tab)
        pictures_taken.append(png)
        if first and not before:
            await tab.reload()
        return png

    taken = pictures.capture
    monkeypatch.setattr(pictures, "capture", capture)
    shot = camera.shoot()

    assert reddish(uncovered(shot))
    assert reddish(pictures.covered(shot)) == 0
    assert not shot.black
    assert len(pictures_taken) > 1


def test_the_animations_of_the_page_go_on_afterwards(camera):
    camera.show("<style>@keyframes go{to{left:9px}}p{position:relative;animation:go 5s infinite}</style><p>Plain</p>")
    camera.shoot()
    state = camera.stage.loop.run(camera.stage.tab.evaluate("document.getAnimations().map(one => one.playState)"))
    assert state == ["running"]


def test_a_font_that_never_comes_holds_up_no_picture(camera):
    waiting = []

    async def never(route):
        waiting.append(route)  # left without an answer

    camera.stage.answers = {"/never.woff2": never}
    camera.show(f"<p>{EMAIL}</p>")
    camera.stage.script(
        "document.head.append(Object.assign(document.createElement('style'), {textContent:"
        "'@font-face{font-family:never;src:url(/never.woff2);font-display:block}p{font:30px never}'})),"
        "document.body.offsetWidth"
    )
    assert camera.stage.loop.run(camera.stage.tab.evaluate("document.fonts.status")) == "loading"
    shot = camera.shoot()
    assert shot.masked == 1
    assert waiting
    for route in waiting:
        camera.stage.loop.run(route.abort())
