"""The vendor's own check of risk, *miverify*: a dialogue over the page, or a page or frame of its security hosts."""

from __future__ import annotations

from typing import Final

from pages.captcha._captcha import Captcha
from pages.captcha._signature import Signature

# Seen in public clients 2021-2026.
VERIFY_ORIGINS: Final = frozenset({"https://verify.sec.xiaomi.com", "https://static-verify.sec.xiaomi.com"})
"""Where the vendor's check fills a tab or a frame."""


class XiaomiVerification(Captcha):
    """The vendor's check: a slider, pictures to click, characters to type, or Google's box inside its own dialogue.

    The dialogue is in the page from the start and hidden until it is needed. While it loads, and when it failed, it is
    in the way as well; once it says that it was passed, it is not.
    """

    title = "Xiaomi security check"
    vendor = "Xiaomi"
    wanted = (
        "Do what the check in the browser window asks: drag the slider, click what it names, or type what it shows."
    )
    signature = Signature(
        signs=(
            # the dialogue in the page, its cover and its box; seen in several programs that drive the page, 2021-2026
            ".miverify_modal_panel",
            ".miverify_panel_box",
            # both hosts of the check, as a frame; seen in public clients 2021-2026
            'iframe[src*="//verify.sec.xiaomi.com"]',
            'iframe[src*="//static-verify.sec.xiaomi.com"]',
        ),
        done=(".miverify_panel_box.success",),  # the state it shows before it closes; seen 2021-2026
        # .../captcha/v2/... and .../v2/html/check.html when they fill the tab or a frame; seen in public clients 2021-2026
        address=r"^https?://(?:static-)?verify\.sec\.xiaomi\.com(?::\d+)?/",
        least=(60, 30),
    )
    # the field for the characters of its picture, by its class and by the name that the vendor gives such fields; seen
    # in several programs, 2021-2026
    secret = (".miverify_captcha_input", "input[name=icode]")
