"""Every kind of CAPTCHA the runner can tell, and the one question asked about them: which is in the way.

To add a kind, write its class in the module of its family and its name into ``CAPTCHAS``;
``docs/captcha.md`` shows how.
"""

from __future__ import annotations

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from pages.captcha._captcha import Captcha
from pages.captcha._look import in_the_way, know
from pages.captcha._signature import Signature
from pages.captcha.images import ImageCaptcha
from pages.captcha.interstitials import AwsWaf, CloudflareInterstitial, DataDome, Human
from pages.captcha.proof_of_work import Altcha, Cap, FriendlyCaptcha, MCaptcha
from pages.captcha.sliders import Aliyun, GeeTestV3, GeeTestV4, GoCaptcha, NetEaseYidun, SliderCaptcha, Tencent
from pages.captcha.widgets import Arkose, HCaptcha, Recaptcha, RecaptchaEnterprise, Turnstile, Yandex
from pages.captcha.xiaomi import XiaomiVerification
from pages.console import Site
from pages.reading import Screen, reader_of

__all__ = ["CAPTCHAS", "Captcha", "Signature", "captcha_here", "captcha_on"]

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


know(tuple((kind.__name__, kind.signature) for kind in CAPTCHAS))


async def captcha_on(screen: Screen, tab: Tab, site: Site) -> Captcha | None:
    """Tell the CAPTCHA that is in the way, or none.

    Arguments:
        screen: a reading of the tab that was asked for what stands beside it.
        tab: the tab.
        site: the console.
    """
    for seen in await in_the_way(screen):
        return CAPTCHAS[seen.rank](tab, site, seen.frame, fills_frame=seen.fills_frame)
    return None


async def captcha_here(tab: Tab, site: Site) -> Captcha | None:
    """Read the tab, and tell the CAPTCHA that is in the way in it; none while it is between two documents, or gone."""
    try:
        screen = await reader_of(tab).look(beside=True)
    except PlaywrightError:
        return None
    return await captcha_on(screen, tab, site)
