"""Each kind is known when it stands in the way, and only then."""

import pytest

from pages.captcha import CAPTCHAS, captcha_here
from pages.console import Site
from tests.captcha.markup import ANSWERED, HIDDEN, NOT_DRAWN, SHOWN, frame, miverify

named = pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown.kind.__name__}: {shown.name}")
# A page that fills the tab, or whose whole frame is replaced, can't be put into something hidden.
WRAPPED = [shown for shown in SHOWN if not shown.unanswered.startswith("<html")]
EVERYTHING = "".join(shown.unanswered for shown in WRAPPED)
APART = 8
"""So many pages hold the answered ones."""
PUSH_DOWN = "document.body.insertAdjacentHTML('afterbegin', '<div style=\"height:3000px\">Long text</div>')"


def found(loop, tab):
    captcha = loop.run(captcha_here(tab, Site()))
    return type(captcha).__name__ if captcha else None


def test_every_kind_has_markup_here():
    assert {shown.kind for shown in SHOWN} == set(CAPTCHAS)


@named
def test_an_unanswered_captcha_is_known_by_its_kind_and_below_the_fold_too(loop, show, shown):
    tab = show(shown.unanswered)
    captcha = loop.run(captcha_here(tab, Site()))

    assert type(captcha) is shown.kind
    assert captcha.kind == "captcha"
    assert loop.run(captcha.landmark.is_visible())
    if shown in WRAPPED:
        loop.run(tab.evaluate(PUSH_DOWN))
        assert found(loop, tab) == shown.kind.__name__


@pytest.mark.parametrize("first", range(APART))
def test_an_answered_captcha_is_none(loop, show, first):
    """Several in one page, none beside one of its own maker: whichever is taken for unanswered would be named."""
    several = ANSWERED[first::APART]
    assert len({shown.kind.vendor for shown in several}) == len(several)
    assert found(loop, show("".join(f"<section>{shown.answered}</section>" for shown in several))) is None


def test_no_hidden_captcha_is_in_the_way(loop, show):
    """All kinds in one page: whichever is taken for visible would be named. At the end, so that this can fail, one is."""
    tab = show(f"<div id=outer><div id=inner>{EVERYTHING}</div></div>")
    seen = {}
    for way, styles in {**HIDDEN, "not at all": ("", "")}.items():
        loop.run(tab.evaluate("all => [outer, inner].forEach((one, at) => one.style.cssText = all[at])", styles))
        seen[way] = found(loop, tab)

    assert seen.pop("not at all")
    assert seen == dict.fromkeys(HIDDEN)


@pytest.mark.parametrize("way", NOT_DRAWN)
def test_no_captcha_that_is_not_drawn_is_in_the_way(loop, show, way):
    assert found(loop, show(NOT_DRAWN[way].format(EVERYTHING))) is None


def test_kinds_say_whose_they_are_and_what_a_person_does():
    for kind in CAPTCHAS:
        assert kind.title
        assert kind.vendor
        assert kind.wanted.endswith(".")


def test_a_picture_without_a_field_for_its_characters_is_none(loop, show):
    assert found(loop, show('<img src="/img/captcha-example.png" width="120" height="40"><p>Text</p>')) is None


def test_two_forms_of_which_one_is_answered_still_ask(loop, show):
    anchor = frame("https://www.google.com/recaptcha/api2/anchor?size=normal")
    field = '<textarea name="g-recaptcha-response" style="display:none">{}</textarea>'
    forms = [f"<form>{anchor}{field.format(token)}</form>" for token in ("token", "")]

    assert found(loop, show("".join(forms))) == "Recaptcha"
    assert found(loop, show(forms[0])) is None


def test_an_expired_answer_asks_again(loop, show):
    shown = next(shown for shown in ANSWERED if shown.kind.__name__ == "Recaptcha")
    tab = show(shown.answered)
    assert found(loop, tab) is None

    loop.run(tab.evaluate("document.querySelector('[name=g-recaptcha-response]').value = ''"))

    assert found(loop, tab) == "Recaptcha"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://verify.sec.xiaomi.com/captcha/v2/page", "XiaomiVerification"),
        ("https://static-verify.sec.xiaomi.com/v2/html/check.html?t=1&k=2&e=3&locale=en", "XiaomiVerification"),
        ("https://geo.captcha-delivery.com/captcha/?cid=1", "DataDome"),
    ],
)
def test_a_page_that_is_nothing_but_the_check_is_known_by_its_address(loop, show, address, kind):
    tab = show("<p>Slide to verify</p>", at=address)
    captcha = loop.run(captcha_here(tab, Site()))

    assert type(captcha).__name__ == kind
    assert loop.run(captcha.landmark.is_visible())


def test_an_address_that_only_speaks_of_the_host_is_none(loop, show):
    tab = show("<p>Text</p>", at="http://console.test/?next=https://verify.sec.xiaomi.com/captcha/")

    assert found(loop, tab) is None


@pytest.mark.parametrize(
    "host", ["verify.sec.xiaomi.com.example", "verify.sec.xiaomi.com@example.test", "xverify.sec.xiaomi.com"]
)
def test_a_host_that_only_looks_like_the_vendors_is_none(loop, show, host):
    assert found(loop, show("<p>Text</p>", at=f"https://{host}/captcha/v2/page")) is None


CHECK = "https://static-verify.sec.xiaomi.com/v2/html/check.html?t=1"


def test_a_page_of_the_check_that_has_been_passed_is_none(loop, show):
    assert found(loop, show(miverify("", "slide"), at=CHECK)) == "XiaomiVerification"
    assert found(loop, show(miverify("success", "Passed"), at=CHECK)) is None


def test_a_frame_of_the_check_that_has_been_passed_is_none(loop, show, stage):
    tab = show(frame(CHECK, (340, 300)))
    assert found(loop, tab) == "XiaomiVerification"

    loop.run(tab.frames[1].evaluate("inside => document.body.innerHTML = inside", miverify("success", "Passed")))

    assert found(loop, tab) is None


def test_the_check_is_followed_from_its_loading_to_its_success(loop, show):
    """The states come and go as classes of one box that stays in the page."""
    tab = show(miverify("", '<div class="geetest_panel_box"></div>', "display:none"))
    states = []
    for style, state in (
        ("", "loading"),
        ("", "error"),
        ("", "miverify_panel_show_captcha"),
        ("", "success"),
        ("display:none", ""),
    ):
        loop.run(
            tab.evaluate(
                """([style, state]) => { document.querySelector(".miverify_wind").style.cssText = style;
                  document.querySelector(".miverify_panel_box").className = "miverify_panel_box " + state; }""",
                [style, state],
            )
        )
        states.append(found(loop, tab))

    assert states == ["XiaomiVerification"] * 3 + [None] * 2


def test_a_captcha_inside_an_open_shadow_tree_is_known(loop, show):
    tab = show("<site-login></site-login>")
    loop.run(
        tab.evaluate("""document.querySelector("site-login").attachShadow({mode: "open"}).innerHTML =
      '<div class="frc-captcha" style="width:300px;height:60px">Press</div>'""")
    )

    assert found(loop, tab) == "FriendlyCaptcha"


class TestInFrames:
    INSIDE = '<body><div class="nc-container" style="width:300px;height:40px">slide</div></body>'

    def framed(self, show, size, style=""):
        width, height = size
        inside = self.INSIDE.replace('"', "&quot;")
        return show(f'<div style="{style}"><iframe srcdoc="{inside}" width="{width}" height="{height}"></iframe></div>')

    def test_a_captcha_in_a_visible_frame_is_known_and_can_be_pointed_at(self, loop, show):
        tab = self.framed(show, (400, 200))
        captcha = loop.run(captcha_here(tab, Site()))

        assert type(captcha).__name__ == "Aliyun"
        assert captcha.frame is tab.frames[1]
        assert loop.run(captcha.landmark.is_visible())

    @pytest.mark.parametrize(("size", "style"), [((1, 1), ""), ((0, 0), ""), ((400, 200), "display:none"),
                                                 ((400, 200), "position:absolute;left:-9999px")])  # fmt: skip
    def test_a_captcha_in_a_frame_that_nobody_sees_is_none(self, loop, show, size, style):
        assert found(loop, self.framed(show, size, style)) is None


TYPED = {"current skin", "classic skin", "the form of 2026", "characters to type"}


class TestPrivacy:
    @pytest.mark.parametrize("shown", [s for s in SHOWN if s.name in TYPED], ids=lambda shown: shown.name)
    def test_the_characters_a_person_types_are_covered(self, loop, show, shown):
        tab = show(shown.unanswered)
        captcha = loop.run(captcha_here(tab, Site()))
        field = tab.locator("input[name=captCode], input[name=icode], #captcha-code")
        loop.run(field.fill("x7Kp"))

        covered = [loop.run(one.evaluate_all("all => all.map(one => one.value)")) for one in captcha.sensitive]

        assert ["x7Kp"] in covered

    def test_covering_works_for_a_field_in_a_frame(self, loop, show):
        """Playwright covers only what it can find from the frame that a locator was made in."""
        inside = '<form><img id="captcha-img" width="90" height="30"><input id="captcha-code" value="secret"></form>'
        tab = show(f'<iframe srcdoc="{inside.replace(chr(34), "&quot;")}" width="400" height="200"></iframe>')
        captcha = loop.run(captcha_here(tab, Site()))
        box = loop.run(captcha.frame.locator("#captcha-code").bounding_box())

        plain, covered = (loop.run(tab.screenshot(clip=box, mask=mask)) for mask in ([], list(captcha.sensitive)))

        assert plain != covered
