"""A person at the desk, in a real browser, serves real runs on the practice console."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from tests.support.desk import (
    FIELD,
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


def test_an_image_captcha_is_solved_through_the_live_view(page, shift, account, console, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    expect(page.get_by_role("heading", name="phone-1")).to_be_visible()
    expect(page.locator("#cards .badge")).to_have_text("CAPTCHA")
    take(page, "phone-1")
    wait_for_picture(page)

    page.mouse.click(*point(page, place_of(shift, FIELD)))
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


def test_a_slider_is_dragged_through_the_live_view(page, shift, account, console, come):
    shift.runs("list-devices", account(captcha="slider"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)
    found = the_captcha(console, shift)
    assert found["kind"] == "slider"
    x, y = point(page, place_of(shift, '[role="slider"]'))
    scale = page.locator("#picture").bounding_box()["width"] / 1280

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + float(found["answer"]) * scale, y, steps=15)
    page.mouse.up()

    assert shift.result("phone-1").status.value == "done"


def test_codes_consent_and_the_end_of_an_account_all_from_the_desk(page, shift, account, console, come):
    name = account(identity="email")
    shift.runs("leave", name, "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    expect(page.locator("#code-left")).to_contain_text("The code counts for")
    first = code_of(console, name)
    page.get_by_label("Code", exact=True).fill("000000" if first != "000000" else "111111")
    page.get_by_role("button", name="Type it for me").click()
    expect(page.locator("#says")).to_contain_text("The console says")
    page.get_by_label("Code", exact=True).fill(first)
    page.get_by_role("button", name="Type it for me").click()

    consent = page.get_by_label("Type the account's name to consent")
    expect(consent).to_be_visible()  # whoever has begun is asked again by itself
    expect(page.locator("#sentences")).to_contain_text(f"delete the account {name}")
    expect(page.locator("#evidence")).to_have_js_property("complete", value=True)
    consent.fill("somebody.else@example.test")
    page.get_by_role("button", name="Consent").click()
    expect(page.locator("#says")).to_have_text("That is not the account's name.")
    consent.fill(name)
    page.get_by_role("button", name="Consent").click()
    expect(page.get_by_label("Code", exact=True)).to_be_visible()
    page.get_by_label("Code", exact=True).fill(code_of(console, name, not_=first))
    page.get_by_role("button", name="Type it for me").click()

    result = shift.result("phone-1")
    assert result.status.value == "done", result.reason
    assert sum(row["event"] == "account-deleted" for row in console.ledger(name)) == 1
    lines = trail_lines(result.trail)
    assert next(line for line in lines if line["kind"] == "consent")["by"] == "desk"
    assert {line["who"] for line in lines if line["kind"] == "person-acted"} == {"Ana"}
    kept = b"".join(path.read_bytes() for path in result.trail.rglob("*") if path.is_file())
    assert first.encode() not in kept, "what is typed at the desk is not kept"


def code_of(console, name, not_=""):
    until = time.monotonic() + LIMIT
    while (code := console.last_code(name)) in {None, not_}:
        assert time.monotonic() < until
        time.sleep(0.05)
    return code


def test_giving_up_parks_the_account_with_the_reason(page, shift, account, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")

    page.get_by_role("button", name="Give up").click()
    page.get_by_label("Why? (goes into the trail)").fill("the owner has to come by")
    page.get_by_role("button", name="Park this account").click()

    result = shift.result("phone-1")
    assert result.status.value == "waits for a person"
    assert result.reason == "Ana gave up at the desk (the owner has to come by)."
    assert result.exit_code == 3


def test_two_people_never_act_in_one_browser(page, context, shift, account, come, new_context):
    for number in (0, 1):
        shift.runs("list-devices", account(number, captcha="image"), f"phone-{number}")
    shift.start()
    other = new_context().new_page()
    come(page, shift, "Ana")
    come(other, shift, "Luis")
    take(page, "phone-0")

    expect(other.get_by_role("button", name="Ana acts in it: phone-0")).to_be_disabled()
    take(other, "phone-1")
    expect(page.get_by_role("button", name="Luis acts in it: phone-1")).to_be_disabled()
    page.get_by_role("button", name="Give back").click()
    expect(other.get_by_role("button", name="Take: phone-0")).to_be_enabled()


def test_a_hand_that_has_taken_nothing_touches_nothing(page, shift, account, come, new_context):
    """Even one who speaks to the desk past its page."""
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift, "Ana")
    take(page, "phone-1")
    wait_for_picture(page)
    other = come(new_context().new_page(), shift, "Luis")
    expect(other.get_by_role("button", name="Ana acts in it: phone-1")).to_be_visible()
    id_ = shift.room.queue()[0].id

    heard = other.evaluate(
        """(id) => new Promise((done) => {
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
        })""",
        id_,
    )

    assert "taken" in heard
    assert "frame" not in heard
    assert "phone-1" not in shift.results


def test_who_loses_the_connection_comes_back_to_what_they_had(page, context, shift, account, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)

    page.reload()

    expect(page.locator("#cards li.mine, #cards li")).to_have_count(1)
    expect(page.get_by_role("heading", name="phone-1", exact=True)).to_be_visible()
    assert shift.room.queue()[0].taken_by == "Ana", "nobody else gets it for a moment's trouble"


def test_who_leaves_gives_it_back(page, shift, account, come, monkeypatch, new_context):
    monkeypatch.setattr("runner.desk.claims.GRACE", 0.3)
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    other = come(new_context().new_page(), shift, "Luis")
    come(page, shift)
    take(page, "phone-1")

    page.close()

    expect(other.get_by_role("button", name="Take: phone-1")).to_be_enabled()


def test_the_next_one_opens_by_itself_and_new_ones_announce_themselves(page, shift, account, console, come):
    for number in (0, 1):
        shift.runs("list-devices", account(number, captcha="image"), f"phone-{number}")
    come_first = shift.start()
    come(page, come_first)
    expect(page.locator("#cards li")).to_have_count(2)
    expect(page).to_have_title(re.compile(r"^\(2\) "))
    first = page.locator("#cards h3").first.text_content()
    take(page, first)
    page.get_by_role("button", name="Give up").click()
    page.get_by_role("button", name="Park this account").click()

    other = {"phone-0": "phone-1", "phone-1": "phone-0"}[first]
    expect(page.locator("#now")).to_contain_text(other)
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    expect(page.locator("#news")).to_contain_text(f"{first} waits no longer.")


def test_the_tab_stays_with_the_console(page, shift, account, console, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)
    before = shift.in_tab("location.href")

    shift.in_tab("location.href = 'http://localhost.evil.test/'")
    expect(page.locator("#outside")).to_contain_text("localhost.evil.test")
    shift.in_tab("void window.open('about:blank')")
    expect(page.locator("#outside")).to_contain_text("second window")

    assert shift.in_tab("location.href") == before
    assert shift.loop.call(lambda: len(shift.tab.context.pages)) == 1


def test_pasted_text_and_letters_of_other_scripts_arrive(page, shift, account, console, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)
    page.mouse.click(*point(page, place_of(shift, FIELD)))

    page.keyboard.type("aB3")
    page.keyboard.insert_text("é码")
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text/plain", "Z9");
        document.getElementById("hand").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    page.keyboard.press("Backspace")

    assert eventually(lambda: shift.in_tab(VALUE), "aB3é码Z") == "aB3é码Z"


def test_frames_stop_when_nobody_looks(page, shift, account, come):
    line = Line(page)
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)
    page.get_by_role("button", name="Give back").click()
    line.wait()
    before = frames(page)

    flicker(shift)
    line.wait()

    assert frames(page) == before


def test_the_keyboard_alone_is_enough(page, shift, account, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    expect(page.get_by_role("button", name="Take: phone-1")).to_be_visible()
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent") == "Take":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#hand")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.get_by_role("button", name="Give back")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("by keyboard")
    page.keyboard.press("Enter")

    assert "by keyboard" in shift.result("phone-1").reason


@pytest.mark.parametrize(
    ("language", "take_word", "asked"),
    [("es", "Tomar", "Escriba los caracteres que ve en la imagen."), ("zh", "接手", "输入图片中的字符。")],
)
def test_it_speaks_spanish_and_chinese(page, shift, account, come, language, take_word, asked):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift, language=language)

    expect(page.get_by_role("button", name=f"{take_word}: phone-1")).to_be_visible()
    expect(page.locator("#cards .why")).to_have_text(asked)
    assert page.locator("html").get_attribute("lang") == language


def test_the_thumbnail_is_the_trails_masked_picture(page, shift, account, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)

    expect(page.locator("#cards img")).to_have_js_property("complete", value=True)
    expect(page.locator("#cards img")).to_have_js_property("naturalWidth", 1280)
    assert json.dumps(shift.loop.call(lambda: shift.room.queue()[0].pause.picture)).count("pictures") == 1


def test_a_finger_is_a_finger_in_the_browser_too(shift, account, come, new_context):
    """On a tablet: what is touched at the desk is touched in the paused tab."""
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    page = come(new_context(has_touch=True, viewport={"width": 800, "height": 1100}).new_page(), shift)
    take(page, "phone-1")
    wait_for_picture(page)
    shift.in_tab("window.touched = []; for (const kind of ['touchstart', 'touchend', 'click']) "
                  "document.addEventListener(kind, () => window.touched.push(kind), true); void 0")  # fmt: skip

    page.touchscreen.tap(*point(page, place_of(shift, FIELD)))

    assert eventually(lambda: shift.in_tab("window.touched")[:2], ["touchstart", "touchend"]) == ["touchstart", "touchend"]


def test_what_an_input_method_composes_arrives_once(page, shift, account, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)
    page.mouse.click(*point(page, place_of(shift, FIELD)))
    devtools = page.context.new_cdp_session(page)

    devtools.send("Input.imeSetComposition", {"text": "yan", "selectionStart": 3, "selectionEnd": 3})
    devtools.send("Input.insertText", {"text": "验"})

    assert eventually(lambda: shift.in_tab(VALUE), "验") == "验"
    page.keyboard.type("x")
    assert eventually(lambda: shift.in_tab(VALUE), "验x") == "验x", "nothing came in between"
