"""The vendor's own check of risk: a dialogue with a picture puzzle, served by its security host."""

from __future__ import annotations

from pages.captcha._captcha import Captcha, Signature


class XiaomiVerification(Captcha):
    """The vendor's verification dialogue, in the page, in a frame, or as a page of its own."""

    title = "Slide to verify"
    vendor = "Xiaomi"
    wanted = "Drag the slider in the browser window until the piece fits."
    signature = Signature(
        signs=(
            # the host of the risk check, /captcha/v2/...; seen in public clients 2021-2026
            'iframe[src*="verify.sec.xiaomi.com"]',
            # the dialogue in the page; inferred 2026-08, no saved page of it is public
            ".mi-verify",
            ".mi-captcha",
        ),
        done=(".mi-verify--success", ".mi-verify[data-state=done]"),  # inferred 2026-08
        # the host of the risk check when it fills the tab or a frame; seen in public clients 2021-2026
        address=r"^https?://verify\.sec\.xiaomi\.com(?::\d+)?/",
        least=(100, 50),
    )
