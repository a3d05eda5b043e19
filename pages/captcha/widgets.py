"""Widgets that one ticks or answers inside a frame of their maker."""

from __future__ import annotations

from pages.captcha._captcha import Captcha
from pages.captcha._signature import Signature


def _recaptcha(flavour: str) -> Signature:
    """Make the signature of either flavour: they differ in the frames' address only.

    A badge (version 3, or the invisible size of version 2) is the same frame inside .grecaptcha-badge and asks nothing
    until its challenge frame shows.
    """
    challenge = f'iframe[src*="recaptcha/{flavour}/bframe"]'
    return Signature(
        # frames and field: the maker's documentation and many sites, seen 2018-2026
        signs=(
            f'iframe[src*="recaptcha/{flavour}/anchor"]:not([src*="size=invisible"]):not(.grecaptcha-badge iframe)',
            challenge,
        ),
        challenge=(challenge,),
        answer=('[name="g-recaptcha-response"]',),
        least=(100, 50),
    )


class Recaptcha(Captcha):
    """Google's reCAPTCHA, version 2: seen on the vendor's registration page."""

    vendor = "reCAPTCHA"
    wanted = "Tick the box, and pick the pictures if you are asked to."
    signature = _recaptcha("api2")


class RecaptchaEnterprise(Captcha):
    """reCAPTCHA as sold to firms: it looks the same."""

    vendor = "reCAPTCHA Enterprise"
    wanted = "Tick the box, and pick the pictures if you are asked to."
    signature = _recaptcha("enterprise")


class HCaptcha(Captcha):
    """hCaptcha: a box to tick, then pictures."""

    vendor = "hCaptcha"
    wanted = "Tick the box, and pick the pictures if you are asked to."
    signature = Signature(
        # frame=checkbox and frame=challenge in the frame's address; seen in many sites 2020-2026
        signs=(
            'iframe[src*="hcaptcha.com"][src*="frame=checkbox"]:not([src*="checkbox-invisible"])',
            'iframe[src*="hcaptcha.com"][src*="frame=challenge"]',
        ),
        challenge=('iframe[src*="hcaptcha.com"][src*="frame=challenge"]',),
        answer=('[name="h-captcha-response"]',),  # the maker's documentation, 2020-2026
        least=(100, 50),
    )


class Turnstile(Captcha):
    """Cloudflare's box. Its frame sits in a closed shadow tree, so it is also known by the frame's own address."""

    vendor = "Turnstile"
    wanted = "Wait for the check to finish, and tick the box if one appears."
    signature = Signature(
        signs=(
            ".cf-turnstile",  # the maker's documentation, 2022-2026
            # the box it is put in when a script shows it; seen 2024-2026
            ':has(> input[name="cf-turnstile-response"])',
            'iframe[src*="challenges.cloudflare.com"]',  # before the shadow tree came; seen 2022-2024
        ),
        answer=('[name="cf-turnstile-response"]',),  # the maker's documentation, 2022-2026
        # scheme and path as in /cdn-cgi/challenge-platform/h/b/turnstile/...; seen 2022-2026
        address=r"^https?://challenges\.cloudflare\.com/.*turnstile",
        least=(100, 50),
    )


class Arkose(Captcha):
    """Arkose Labs (FunCaptcha). Its field fc-token is filled before anything is solved and says nothing."""

    vendor = "Arkose"
    wanted = "Solve the puzzle shown."
    signature = Signature(
        signs=(
            'iframe[src*="arkoselabs.com"]',  # seen in many sites 2019-2026
            'iframe[src*="funcaptcha.com"]',  # seen in many sites until about 2023
            "#FunCaptcha",  # the maker's documentation, until about 2023
        ),
        least=(100, 50),
    )


class Yandex(Captcha):
    """Yandex SmartCaptcha. A shield alone (invisible mode) is a badge and smaller than this."""

    vendor = "Yandex SmartCaptcha"
    wanted = "Tick the box, and do the task that may follow."
    signature = Signature(
        signs=(
            ".smart-captcha",  # the maker's documentation, 2022-2026
            'iframe[src*="smartcaptcha.yandexcloud.net"]',  # seen 2022-2024
            'iframe[src*="smartcaptcha.cloud.yandex"]',  # seen 2024-2026
        ),
        challenge=('iframe[src*="smartcaptcha"][src*="/advanced"]',),  # inferred 2026-08
        answer=('[name="smart-token"]',),  # the maker's documentation, 2022-2026
        least=(100, 60),
    )
