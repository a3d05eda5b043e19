"""A person at the desk, in a real browser, serves real runs on the practice console."""

import re
import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.support.desk import (
    FIELD,
    VALUE,
    eventually,
    give_up,
    place_of,
    point,
    take,
    the_captcha,
    wait_for_picture,
)
from tests.support.people import EMAIL, PASSWORD, trail_lines
from tests.support.started import LIMIT

PASTES = """() => { const data = new DataTransfer(); data.setData("text/plain", "Z9");
document.getElementById("hand").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""
TELLS_AN_AT = """() => { const hand = document.getElementById("hand");
const tell = (type, key, more) => hand.dispatchEvent(new KeyboardEvent(type, {key, bubbles: true, cancelable: true, ...more}));
const both = {ctrlKey: true, altKey: true, modifierAltGraph: true};
tell("keydown", "Control", {ctrlKey: true}); tell("keydown", "AltGraph", both); tell("keydown", "@", both);
tell("keyup", "@", both); tell("keyup", "AltGraph", {ctrlKey: true}); tell("keyup", "Control", {});
tell("keydown", "b", {}); tell("keyup", "b", {}); }"""
"""As a Spanish keyboard under Windows does: Control and AltGraph go down, then the @ with both."""


def test_whatever_is_typed_at_the_desk_arrives_once_and_solves_an_image_captcha(page, shift, account, console, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    expect(page.get_by_role("heading", name="phone-1")).to_be_visible()
    expect(page.locator("#cards .badge")).to_have_text("CAPTCHA")
    take(page, "phone-1")
    wait_for_picture(page)
    page.mouse.click(*point(page, place_of(shift, FIELD)))
    devtools = page.context.new_cdp_session(page)

    def arrives(wanted):
        assert eventually(lambda: shift.in_tab(VALUE), wanted) == wanted
        shift.in_tab(f"{VALUE} = ''")

    page.keyboard.type("aB3")
    page.keyboard.insert_text("é码")
    page.evaluate(PASTES)
    page.keyboard.press("Backspace")
    arrives("aB3é码Z")

    devtools.send("Input.imeSetComposition", {"text": "yan", "selectionStart": 3, "selectionEnd": 3})
    devtools.send("Input.insertText", {"text": "验"})
    page.keyboard.type("x")
    arrives("验x")

    page.evaluate(TELLS_AN_AT)
    arrives("@b")

    page.keyboard.down("Control")  # held down while the desk loses the focus
    page.locator("#give-back").focus()
    page.keyboard.up("Control")
    page.locator("#hand").focus()
    page.keyboard.type("aB")
    arrives("aB")

    page.keyboard.type(the_captcha(console, shift)["answer"], delay=20)
    page.keyboard.press("Enter")
    result = shift.result("phone-1")
    assert result.status.value == "done", result.reason
    expect(page.locator("#work")).to_be_hidden()
    acted = next(line for line in trail_lines(result.trail) if line["kind"] == "person-acted")
    ended = next(line for line in trail_lines(result.trail) if line["kind"] == "pause-ended")
    assert (acted["who"], acted["at_the"]) == ("Ana", "desk")
    assert acted["seconds"] > 0
    assert (ended["by"], ended["who"]) == ("screen", "Ana")


@pytest.fixture
def tablet(new_context):
    """A page on a device with a screen to touch, which has a mouse as well."""
    return new_context(has_touch=True, viewport={"width": 800, "height": 1100}).new_page()


def test_sliders_codes_consent_and_the_end_of_an_account_all_from_the_desk(tablet, shift, account, console, come):
    """A mouse drags the first slider and a finger the second, which is a finger in the paused tab too."""
    page = tablet
    name = account(identity="email", captcha="slider", captcha_places=["sign_in", "code"])
    shift.runs("delete-account", name, "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)
    first = shift.room.queue()[0].pause
    x, y, far = way_of_the_slider(page, shift, console)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + far, y, steps=15)
    page.mouse.up()
    assert eventually(lambda: passed(console), 1) == 1

    assert eventually(lambda: asks_for_another(shift, first), wanted=True)
    expect(page.locator("#now")).to_contain_text("phone-1")
    shift.in_tab("window.touched = []; for (const kind of ['touchstart', 'touchend', 'click']) "
                  "document.addEventListener(kind, () => window.touched.push(kind), true); void 0")  # fmt: skip
    page.touchscreen.tap(*point(page, place_of(shift, ".miverify_panel_box img")))
    assert eventually(lambda: shift.in_tab("window.touched")[:2], ["touchstart", "touchend"]) == ["touchstart", "touchend"]
    x, y, far = way_of_the_slider(page, shift, console)
    touch(page, [(x + far * step / 12, y) for step in range(13)])
    assert eventually(lambda: passed(console), 2) == 2

    expect(page.locator("#code-left")).to_contain_text("The code counts for")
    code = code_of(console, name)
    page.get_by_label("Code", exact=True).fill("000000" if code != "000000" else "111111")
    page.get_by_role("button", name="Type it for me").click()
    expect(page.locator("#says")).to_contain_text("The console says")
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Type it for me").click()

    consent = page.get_by_label("Type the account's name to consent")
    expect(consent).to_be_visible()  # whoever has begun is asked again by itself
    expect(page.locator("#sentences")).to_contain_text(f"delete the account {name}")
    expect(page.locator("#evidence img")).to_have_js_property("naturalWidth", 1280)
    consent.fill("somebody.else@example.test")
    page.get_by_role("button", name="Consent").click()
    expect(page.locator("#says")).to_have_text("That is not the account's name.")
    consent.fill(name)
    page.get_by_role("button", name="Consent").click()
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    page.get_by_label("Code", exact=True).fill(code_of(console, name, not_=code))
    page.get_by_role("button", name="Type it for me").click()

    result = shift.result("phone-1")
    assert result.status.value == "done", result.reason
    assert sum(row["event"] == "account-deleted" for row in console.ledger(name)) == 1
    lines = trail_lines(result.trail)
    assert next(line for line in lines if line["kind"] == "consent")["by"] == "desk"
    assert {line["who"] for line in lines if line["kind"] == "person-acted"} == {"Ana"}
    kept = b"".join(path.read_bytes() for path in result.trail.rglob("*") if path.is_file())
    assert code.encode() not in kept, "what is typed at the desk is not kept"


def way_of_the_slider(page, shift, console):
    """Where its handle is in the live view, and how far it has to go there."""
    found = the_captcha(console, shift)
    assert found["kind"] == "slider"
    scale = page.locator("#picture").bounding_box()["width"] / 1280
    return *point(page, place_of(shift, '[role="slider"]')), float(found["answer"]) * scale


def touch(page, way):
    """Lay a finger down, draw it along the way, and lift it."""
    devtools = page.context.new_cdp_session(page)
    for number, (x, y) in enumerate(way):
        kind = "touchMove" if number else "touchStart"
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def passed(console):
    return sum(row["event"] == "captcha-passed" for row in console.ledger())


def asks_for_another(shift, first):
    """Whether a run waits at another puzzle than the first, which is drawn."""
    shown = "!!document.querySelector('.miverify_panel_show_captcha:not(.loading)')"
    # The pause for the code comes in between, until the puzzle that asking for it brings is recognised.
    pauses = [one.pause for one in shift.room.queue() if one.pause is not None]
    waiting = [pause for pause in pauses if pause is not first and pause.kind == "captcha"]
    with suppress(PlaywrightError):  # the tab goes on in this moment
        return bool(waiting) and shift.in_tab(shown)


def code_of(console, name, not_=""):
    until = time.monotonic() + LIMIT
    while (code := console.last_code(name)) in {None, not_}:
        assert time.monotonic() < until
        time.sleep(0.05)
    return code


SPEAKS_PAST_ITS_PAGE = """(id) => new Promise((done) => {
    const heard = [], socket = new WebSocket(`ws://${location.host}/talk`);
    socket.onmessage = ({data}) => {
        const said = typeof data === "string" ? JSON.parse(data) : {type: "frame"};
        heard.push(said.type);
        if (said.id === "nobody") done(heard);
    };
    socket.onopen = () => {
        socket.send(JSON.stringify({type: "word", word: localStorage.getItem("desk")}));
        socket.send(JSON.stringify({type: "take", id}));
        socket.send(JSON.stringify({type: "hand", do: "text", text: "intruder"}));
        socket.send(JSON.stringify({type: "give-up", text: "intruder"}));
        socket.send("no json"); socket.send("[]"); socket.send("{}");
        socket.send(JSON.stringify({type: "take", id: "nobody"}));  // answered when all that is dealt with
    };
})"""


def test_two_people_never_act_in_one_browser_and_who_gives_up_gets_the_next(
    page, shift, account, come, monkeypatch, new_context
):
    """Who has taken nothing touches nothing, who leaves gives it back, who only looked is not said to have acted."""
    monkeypatch.setattr("runner.desk.claims.GRACE", 0.3)
    for number in (0, 1):
        shift.runs("list-devices", account(number, captcha="image"), f"phone-{number}")
    shift.start()
    other = come(new_context().new_page(), shift, "Luis")
    come(page, shift, "Ana")
    expect(page.locator("#cards li")).to_have_count(2)
    take(page, "phone-0")
    wait_for_picture(page)
    expect(other.get_by_role("button", name="Ana acts in it: phone-0")).to_be_disabled()
    heard = other.evaluate(SPEAKS_PAST_ITS_PAGE, next(one.id for one in shift.room.queue() if one.account.label == "phone-0"))
    assert "taken" in heard
    assert "frame" not in heard
    assert shift.results == {}
    other.reload()

    take(other, "phone-1")
    expect(page.get_by_role("button", name="Luis acts in it: phone-1")).to_be_disabled()
    page.get_by_role("button", name="Give back").click()
    expect(other.get_by_role("button", name="Take: phone-0")).to_be_enabled()
    take(page, "phone-0")
    expect(other.get_by_role("button", name="Ana acts in it: phone-0")).to_be_disabled()
    page.close()
    expect(other.get_by_role("button", name="Take: phone-0")).to_be_enabled()

    expect(other).to_have_title(re.compile(r"^\(2\) "))
    give_up(other)
    expect(other.locator("#now")).to_contain_text("phone-0")
    expect(other).to_have_title(re.compile(r"^\(1\) "))
    expect(other.locator("#news")).to_contain_text("phone-1 waits no longer.")
    give_up(other, "the owner has to come by")
    result = shift.result("phone-0")
    assert result.status.value == "waits for a person"
    assert result.reason == "Luis gave up at the desk (the owner has to come by)."
    assert result.exit_code == 3
    lines = trail_lines(result.trail)
    assert [line["who"] for line in lines if line["kind"] == "person-acted"] == ["Luis"]
    assert next(line for line in lines if line["kind"] == "pause-ended")["who"] == "Luis"


def test_whoever_consents_sees_where_devices_and_apps_were_read_and_may_say_that_it_is_not_all(page, shift, console, come):
    console.add_account(email=EMAIL, password=PASSWORD)
    shift.runs("leave", EMAIL, "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")

    pictures = page.locator("#evidence img")
    expect(pictures).to_have_count(2)
    for one in pictures.all():
        expect(one).to_have_js_property("naturalWidth", 1280)
    assert len({one.get_attribute("src") for one in pictures.all()}) == 2
    expect(page.locator("#all")).to_contain_text("If that is not all")
    give_up(page, "a device is missing")
    assert shift.result("phone-1").status.value == "waits for a person"
    assert not [row for row in console.ledger(EMAIL) if row["event"] in {"device-unlinked", "app-revoked"}]
