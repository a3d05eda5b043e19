"""Whole pages that stand before the console: nothing else is shown until a person has passed them."""

from __future__ import annotations

from pages.captcha._captcha import Captcha
from pages.captcha._signature import Signature


class CloudflareInterstitial(Captcha):
    """Cloudflare's "Just a moment..." page. Its title is translated, so it is not what we go by."""

    vendor = "Cloudflare"
    wanted = "Wait for the check to finish, and tick the box if one appears."
    signature = Signature(
        signs=(
            'form#challenge-form[action*="__cf_chl"]',  # seen in saved pages 2021-2024
            "#challenge-stage",  # seen in saved pages 2022-2024
            # the page's own script; sites that only measure visitors load /scripts/jsd/ instead; seen 2023-2026
            'html:has(script[src*="/cdn-cgi/challenge-platform/"][src*="/orchestrate/chl_page"]) body',
        ),
        least=(30, 1),
    )


class DataDome(Captcha):
    """DataDome's slider or puzzle, in a frame that covers the page."""

    vendor = "DataDome"
    wanted = "Do what the page asks: drag the slider or solve the puzzle."
    signature = Signature(
        signs=('iframe[src*="captcha-delivery.com"]',),  # seen in many sites 2020-2026
        address=r"^https?://geo\.captcha-delivery\.com/",  # seen in many sites 2020-2026
        least=(100, 100),
    )


class Human(Captcha):
    """HUMAN's (PerimeterX) button that has to be pressed and held."""

    vendor = "HUMAN"
    wanted = "Press and hold the button until it is full."
    signature = Signature(signs=("#px-captcha", "#px-captcha-modal"), least=(100, 40))  # seen in many sites 2019-2026


class AwsWaf(Captcha):
    """The puzzle of Amazon's web firewall."""

    vendor = "AWS WAF"
    wanted = "Press Begin and solve the puzzle."
    signature = Signature(
        signs=(
            "awswaf-captcha",  # the element its script puts in; seen in public code 2023-2026
            ".amzn-captcha-modal",  # seen in public code 2023-2026
            # the firewall's own page: an empty box filled by a script from *.captcha.awswaf.com; seen 2023-2026
            'html:has(script[src*=".awswaf.com"]) #captcha-container:has(*)',
        ),
        least=(100, 50),
    )
