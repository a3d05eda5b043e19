"""A practice console for each test worker, emptied for each test, and a person in front of a browser."""

from __future__ import annotations

import re

import httpx
import pytest

EMAIL = "leaver@example.test"


@pytest.fixture(params=["current", "classic"])
def skin(request, console):
    """Both skins, one after the other."""
    console.switch(skin=request.param)
    return request.param


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


class Person:
    """What a person does in the browser, by the labels they read."""

    def __init__(self, page, console):
        page.set_default_timeout(15000)
        self.page, self.console = page, console

    def enter(self, email, password):
        """Fill the sign-in form as it stands and send it."""
        self.page.get_by_label("Email/Phone/Mi Account").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()

    def sign_in(self, account, where=""):
        """Open an address and sign in there."""
        self.page.goto(where or self.console.account_url)
        self.enter(account["email"], account["password"])

    def shown(self):
        """The answer to the CAPTCHA that the browser shows."""
        cookies = self.page.context.cookies(self.console.account_url)
        [ick] = [cookie["value"] for cookie in cookies if cookie["name"] == "ick"]
        return self.console.captcha(ick)["answer"]

    def type_code(self, account, code=None):
        """Type the newest code, or another, and send it."""
        self.page.get_by_label("Verification code").fill(code or self.console.last_code(account["email"]))
        self.page.get_by_role("button", name="Submit").click()

    def sees(self, text):
        """Wait until a heading says this."""
        self.page.get_by_role("heading", name=text, exact=True).wait_for()

    def reads(self, text):
        """Wait until a text that contains this is on the screen."""
        self.page.get_by_text(re.compile(re.escape(text))).filter(visible=True).first.wait_for()

    def press(self, name):
        """Press the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()


@pytest.fixture
def person(page, console):
    """A person in front of an empty browser."""
    return Person(page, console)
