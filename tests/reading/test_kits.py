"""What other people's kits do on the way to a list: see-through fields, drawn marks, slots, names that come late."""

import pytest

from pages.delete_account import DeleteAccountPage, DeletionStepPage, LastWarningPage
from pages.homes import AccountHomePage
from pages.login import LoginPage, agreement_box, asks_for_the_account_first
from pages.password_reset import PasswordResetPage
from pages.seen import Seen

ACCOUNT_FIRST = (
    "<h1>Sign in to Mi Account</h1><input placeholder='Email/Phone/Mi Account'><button onclick=\"document.body.innerHTML = "
    "'<h1>Sign in to Mi Account</h1><p>me@example.org</p><input type=password placeholder=Password><button>Sign in</button>'\">Next</button>"
)
STEP = "<h1>Delete Mi Account</h1><p>Why are you leaving?</p><label><input type=radio> Something else</label><button>Previous</button>"


def seen(stage, markup):
    return Seen(stage.show(markup), stage.site)


def test_a_field_that_is_see_through_below_its_floating_label_is_a_field(stage):
    inner = "<label style='display:block;height:50px'><div>{label}</div><div style='opacity:0'><input type={type}></div></label>"
    found = seen(
        stage,
        inner.format(label="Email/Phone/Mi Account", type="text")
        + inner.format(label="Password", type="password")
        + "<div style='opacity:0'><input name=website></div><button>Sign in</button>",
    )

    assert [one.field.type for one in found.fields] == ["text", "password"]
    assert LoginPage(stage.tab, stage.site).recognise(found)


@pytest.mark.parametrize("mark", ["✕", "✖", "×", "✓"])
def test_any_mark_in_a_drawn_box_ticks_it(stage, mark):
    found = seen(
        stage,
        f"<div style='cursor:pointer'><b style='border:1px solid;width:18px;height:18px;display:inline-block'>{mark}</b>"
        "<span>I've read and agreed to the terms</span></div>",
    )

    assert agreement_box(found).box.checked is True


def test_a_switch_is_called_by_the_words_in_it(stage):
    found = seen(
        stage,
        "<div role=switch aria-checked=false tabindex=0><i style='width:40px;height:20px;display:inline-block;background:#bbc'></i>"
        "<span>I've read and agreed to the terms</span></div>",
    )

    assert agreement_box(found) is not None
    assert agreement_box(found).box.checked is False


def test_a_button_is_pressed_although_a_ripple_is_drawn_in_it(stage):
    screen = stage.show("<button onclick='window.hit = 1'>Next</button>")
    stage.script("document.querySelector('button').append(Object.assign(document.createElement('i'), {title: ''}))")
    stage.script("document.querySelector('i').style = 'position:absolute;width:9px;height:9px'")

    stage.press(screen, screen.button(lambda text: text == "Next"))

    assert stage.script("window.hit") == 1


def test_what_stands_in_a_slot_is_pressed(stage):
    screen = stage.show(
        "<x-box>Agree</x-box><script>document.querySelector('x-box').attachShadow({mode:'open'}).innerHTML = "
        "'<div onclick=\"window.hit = 1\"><slot></slot></div>'</script>"
    )
    slot = next(one for one in screen.elements if one.tag == "slot")

    stage.press(screen, slot)

    assert stage.script("window.hit") == 1


def test_the_account_may_be_asked_for_before_the_password(stage):
    found = seen(stage, ACCOUNT_FIRST)
    page = LoginPage(stage.tab, stage.site)

    assert page.recognise(found)
    assert not PasswordResetPage(stage.tab, stage.site).recognise(found)
    stage.loop.run(page.fill("me@example.org", "Secret-1"))
    assert stage.script("document.querySelector('[type=password]').value") == "Secret-1"


def test_a_reset_is_no_sign_in_though_it_speaks_of_one(stage):
    found = seen(stage, ACCOUNT_FIRST.replace("Sign in to Mi Account", "Reset password"))

    assert not LoginPage(stage.tab, stage.site).recognise(found)
    assert PasswordResetPage(stage.tab, stage.site).recognise(found)


@pytest.mark.parametrize("other", ["Sign in using password", "Get code"])
def test_a_sign_in_by_code_asks_for_no_account_first(stage, other):
    found = seen(stage, ACCOUNT_FIRST + f"<button>{other}</button>")

    assert not asks_for_the_account_first(found)


def test_a_page_may_say_last_of_all_whose_it_is(stage):
    found = seen(stage, "<h1>Mi Account</h1><p id=who></p>")
    page = AccountHomePage(stage.tab, stage.site)
    assert page.recognise(found)
    stage.script("setTimeout(() => { who.textContent = 'me@example.org' }, 700)")

    assert stage.loop.run(page.accounts_named()) == ["me@example.org"]


def test_the_deletion_may_begin_with_next(stage):
    found = seen(
        stage,
        "<h1>Delete Mi Account</h1><label><input type=checkbox> Yes, I want to delete my Mi Account and all its data permanently"
        "</label><button disabled>Next</button>",
    )

    assert DeleteAccountPage(stage.tab, stage.site).recognise(found)
    assert not DeletionStepPage(stage.tab, stage.site).recognise(found)


@pytest.mark.parametrize(
    ("button", "known", "deletes"),
    [
        ("<button>Next</button>", True, False),
        ("<button disabled>Next</button>", False, None),
        ("<button>Delete Mi Account</button>", True, True),
        ("<button>Delete account</button>", False, None),
        ("<button>Send code</button><button>Next</button>", False, None),
        ("<input name=ticket><button>Next</button>", False, None),
    ],
)
def test_a_step_of_the_deletion_is_known_by_its_heading_and_its_one_button(stage, button, known, deletes):
    page = DeletionStepPage(stage.tab, stage.site)

    assert page.recognise(seen(stage, STEP + button)) is known
    if known:
        assert page.deletes is deletes
        assert not page.another()(stage.tab, stage.site).recognise(page.seen)
        assert not LastWarningPage(stage.tab, stage.site).recognise(page.seen)
