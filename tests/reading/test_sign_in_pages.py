"""The sign-in, the reset and the codes in markups of their own: fields by their labels, boxes by their state."""

import pytest

from pages.codes import CodePage
from pages.delete_account import AccountDeletedPage, DeleteAccountPage, LastWarningPage, PasswordAgainPage
from pages.interruptions import NewTerms, NoSuchAccount, Promotion, WrongPassword
from pages.login import LoginPage
from pages.password_reset import NewPasswordPage, PasswordResetPage
from pages.seen import Seen

SIGN_INS = {
    "current": "<h1>Sign in</h1><div role=tablist><div role=tab>Sign in</div><div role=tab>Sign up</div></div><form><div><label>Email/Phone/Xiaomi "
    "Account</label><input name=account></div><div><label>Password</label><input type=password name=password></div>"
    "<label><span style='position:relative'><input type=checkbox style='opacity:0;position:absolute;width:16px;height:16px'>"
    "<span style='display:inline-block;width:16px;height:16px;border:1px solid'></span></span>"
    "<span>I've read and agreed to Xiaomi Account's <a href='#terms'>User Agreement</a> and <a href='#p'>Privacy Policy</a></span></label>"
    "<button type=submit>Sign in</button></form>",
    "no form": "<div><input placeholder='Email/Phone/Mi Account'></div><p>or</p><div><div><input type=password placeholder=Password></div></div>"
    "<div style='cursor:pointer'>Sign in</div>",
    "password outside the form": "<form><input name=account></form><input type=password name=password><a href='#f'>Forgot password?</a>"
    "<button>Sign in</button>",
    "eye": "<form><input name=user><input name=password type=text autocomplete=current-password><i>eye</i><input type=submit value='Sign in'></form>",
}


def seen(stage, markup):
    return Seen(stage.show(markup), stage.site)


@pytest.mark.parametrize("kind", SIGN_INS)
def test_any_account_field_with_a_password_field_is_the_sign_in(stage, kind):
    found = seen(stage, SIGN_INS[kind])

    assert LoginPage(stage.tab, stage.site).recognise(found)
    assert not PasswordResetPage(stage.tab, stage.site).recognise(found)
    assert not CodePage(stage.tab, stage.site).recognise(found)


@pytest.mark.parametrize("kind", SIGN_INS)
def test_it_is_filled_and_sent_once_and_no_link_is_pressed(stage, kind):
    stage.show(SIGN_INS[kind])
    stage.script(
        """window.hits = []; addEventListener('submit', e => e.preventDefault());
        addEventListener('click', e => hits.push(e.composedPath()[0].innerText || e.composedPath()[0].value), true)"""
    )
    page = LoginPage(stage.tab, stage.site)

    async def go():
        await page.fill("me@example.org", "Secret-1")
        await page.press_sign_in()

    stage.loop.run(go())

    values = stage.script(
        "[...document.querySelectorAll('input')].filter(i => !['submit','checkbox'].includes(i.type)).map(i => i.value)"
    )
    assert values == ["me@example.org", "Secret-1"]
    assert stage.script("[...document.querySelectorAll('[type=checkbox]')].every(box => box.checked)")
    assert stage.script("window.hits").count("Sign in") == 1
    assert "#" not in stage.script("location.href")


@pytest.mark.parametrize("event", ["input", "keyup", "change"])
def test_a_button_that_looks_at_the_fields_on_some_event_only_is_enabled(stage, event):
    stage.show(
        SIGN_INS["no form"].replace("<div style='cursor:pointer'>Sign in</div>", "<button disabled>Sign in</button>")
    )
    stage.script(
        f"""const [a, p] = document.querySelectorAll('input'), b = document.querySelector('button');
        for (const f of [a, p]) f.addEventListener('{event}', () => {{ b.disabled = !(a.value && p.value) }});
        window.sent = null; b.onclick = () => {{ window.sent = [a.value, p.value] }}"""
    )
    page = LoginPage(stage.tab, stage.site)

    async def go():
        await page.fill("me@example.org", "Secret-1")
        await page.press_sign_in()

    stage.loop.run(go())

    assert stage.script("window.sent") == ["me@example.org", "Secret-1"]


def test_a_remembered_account_wants_its_password_only(stage):
    stage.show("<p>me@example.org</p><input type=password><button>Sign in</button><a href='#o'>Use another account</a>")
    page = LoginPage(stage.tab, stage.site)

    assert page.recognise(Seen(stage.look(), stage.site))
    stage.loop.run(page.fill("me@example.org", "Secret-1"))

    assert stage.script("document.querySelector('input').value") == "Secret-1"


def test_a_qr_code_is_turned_to_the_password(stage):
    stage.show(
        """<div class=qr><p>Scan QR code to sign in</p><div class=mi-qr-login-switch style='cursor:pointer;width:40px;height:40px'></div></div>
        <div id=f hidden><input name=account><input type=password name=password><button>Sign in</button></div>
        <script>document.querySelector('.mi-qr-login-switch').onclick = () => { f.hidden = false; document.querySelector('.qr').hidden = true }</script>"""
    )
    page = LoginPage(stage.tab, stage.site)
    if not page.recognise(Seen(stage.look(), stage.site)):
        pytest.skip("these words for a QR code are not known")

    stage.loop.run(page.fill("me@example.org", "Secret-1"))

    assert stage.script("document.querySelector('[type=password]').value") == "Secret-1"


OTHERS = {
    PasswordResetPage: "<h1>Reset password</h1><label>Email/Phone/Mi Account <input></label><button>Next</button>",
    NewPasswordPage: "<label>New password <input type=password></label><label>Again <input type=password></label><button>Submit</button>",
    PasswordAgainPage: "<h2>Enter your password</h2><input type=password><button>Submit</button>",
    CodePage: "<h1>Account Authentication</h1><p>A code goes to l***r@example.org.</p><button>Send</button>",
    DeleteAccountPage: "<h1>Delete Mi Account</h1><label><input type=checkbox> Yes, I want to delete my Mi Account and all its data "
    "permanently</label><button disabled>Delete Mi Account</button>",
    LastWarningPage: "<p>Make sure that you have signed out of Mi Account on all devices.</p><button>Delete account</button><button>Cancel</button>",
    AccountDeletedPage: "<h1>Your account has been deleted</h1>",
    WrongPassword: "<input name=account><input type=password><p>Incorrect account or password</p><button>Sign in</button>",
    NewTerms: "<div style='position:fixed;inset:0;background:#0006'><div role=dialog style='margin:90px;background:#fff'><p>Read this.</p>"
    "<button>Agree</button></div></div>",
}


@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: kind.__name__)
def test_each_screen_is_known_and_is_no_other(stage, kind):
    found = seen(stage, OTHERS[kind])
    known = {other for other in OTHERS if other(stage.tab, stage.site).recognise(found)}

    assert known == {kind}


@pytest.mark.parametrize(("state", "first", "then"), [("", 1, 0), ("checked", 2, 0)], ids=["not ticked", "restored"])
def test_the_deletion_is_agreed_to_afresh_once_for_each_document(stage, state, first, then):
    markup = OTHERS[DeleteAccountPage].replace("<input type=checkbox>", f"<input type=checkbox {state} onchange='window.n = (window.n || 0) + 1'>")

    def agreed(*, loads):
        if loads:
            stage.show(markup)
        stage.script("window.n = 0")
        page = DeleteAccountPage(stage.tab, stage.site)
        stage.loop.run(page.look())
        stage.loop.run(page.agree())
        assert stage.script("document.querySelector('input').checked")
        return stage.script("window.n")

    assert [agreed(loads=True), agreed(loads=False), agreed(loads=True)] == [first, then, first]


def test_a_device_of_any_name_is_no_refusal(stage):
    rows = "".join(
        f"<li>{name} <button>Remove</button></li>" for name in ("Account blocked", "Incorrect account or password")
    )
    found = seen(stage, f"<h1>Linked devices</h1><ul>{rows}</ul>")

    assert not WrongPassword(stage.tab, stage.site).recognise(found)


def test_stale_words_behind_a_layer_refuse_nothing(stage):
    found = seen(
        stage,
        OTHERS[WrongPassword] + "<div style='position:fixed;inset:0;background:#000a'><p>Type what you see</p></div>",
    )

    assert not WrongPassword(stage.tab, stage.site).recognise(found)


def test_the_pages_own_complaint_is_no_answer_of_the_consoles(stage):
    words = next(iter(stage.site.wording["account malformed"]))

    assert not NoSuchAccount(stage.tab, stage.site).recognise(seen(stage, f"<input name=account><p>{words}</p>"))


@pytest.mark.parametrize(
    ("inner", "closed"),
    [
        ("<h2>New phones!</h2><button>Buy now</button><button aria-label=Close>×</button>", True),
        ("<p>Delete Mi TV from your account?</p><button>Delete</button><button>Close</button>", False),
        ("<p>Your code</p><input><button aria-label=Close>×</button>", False),
        ("<h2>New phones!</h2><button>Buy now</button>", False),
    ],
)
def test_only_a_dialogue_that_asks_for_nothing_is_closed(stage, inner, closed):
    layer = f"<div style='position:fixed;inset:0;background:#0006'><div style='margin:120px;background:#fff'>{inner}</div></div>"

    assert Promotion(stage.tab, stage.site).recognise(seen(stage, f"<h1>Home</h1><p>Text</p>{layer}")) is closed
