"""Ordinary pages that look a little like a CAPTCHA, or speak of one, and ask for nothing of the kind."""

from tests.captcha.markup import PICTURE, frame, miverify

BADGE = (
    '<div class="grecaptcha-badge" style="width:256px;height:60px;position:fixed;bottom:14px;right:-186px;overflow:hidden">'
    + frame("https://www.google.com/recaptcha/api2/anchor?k=key&size=invisible", (256, 60))
    + '<textarea name="g-recaptcha-response" style="display:none"></textarea></div>'
)
PARKED = '<div style="visibility:hidden;position:absolute;top:-10000px;opacity:0">{}</div>'

ORDINARY = {
    "an article about captchas": "<article><h1>What is a CAPTCHA?</h1><p>reCAPTCHA, hCaptcha and 验证码 tell people "
    "from programs.</p>" + '<img src="/img/captcha-example.png" alt="A captcha" width="300" height="100"></article>'
    '<form role="search"><input name="q" placeholder="Search"></form>',
    "an article with its picture beside the newsletter": f'<article><img alt="captcha" src="{PICTURE}" width="300">'
    '<form><label>E-mail <input type="email" name="email"></label></form></article>',
    "an article with its picture beside the search": f'<main><img class="captcha-figure" src="{PICTURE}" width="300">'
    '<form role="search"><input name="q" placeholder="Search this site"></form></main>',
    "a blog post called Just a moment": "<html><head><title>Just a moment…</title></head><body><h1>Just a moment…</h1>"
    "<p>A story.</p></body></html>",
    "documentation with code of a widget": "<h1>Add the widget</h1><pre><code>&lt;div class=&quot;g-recaptcha&quot;"
    " data-sitekey=&quot;…&quot;&gt;&lt;/div&gt; .geetest_panel .h-captcha #px-captcha</code></pre>",
    "documentation with links to the makers": '<a href="https://www.hcaptcha.com">hCaptcha</a>'
    '<a href="https://challenges.cloudflare.com/turnstile">Turnstile</a> <img alt="Geetest logo" src="/geetest.png">',
    "a version 3 badge": "<form><input name=email><button>Sign in</button></form>" + BADGE,
    "a badge of the invisible size with its parked challenge": BADGE
    + PARKED.format(frame("https://www.google.com/recaptcha/api2/bframe?k=key", (400, 580))),
    "a button that carries the invisible reCAPTCHA": '<form><input name="account"><button class="g-recaptcha" '
    f'data-sitekey="k" data-size="invisible">Sign in</button></form>{BADGE}',
    "hCaptcha in its invisible size": frame(
        "https://newassets.hcaptcha.com/captcha/v1/a/static/hcaptcha.html#frame=checkbox-invisible",
        (300, 78),
    )
    + PARKED.format(
        frame("https://newassets.hcaptcha.com/captcha/v1/a/static/hcaptcha.html#frame=challenge", (400, 500))
    ),
    "Turnstile that needs no person": '<form><div class="cf-turnstile"><div><input type="hidden" '
    'name="cf-turnstile-response" value=""></div></div><input name="account"><button>Go</button></form>',
    "Cloudflare measuring visitors": '<p>Welcome</p><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js">'
    "</script>" + frame("https://challenges.cloudflare.com/cdn-cgi/challenge-platform/x", (1, 1), "visibility:hidden"),
    "Tencent loaded ahead of need": '<div id="tcaptcha_transform_dy" style="opacity:0;position:absolute;top:-1e6px">'
    + frame("https://turing.captcha.gtimg.com/x.html", (360, 360))
    + "</div><p>Welcome</p>",
    "GeeTest loaded ahead of need": '<div class="geetest_captcha geetest_bind" style="display:none"><div '
    'class="geetest_box">slide</div></div><div class="geetest_panel" style="display:none"><div '
    'class="geetest_panel_box">slide</div></div><button>Send code</button>',
    "the sign-in page, current skin": '<div id="root"><form><input name="account" placeholder="Email/Phone/ID">'
    '<input name="password" type="password"><div hidden><img class="captcha-img" alt="captcha" '
    'data-src="/pass/getCode?icodeType=login"><input name="captCode" maxlength="8"></div>'
    '<button class="mi-button">Sign in</button></form></div>'
    + miverify("", '<input class="miverify_captcha_input" name="icode">', "display:none"),
    "the vendor's check has been passed and is about to close": '<form><input name="account"></form>'
    + miverify("success", "Passed"),
    "the vendor's check in its transparent cover": miverify("loading", "Loading", "opacity:0;pointer-events:none"),
    "a help page about the vendor's check": '<p class="miverify">What is miverify? It is served by '
    '<a href="https://verify.sec.xiaomi.com/">verify.sec.xiaomi.com</a>.</p>'
    + frame("https://help.example/?about=verify.sec.xiaomi.com", (400, 200)),
    "a dialogue of somebody else's that was ours once": '<div role="dialog" class="mi-verify mi-captcha">Devices</div>',
    "the sign-in page, classic skin": '<form id="login-main-form"><input id="username"><input id="pwd" type="password">'
    '<div id="captcha"></div><input id="login-button" type="submit" value="Sign in"></form>',
    "a QR code to sign in with": f'<div id="login-qrcode"><img src="{PICTURE}" alt="QR code" width="200" height="200">'
    '</div><form><input name="account"></form>',
    "a code sent by message": '<form><label>Verification code <input name="ticket" autocomplete="one-time-code" '
    f'maxlength="6"></label><img src="{PICTURE}" alt="Your phone" width="80" height="80"><button>Submit</button></form>',
    "six boxes for a code": "<form>"
    + '<input maxlength="1" aria-label="Digit of the code" style="width:30px">' * 6
    + f'<img src="{PICTURE}" alt="Logo"></form>',
    "a coupon beside a picture of goods": f'<form><img src="{PICTURE}" alt="Phone case" width="120"><input '
    'name="coupon_code" placeholder="Coupon code"></form>',
    "a profile picture and a short name": '<form><img src="/avatar/1.png" alt="Your picture" width="96" height="96">'
    '<input name="nickname" maxlength="20"><button>Save</button></form>',
    "a gallery": "".join(f'<figure><img src="{PICTURE}" alt="Photo {n}"></figure>' for n in range(40)),
    "a carousel with sliders": '<div class="slick-slider"><div class="slider"><div class="slider-button">›</div></div>'
    f'<img src="{PICTURE}"></div><div class="swiper"><div class="swiper-slide">One</div></div>',
    "ranges and volume": '<label>Volume <input type="range" min="0" max="100"></label><div role="slider" '
    'aria-valuenow="5" style="width:300px;height:20px;background:#ddd"><span>●</span></div>',
    "a video player": '<video controls width="400"></video><div class="progress slider"><div class="handle"></div></div>',
    "a cookie dialogue": '<div role="dialog" aria-modal="true" style="position:fixed;inset:0"><p>We use cookies, also of '
    "reCAPTCHA and Arkose Labs.</p><button>Reject</button><button>Accept</button></div>",
    "privacy terms that name the makers": "<footer><p>This site is protected by reCAPTCHA and the Google <a "
    'href="https://policies.google.com/privacy">Privacy Policy</a> apply. Uses hCaptcha.</p></footer>',
    "the device list": "<h1>Devices</h1><ul>"
    + f'<li><img src="{PICTURE}" alt="Redmi"> Redmi <button>Remove</button></li>' * 8
    + '</ul><div role="dialog" hidden><button>Delete device</button></div>',
    "the deletion page": '<h1>Delete Mi Account</h1><label><input type="checkbox"> Yes, I want to delete my Mi Account '
    "and all its data permanently</label><button>Delete Mi Account</button>",
    "settings that switch a captcha on": '<form><label><input type="checkbox" name="captcha_enabled"> Ask visitors for a '
    'captcha</label><select name="captcha_kind"><option>hCaptcha</option></select><input name="captcha_site_key"></form>',
    "a map and advertisements in frames": frame("https://maps.example/embed", (400, 300))
    + frame("https://ads.example/slot?ref=captcha", (300, 250))
    + frame("https://ads.example/pixel", (1, 1)),
    "a payment form in a frame": frame("https://pay.example/card?captcha=no", (400, 200))
    + '<form><input name="security_code" placeholder="CVC"><img src="/cvc.png" alt="Back of a card" width="80"></form>',
    "an empty page": "",
}
