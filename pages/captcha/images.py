"""The oldest kind: a picture of characters, and a field to type them into."""

from __future__ import annotations

from pages.captcha._captcha import Captcha
from pages.captcha._signature import Signature


class ImageCaptcha(Captcha):
    """A picture whose address or description speaks of a CAPTCHA, next to a short text field."""

    title = "Image CAPTCHA"
    vendor = "Xiaomi"
    wanted = "Type the characters you see in the picture."
    signature = Signature(
        signs=(
            # the form of 2026 in the page: .mi-captcha-code-form; seen in programs that drive the page, 2026
            ".mi-captcha-field__image",
            ".mi-captcha-code-form img",
            # the vendor's names for a picture's answer: whatever the picture is made of; seen 2021-2026
            "input[name=icode]",
            "input[name=captCode]",
            # current skin: address /pass/getCode?icodeType=login, answer goes as captCode; seen 2021-2026
            'img[src*="/pass/getCode" i]',
            # classic skin: #captcha-img with field #captcha-code; seen in a copy saved until about 2020
            "#captcha-img",
            # generic: the words sites use in address, description, id and class; seen in many sites, 2026-08
            'img[src*="captcha" i]',
            'img[src*="getcode" i]',
            'img[src*="verifycode" i]',
            'img[src*="vcode" i]',
            'img[alt*="captcha" i]',
            'img[alt*="验证码"]',
            'img[alt*="驗證碼"]',
            'img[alt*="капч" i]',
            'img[alt*="código de verificación" i]',
            'img[alt*="código de verificação" i]',
            'img[id*="captcha" i]',
            'img[class*="captcha" i]',
            'img[class*="chkcode" i]',
            'canvas[id*="captcha" i]',
            'canvas[class*="captcha" i]',
        ),
        beside=True,
        least=(40, 15),
    )
    # names of the answer: captCode and icode in the vendor's forms (seen 2021-2026), the third by its form (seen 2026),
    # #captcha-code classic (seen until about 2020); the last is the word itself, as other sites use it
    secret = (
        "input[name=captCode]",
        "input[name=icode]",
        ".mi-captcha-field input",
        "#captcha-code",
        'input[name*="captcha" i]:not([type=hidden])',
        'input[id*="captcha" i]:not([type=hidden])',
    )
