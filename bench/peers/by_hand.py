"""The journey as somebody would write it with Playwright who knows this one console and needs it once.

No person is asked, nothing is checked twice, nothing is covered; each address is opened directly. With pictures it
takes one at each moment at which the runner does: 20 of them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from newest import newest_code
from playwright.async_api import Browser, Page

Snap = Callable[[str], Awaitable[None]]


async def leave(
    browser: Browser, hosts: list[str], email: str, password: str, folder: Path, how: str
) -> float:
    """Leave one account; the seconds it took. ``how`` is ``pictures``, ``bare`` or ``tracing``."""
    started = time.perf_counter()
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    if how == "tracing":
        await context.tracing.start(screenshots=True, snapshots=True)
    page = await context.new_page()
    count = 0

    async def snap(title: str) -> None:
        nonlocal count
        count += 1
        if how == "pictures":
            await page.screenshot(path=folder / f"{count:02d}-{title}.png")

    await _journey(page, hosts, email, password, snap)
    if how == "tracing":
        await context.tracing.stop(path=folder / "trace.zip")
    await context.close()
    return time.perf_counter() - started


async def _journey(page: Page, hosts: list[str], email: str, password: str, snap: Snap) -> None:
    account, cloud, control = hosts
    await page.goto(account)
    await page.locator("input[name=account]").fill(email)
    await page.locator("input[name=password]").fill(password)
    await page.locator("label.ant-checkbox-wrapper").first.click(position={"x": 8, "y": 10})
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.locator(".mi-layout__title").wait_for()
    await snap("signed-in")
    await page.goto(f"{account}/fe/service/account/profile")
    await page.get_by_text(email).first.wait_for()
    await snap("profile")
    await page.goto(f"{cloud}/#/")
    await page.get_by_text("Photos").first.wait_for()
    await snap("stored")
    await page.goto(f"{account}/fe/service/account/authorization")
    await page.locator(".ant-list-item").first.wait_for()
    await snap("apps")
    await _unlink(page, cloud, snap)
    await _revoke(page, account, snap)
    await _delete(page, account, control, email, snap)


async def _unlink(page: Page, cloud: str, snap: Snap) -> None:
    await page.goto(f"{cloud}/#/settings/devices")
    rows = page.locator(".ant-list-item")
    await rows.first.wait_for()
    await snap("devices")
    while left := await rows.count():
        await rows.first.click()
        await page.get_by_role("dialog").get_by_role("button", name="Delete device").click()
        question = page.get_by_role("dialog").last
        await question.get_by_role("button", name="Delete", exact=True).wait_for()
        await snap("before-unlink")
        await question.get_by_role("button", name="Delete", exact=True).click()
        await page.wait_for_function(
            "n => document.querySelectorAll('.ant-list-item').length === n - 1 && !document.querySelector('.ant-modal')",
            arg=left,
        )
        await snap("after-unlink")


async def _revoke(page: Page, account: str, snap: Snap) -> None:
    await page.goto(f"{account}/fe/service/account/authorization")
    rows = page.locator(".ant-list-item")
    await rows.first.wait_for()
    while left := await rows.count():
        await rows.first.get_by_role("button").click()
        question = page.get_by_role("dialog").last
        await question.get_by_role("button", name="Remove", exact=True).wait_for()
        await snap("before-revoke")
        await question.get_by_role("button", name="Remove", exact=True).click()
        await page.wait_for_function(
            "n => document.querySelectorAll('.ant-list-item').length === n - 1 && !document.querySelector('.ant-modal')",
            arg=left,
        )
        await snap("after-revoke")


async def _delete(page: Page, account: str, control: str, email: str, snap: Snap) -> None:
    await page.goto(f"{account}/pass/del")
    await page.locator("label.ant-checkbox-wrapper").first.click(position={"x": 8, "y": 10})
    await snap("deletion")
    await page.get_by_role("button", name="Delete Xiaomi Account").click()
    await page.locator("input[name=ticket]").wait_for()
    await snap("code")
    await page.locator("input[name=ticket]").fill(await asyncio.to_thread(newest_code, control, email))
    await page.get_by_role("button", name="Submit", exact=True).click()
    await page.get_by_role("button", name="Delete account", exact=True).wait_for()
    await snap("warning")
    await snap("before-delete")
    await page.get_by_role("button", name="Delete account", exact=True).click()
    await page.get_by_text("Your account has been deleted").wait_for()
    await snap("deleted")
