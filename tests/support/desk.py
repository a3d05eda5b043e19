"""A person at the operator's desk: what they do in its page, and what the page hears from the desk."""

from __future__ import annotations

import json
import re
import time
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.support.started import LIMIT

FIELD = 'input[name="icode"], #captcha-code'
"""Where the characters of a CAPTCHA go, in the tab that waits."""
VALUE = f"document.querySelector('{FIELD}').value"


def come_in(page, shift, name="Ana", language="en"):
    """Enter by a link of one's own."""
    page.goto(shift.link())
    page.locator("#name").fill(name)
    page.locator("#language").select_option(language)
    page.locator("button.first").click()
    page.wait_for_url("**/")
    return page


def take(page, label):
    page.get_by_role("button", name=re.compile(f".*: {label}$")).click()
    expect(page.locator("#now")).to_contain_text(label)


def give_up(page, why=""):
    page.get_by_role("button", name="Give up").click()
    if why:
        page.get_by_label("Why? (goes into the trail)").fill(why)
    page.get_by_role("button", name="Park this account").click()


def wait_for_picture(page):
    expect(page.locator("#picture")).to_have_attribute("data-frames", re.compile("[1-9]"))


def enter(page, link):
    """Enter by the link that the terminal shows."""
    page.goto(link)
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Enter").click()
    expect(page.get_by_role("heading", name="Operator's desk")).to_be_visible()


def type_the_captcha(page, console, label):
    """The console has put the cursor where the characters go; its control API tells them."""
    expect(page.locator("#now")).to_contain_text(label)
    wait_for_picture(page)
    oldest = next(iter(console.world.captchas._shown.values()))  # the oldest deadline stands first on the desk, too
    page.locator("#hand").focus()
    page.keyboard.type(str(oldest.answer), delay=15)
    page.keyboard.press("Enter")


def frames(page):
    """How many pictures the page has drawn."""
    return int(page.locator("#picture").get_attribute("data-frames"))


def place_of(shift, selector):
    """Where something is in the waiting tab, as parts of its picture."""

    async def box():
        return await shift.tab.locator(selector).first.bounding_box(), shift.tab.viewport_size

    found, size = shift.loop.run(box())
    return (found["x"] + found["width"] / 2) / size["width"], (found["y"] + found["height"] / 2) / size["height"]


def point(page, where):
    """The same place in the live view."""
    box = page.locator("#picture").bounding_box()
    return box["x"] + where[0] * box["width"], box["y"] + where[1] * box["height"]


def the_captcha(console, shift):
    """The answer to the CAPTCHA that the waiting tab shows, as the practice console tells it."""
    cookies = shift.loop.run(shift.tab.context.cookies(shift.tab.url))
    return console.captcha(next(one["value"] for one in cookies if one["name"] == "ick"))


def eventually(seen, wanted):
    """Wait until something is as it should be; gives what was seen last, for the assertion."""
    until = time.monotonic() + LIMIT
    while (now := seen()) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    return now


PAINTED = 6
"""How often the tab is painted anew when it flickers."""


def flicker(shift):
    """Paint the whole tab anew several times; it ends in the red of 200."""
    shift.in_tab(
        """void (() => { const sheet = document.createElement("div"); sheet.id = "sheet";
        sheet.style.cssText = "position:fixed;inset:0;z-index:2147483647";
        (document.querySelector("dialog[open]") || document.body).append(sheet); })()""",
    )
    for n in range(PAINTED):
        shift.in_tab(
            f"""new Promise((done) => {{ document.getElementById('sheet').style.background = 'rgb({n * 40},0,0)';
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))); }})"""
        )


class Line:
    """The line between a page and its desk, with somebody on it who listens and may ask; open it before the page."""

    def __init__(self, page):
        self.page, self._keep, self.kept, self._answers = page, (), [], 0
        self.said, self.pictures = [], 0
        page.route_web_socket("**/talk", self._connect)

    def _connect(self, socket):
        self._server = socket.connect_to_server()
        socket.on_message(self._from_page)
        self._server.on_message(lambda said: self._from_desk(socket, said))

    def _from_page(self, said):
        kind = json.loads(said)["type"]
        if kind in self._keep:
            self.kept.append(said)
        else:
            self._server.send(said)
            self.said.append(kind)

    def _from_desk(self, socket, said):
        if isinstance(said, str) and json.loads(said) == {"type": "taken", "id": "nobody"}:
            self._answers += 1
        else:
            self.pictures += not isinstance(said, str)
            socket.send(said)

    def keep(self, *kinds):
        """Keep messages of these kinds back from now on, and no others."""
        self._keep = kinds
        while self.kept and not kinds:
            self.pass_on()

    def pass_on(self):
        """Let the oldest message go that was kept back, once there is one."""
        self._until(lambda: self.kept, "the page says nothing")
        self._server.send(self.kept.pop(0))

    @contextmanager
    def says(self, kind):
        """Let the page say something of a kind, and wait until that has been passed on."""
        before = self.said.count(kind)
        yield
        self._until(lambda: self.said.count(kind) > before, f"the page never said {kind}")

    @contextmanager
    def shows(self):
        """Let the desk send a picture, and wait until it has come."""
        before = self.pictures
        yield
        self._until(lambda: self.pictures > before, "no picture came")

    def wait(self):
        """Until the desk has dealt with everything that was said, and the page has heard all that was answered."""
        answers = self._answers
        self._server.send(json.dumps({"type": "take", "id": "nobody"}))
        self._until(lambda: self._answers > answers, "the desk does not answer")

    def _until(self, happened, otherwise):
        until = time.monotonic() + LIMIT
        while not happened():
            assert time.monotonic() < until, otherwise
            self.page.wait_for_timeout(20)
