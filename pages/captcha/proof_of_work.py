"""Boxes behind which the browser does sums. They are to be ticked by a person all the same."""

from __future__ import annotations

from pages.captcha._captcha import Captcha
from pages.captcha._signature import Signature


class FriendlyCaptcha(Captcha):
    """Friendly Captcha, first and second version. Its field says "not yet" in words that begin with a dot."""

    vendor = "Friendly Captcha"
    wanted = "Press the button and wait until it says that you are human."
    signature = Signature(
        signs=(".frc-captcha",),  # the maker's documentation and packages 0.9.20 and 1.0.2, 2026
        answer=('[name="frc-captcha-solution"]', '[name="frc-captcha-response"]'),  # the same
        done=(".frc-success",),  # package 0.9.20, 2026
    )


class Altcha(Captcha):
    """ALTCHA: a box to tick, and with some sites a code to type afterwards."""

    vendor = "ALTCHA"
    wanted = "Tick the box and wait; type the code from the picture if you are asked to."
    signature = Signature(
        signs=("altcha-widget",),  # the maker's documentation and package 3.2.2, 2026
        answer=('input[name="altcha"]',),  # the same
        done=('[data-state="verified"]',),  # package 3.2.2, 2026
    )
    secret = (".altcha-code-challenge input[type=text]", "altcha-widget input[type=text]")  # package 3.2.2, 2026


class MCaptcha(Captcha):
    """mCaptcha: a box to tick, in a frame."""

    vendor = "mCaptcha"
    wanted = "Tick the box and wait."
    signature = Signature(
        signs=("#mcaptcha__widget-container", "#mcaptcha-widget__iframe"),  # package 0.1.0-rc2, 2026
        answer=('[name="mcaptcha__token"]',),  # the same
    )


class Cap(Captcha):
    """Cap: a box to tick."""

    vendor = "Cap"
    wanted = "Tick the box and wait."
    signature = Signature(
        signs=("cap-widget",),  # the maker's documentation and package 0.1.57, 2026
        answer=('input[name="cap-token"]',),  # package 0.1.57, 2026
        done=('.captcha[data-state="done"]',),  # the same
    )
