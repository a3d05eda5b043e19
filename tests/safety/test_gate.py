"""The gate: a secret is typed, and a click that counts is made, on the console's own host only."""

import pytest

from pages import gate
from pages.codes import CodePage
from pages.delete_account import LastWarningPage, PasswordAgainPage
from pages.gate import fill_secret, press_guarded
from pages.login import LoginPage
from pages.password_reset import NewPasswordPage, PasswordResetPage
from runner.core.screen import look
from runner.errors import WrongHost
from tests.safety.conftest import ACCOUNT, EVIL

SECRET = "Tr0ub4dor-and-3"
FIELD = '<input id="secret" type="password" name="password">'
BUTTON = '<button id="go">Delete</button>'

ELSEWHERE = {
    "a look-alike": f"{EVIL}/",
    "plain http": "http://account.xiaomi.com/",
    "a bare number": "https://10.0.0.1/",
    "another port": "https://account.xiaomi.com:8443/",
    "a dot at the end": "https://account.xiaomi.com./",
    "a parent domain": "https://xiaomi.com/",
    "a sister": "https://www.xiaomi.com/",
}

LEADS_AWAY = {
    "the form's action": f'<form method="post" action="{EVIL}/">{FIELD}{BUTTON}</form>',
    "plain http": f'<form method="post" action="http://account.xiaomi.com/">{FIELD}{BUTTON}</form>',
    "an address without a scheme": f'<form method="post" action="//evil.test/">{FIELD}{BUTTON}</form>',
    "a relative action and a base": f'<base href="{EVIL}/"><form method="post" action="go">{FIELD}{BUTTON}</form>',
    "the button's formaction": (
        f'<form method="post" action="/">{FIELD}<button id="go" formaction="{EVIL}/">Delete</button></form>'
    ),
    "another button's formaction": (
        f'<form method="post" action="/">{FIELD}{BUTTON}<button formaction="{EVIL}/">Sign in</button></form>'
    ),
    "a picture that sends": (
        f'<form method="post" action="/">{FIELD}{BUTTON}<input type="image" alt="Go" formaction="{EVIL}/"></form>'
    ),
    "a button outside its form": (
        f'<form id="f" method="post" action="/">{FIELD}{BUTTON}</form>'
        f'<button form="f" formaction="{EVIL}/">Sign in</button>'
    ),
    "a field outside its form": (
        f'<form id="f" method="post" action="{EVIL}/"></form>'
        '<input id="secret" form="f" type="password"><button id="go" form="f">Delete</button>'
    ),
    "an action hidden by a field of that name": (
        f'<form method="post" action="{EVIL}/"><input name="action" value="/"><input name="getAttribute">'
        f"{FIELD}{BUTTON}</form>"
    ),
    "a base hidden by a picture of that name": (
        f'<base href="{EVIL}/"><img name="baseURI" alt=""><img name="querySelectorAll" alt="">'
        f'<form method="post" action="go">{FIELD}{BUTTON}</form>'
    ),
    "an action that is no address": f'<form method="post" action="https://:::/">{FIELD}{BUTTON}</form>',
    "a mail": f'<form method="post" action="mailto:thief@evil.test">{FIELD}{BUTTON}</form>',
    "a new window": f'<form method="post" action="/" target="_blank">{FIELD}{BUTTON}</form>',
    "a button's own window": (
        f'<form method="post" action="/">{FIELD}<button id="go" formtarget="elsewhere">Delete</button></form>'
    ),
    "a window beside a frame of another name": (
        f'<iframe name="zone"></iframe><form method="post" action="/" target="answer">{FIELD}{BUTTON}</form>'
    ),
    "a window for all": f'<base target="_blank"><form method="post" action="/">{FIELD}{BUTTON}</form>',
}

STAYS = {
    "no form": f"{FIELD}{BUTTON}",
    "no action": f'<form method="post">{FIELD}{BUTTON}</form>',
    "an empty action, though there is a base": f'<base href="{EVIL}/"><form method="post" action="">{FIELD}{BUTTON}</form>',
    "a path": f'<form method="post" action="/pass/serviceLoginAuth2">{FIELD}{BUTTON}</form>',
    "another host of the console": f'<form method="post" action="https://i.mi.com/sts">{FIELD}{BUTTON}</form>',
    "a script of its own": f'<form action="javascript:void(0)">{FIELD}{BUTTON}</form>',
    "a frame of its own": (
        f'<iframe name="answer"></iframe><form method="post" action="/" target="answer">{FIELD}{BUTTON}</form>'
    ),
    "another form that leads away": (
        f'<form method="post" action="{EVIL}/"><input name="q"><button>Search</button></form>'
        f'<form method="post" action="/">{FIELD}{BUTTON}</form>'
    ),
}


@pytest.mark.parametrize("address", ELSEWHERE.values(), ids=ELSEWHERE)
def test_nothing_is_typed_elsewhere(stage, vendor, address):
    tab = stage.show(f"{FIELD}{BUTTON}", at=address)

    with pytest.raises(WrongHost, match=r"Nothing was typed"):
        stage.loop.run(fill_secret(tab.locator("#secret"), SECRET, vendor))

    assert stage.value() == ""


@pytest.mark.parametrize("address", ELSEWHERE.values(), ids=ELSEWHERE)
def test_nothing_is_pressed_elsewhere(stage, vendor, address):
    tab = stage.show('<button id="go" onclick="this.textContent = 1">Delete</button>', at=address)

    with pytest.raises(WrongHost, match=r"Nothing was pressed"):
        stage.loop.run(press_guarded(tab.locator("#go"), vendor))

    assert stage.loop.run(tab.locator("#go").inner_text()) == "Delete"


@pytest.mark.parametrize("markup", LEADS_AWAY.values(), ids=LEADS_AWAY)
@pytest.mark.parametrize("by", ["locator", "handle"])
def test_nothing_is_typed_into_a_form_that_leads_away(stage, vendor, markup, by):
    tab = stage.show(markup)
    field = tab.locator("#secret")

    with pytest.raises(WrongHost, match=r"Nothing was typed"):
        stage.loop.run(
            fill_secret(field if by == "locator" else stage.loop.run(field.element_handle()), SECRET, vendor)
        )

    assert stage.value() == ""


@pytest.mark.parametrize("markup", LEADS_AWAY.values(), ids=LEADS_AWAY)
def test_no_button_is_pressed_that_leads_away(stage, vendor, markup):
    tab = stage.show(markup)

    with pytest.raises(WrongHost, match=r"Nothing was pressed"):
        stage.loop.run(press_guarded(tab.locator("#go"), vendor))

    assert stage.sent == []


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="{EVIL}/"><button id="go">Delete</button></a>',
        f'<a id="go" href="{EVIL}/">Delete</a>',
        '<a id="go" href="/delete" target="_blank">Delete</a>',
    ],
)
def test_no_link_is_pressed_that_leads_away(stage, vendor, markup):
    tab = stage.show(markup)

    with pytest.raises(WrongHost):
        stage.loop.run(press_guarded(tab.locator("#go"), vendor))

    assert stage.sent == []
    assert len(stage.context.pages) == 1


@pytest.mark.parametrize("markup", STAYS.values(), ids=STAYS)
def test_on_the_console_it_is_typed_and_pressed(stage, vendor, markup):
    tab = stage.show(markup)

    stage.loop.run(fill_secret(tab.locator("#secret"), SECRET, vendor))

    assert stage.value() == SECRET
    stage.loop.run(press_guarded(tab.locator("#go"), vendor))
    assert not [url for url, _ in stage.posted() if "evil" in url]


@pytest.mark.parametrize(
    "link", ['<a id="go" href="#">Delete</a>', '<a id="go" href="javascript:;">Delete</a>', '<a id="go">Delete</a>']
)
def test_a_link_that_stays_is_pressed(stage, vendor, link):
    tab = stage.show(link + "<script>go.onclick = () => { document.title = 'pressed' }</script>")

    stage.loop.run(press_guarded(tab.locator("#go"), vendor))

    assert stage.loop.run(tab.title()) == "pressed"


def test_a_frame_of_a_look_alike_is_not_typed_into(stage, vendor):
    tab = stage.show(f'<iframe src="{EVIL}/frame"></iframe>', also={f"{EVIL}/frame": FIELD})
    field = tab.frame_locator("iframe").locator("#secret")

    with pytest.raises(WrongHost, match=r"evil\.test"):
        stage.loop.run(fill_secret(field, SECRET, vendor))

    assert stage.loop.run(field.input_value()) == ""


def test_the_console_in_a_frame_of_a_look_alike_is_not_typed_into(stage, vendor):
    tab = stage.show(
        f'<iframe src="{ACCOUNT}/frame"></iframe>', at=f"{EVIL}/", also={f"{ACCOUNT}/frame": f"<body>{FIELD}</body>"}
    )
    field = tab.frame_locator("iframe").locator("#secret")

    with pytest.raises(WrongHost, match=r"evil\.test"):
        stage.loop.run(fill_secret(field, SECRET, vendor))

    assert stage.loop.run(field.input_value()) == ""


def test_the_console_in_a_frame_of_the_console_is_typed_into(stage, vendor):
    tab = stage.show('<iframe src="/frame"></iframe>', also={f"{ACCOUNT}/frame": f"<body>{FIELD}</body>"})
    field = tab.frame_locator("iframe").locator("#secret")

    stage.loop.run(fill_secret(field, SECRET, vendor))

    assert stage.loop.run(field.input_value()) == SECRET


def test_a_form_in_a_shadow_tree_is_read(stage, vendor):
    tab = stage.show(
        f"""<div id="host"></div><script>
        host.attachShadow({{mode: "open"}}).innerHTML = `<form method="post" action="/">{FIELD}
          <button formaction="{EVIL}/">Sign in</button></form>`</script>"""
    )

    with pytest.raises(WrongHost):
        stage.loop.run(fill_secret(tab.locator("#secret"), SECRET, vendor))


def test_a_page_that_moves_on_between_question_and_answer_gets_nothing(stage, vendor, monkeypatch):
    """What was asked is what is typed into: the same element of the same document, and no second search."""
    tab = stage.show(FIELD, also={f"{EVIL}/": FIELD})

    async def check_then_move(*words, check=gate.check):
        await check(*words)
        await tab.goto(f"{EVIL}/")

    monkeypatch.setattr("pages.gate.check", check_then_move)
    handle = stage.loop.run(tab.locator("#secret").element_handle())

    with pytest.raises(Exception, match=r"attached|detached|destroyed|closed|Unable"):
        stage.loop.run(fill_secret(handle, SECRET, vendor))

    assert stage.value() == ""


def test_a_field_that_is_drawn_anew_is_found_again(stage, vendor):
    """As a front end does that renders again while it is looked at; each look goes through the gate."""
    tab = stage.show(FIELD)
    asked = []

    async def check(handle, *words, whole=gate.check):
        await whole(handle, *words)
        asked.append(handle)
        if len(asked) == 1:
            await tab.evaluate("secret.replaceWith(secret.cloneNode())")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pages.gate.check", check)
        stage.loop.run(fill_secret(tab.locator("#secret"), SECRET, vendor))

    assert len(asked) == 2
    assert stage.value() == SECRET


def test_the_text_of_a_refusal_holds_neither_secret_nor_path(stage, vendor):
    tab = stage.show(FIELD, at=f"{EVIL}/user/12345?token=abc")

    with pytest.raises(WrongHost) as refused:
        stage.loop.run(fill_secret(tab.locator("#secret"), SECRET, vendor))

    assert "12345" not in str(refused.value)
    assert SECRET not in str(refused.value)
    assert EVIL in str(refused.value)


SIGN_IN = """<form method="post" action="/"><input name="account"><input name="password" type="password">
    <button class="mi-button" type="submit">Sign in</button></form>"""

VERBS = {
    "sign-in": (SIGN_IN, lambda tab, site: LoginPage(tab, site).fill("me@example.test", SECRET)),
    "sign-in button": (SIGN_IN, lambda tab, site: LoginPage(tab, site).press_sign_in()),
    "code": (
        '<label>Verification code <input name="ticket"></label><button>Submit</button>',
        lambda tab, site: CodePage(tab, site).enter("123456"),
    ),
    "password once more": (
        '<h1>Enter your password</h1><input type="password"><button>Submit</button>',
        lambda tab, site: PasswordAgainPage(tab, site).enter(SECRET),
    ),
    "reset": (
        '<input name="account"><button>Next</button>',
        lambda tab, site: PasswordResetPage(tab, site).ask_for("me@example.test"),
    ),
    "new password": (
        '<input type="password" name="new_password"><input type="password" name="new_password2"><button>Submit</button>',
        lambda tab, site: NewPasswordPage(tab, site).choose(SECRET),
    ),
    "deletion": ("<button>Delete account</button>", lambda tab, site: delete_at_once(LastWarningPage(tab, site))),
}


async def delete_at_once(page):
    """Press the last button of a page that was only looked at, not recognised."""
    await page.look()
    await page.delete_for_good()


@pytest.mark.parametrize(("markup", "verb"), VERBS.values(), ids=VERBS)
def test_every_page_that_types_a_secret_goes_through_the_gate(stage, vendor, markup, verb):
    tab = stage.show(markup, at=f"{EVIL}/")

    with pytest.raises(WrongHost):
        stage.loop.run(verb(tab, vendor))

    values = stage.loop.run(tab.locator("input").evaluate_all("all => all.map(one => one.value)"))
    assert not any(values)
    assert stage.posted() == []


@pytest.mark.parametrize("address", ELSEWHERE.values(), ids=ELSEWHERE)
def test_our_pages_are_recognised_on_the_console_only(stage, vendor, address):
    tab = stage.show(SIGN_IN, at=address)

    assert stage.loop.run(look(tab, vendor, (LoginPage,))) is None

    stage.show(SIGN_IN)
    assert isinstance(stage.loop.run(look(tab, vendor, (LoginPage,))), LoginPage)
