"""Every kind of CAPTCHA the runner can tell, and the one question asked about them: which is in the way.

To add a kind, write its class in the module of its family and its name into ``CAPTCHAS``;
``docs/captcha.md`` shows how.
"""

from __future__ import annotations

from playwright.async_api import Page as Tab

from pages.captcha._captcha import Captcha
from pages.captcha._look import look
from pages.captcha._signature import Signature
from pages.captcha.images import ImageCaptcha
from pages.captcha.interstitials import AwsWaf, CloudflareInterstitial, DataDome, Human
from pages.captcha.proof_of_work import Altcha, Cap, FriendlyCaptcha, MCaptcha
from pages.captcha.sliders import Aliyun, GeeTestV3, GeeTestV4, GoCaptcha, NetEaseYidun, SliderCaptcha, Tencent
from pages.captcha.widgets import Arkose, HCaptcha, Recaptcha, RecaptchaEnterprise, Turnstile, Yandex
from pages.captcha.xiaomi import XiaomiVerification
from pages.console import Site

__all__ = ["CAPTCHAS", "Captcha", "Signature", "captcha_here"]

# Order of precedence: a page that shows nothing else, the console's own, then the widgets; the picture with a field
# is the vaguest sign and comes last.
CAPTCHAS: tuple[type[Captcha], ...] = (
    CloudflareInterstitial,
    DataDome,
    Human,
    AwsWaf,
    XiaomiVerification,
    GeeTestV4,
    GeeTestV3,
    RecaptchaEnterprise,
    Recaptcha,
    HCaptcha,
    Turnstile,
    Arkose,
    Yandex,
    Tencent,
    Aliyun,
    NetEaseYidun,
    FriendlyCaptcha,
    Altcha,
    MCaptcha,
    Cap,
    GoCaptcha,
    SliderCaptcha,
    ImageCaptcha,
)


_BY_NAME = {kind.__name__: kind for kind in CAPTCHAS}
_SIGNATURES = tuple((name, kind.signature) for name, kind in _BY_NAME.items())


async def captcha_here(tab: Tab, site: Site) -> Captcha | None:
    """Tell the CAPTCHA that is in the way in this tab, or none: one question per frame, cheap enough to be polled."""
    for seen in await look(tab, _SIGNATURES):
        return _BY_NAME[seen.name](tab, site, seen.frame, fills_frame=seen.fills_frame)
    return None
