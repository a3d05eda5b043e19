"""The live view is what the tab shows, only while somebody looks; it opens nothing else, and keeps nobody."""

import json

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.support.desk import PAINTED, Line, eventually, flicker, frames, point, take, wait_for_picture
from tests.support.started import LIMIT

HIDES = """(hidden) => { Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
document.dispatchEvent(new Event("visibilitychange")); }"""
BANNER = (29, 36, 51)
"""The colour of the runner's own."""


@pytest.mark.thorough
def test_frames_are_sent_while_somebody_looks_no_faster_than_they_are_drawn_and_without_the_banner(
    page, shift, account, come, tmp_path
):
    """All by keyboard. What waits on the way would be seen seconds late; the newest is sent instead, when there is room."""
    line = Line(page)
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)

    def banner():
        shift.loop.run(shift.tab.screenshot(path=tmp_path / "now.png"))
        with Image.open(tmp_path / "now.png") as picture:
            colours = picture.convert("RGB").getcolors(1 << 24)
        return any(count > 500 for count, colour in colours if colour == BANNER)

    expect(page.get_by_role("button", name="Take: phone-1")).to_be_visible()
    expect(page.locator("#cards img")).to_have_js_property("complete", value=True)
    expect(page.locator("#cards img")).to_have_js_property("naturalWidth", 1280)
    picture = shift.loop.call(lambda: shift.room.queue()[0].pause.picture)
    assert json.dumps(picture).count("pictures") == 1, "the trail's masked one"
    assert eventually(banner, wanted=True)

    line.keep("seen")
    take_by_keyboard(page)
    wait_for_picture(page)
    assert not banner()
    assert_newest_only(page, shift, line)
    line.keep()

    with line.says("sees"):
        page.evaluate(HIDES, True)
    assert_no_frame(shift, line)
    with line.shows():
        page.evaluate(HIDES, False)

    page.keyboard.press("F6")
    expect(page.get_by_role("button", name="Give back")).to_be_focused()
    with line.says("give-back"):
        page.keyboard.press("Enter")
    assert_no_frame(shift, line)
    shift.in_tab("document.getElementById('sheet').remove()")
    assert eventually(banner, wanted=True), "whoever stands at a window reads it there"

    take_by_keyboard(page)
    page.keyboard.press("F6")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("by keyboard")
    page.keyboard.press("Enter")
    assert "by keyboard" in shift.result("phone-1").reason


def take_by_keyboard(page):
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent") == "Take":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#hand")).to_be_focused()


def assert_newest_only(page, shift, line):
    """Where nothing of what was drawn is told, no second picture comes; and then the newest, not every one that waited."""
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
    assert drawn - 1 < PAINTED


def assert_no_frame(shift, line):
    """Whatever the tab shows, none is sent."""
    line.wait()
    before = line.pictures
    flicker(shift)
    line.wait()
    assert line.pictures == before


@pytest.mark.thorough
def test_who_comes_back_finds_the_same_browser_which_opens_nothing_else_and_keeps_nobody(
    page, context, shift, account, console, come, new_context
):
    """A reload, a second page, what leads out of the console, and a page that hangs until the console answers."""
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)

    page.reload()
    expect(page.locator("#now")).to_contain_text("phone-1")
    wait_for_picture(page)
    expect(page.locator("#cards li.mine, #cards li")).to_have_count(1)
    expect(page.get_by_role("heading", name="phone-1", exact=True)).to_be_visible()
    assert shift.room.queue()[0].taken_by == "Ana", "nobody else gets it for a moment's trouble"

    # Two pages would fight about one live view; the one opened last has it, and the other says where it went.
    second = context.new_page()
    second.goto(shift.desk.address)
    expect(second.locator("#now")).to_contain_text("phone-1")
    wait_for_picture(second)
    expect(page.get_by_text("The desk is open in another window")).to_be_visible()
    before = frames(second)
    shift.in_tab("void (document.body.style.background = 'red')")
    expect(second.locator("#picture")).not_to_have_attribute("data-frames", str(before))
    page.get_by_role("button", name="Work here").click()
    expect(page.locator("#now")).to_contain_text("phone-1")
    wait_for_picture(page)

    here, port = shift.in_tab("location.href"), console.account_url.rpartition(":")[2]
    shift.in_tab("location.href = 'http://localhost.evil.test/'")
    expect(page.locator("#outside")).to_contain_text("localhost.evil.test")
    shift.in_tab(f"location.href = 'http://127.0.0.2:{port}/'")
    expect(page.locator("#outside")).to_have_text("That leads out of the console, to 127.0.0.2; it was not opened.")
    shift.in_tab("void window.open('about:blank')")
    expect(page.locator("#outside")).to_have_text("The page opened a second window; it was closed.")
    assert shift.in_tab("location.href") == here
    assert shift.loop.call(lambda: len(shift.tab.context.pages)) == 1

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
