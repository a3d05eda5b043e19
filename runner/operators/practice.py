"""The practice operator: stands in for a person at the practice console, so that a demo can run to its end.

It answers nothing by looking at a picture: it asks the practice console's own control API, on loopback, for the answer
that console has just made up. Of any other console it refuses to be an operator at all.
"""

from __future__ import annotations

import asyncio
import json
import urllib.parse
import urllib.request
from typing import Any

from playwright.async_api import Page as Tab

from pages.console import Site
from runner.errors import UsageError
from runner.model import Plan
from runner.operators.base import Answer, Pause


class PracticeOperator:
    """Acts in the browser as a person would, on the practice console only."""

    name = "practice"
    attended = True

    def __init__(self, site: Site, control: str, account: str) -> None:
        """Take the place of the person.

        Arguments:
            site: the console; must be on loopback.
            control: address of the practice console's control API.
            account: whose codes are read.

        Raises:
            UsageError: the console is not on loopback.
        """
        if site.is_vendors or urllib.parse.urlsplit(control).hostname != "127.0.0.1":
            raise UsageError("The practice operator works on the practice console only; here a person is needed.")
        self.control = control.rstrip("/")
        self.account = account

    async def attend(self, pause: Pause, tab: Tab) -> Answer:
        """Do what the pause asks for, a moment later, as a person would."""
        await asyncio.sleep(0.3)
        if pause.takes_code:
            return Answer("code", await self._newest_code(not_=""))
        if pause.kind == "captcha":
            await self._answer_captcha(tab)
        elif pause.kind == "terms":
            await tab.get_by_role("button").last.click()
        await asyncio.sleep(2)
        return Answer("look")

    async def consent(self, plan: Plan) -> str:
        """Consent, for an account that was made for the purpose."""
        return plan.account

    async def ask(self, question: str) -> str:  # noqa: ARG002 - it knows no answers; what it can is given as options
        """Press Enter."""
        return ""

    async def _newest_code(self, not_: str) -> str:
        for _ in range(50):
            found = await self._ask(f"/control/code?account={urllib.parse.quote(self.account)}")
            if found.get("code") and found["code"] != not_:
                return str(found["code"])
            await asyncio.sleep(0.1)
        raise UsageError("The practice console sent no code.")

    async def _answer_captcha(self, tab: Tab) -> None:
        cookies = await tab.context.cookies(tab.url)
        challenge = next(cookie["value"] for cookie in cookies if cookie["name"] == "ick")
        found = await self._ask(f"/control/captcha/{urllib.parse.quote(challenge)}")
        if found["kind"] == "slider":
            await drag(tab, float(found["answer"]))
            return
        if found["kind"] == "click":
            await _click_at(tab, found["answer"])
            return
        await tab.locator(
            'input[name="icode"]:visible, .miverify_captcha_input input:visible, #captcha-code:visible'
        ).first.fill(found["answer"])
        await tab.keyboard.press("Enter")

    async def _ask(self, path: str) -> dict[str, Any]:
        return await asyncio.to_thread(_get_json, self.control + path)


async def drag(tab: Tab, pixels: float) -> None:
    """Drag the practice console's slider by so many pixels, with the mouse."""
    box = await tab.locator('[role="slider"]').bounding_box()
    if box is None:
        return
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await tab.mouse.move(x, y)
    await tab.mouse.down()
    await tab.mouse.move(x + pixels, y, steps=12)
    await tab.mouse.up()


async def _click_at(tab: Tab, points: str) -> None:
    """Click the practice console's picture at these points, given as ``"x,y;x,y;x,y"`` in pixels."""
    for point in points.split(";"):
        x, y = map(int, point.split(","))
        await tab.locator(".miverify_image").click(position={"x": x, "y": y})


def _get_json(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - loopback, checked above
        data: dict[str, Any] = json.load(answer)
    return data
