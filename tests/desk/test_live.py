"""The live view is what the tab shows, only while somebody looks, and hands that stick to nothing."""

from PIL import Image
from playwright.sync_api import expect

from tests.support.desk import (
    FIELD,
    PAINTED,
    VALUE,
    Line,
    eventually,
    flicker,
    frames,
    place_of,
    point,
    take,
    the_captcha,
    wait_for_picture,
)
from tests.support.people import trail_lines
from tests.support.started import LIMIT


def serve_one(page, shift, account, come, captcha="image"):
    shift.runs("list-devices", account(captcha=captcha), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)
    return page


def test_no_frame_is_sent_while_the_page_is_hidden(page, shift, account, come):
    line = Line(page)
    serve_one(page, shift, account, come)
    show = """(hidden) => { Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
              document.dispatchEvent(new Event("visibilitychange")); }"""

    page.evaluate(show, True)
    line.wait()
    before = frames(page)
    flicker(shift)
    line.wait()
    assert frames(page) == before

    page.evaluate(show, False)
    expect(page.locator("#picture")).not_to_have_attribute("data-frames", str(before))


def test_a_slow_line_gets_no_frame_before_it_has_drawn_the_last(page, shift, account, come):
    """What waits on the way would be seen seconds late; the newest is sent instead, when there is room."""
    line = Line(page, keep={"seen"})
    serve_one(page, shift, account, come)
    line.wait()
    assert frames(page) == 1
    flicker(shift)
    line.wait()
    assert frames(page) == 1

    drawn, red = 1, 0
    while abs(red - 200) > 10:
        line.pass_on()
        drawn += 1
        expect(page.locator("#picture")).to_have_attribute("data-frames", str(drawn))
        red = page.evaluate("document.getElementById('picture').getContext('2d').getImageData(640, 400, 1, 1).data[0]")
        line.wait()
    assert drawn - 1 < PAINTED, "the newest, not every one that waited"


def test_the_runners_own_banner_does_not_lie_on_the_picture(page, shift, account, come, tmp_path):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    expect(page.get_by_role("button", name="Take: phone-1")).to_be_visible()
    banner = (29, 36, 51)  # its colour

    def shown():
        shift.loop.run(shift.tab.screenshot(path=tmp_path / "now.png"))
        with Image.open(tmp_path / "now.png") as picture:
            colours = picture.convert("RGB").getcolors(1 << 24)
        return any(count > 500 for count, colour in colours if colour == banner)

    assert eventually(shown, wanted=True)
    take(page, "phone-1")
    wait_for_picture(page)
    assert not shown()
    page.get_by_role("button", name="Give back").click()
    assert eventually(shown, wanted=True), "whoever stands at a window reads it there"


def test_who_only_looked_is_not_said_to_have_acted(page, shift, account, come, new_context):
    serve_one(page, shift, account, come)
    page.get_by_role("button", name="Give back").click()
    other = come(new_context().new_page(), shift, "Luis")
    take(other, "phone-1")
    other.get_by_role("button", name="Give up").click()
    other.get_by_role("button", name="Park this account").click()

    lines = trail_lines(shift.result("phone-1").trail)
    assert [line["who"] for line in lines if line["kind"] == "person-acted"] == ["Luis"]
    assert next(line for line in lines if line["kind"] == "pause-ended")["who"] == "Luis"


def test_a_key_held_down_while_the_desk_loses_the_focus_does_not_stick(page, shift, account, come):
    serve_one(page, shift, account, come)
    page.mouse.click(*point(page, place_of(shift, FIELD)))
    page.keyboard.down("Control")
    page.locator("#give-back").focus()
    page.keyboard.up("Control")

    page.locator("#hand").focus()
    page.keyboard.type("aB")

    assert eventually(lambda: shift.in_tab(VALUE), "aB") == "aB"


def test_a_character_made_with_altgr_arrives(page, shift, account, come):
    """As a Spanish keyboard under Windows tells an @: Control and AltGraph go down, then the @ with both."""
    serve_one(page, shift, account, come)
    page.mouse.click(*point(page, place_of(shift, FIELD)))

    page.evaluate(
        """() => { const hand = document.getElementById("hand");
        const tell = (type, key, more) => hand.dispatchEvent(new KeyboardEvent(type, {key, bubbles: true, cancelable: true, ...more}));
        const both = {ctrlKey: true, altKey: true, modifierAltGraph: true};
        tell("keydown", "Control", {ctrlKey: true}); tell("keydown", "AltGraph", both); tell("keydown", "@", both);
        tell("keyup", "@", both); tell("keyup", "AltGraph", {ctrlKey: true}); tell("keyup", "Control", {});
        tell("keydown", "b", {}); tell("keyup", "b", {}); }"""
    )

    assert eventually(lambda: shift.in_tab(VALUE), "@b") == "@b"


def test_a_finger_drags_the_slider(shift, account, console, come, new_context):
    page = new_context(has_touch=True, viewport={"width": 800, "height": 1100}).new_page()
    serve_one(page, shift, account, come, captcha="slider")
    x, y = point(page, place_of(shift, '[role="slider"]'))
    scale = page.locator("#picture").bounding_box()["width"] / 1280
    far = float(the_captcha(console, shift)["answer"]) * scale
    devtools = page.context.new_cdp_session(page)

    def touch(kind, *points):
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", (x, y))
    for step in range(1, 13):
        touch("touchMove", (x + far * step / 12, y))
    touch("touchEnd")

    assert shift.result("phone-1").status.value == "done"


def test_a_page_that_hangs_keeps_nobody(page, shift, account, console, come, new_context):
    """It hangs until the console answers with an error, and is given back while it does."""
    serve_one(page, shift, account, come)
    other = come(new_context().new_page(), shift, "Luis")
    shift.in_tab(
        """void setTimeout(() => { const asked = new XMLHttpRequest();
        do { asked.open("GET", "/hangs", false); asked.send(); } while (asked.status !== 503); })"""
    )
    hangs = shift.loop.begin(shift.tab.evaluate("0"))
    page.mouse.click(*point(page, (0.5, 0.5)))
    page.keyboard.type("abc")

    page.get_by_role("button", name="Give back").click()
    expect(other.get_by_role("button", name="Take: phone-1")).to_be_enabled()

    assert not hangs.done()
    console.switch(fail={"/hangs": {"status": 503, "times": 99}})
    hangs.result(LIMIT)


def test_what_leads_away_is_refused_and_said(page, shift, account, console, come):
    serve_one(page, shift, account, come)
    port = console.account_url.rpartition(":")[2]

    shift.in_tab(f"location.href = 'http://127.0.0.2:{port}/'")
    expect(page.locator("#outside")).to_have_text("That leads out of the console, to 127.0.0.2; it was not opened.")
    shift.in_tab("void window.open('about:blank')")
    expect(page.locator("#outside")).to_have_text("The page opened a second window; it was closed.")
