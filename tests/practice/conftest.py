"""A practice console for each test worker, emptied for each test, and a person in front of a browser."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

EMAIL = "leaver@example.test"
AGREEMENT = "I've read and agreed to"


@pytest.fixture
def leaver(console):
    """An account with three devices and two apps."""
    return console.add_account(email=EMAIL)


@pytest.fixture
def events(console):
    """The names of what the ledger noted, in order."""
    return lambda: [row["event"] for row in console.ledger()]


@pytest.fixture
def client():
    """A client without a browser that follows no redirect by itself."""
    with httpx.Client() as made:
        yield made


PATIENCE = 60_000
"""Milliseconds that anything may take: far more than it needs, as the machine may be busy."""
expect.set_options(timeout=PATIENCE)

KEEP_WHAT_IS_TOLD = """
window.told = [];
const said = (node) => {
  if (node.nodeName === 'SCRIPT' || node.parentNode?.nodeName === 'SCRIPT') return '';
  return node.childNodes.length ? [...node.childNodes].map(said).join(' ') : node.textContent || '';
};
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) window.told.push(said(node));
}).observe(document, { childList: true, subtree: true });
"""


class Person:
    """What a person does in the browser, by the words they read."""

    def __init__(self, page, console):
        page.set_default_timeout(PATIENCE)
        page.add_init_script(KEEP_WHAT_IS_TOLD)
        self.page, self.console = page, console

    def field(self, label):
        """The field whose floating label says this; the console's labels are tied to nothing."""
        return self.page.locator(".mi-input").filter(has=self.page.get_by_text(label, exact=True)).locator("input")

    def tick(self, words):
        """Tick a box by its label, as its input is hidden."""
        label = self.page.locator("label.ant-checkbox-wrapper").filter(has_text=words)
        label.click(position={"x": 8, "y": 10})
        expect(label.locator("input")).to_be_checked()

    def at_sign_in(self):
        """Wait for the sign-in form."""
        self.page.locator("input[name=password]:visible, #pwd").wait_for()

    def enter(self, email, password):
        """Fill the sign-in form as it stands and send it."""
        self.at_sign_in()
        if self.page.locator("#pwd").count():
            self.page.locator("#username").fill(email)
            self.page.locator("#pwd").fill(password)
        else:
            self.page.locator("input[name=account]").fill(email)
            self.page.locator("input[name=password]").fill(password)
            if not self.page.locator("input[name=agreement]").is_checked():
                self.tick(AGREEMENT)
        self.press("Sign in")

    def sign_in(self, account, where=""):
        """Open an address and sign in there."""
        self.page.goto(where or self.console.account_url)
        self.enter(account["email"], account["password"])

    def forgets(self):
        """Be somebody whom the console has never seen; nothing that the page asked for comes in between."""
        self.page.goto("about:blank")
        self.page.context.clear_cookies()

    def shown(self):
        """The answer to the CAPTCHA that the browser shows."""
        cookies = self.page.context.cookies(self.console.account_url)
        [ick] = [cookie["value"] for cookie in cookies if cookie["name"] == "ick"]
        return self.console.captcha(ick)["answer"]

    def code_field(self):
        """The field for a code, once it is there."""
        field = self.page.locator("input[name=ticket]")
        field.wait_for()
        return field

    def type_code(self, account, code=None):
        """Type the newest code, or another, and send it."""
        self.code_field().fill(code or self.console.last_code(account["email"]))
        self.press("Submit")

    def pass_check(self, account):
        """Have a code sent, and type it."""
        self.press("Send")
        self.code_field()
        self.type_code(account)

    def sees(self, text):
        """Wait until a text that says just this is on the screen."""
        self.page.get_by_text(text, exact=True).filter(visible=True).first.wait_for()

    def reads(self, text):
        """Wait until a text that contains this is on the screen."""
        self.page.get_by_text(re.compile(re.escape(text))).filter(visible=True).first.wait_for()

    def was_told(self, text):
        """Wait until the page has shown this, be it for a moment only."""
        self.page.wait_for_function("text => window.told.some((each) => each.includes(text))", arg=text)

    def press(self, name):
        """Press the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()

    def follow(self, words):
        """Follow the link with these words."""
        self.page.get_by_role("link", name=words).filter(visible=True).first.click()

    def at_home(self):
        """Wait for the page after the sign-in."""
        self.page.locator(".mi-layout__title").filter(has_text="Account security").wait_for()

    def rows(self):
        """The rows of the list."""
        return self.page.locator(".ant-list-item")

    def dialog(self):
        """The dialogue on top."""
        return self.page.get_by_role("dialog").last


@pytest.fixture
def person(page, console):
    """A person in front of an empty browser."""
    return Person(page, console)
