"""Puzzles to drag or click, most of them Chinese: they live in the page itself, and a class tells their state."""

from __future__ import annotations

from pages.captcha._captcha import Captcha
from pages.captcha._signature import Signature


class GeeTestV3(Captcha):
    """GeeTest, third version: a button or a panel with a slider."""

    vendor = "GeeTest v3"
    wanted = "Press the button and drag the piece into its place, or do what it asks."
    signature = Signature(
        # seen in many sites 2017-2026; version 4 uses some of the names inside .geetest_captcha
        signs=(
            ".geetest_panel_box:not(.geetest_captcha *)",
            ".geetest_radar_tip:not(.geetest_captcha *)",
            ".geetest_slider_button:not(.geetest_captcha *)",
        ),
        challenge=(".geetest_panel_box",),
        done=(".geetest_radar_success",),  # seen in public code 2018-2026
        answer=('[name="geetest_validate"]',),  # seen in public code 2017-2026
    )


class GeeTestV4(Captcha):
    """GeeTest, fourth version: names carry a number behind them, the plain ones stay."""

    vendor = "GeeTest v4"
    wanted = "Press the button and do what the puzzle asks."
    signature = Signature(
        signs=(".geetest_captcha .geetest_box", ".geetest_captcha .geetest_btn_click"),  # seen in many sites 2021-2026
        done=(".geetest_lock_success",),  # seen in public code 2022-2026
    )


class Tencent(Captcha):
    """Tencent's slider. It is loaded ahead of need and parked a million pixels above the page."""

    vendor = "Tencent"
    wanted = "Drag the piece into its place."
    signature = Signature(
        signs=(
            "#tcaptcha_iframe",  # seen in public code 2018-2026
            "#tcaptcha_transform",  # seen in public code 2018-2026
            "#tcaptcha_iframe_dy",  # newer build; seen in public code 2022-2026
            "#tcaptcha_transform_dy",  # newer build; seen in public code 2022-2026
            'iframe[src*="captcha.gtimg.com"]',  # seen in public code 2018-2026
        ),
        least=(100, 100),
    )


class Aliyun(Captcha):
    """Alibaba's slider: the older bar ("nc") and the newer dialogue."""

    vendor = "Aliyun"
    wanted = "Drag the slider to the end, or do what the dialogue asks."
    signature = Signature(
        signs=(
            "#nc_1_wrapper",  # seen in many sites 2016-2026
            ".nc-container",  # seen in many sites 2016-2026
            "#aliyunCaptcha-window-popup",  # version 2 as a dialogue; seen in public code 2023-2026
            "#aliyunCaptcha-window-float",  # version 2 over its bar; seen in public code 2024-2026
            "#aliyunCaptcha-sliding-body",  # version 2 in the page; seen in public code 2023-2026
            "#aliyunCaptcha-checkbox-element",  # version 2, a box to tick; seen in public code 2024-2026
        ),
        done=(".nc_iconfont.btn_ok", ".nc-container .nc_ok"),  # seen in public code 2016-2026
    )


class NetEaseYidun(Captcha):
    """NetEase's puzzle: its panel opens over the bar."""

    vendor = "NetEase Yidun"
    wanted = "Drag the slider, or click what is asked in the order shown."
    signature = Signature(
        # seen in many sites 2018-2026
        signs=(".yidun_panel", ".yidun_slider", ".yidun_control", ".yidun_intelli-tips"),
        done=(".yidun--success",),  # seen in public code 2019-2026
        answer=('[name="NECaptchaValidate"]',),  # the maker's documentation, 2018-2026
    )


class SliderCaptcha(Captcha):
    """The slider of the package rc-slider-captcha, and pages that took over its names."""

    vendor = "slider puzzle"
    wanted = "Drag the piece into its place."
    signature = Signature(
        signs=(".rc-slider-captcha-control",),  # seen in the package, 1.9.0, 2026
        done=(".rc-slider-captcha-button-success",),  # seen in the package, 1.9.0, 2026
    )


class GoCaptcha(Captcha):
    """GoCaptcha: pictures to click, drag or turn. Its names are those of its build's style modules."""

    vendor = "GoCaptcha"
    wanted = "Click, drag or turn what the picture asks for, then confirm."
    signature = Signature(
        # the package for React, 1.0.4, 2026; the last part of the name changes with each build
        signs=('[class*="gocaptcha-module_wrapper"]',),
        least=(100, 50),
    )
