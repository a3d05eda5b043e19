"""No secret and no identifier in any file a run leaves: texts are searched, pictures are read by tesseract."""

import asyncio
import base64
import json
import re

import pytest

from runner.model import Status
from runner.operators.practice import PracticeOperator
from tests.support.ocr import read_picture, squeezed
from tests.support.people import EMAIL, PASSWORD, Present
from tests.support.tiers import thorough


def encodings(secret: str) -> set[bytes]:
    """A text as files may hold it: plain, escaped, as base64."""
    plain = secret.encode()
    return {plain, json.dumps(secret)[1:-1].encode(), base64.b64encode(plain).rstrip(b"=")[:-1]}


def identifiers(account: dict) -> list[str]:
    devices = [device[key] for device in account["devices"] for key in ("id", "name", "imei", "serial")]
    words = [EMAIL, account["id"], account["phone"], account["name"], *devices]
    return [word for word in words if word]


@pytest.fixture
def left(console, leaver, start, site):
    """The folder of trails after a run with every kind of obstacle, and all that must not be in it."""
    console.switch(
        captcha="image", identity="both", terms=True, survey=True, cookie_banner=True,
        delete_asks_password=True,
    )  # fmt: skip
    leaver["devices"], leaver["apps"] = leaver["devices"][:1], leaver["apps"][:1]
    console.change_account(EMAIL, devices=leaver["devices"], apps=leaver["apps"])
    run = start("leave", operator=Impatient(site, console.control_url, EMAIL), patience=2)
    result = run.result()
    assert result.status is Status.DONE, result.reason
    texts = " ".join(item["text"] for item in (*console.world.mail, *console.world.sms))
    codes = re.findall(r"(?<!\d)\d{6}(?!\d)", texts)
    assert len(codes) >= 2
    return result.trail, [PASSWORD, *codes], leaver


class Impatient(PracticeOperator):
    """The practice operator, who also skips surveys."""

    async def attend(self, pause, tab):
        if pause.kind == "unknown":
            await tab.get_by_role("button").last.click()
            await never()
        return await super().attend(pause, tab)


async def never():
    await asyncio.Event().wait()


@pytest.mark.parametrize("every", [4, *thorough(1)])
def test_no_file_and_no_picture_holds_a_secret_or_an_identifier(left, tmp_path, every):
    """Of the pictures, one in so many is read, from the last one on."""
    folder, secrets, account = left
    check_files(folder, secrets, account)
    check_pictures(folder, secrets, account, tmp_path, every)


def check_files(folder, secrets, account):
    files = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert len(files) > 20

    for path in files:
        data = path.read_bytes()
        for word in (*secrets, *identifiers(account)):
            assert not [form for form in encodings(word) if form in data], (path.name, word)


def check_pictures(folder, secrets, account, tmp_path, every):
    words = [squeezed(word) for word in (*secrets, *identifiers(account), EMAIL.partition("@")[0])]
    pictures = sorted((folder / "pictures").glob("*.webp"))
    assert len(pictures) > 12

    everything = ""
    for path in pictures[::-every]:
        text = read_picture(path, tmp_path)
        everything += text
        assert not [word for word in words if word in text], path.name

    assert squeezed("account has been deleted") in everything, "tesseract reads nothing, so this test proves nothing"


def test_tesseract_would_have_found_them(console, leaver, page, tmp_path):
    """So that the test above can fail: unmasked, the same screens are read in full."""
    page.goto(console.account_url + "/fe/service/account")
    page.locator('input[name="account"]').fill(EMAIL)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('input[name="agreement"]').check()
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text(leaver["id"]).wait_for()
    page.screenshot(path=tmp_path / "home.png")

    text = read_picture(tmp_path / "home.png", tmp_path)

    assert squeezed(EMAIL) in text
    assert leaver["id"] in text


def test_identifiers_may_be_revealed_and_secrets_never(console, leaver, start):
    console.switch(identity="email")
    run = start("list-devices", operator=Present(), reveal_identifiers=True)
    run.wait_for_pause()
    code = run.until(lambda: console.last_code(EMAIL), "a code in the mailbox")
    run.job.operator.says("code", code)

    result = run.result()
    text = (result.trail / "trail.jsonl").read_text(encoding="utf-8")
    assert leaver["devices"][0]["name"] in text
    assert PASSWORD not in text
    assert code not in text
