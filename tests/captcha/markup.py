"""Markup of each kind of CAPTCHA as its maker's script leaves it: unanswered, and answered.

Only names and structure matter here; nothing is taken over from anyone's page.
"""

from __future__ import annotations

from dataclasses import dataclass

from pages import captcha as kinds

PICTURE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='120' height='40'>"
    "<rect width='120' height='40' fill='silver'/></svg>"
)


@dataclass(frozen=True)
class Shown:
    """One kind, a way in which it appears, and the same place once a person has answered."""

    kind: type[kinds.Captcha]
    name: str
    unanswered: str
    answered: str = ""


def frame(source, size=(304, 78), style=""):
    width, height = size
    return f'<iframe src="{source}" width="{width}" height="{height}" style="border:0;{style}"></iframe>'


def box(attributes, inside="Press to verify", size=(300, 60)):
    width, height = size
    return f'<div {attributes} style="width:{width}px;height:{height}px;background:#eee">{inside}</div>'


def beside_field(holder, field, value=""):
    return f'<form><div>{holder}<textarea name="{field}" style="display:none">{value}</textarea></div></form>'


def stub_of_frame(address):
    """What a frame of some other host shows."""
    return f"<!doctype html><html><title>frame</title><body>A widget of {address.split('/')[2]}</body></html>"


RECAPTCHA = "https://www.google.com/recaptcha/api2/anchor?ar=1&k=key&size=normal"
ENTERPRISE = "https://www.google.com/recaptcha/enterprise/anchor?ar=1&k=key&size=normal"
HCAPTCHA = "https://newassets.hcaptcha.com/captcha/v1/abc/static/hcaptcha.html#frame=checkbox&id=0"
HCAPTCHA_ASKS = "https://newassets.hcaptcha.com/captcha/v1/abc/static/hcaptcha.html#frame=challenge&id=0"
CLOUDFLARE = "https://challenges.cloudflare.com/cdn-cgi/challenge-platform/h/b/turnstile/if/ov2/av0/rcv/x/light"
CLOSED_TREE = """<script>
const tree = document.getElementById("holder").attachShadow({{mode: "closed"}});
tree.innerHTML = '<iframe src="{source}" width="300" height="65"></iframe>';
</script>"""

SIGN_IN = '<form><input name="account"><input type="password">{}<button>Sign in</button></form>'
CURRENT_SKIN = SIGN_IN.format(
    '<div><img class="captcha-img" src="/pass/getCode?icodeType=login&1" width="120" height="40">'
    '<input name="captCode" type="text" maxlength="8"></div>',
)
CLASSIC_SKIN = SIGN_IN.format(
    '<div id="captcha"><label class="code_label" for="captcha-code">Code</label><input id="captcha-code" type="text">'
    f'<img id="captcha-img" class="chkcode_img" alt="click to refresh" src="{PICTURE}"></div>',
)


def miverify(state, inside, style=""):
    """The vendor's check of risk with its own classes: cover, panel, box; the state is a class of the box."""
    panel = box(f'class="miverify_panel_box {state}"', inside, (340, 280))
    return f'<div class="miverify_wind" style="{style}"><div class="miverify_modal_panel">{panel}</div></div>'


SHOWN = (
    Shown(kinds.ImageCaptcha, "current skin", CURRENT_SKIN, SIGN_IN.format("")),
    Shown(kinds.ImageCaptcha, "classic skin", CLASSIC_SKIN, SIGN_IN.format("")),
    Shown(
        kinds.ImageCaptcha,
        "in Chinese",
        f'<form><p><input placeholder="请输入验证码"></p><img alt="验证码" src="{PICTURE}"></form>',
    ),
    Shown(
        kinds.ImageCaptcha,
        "drawn on a canvas",
        '<form><canvas id="captchaCanvas" width="120" height="40"></canvas><label>Enter the characters <input></label>'
        "</form>",
    ),
    Shown(
        kinds.ImageCaptcha,
        "the form of 2026",
        SIGN_IN.format(
            f'<div class="mi-captcha-code-form"><img class="mi-captcha-field__image" src="{PICTURE}" width="120"'
            ' height="40"><div class="mi-captcha-field"><input name="icode"></div>'
            '<button class="ant-btn-primary">Submit</button></div>'
        ),
        SIGN_IN.format(""),
    ),
    Shown(
        kinds.ImageCaptcha,
        "a background instead of a picture",
        SIGN_IN.format('<p style="background:silver;width:120px;height:40px"></p><input name="icode">'),
    ),
    Shown(kinds.XiaomiVerification, "loading", miverify("loading", "<span>Loading…</span>")),
    Shown(
        kinds.XiaomiVerification,
        "failed",
        miverify("error", '<p class="miverify_err_tip">Network error</p><a class="miverify_refresh_btn">Again</a>'),
    ),
    Shown(
        kinds.XiaomiVerification,
        "slider",
        miverify("", box('class="geetest_wind geetest_panel"', box('class="geetest_panel_box"', "slide", (300, 250)))),
        miverify("success", box('class="geetest_wind geetest_panel"', "Passed")),
    ),
    Shown(
        kinds.XiaomiVerification,
        "pictures to click",
        miverify(
            "", f'<p class="miverify_captcha_title">Click in order</p><img src="{PICTURE}" width="300" height="200">'
        ),
        miverify("success", '<p class="miverify_captcha_title">Passed</p>'),
    ),
    Shown(
        kinds.XiaomiVerification,
        "characters to type",
        miverify(
            "miverify_panel_show_captcha",
            f'<div class="miverify_captcha_content"><img src="{PICTURE}" width="120" height="40"></div>'
            '<input class="miverify_captcha_input" name="icode"><button class="miverify_ok_btn">OK</button>',
        ),
        miverify("miverify_panel_show_captcha success", "Passed"),
    ),
    Shown(
        kinds.XiaomiVerification,
        "Google's box in its dialogue",
        miverify("miverify_panel_showRecaptcha", frame(ENTERPRISE)),
        miverify("miverify_panel_showRecaptcha success", "Passed"),
    ),
    Shown(
        kinds.XiaomiVerification,
        "waiting in the page until it is needed",
        miverify("", "slide"),
        SIGN_IN.format("") + miverify("miverify_panel_show_captcha", '<input name="icode">', "display:none"),
    ),
    Shown(kinds.XiaomiVerification, "frame", frame("https://verify.sec.xiaomi.com/captcha/v2/page?k=1", (340, 300))),
    Shown(
        kinds.XiaomiVerification,
        "frame of its other host",
        frame("https://static-verify.sec.xiaomi.com/v2/html/check.html?t=1&k=2&e=3&locale=en_US", (340, 300)),
    ),
    Shown(
        kinds.GeeTestV3,
        "button",
        box('class="geetest_holder geetest_wind"', '<div class="geetest_radar_tip">Click to verify</div>'),
        box(
            'class="geetest_holder geetest_wind geetest_radar_success"',
            '<input type="hidden" name="geetest_validate" value="abc"><div class="geetest_radar_tip">Success</div>',
        ),
    ),
    Shown(
        kinds.GeeTestV3,
        "open panel",
        box(
            'class="geetest_panel geetest_wind"',
            box('class="geetest_panel_box"', '<div class="geetest_slider_button">&gt;</div>', (300, 250)),
            (400, 300),
        ),
    ),
    Shown(
        kinds.GeeTestV4,
        "button",
        box('class="geetest_captcha geetest_captcha_1a2b"', '<div class="geetest_btn_click">Click</div>'),
        box('class="geetest_captcha geetest_lock_success"', '<div class="geetest_btn_click">Success</div>'),
    ),
    Shown(
        kinds.GeeTestV4,
        "open box",
        box('class="geetest_captcha geetest_boxShow"', box('class="geetest_box_1a geetest_box"', "slide", (320, 280))),
    ),
    Shown(
        kinds.Recaptcha,
        "box to tick",
        beside_field(frame(RECAPTCHA), "g-recaptcha-response"),
        beside_field(frame(RECAPTCHA), "g-recaptcha-response", "token"),
    ),
    Shown(
        kinds.Recaptcha,
        "on its other host",
        beside_field(frame(RECAPTCHA.replace("google.com", "recaptcha.net")), "g-recaptcha-response"),
    ),
    Shown(
        kinds.Recaptcha,
        "challenge of the invisible size",
        beside_field(frame(RECAPTCHA.replace("size=normal", "size=invisible"), (256, 60)), "g-recaptcha-response")
        + frame(RECAPTCHA.replace("anchor", "bframe"), (400, 580)),
    ),
    Shown(
        kinds.RecaptchaEnterprise,
        "box to tick",
        beside_field(frame(ENTERPRISE), "g-recaptcha-response"),
        beside_field(frame(ENTERPRISE), "g-recaptcha-response", "token"),
    ),
    Shown(
        kinds.HCaptcha,
        "box to tick",
        beside_field(frame(HCAPTCHA), "h-captcha-response"),
        beside_field(frame(HCAPTCHA), "h-captcha-response", "token"),
    ),
    Shown(kinds.HCaptcha, "challenge", frame(HCAPTCHA_ASKS, (400, 570))),
    Shown(
        kinds.Turnstile,
        "in the page",
        box(
            'class="cf-turnstile"', f'{frame(CLOUDFLARE, (300, 65))}<input type="hidden" name="cf-turnstile-response">'
        ),
        box(
            'class="cf-turnstile"',
            f'{frame(CLOUDFLARE, (300, 65))}<input type="hidden" name="cf-turnstile-response" value="token">',
        ),
    ),
    Shown(
        kinds.Turnstile,
        "in a closed shadow tree",
        '<div><div id="holder"></div></div>' + CLOSED_TREE.format(source=CLOUDFLARE),
        '<form><div id="holder"></div><p><input type="hidden" name="cf-turnstile-response" value="token"></p></form>'
        + CLOSED_TREE.format(source=CLOUDFLARE),
    ),
    Shown(
        kinds.CloudflareInterstitial,
        "current",
        "<html><head><title>Un momento…</title></head><body><h1>console.test</h1><p>Verificando</p>"
        '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=1"></script></body></html>',
    ),
    Shown(
        kinds.CloudflareInterstitial,
        "older",
        '<form id="challenge-form" action="/?__cf_chl_f_tk=x"><div id="challenge-stage">Checking</div></form>',
    ),
    Shown(kinds.Arkose, "frame", frame("https://client-api.arkoselabs.com/fc/gc/?token=1", (400, 300))),
    Shown(
        kinds.AwsWaf,
        "page",
        '<html><head><script src="https://x.edge.captcha.awswaf.com/x/captcha.js"></script></head>'
        "<body>" + box('id="captcha-container"', "<div>Confirm you are human</div>", (320, 200)) + "</body></html>",
    ),
    Shown(kinds.AwsWaf, "modal", box('class="amzn-captcha-modal"', "Let's confirm you are human", (320, 400))),
    Shown(kinds.DataDome, "frame", frame("https://geo.captcha-delivery.com/captcha/?cid=1", (600, 400))),
    Shown(kinds.Human, "button", box('id="px-captcha"', "Press &amp; Hold", (310, 100))),
    Shown(
        kinds.FriendlyCaptcha,
        "first version",
        box(
            'class="frc-captcha"',
            '<div class="frc-container"><button class="frc-button">Click to start</button></div>'
            '<input type="hidden" name="frc-captcha-solution" value=".UNSTARTED">',
        ),
        box(
            'class="frc-captcha"',
            '<div class="frc-container frc-success">I am human</div>'
            '<input type="hidden" name="frc-captcha-solution" value="c2ln.AAAA.AQID.AgAA">',
        ),
    ),
    Shown(
        kinds.FriendlyCaptcha,
        "second version",
        box(
            'class="frc-captcha"',
            frame("https://global.frcapi.com/api/v2/captcha/widget", (300, 60))
            + '<input type="hidden" name="frc-captcha-response" value=".UNACTIVATED">',
        ),
        box(
            'class="frc-captcha"',
            frame("https://global.frcapi.com/api/v2/captcha/widget", (300, 60))
            + '<input type="hidden" name="frc-captcha-response" value="token">',
        ),
    ),
    Shown(
        kinds.Altcha,
        "older version",
        "<altcha-widget><div class='altcha' data-state='unverified'><input type=checkbox> I'm not a robot</div>"
        "</altcha-widget>",
        "<altcha-widget><div class='altcha' data-state='verified'><input type=checkbox checked> Verified"
        "<input type=hidden name=altcha value=eyJ></div></altcha-widget>",
    ),
    Shown(
        kinds.MCaptcha,
        "frame",
        '<input type="hidden" name="mcaptcha__token">'
        + box(
            'id="mcaptcha__widget-container"',
            frame("https://demo.mcaptcha.org/widget/?sitekey=1", (350, 90)),
            (350, 90),
        ),
        '<input type="hidden" name="mcaptcha__token" value="token">'
        + box(
            'id="mcaptcha__widget-container"',
            frame("https://demo.mcaptcha.org/widget/?sitekey=1", (350, 90)),
            (350, 90),
        ),
    ),
    Shown(
        kinds.Cap,
        "not yet answered",
        "<cap-widget style='display:block;width:260px;height:58px'><input type=hidden name=cap-token></cap-widget>",
        "<cap-widget style='display:block;width:260px;height:58px'>"
        "<input type=hidden name=cap-token value=token></cap-widget>",
    ),
    Shown(
        kinds.Yandex,
        "box to tick",
        box(
            'class="smart-captcha"',
            frame("https://smartcaptcha.yandexcloud.net/checkbox.1.html", (300, 100))
            + '<input type="hidden" name="smart-token" value="">',
            (300, 100),
        ),
        box(
            'class="smart-captcha"',
            frame("https://smartcaptcha.yandexcloud.net/checkbox.1.html", (300, 100))
            + '<input type="hidden" name="smart-token" value="token">',
            (300, 100),
        ),
    ),
    Shown(
        kinds.Tencent,
        "dialogue",
        box('id="tcaptcha_transform_dy"', frame("https://turing.captcha.gtimg.com/x.html", (360, 360)), (360, 360)),
        '<div id="tcaptcha_transform_dy" style="opacity:0;position:absolute;top:-1e6px">'
        f"{frame('https://turing.captcha.gtimg.com/x.html', (360, 360))}</div>",
    ),
    Shown(
        kinds.Aliyun,
        "bar",
        box('id="nc_1_wrapper" class="nc-container"', '<span class="nc_iconfont btn_slide">slide</span>'),
        box('id="nc_1_wrapper" class="nc-container"', '<span class="nc_iconfont btn_ok">done</span>'),
    ),
    Shown(kinds.Aliyun, "dialogue", box('id="aliyunCaptcha-window-popup"', "slide", (360, 300))),
    Shown(
        kinds.NetEaseYidun,
        "bar",
        box(
            'class="yidun yidun--light"',
            box('class="yidun_control"', '<div class="yidun_slider">&gt;</div>', (300, 40)),
        ),
        box(
            'class="yidun yidun--light yidun--success"',
            box('class="yidun_control"', '<div class="yidun_slider">ok</div>', (300, 40)),
        ),
    ),
    Shown(
        kinds.SliderCaptcha,
        "bar",
        box('class="rc-slider-captcha"', box('class="rc-slider-captcha-control"', "slide", (300, 42))),
        box(
            'class="rc-slider-captcha"',
            box(
                'class="rc-slider-captcha-control"',
                '<span class="rc-slider-captcha-button-success">ok</span>',
                (300, 42),
            ),
        ),
    ),
    Shown(kinds.GoCaptcha, "clicks", box('class="gocaptcha-module_wrapper__Ab1"', "Click in order", (320, 330))),
)

ANSWERED = tuple(shown for shown in SHOWN if shown.answered)

# Ways to have something in a page that nobody sees: the style of one element around it, and of another around that.
HIDDEN = {
    "not displayed": ("display:none", ""),
    "invisible": ("visibility:hidden", ""),
    "transparent": ("opacity:0", ""),
    "almost transparent": ("opacity:0.2", "opacity:0.2"),
    "parked far above": ("position:absolute;top:-10000px", ""),
    "parked far left": ("position:fixed;left:-9999px", ""),
    "fixed below the window": ("position:fixed;top:200vh", ""),
    "in a box without size": ("width:0;height:0;overflow:hidden", ""),
    "clipped to one pixel": ("position:absolute;width:1px;height:1px;overflow:hidden", ""),
    "scaled away": ("transform:scale(0)", ""),
}
NOT_DRAWN = {
    "in a closed details": "<details><summary>More</summary>{}</details>",
    "in a template": "<template>{}</template>",
}
