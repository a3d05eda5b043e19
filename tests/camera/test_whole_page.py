"""After a step the whole page is in the picture, also what the window does not show, and nothing private can be read in it.

What is private is red, and nothing else is: one reddish pixel in a picture is a leak. What the browser gave is looked at as
well, so that the test can fail.
"""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import CDPSession, ElementHandle, Frame, JSHandle
from playwright.async_api import Error as PlaywrightError

from runner.trail import pictures, tall_window
from runner.trail.tall_window import MOST, WINDOWS
from tests.camera.conftest import EMAIL, SECRET, Camera, read, uncovered
from tests.camera.test_motion import reddish
from tests.reading.conftest import Stage

WINDOW = (1000, 700)
STYLE = """<style>*{box-sizing:border-box}body{margin:0;font:24px sans-serif;background:#fff}ul{margin:0;padding:0}
  li{height:80px;list-style:none}.red{color:#f00}</style>"""


def rows(count, last="The last of all devices"):
    """A list: in each row what may be shown and what must not."""
    private = f"<span class=red>{EMAIL}</span> <span class=red>{SECRET}</span>"
    return f"<ul>{''.join(f'<li>Device {private}</li>' for _ in range(count - 1))}<li>{last} {private}</li></ul>"


LONG = rows(40)
BARS = """<header style='position:sticky;top:0;height:60px;background:#0a0'><span class=red>{0}</span></header>{1}
  <footer style='position:fixed;bottom:0;left:0;right:0;height:50px;background:#00f'><span class=red>{0}</span></footer>"""
SHELL = """<div style='display:flex;flex-direction:column;height:100vh'><header style='height:60px'>Settings</header>
  <main style='flex:1;min-height:0;overflow:auto'>{}</main></div>"""

LONGER = {
    "a long document": (LONG, 3200),
    "under a sticky header and over a fixed footer": (BARS.format(EMAIL, LONG + "<p style='margin:0;height:50px'></p>"), 3310),
    "a shell with a part that scrolls": (SHELL.format(LONG), 3260),
    "a fixed shell": (f"<div style='position:fixed;inset:0;overflow-y:scroll'>{LONG}</div>", 3200),
    "a shell in which a table scrolls": (
        SHELL.format(f"<div style='height:calc(100vh - 160px);overflow:auto'>{LONG}</div>"), 3360,
    ),
    "a page whose body scrolls": (
        f"<style>html{{overflow:hidden}}body{{height:100vh;overflow:auto}}</style>{LONG}", 3200,
    ),
    "a shadow root that scrolls": (
        f"<div id=host></div><script>host.attachShadow({{mode:'open'}}).innerHTML = `{STYLE}<main style="
        f"'height:100vh;overflow:auto'>{LONG}</main>`</script>", 3200,
    ),
}  # fmt: skip


@pytest.fixture
def long(camera):
    camera.show(STYLE + LONG)
    return camera


def state(camera):
    """What a picture must leave as it was: the window's size, and where everything is scrolled to."""
    return camera.stage.script(
        "[innerWidth, innerHeight, screen.width, screen.height, devicePixelRatio, scrollX, scrollY,"
        " ...[...document.querySelectorAll('*')].map(one => [one.scrollTop, one.scrollLeft].join())]"
    )


def check_covered(shot):
    """Nothing red is left of what was there."""
    assert reddish(uncovered(shot))
    image = pictures.covered(shot)
    assert reddish(image) == 0
    assert not shot.black
    return image


@pytest.mark.parametrize("what", LONGER)
def test_all_of_a_page_is_in_the_picture_and_nothing_private_of_it(camera, what):
    markup, height = LONGER[what]
    camera.show(STYLE + markup)
    before = state(camera)

    for _ in range(2):  # a document's second picture knows from the beginning how long it is
        image = check_covered(camera.shoot(whole=True))

        assert image.size == (1000, height)
        assert "lastofalldevices" in read(image.crop((0, height - 300, 1000, height)))
        assert state(camera) == before


def test_bars_stand_in_the_picture_once_where_they_stand_in_the_window(camera):
    camera.show(STYLE + LONGER["under a sticky header and over a fixed footer"][0])

    image = check_covered(camera.shoot(whole=True))

    column = [image.getpixel((990, y)) for y in range(image.height)]
    assert [y for y, colour in enumerate(column) if colour == (0, 170, 0)] == list(range(60))
    assert [y for y, colour in enumerate(column) if colour == (0, 0, 255)] == list(range(image.height - 50, image.height))


def test_a_frame_that_fills_the_window_is_shown_in_full(camera):
    camera.show(
        "<style>body{margin:0;overflow:hidden}</style><iframe src=/inner style='border:0;width:100%;height:100vh'></iframe>",
        inner=f"<!doctype html>{STYLE}{LONG}",
    )

    image = check_covered(camera.shoot(whole=True))

    assert image.size == (1000, 3200)
    assert "lastofalldevices" in read(image.crop((0, 2900, 1000, 3200)))


FRAME = "<iframe src=/inner style='border:0;width:{};height:{}'></iframe>"
BEHIND = {
    "a frame that fills the window, under a layer": (
        FRAME.format("100%", "700px") + "<div style='position:fixed;inset:0;background:#fff3'></div>"
    ),
    "a small frame": FRAME.format("600px", "400px"),
}


@pytest.mark.parametrize("what", BEHIND)
def test_a_frame_is_not_shown_in_full_where_it_is_not_what_is_looked_at(camera, messages, what):
    camera.show(f"<style>body{{margin:0;overflow:hidden}}</style>{BEHIND[what]}", inner=f"<!doctype html>{STYLE}{LONG}")
    messages.clear()

    assert check_covered(camera.shoot(whole=True)).size == WINDOW
    assert not [one for one in messages if "setDeviceMetricsOverride" in one]


@pytest.mark.parametrize("again", ["list.innerHTML = ''; draw(0)", "draw(list.children.length)"], ids=["anew", "further"])
def test_a_list_that_draws_what_is_in_sight_is_drawn_before_it_is_photographed(camera, again):
    camera.show(
        f"""{STYLE}<main id=m style='height:100vh;overflow:auto'><div id=list style='height:3200px'></div></main><script>
        const row = (n) => `<li>${{n === 39 ? 'The last of all devices' : 'Device'}} <span class=red>{EMAIL}</span></li>`;
        const draw = (from) => {{ for (let n = from; n < from + 3 && n < m.clientHeight / 80; n += 1) list.insertAdjacentHTML('beforeend', row(n));
          if (from < m.clientHeight / 80) timer = setTimeout(draw, 30, from + 3) }};
        let timer; draw(0); onresize = () => {{ clearTimeout(timer); {again} }}</script>"""
    )

    image = check_covered(camera.shoot(whole=True))

    assert image.size == (1000, 3200)
    assert "lastofalldevices" in read(image.crop((0, 2900, 1000, 3200)))


def test_a_frame_is_scrolled_to_where_it_was_as_well(camera):
    shell = f"<!doctype html>{STYLE}<main id=m style='height:100vh;overflow:auto'>{LONG}</main>"
    camera.show(STYLE + LONG + FRAME.format("900px", "60vh"), inner=shell)
    inner = camera.stage.tab.frames[1]
    camera.stage.loop.run(inner.evaluate("m.scrollTop = 2600"))

    assert uncovered(camera.shoot(whole=True)).height > WINDOW[1]

    assert camera.stage.loop.run(inner.evaluate("[innerHeight, m.scrollTop]")) == [420, 2600]


def test_everything_is_scrolled_to_where_it_was(camera):
    side = "<nav id=side style='position:fixed;right:0;top:0;width:200px;height:100vh;overflow:auto'>" + "<p>Menu</p>" * 30
    camera.show(STYLE + LONG + f"{side}</nav><textarea id=text style='height:50vh'>{'Plain<br>' * 60}</textarea>")
    camera.stage.script("scrollTo(0, 1900), side.scrollTop = 300, text.scrollTop = 40")
    before = state(camera)
    assert {"0,0", "1900,0", "300,0", "40,0"} <= set(before[7:])

    assert uncovered(camera.shoot(whole=True)).height > WINDOW[1]

    assert state(camera) == before


def test_a_reading_after_the_picture_is_of_the_window(long):
    before = [(one.x, one.y) for one in long.stage.look().elements]

    long.shoot(whole=True)

    screen = long.stage.look()
    assert (screen.window.width, screen.window.height) == WINDOW
    assert [(one.x, one.y) for one in screen.elements] == before


NOT_LONGER = {
    "a short page": rows(5),
    "a page that is longer by less than a line": f"<div style='height:715px'>{rows(5)}</div>",
    "a page under a modal dialogue": f"{LONG}<dialog id=d>Sure?</dialog><script>d.showModal()</script>",
    "a page under a dialogue": f"{LONG}<div role=dialog style='position:fixed;inset:200px;background:#fff'>Sure?</div>",
    "a page under a dialogue that says it is modal": f"{LONG}<div aria-modal=true style='position:fixed;top:0'>Sure?</div>",
    "a page under a layer": f"{LONG}<div style='position:fixed;inset:0;background:#0003'></div>",
    "a page under a layer that scrolls": f"{LONG}<div style='position:fixed;inset:0;overflow:auto'>{LONG}</div>",
    "a page under a raised layer": f"{LONG}<div style='position:absolute;inset:0;z-index:9'></div>",
    "a page that does not scroll": f"<style>body{{overflow:hidden}}</style>{LONG}",
    "a menu that scrolls": f"<nav style='width:350px;height:100vh;overflow:auto'>{LONG}</nav>",
}
SHOWS_NO_MORE = {
    "a part as high as the window before the list": f"<div style='height:100vh'>Welcome</div>{LONG}",
    "a page as high as the window, and a line": "<div style='min-height:100vh'>Welcome</div><p>Imprint</p>",
    "a box of a given height": f"<div style='height:500px;overflow:auto'>{LONG}</div>",
}


@pytest.mark.parametrize("what", [*NOT_LONGER, *SHOWS_NO_MORE])
def test_the_window_is_in_the_picture_where_a_taller_one_would_show_no_more(camera, what):
    camera.show(STYLE + {**NOT_LONGER, **SHOWS_NO_MORE}[what])
    before = state(camera)

    shot = camera.shoot(whole=True)

    assert uncovered(shot).size == WINDOW
    assert not shot.black
    assert state(camera) == before


def test_more_of_a_page_is_in_the_picture_where_a_part_of_it_becomes_higher_with_the_window(camera):
    camera.show(f"{STYLE}<div style='height:50vh'>Settings</div>{LONG}")

    image = check_covered(camera.shoot(whole=True))

    assert image.size == (1000, 3550)
    assert read(image).count("device") > read(check_covered(camera.shoot())).count("device") + 10


@pytest.fixture
def messages(monkeypatch):
    """What is asked of the browser meanwhile."""
    sent = []

    def counted(owner, name):
        call = getattr(owner, name)

        async def go(self, *given, **named):
            sent.append(f"{name} {given[0][:40]}")
            return await call(self, *given, **named)

        monkeypatch.setattr(owner, name, go)

    for owner, name in (
        (JSHandle, "evaluate"), (JSHandle, "evaluate_handle"), (ElementHandle, "evaluate"), (Frame, "evaluate"),
        (Frame, "evaluate_handle"), (CDPSession, "send"),
    ):  # fmt: skip
        counted(owner, name)
    return sent


def test_a_page_that_is_not_longer_is_asked_nothing_more(camera, messages):
    asked = []
    for markup, whole in ((rows(5), False), (rows(5), True), (LONG, True)):
        camera.show(STYLE + markup)
        messages.clear()
        for _ in range(2):
            camera.shoot(whole=whole)
        asked.append([*messages])

    window, short, long = asked
    assert short == window
    assert len(long) > len(short), "so that this can fail"


@pytest.mark.parametrize(
    ("markup", "captures"), [(LONG, [1, 1]), (SHELL.format(LONG), [2, 1])], ids=["a document", "a shell"]
)
def test_a_longer_page_is_photographed_once_where_its_length_is_known(camera, messages, markup, captures):
    """By the last reading, where it is the document's, or by the last picture."""
    camera.show(STYLE + markup)
    for often in captures:
        messages.clear()
        camera.shoot(whole=True)
        assert sum("captureScreenshot" in one for one in messages) == often


def test_a_page_is_not_made_taller_again_where_that_showed_no_more(camera, messages):
    camera.show(STYLE + SHOWS_NO_MORE["a part as high as the window before the list"])
    for often in (2, 0):
        messages.clear()
        camera.shoot(whole=True)
        assert sum("setDeviceMetricsOverride" in one for one in messages) == often


ENDLESS = {
    "whenever it is taller": "onresize = () => list.insertAdjacentHTML('beforeend', row.repeat(20))",
    "whenever its end is seen": """new IntersectionObserver(([one]) => { if (one.isIntersecting)
      fetch('/none').then(() => list.insertAdjacentHTML('beforeend', row.repeat(20))); }).observe(end)""",
}


@pytest.mark.parametrize("how", ENDLESS)
def test_a_page_that_becomes_longer_with_its_window_is_shown_as_far_as_it_was(camera, how):
    camera.show(
        f"{STYLE}<div id=list>{rows(20)}</div><p id=end style='margin:0;height:1px'></p>"
        f"<script>const row = `<li>Further <span class=red>{EMAIL}</span></li>`; {ENDLESS[how]}</script>"
    )

    image = check_covered(camera.shoot(whole=True))

    assert image.size == (1000, 1601)
    assert camera.stage.script("[innerHeight, document.documentElement.scrollHeight > 1700]") == [700, True]


def test_what_goes_on_appearing_in_the_taller_window_is_not_readable_in_any_picture(camera):
    camera.show(
        f"{STYLE}<div id=list>{rows(20)}</div><script>onresize = () => setInterval(() => {{ list.insertAdjacentHTML("
        f"'afterbegin', '<p class=red>{EMAIL}</p>'); if (list.children.length > 9) list.firstChild.remove(); }}, 13)</script>"
    )

    for _ in range(2):
        shot = camera.shoot(whole=True)
        assert reddish(uncovered(shot))
        assert reddish(pictures.covered(shot)) == 0
        assert camera.stage.script("innerHeight") == 700


def test_a_page_that_moves_only_where_it_is_taller_is_shown_as_it_is_in_the_window(camera):
    """What a style sheet moves without end cannot be followed; the window's picture is better than a black one."""
    camera.show(
        f"""{STYLE}<style>@keyframes go{{to{{left:300px}}}}
        @media (min-height:1000px){{.red{{position:relative;animation:go .3s infinite alternate}}}}</style>{LONG}"""
    )

    image = check_covered(camera.shoot(whole=True))

    assert image.size == WINDOW
    assert "device" in read(image)


def test_a_picture_ends_at_so_many_windows_and_shows_what_the_window_showed(camera):
    camera.show(STYLE + rows(100, "") + "<b>Imprint of the whole</b>" + rows(60))
    height = WINDOWS * WINDOW[1]
    for scrolled, seen in ((7800, True), (4000, False), (0, False)):
        camera.stage.script(f"scrollTo(0, {scrolled})")
        shot = camera.shoot(whole=True)
        image = check_covered(shot)

        assert image.size == (1000, height)
        assert ("imprintofthewhole" in read(image)) == seen
        assert camera.stage.script("[innerHeight, scrollY]") == [700, scrolled]


def test_no_picture_is_taller_than_its_format_allows():
    assert MOST < 16383


def test_a_large_picture_behind_the_text_hides_nothing_because_the_window_is_taller(camera):
    camera.signed_in = True
    behind = "<div style='position:absolute;inset:0 0 auto;height:1500px;background:url(/x.png)'></div>"
    camera.show(f"{STYLE}{behind}<h1 style='position:relative'>Devices</h1>{LONG}")

    image = check_covered(camera.shoot(whole=True))

    assert image.height > 3200
    assert "devices" in read(image.crop((0, 0, 1000, 100)))


def test_a_gap_in_what_lies_over_a_tall_drawing_is_found(camera):
    lid = "<div style='position:absolute;left:0;right:0;background:#fff;top:{}px;height:{}px'></div>"
    camera.show(
        "<body style='margin:0'><canvas id=c width=900 height=5000 style='display:block'></canvas>"
        + lid.format(0, 100) + lid.format(120, 4880)
        + "<script>const d = c.getContext('2d'); d.fillStyle = '#f00'; d.fillRect(0, 0, 900, 5000)</script>"
    )  # fmt: skip

    check_covered(camera.shoot(whole=True))


# When something goes wrong

FAULTS = {"the browser's answer fails": PlaywrightError("no"), "no answer comes in time": TimeoutError()}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_taller_window_leaves_a_picture_of_the_window_and_its_size(long, monkeypatch, fault):
    async def capture(tab):
        if await tab.evaluate("innerHeight") > WINDOW[1]:
            heights.append(await tab.evaluate("innerHeight"))
            raise FAULTS[fault]
        return await taken(tab)

    heights, taken = [], pictures.capture
    monkeypatch.setattr(pictures, "capture", capture)
    long.stage.script("scrollTo(0, 900)")

    shot = long.shoot(whole=True)

    assert heights == [3200]
    assert check_covered(shot).size == WINDOW
    assert long.stage.script("[innerHeight, scrollY]") == [700, 900]


def test_a_browser_that_changes_the_size_a_moment_later_is_waited_for(long, monkeypatch):
    async def later(*given):
        await asyncio.sleep(0.1)
        await change(*given)

    async def set_height(*given):
        changes.append(asyncio.ensure_future(later(*given)))

    changes, change = [], tall_window._set_height
    monkeypatch.setattr(tall_window, "_set_height", set_height)
    long.stage.script("scrollTo(0, 900)")

    assert check_covered(long.shoot(whole=True)).size == (1000, 3200)

    assert long.stage.script("[innerHeight, scrollY]") == [700, 900]
    assert len(changes) == 2


def test_a_picture_that_is_given_up_leaves_the_window_as_it_was(long, monkeypatch):
    async def capture(tab):
        if await tab.evaluate("innerHeight") > WINDOW[1]:
            tall.set()
            await asyncio.Event().wait()
        return await taken(tab)

    async def give_up():
        work = asyncio.ensure_future(long.take(whole=True))
        await tall.wait()
        for _ in range(2):  # whoever is in a hurry may ask twice
            work.cancel()
            await asyncio.sleep(0)
        await asyncio.wait({work})
        await long.stage.tab.wait_for_function("innerHeight === 700")
        return await long.stage.tab.wait_for_function("scrollY === 900")

    tall, taken = asyncio.Event(), pictures.capture
    monkeypatch.setattr(pictures, "capture", capture)
    long.stage.script("scrollTo(0, 900)")
    long.stage.loop.run(give_up())


# Other windows


@pytest.fixture
def windows(loop, chrome):
    """Cameras on windows of other kinds."""
    stages = []

    def go(**context):
        stages.append(Stage(loop, chrome, **context))
        return Camera(stages[-1])

    yield go
    for stage in stages:
        stage.close()


def test_a_sharp_screen_is_photographed_in_full_as_well(windows):
    camera = windows(device_scale_factor=2, screen={"width": 1111, "height": 999})
    camera.show(STYLE + LONG)
    before = state(camera)

    shot = camera.shoot(whole=True)

    assert uncovered(shot).size == (2000, 6400)
    assert check_covered(shot).size == (1000, 3200)
    assert state(camera) == before
    assert check_covered(camera.shoot()).size == WINDOW


ZOOMED = {
    "its own": {},
    "zoomed in": {"Emulation.setDeviceMetricsOverride": {"width": 500, "height": 350, "deviceScaleFactor": 2, "mobile": False}},
    "zoomed in with two fingers": {"Emulation.setPageScaleFactor": {"pageScaleFactor": 2}},
}  # fmt: skip


async def zoom_in(stage, how):
    """What a person who zooms does to a page, as far as it can see."""
    line = await stage.context.new_cdp_session(stage.tab)
    for method, given in ZOOMED[how].items():
        await line.send(method, given)


@pytest.mark.parametrize("how", ZOOMED)
def test_a_window_of_another_size_than_was_set_stays_as_it_is(windows, messages, how):
    camera = windows(**({} if ZOOMED[how] else {"no_viewport": True, "viewport": None}))
    camera.show(STYLE + LONG)
    camera.stage.loop.run(zoom_in(camera.stage, how))
    width, height = camera.stage.script("[innerWidth, innerHeight]")
    messages.clear()

    image = check_covered(camera.shoot(whole=True))

    assert image.height / image.width == pytest.approx(height / width, abs=0.01)
    assert not [one for one in messages if "setDeviceMetricsOverride" in one]
    assert camera.stage.script("[innerWidth, innerHeight]") == [width, height]


def test_a_browser_without_the_protocol_shows_its_window(long, monkeypatch):
    async def none(_tab):
        return None

    monkeypatch.setattr(pictures, "session_of", none)
    monkeypatch.setattr(tall_window, "session_of", none)

    assert check_covered(long.shoot(whole=True)).size == WINDOW
